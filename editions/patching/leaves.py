"""Words where they stand in a block's lines: found, and changed in place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from editions.patching.words import as_source, canonical_tokens, merged, starred, tokens
from editions.reading.places import Leaf

_HEADING = re.compile(r"[ \t>]*(?:[-+*][ \t]+|\d+[.)][ \t]+|[ \t>])*#{1,6}[ \t]+")


class _NotFound(Exception):
    """The words do not stand where they should: the block is written anew."""


@dataclass(frozen=True, kw_only=True)
class _Region:
    """Where a leaf stands: its first line, and in each line from where to where."""

    first: int
    columns: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Change:
    """A leaf that is changed: the lines that this house would write for what it says and for what it should say."""

    leaf: Leaf
    before: Sequence[str]
    after: Sequence[str]
    #: Which cell of its row the leaf is, from 0; of no meaning elsewhere.
    cell: int = 0


class Way(Enum):
    """How a leaf is changed: its words alone; they, and its underscores to stars, which may stand beside letters; or anew."""

    SPLICED = "spliced"
    STARRED = "starred"
    ANEW = "anew"


def changed(lines: Sequence[str], changes: Sequence[Change], way: Way) -> list[str] | None:
    """Return *lines*, the whole source, with *changes* made in that *way*.

    Lines may be more or fewer than before. None where a leaf cannot be found.
    """
    found = list(lines)
    try:
        # From the end, so that what stands before stays where it is.
        for change in reversed(changes):
            region = _region(found, change)
            last = region.first + len(region.columns) - 1
            before, after = found[region.first][: region.columns[0][0]], found[last][region.columns[-1][1] :]
            source = _source(found, region, change, way)
            found[region.first : last + 1] = (before + source + after).split("\n")
    except _NotFound:
        return None
    return found


def _source(lines: Sequence[str], region: _Region, change: Change, way: Way) -> str:
    texts = [lines[region.first + number][start:end] for number, (start, end) in enumerate(region.columns)]
    prefixes = [lines[region.first + number][:start] for number, (start, _) in enumerate(region.columns)]
    prefix = prefixes[1] if len(prefixes) > 1 else re.sub(r"[^>\t]", " ", prefixes[0])
    after = [line.replace("|", "\\|") for line in change.after] if change.leaf.in_table else list(change.after)
    before = [line.replace("|", "\\|") for line in change.before] if change.leaf.in_table else list(change.before)
    if way is Way.ANEW:
        return as_source(canonical_tokens(after), prefix)
    found = merged(tokens(texts, prefixes), canonical_tokens(before), canonical_tokens(after))
    return as_source(starred(found) if way is Way.STARRED else found, prefix)


def _region(lines: Sequence[str], change: Change) -> _Region:
    leaf = change.leaf
    if leaf.in_table:
        return _Region(first=leaf.start, columns=(_cell(lines[leaf.start], change.cell),))
    contents = leaf.content.split("\n")
    if len(contents) > leaf.end - leaf.start:
        raise _NotFound
    columns = [_columns(lines[leaf.start + number], content) for number, content in enumerate(contents)]
    for number, (start, _) in enumerate(columns[:-1]):
        # Two blanks at a line's end are a break.
        columns[number] = (start, len(lines[leaf.start + number]))
    return _Region(first=leaf.start, columns=tuple(columns))


def _columns(line: str, content: str) -> tuple[int, int]:
    """Return from where to where *content*, a line of a paragraph or heading, stands in *line*."""
    words = content.strip(" \t")
    heading = _HEADING.match(line)
    start = line.find(words, heading.end()) if heading else line.rstrip(" \t").rfind(words)
    if start < 0 or not words or (not heading and line.rstrip(" \t") != line[: start + len(words)]):
        raise _NotFound
    return start, start + len(words)


def _cell(line: str, number: int) -> tuple[int, int]:
    """Return from where to where cell *number* of the row *line* stands, without the blanks around it."""
    spans = list(_cells(line))
    if number >= len(spans):
        raise _NotFound
    return spans[number]


def _cells(line: str) -> Iterator[tuple[int, int]]:
    pipes = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    start = len(line) - len(line.lstrip(" \t"))
    edges = pipes if pipes and pipes[0] == start else [start - 1, *pipes]
    if edges and edges[-1] < len(line.rstrip(" \t")) - 1:
        edges = [*edges, len(line)]
    for left, right in pairwise(edges):
        cell = line[left + 1 : right]
        if not cell.strip(" \t"):
            # An empty cell is written between two blanks.
            place = left + 1 + min(1, len(cell))
            yield place, place
            continue
        yield left + 1 + len(cell) - len(cell.lstrip(" \t")), left + 1 + len(cell.rstrip(" \t"))
