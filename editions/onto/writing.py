"""What is brought back, written into the statement's folder: each file whole or not at all, and only where it changes."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from editions.comparing.aligning import Pair, align
from editions.comparing.nodes import Node, blocks
from editions.comparing.units import units
from editions.model.statement import Statement
from editions.onto.base import Source
from editions.onto.bringing import Brought, units_of
from editions.patching.edits import Delete, Edit, Insert, Move, Replace
from editions.patching.files import opened, patch_statement, patch_text
from editions.patching.front import Front
from editions.problems import FaultRefusal, Problem, Refusal
from editions.publishing import publish_file
from editions.reading.images import picture_of
from editions.reading.text import read_text
from editions.surroundings import Limits


def patched(brought: Brought, statement: Statement, limits: Limits) -> dict[str, bytes]:
    """Return the files of *statement* that change, by their names in its folder, new pictures first.

    Raises:
        Refusal: there is no Markdown for what is wanted, or a reader would refuse it.
        FaultRefusal: what was patched is not read as wanted.
        ValueError: nothing is wanted.
    """
    wanted, mine = brought.wanted, brought.mine
    if wanted is None:
        raise ValueError("nothing is wanted")
    sources = {source.name: source.content for source in statement.sources}
    name = f"{mine.text.language}.md"
    if mine.text.place and not wanted.text.place and len(statement.texts) > 1 and "place" not in dict(mine.text.lines):
        what = f'the place "{mine.text.place}" is taken out, which statement.toml gives to all {len(statement.texts)} texts'
        raise Refusal(Problem(f"{statement.where}/statement.toml", what, "Give each text a place of its own first, or put it back."))
    for picture in brought.pictures:
        picture_of(picture.content, picture.file, limits)
    found = {picture.file: picture.content for picture in brought.pictures}
    # A place of one text alone stands with it, one of all texts with the statement.
    own_place = "place" in dict(mine.text.lines) or len(statement.texts) > 1
    shared = mine.text.place if own_place else wanted.text.place
    if (wanted.day, wanted.reference, shared) != (mine.day, mine.reference, mine.text.place):
        content = sources["statement.toml"]
        place = str(tomllib.loads(content.decode("utf-8-sig")).get("place", "")) if own_place else shared
        where = f"{statement.where}/statement.toml"
        found["statement.toml"] = patch_statement(content, day=wanted.day, reference=wanted.reference, place=place, where=where)
    found[name] = _text(sources[name], brought, wanted, statement, own_place=own_place)
    return {file: content for file, content in found.items() if sources.get(file) != content}


def _text(content: bytes, brought: Brought, wanted: Source, statement: Statement, *, own_place: bool) -> bytes:
    mine, text = brought.mine, wanted.text
    where = f"{statement.where}/{text.language}.md"
    has_place = "place" in dict(mine.text.lines) or (own_place and text.place != mine.text.place)
    front = Front(
        heading=text.heading, subject=text.subject, place=text.place if has_place else "",
        signatories=text.signatories, recipients=text.recipients,
    )  # fmt: skip
    before, after = _body(mine), _body(wanted)
    made = patch_text(content, list(_edits(before, after)), front, where=where, language=text.language)
    again, problems = read_text(opened(made, where).text, where, language=text.language, place=text.place)
    if again is None or problems or units(again) != units(text):
        raise FaultRefusal(Problem(where, "what was patched is not read as wanted", "Change the file by hand, and report this fault."))
    return made


def _body(source: Source) -> tuple[Node, ...]:
    return tuple(unit.node for unit in units_of(source) if unit.role == "body")


def _edits(before: Sequence[Node], after: Sequence[Node]) -> Iterator[Edit]:
    """Yield what makes *after* of *before*."""
    pairs = align(before, after)
    for number, pair in enumerate(pairs):
        if pair.kind == "deleted" and pair.old is not None:
            yield Delete(number=pair.old)
        elif pair.new is not None and pair.kind != "left":
            yield from _edit(pair, before, after, _next_kept(pairs[number + 1 :], len(before)))


def _edit(pair: Pair, before: Sequence[Node], after: Sequence[Node], following: int) -> Iterator[Edit]:
    assert pair.new is not None  # noqa: S101 - what went is no edit of this kind
    (block,), notes = blocks([after[pair.new]])
    by_number = {note.number: note for note in notes}
    if pair.old is None:
        yield Insert(before=following, block=block, notes=by_number)
        return
    if pair.kind == "moved":
        yield Move(number=pair.old, before=following)
    if before[pair.old] != after[pair.new]:
        yield Replace(number=pair.old, block=block, notes=by_number)


def _next_kept(pairs: Sequence[Pair], count: int) -> int:
    """Return the place, among what was before, of the next that stays; their *count* where there is none."""
    return next((pair.old for pair in pairs if pair.kind in ("same", "changed") and pair.old is not None), count)


def write(files: Mapping[str, bytes], statement: Statement) -> tuple[str, ...]:
    """Write *files*, by their names, into the folder of *statement*, all or none of them, and return their paths.

    Raises:
        Refusal: one has changed since it was read, or cannot be written.
    """
    folder = Path(statement.where)
    before = {name: _now(folder / name) for name in files}
    was = {source.name: source.content for source in statement.sources}
    for name, now in before.items():
        if now != was.get(name) and now != files[name]:
            what = "has changed while the document was read" if name in was else "is there already, and is another file"
            raise Refusal(Problem(str(folder / name), what, "Nothing is written. Bring the document again."))
    written: list[str] = []
    try:
        for name, content in files.items():
            _make_folder((folder / name).parent)
            publish_file(content, folder / name)
            written.append(name)
    except Refusal:
        for name in written:
            _put_back(folder / name, before[name])
        raise
    return tuple(str(folder / name) for name in written)


def _now(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Refusal(Problem(str(folder), f"cannot be made: {error.strerror}", "Make room for it, or mend the permissions.")) from None


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        publish_file(content, path)
