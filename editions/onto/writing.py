"""What is brought back, written into the statement's folder: each file whole or not at all, and only where it changes."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from editions.comparing.aligning import align
from editions.comparing.nodes import Node, blocks
from editions.comparing.parting import LOOSE, grouped
from editions.comparing.units import units
from editions.model.statement import Statement
from editions.onto.base import Source
from editions.onto.bringing import Brought, units_of
from editions.patching.edits import Delete, Edit, Insert, Join, Move, Part, Replace
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


@dataclass(frozen=True, kw_only=True)
class _Step:
    """What became of the blocks *was*, by their numbers: those that are *now* in their place, or where they *moved*."""

    was: tuple[int, ...]
    now: tuple[int, ...]
    moved: bool = False


def _edits(before: Sequence[Node], after: Sequence[Node]) -> Iterator[Edit]:
    """Yield what makes *after* of *before*."""
    steps = list(_steps(before, after))
    for number, step in enumerate(steps):
        made, notes = blocks([after[place] for place in step.now])
        by_number = {note.number: note for note in notes}
        following = next((later.was[0] for later in steps[number + 1 :] if later.was and later.now and not later.moved), len(before))
        if not step.now:
            yield Delete(number=step.was[0])
        elif not step.was:
            yield Insert(before=following, block=made[0], notes=by_number)
        elif len(made) > 1:
            yield Part(number=step.was[0], blocks=made, notes=by_number)
        elif len(step.was) > 1:
            yield Join(number=step.was[0], last=step.was[-1], block=made[0], notes=by_number)
        else:
            if step.moved:
                yield Move(number=step.was[0], before=following)
            if before[step.was[0]] != after[step.now[0]]:
                yield Replace(number=step.was[0], block=made[0], notes=by_number)


def _steps(before: Sequence[Node], after: Sequence[Node]) -> Iterator[_Step]:
    """Yield what became of each block, in the order of *after*."""
    for kind, group in groupby(align(before, after), key=lambda pair: "loose" if pair.kind in LOOSE else pair.kind):
        run = [(pair.old, pair.new) for pair in group if pair.kind != "left"]
        if kind == "loose":
            yield from (_Step(was=was, now=now) for was, now in grouped(run, before, after))
        else:
            yield from (_Step(was=(old,), now=(new,), moved=kind == "moved") for old, new in run if old is not None and new is not None)


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
