"""Which editions an edition mark is of: looked up in build/ and in the archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editions.archive.entries import entries
from editions.archive.layout import object_id
from editions.archive.objects import find
from editions.archive.searching.asking import asked
from editions.archive.searching.index import index_path, search
from editions.manifest import read_manifest
from editions.problems import MissingRefusal
from editions.surroundings import Surroundings

#: Archived statements that are told of at most: a mark has one.
_MOST = 20


@dataclass(frozen=True, kw_only=True)
class Known:
    """An edition with the mark that was asked for: its *statement*, and *where* it is, in words."""

    statement: str
    where: str


def editions_with(mark: str, around: Surroundings) -> list[Known]:
    """Return the editions in build/ and in the archive whose mark is *mark*.

    Raises:
        ArchiveRefusal: the archive is damaged where it is read.
    """
    return [*_built(mark, around.out), *_archived(mark, around)]


def _built(mark: str, out: Path) -> Iterator[Known]:
    for folder in sorted(path.parent for path in out.glob("*/edition.json")):
        for output in read_manifest(folder).get("outputs", ()):
            if output.get("mark") == mark and output.get("format") == "pdf":
                yield Known(statement=folder.name, where=str(folder / output["file"]))


def _archived(mark: str, around: Surroundings) -> Iterator[Known]:
    try:
        hits = search(around.archive, index_path(around.archive, around.cache), asked(f"mark:{mark}"), _MOST)
    except MissingRefusal:
        # There is no archive.
        return
    for hit in hits:
        version = _version_with(mark, hit.statement, around) or f"{hit.version}, {hit.kind}"
        yield Known(statement=hit.statement, where=f"archived in {around.archive}: {version}")


def _version_with(mark: str, statement: str, around: Surroundings) -> str:
    """Return the last version that bears *mark*, and what superseded it; "" if none says so."""
    held = find(around.archive, object_id(statement))
    versions = entries(held) if held else []
    bearing = [one for one in versions if mark in (one.describes.get("marks") or ())]
    if not bearing:
        return ""
    one, later = bearing[-1], versions[versions.index(bearing[-1]) + 1 :]
    superseded = f", superseded by {later[0].version.name}, {later[0].kind}" if later else ""
    standing = f" ({one.stands})" if one.stands != one.kind else ""
    return f"{one.version.name}, {one.kind}{standing}{superseded}"
