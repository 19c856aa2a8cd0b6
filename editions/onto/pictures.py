"""Pictures by what they show: one that has another file's bytes under the same name is another picture."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from editions.comparing.nodes import Node, leaves
from editions.comparing.pictures import renamed
from editions.comparing.units import Unit
from editions.manifest import sha256
from editions.model.prose import Image, inline_runs, walk_inlines
from editions.model.runs import Shown
from editions.model.statement import Statement, Text
from editions.model.word import WordDocument

#: Stands behind the name of a picture that the source has exchanged since: no name of a file has it.
_SINCE = " (another picture since)"


def made_from(document: WordDocument, base: Statement | None) -> dict[str, str]:
    """Return the SHA-256 of each picture, by its file, that *document* was made with; nothing where it does not say, nor *base*."""
    if base is not None:
        return {picture.file: sha256(picture.content) for picture in base.pictures}
    return dict(document.source_pictures)


def by_digest(statement: Statement, before: Mapping[str, str]) -> dict[str, str]:
    """Return the file of each picture that is known, by the SHA-256 of its bytes: those of *before* go before those of the folder."""
    folder = Path(statement.where)
    lying = {sha256(path.read_bytes()): path.relative_to(folder).as_posix() for path in folder.glob("images/*") if path.is_file()}
    shown = {sha256(picture.content): picture.file for picture in statement.pictures}
    return {**lying, **shown, **{digest: file for file, digest in before.items()}}


def marked(units: Iterable[Unit], statement: Statement, before: Mapping[str, str]) -> tuple[Unit, ...]:
    """Return *units*, of *statement*, in which each picture that was another *before* has another name."""
    exchanged = {
        picture.file: picture.file + _SINCE
        for picture in statement.pictures
        if before.get(picture.file, digest := sha256(picture.content)) != digest
    }
    return tuple(_renamed(units, exchanged))


def unmarked(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return *units* with all pictures under the names of their files."""
    found = tuple(units)
    names = {file: file.removesuffix(_SINCE) for unit in found for file in _files(unit.node) if file.endswith(_SINCE)}
    return tuple(_renamed(found, names))


def unused(statement: Statement, mine: Text, wanted: Text | None) -> Iterator[str]:
    """Yield the files of the pictures that *mine* shows, and neither *wanted* nor another text of *statement* does."""
    if wanted is None:
        return
    others = [text for text in statement.texts if text.language != mine.language]
    kept = {file for text in (wanted, *others) for file in _shown(text)}
    yield from (file for file in dict.fromkeys(_shown(mine)) if file not in kept)


def _shown(text: Text) -> list[str]:
    rows = [inlines for _, inlines in inline_runs(text.body)] + [note.inlines for note in text.footnotes]
    return [inline.file for inlines in rows for inline in walk_inlines(inlines) if isinstance(inline, Image)]


def _renamed(units: Iterable[Unit], names: Mapping[str, str]) -> Iterator[Unit]:
    yield from (replace(unit, node=renamed(unit.node, names)) for unit in units)


def _files(node: Node) -> Iterator[str]:
    yield from (run.image.file for leaf in leaves(node) for run in leaf.runs if isinstance(run, Shown))
