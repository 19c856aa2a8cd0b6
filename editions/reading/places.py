"""Where in a body's source its blocks, items, words and footnotes stand. Lines count from 0, ends are the line after."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from editions.reading.markdown import parse_blocks, parse_whole


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """Words of one paragraph, heading or cell: *content* as they are parsed, without marks of the blocks around them."""

    start: int
    end: int
    content: str
    in_table: bool = False


@dataclass(frozen=True, kw_only=True)
class BlockPlace:
    """A block of the body itself, with its words in reading order; *items* are a list's, each from its mark."""

    start: int
    end: int
    leaves: tuple[Leaf, ...] = ()
    items: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class NotePlace:
    """The definition of a footnote; *inside* says that it stands within another block."""

    label: str
    start: int
    end: int
    leaves: tuple[Leaf, ...] = ()
    inside: bool = False


@dataclass(frozen=True, kw_only=True)
class TargetPlace:
    """The definition of a link's target; *label* in capitals, *used* says that a link or an image leads there."""

    label: str
    start: int
    end: int
    used: bool


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where everything stands; *labels* are those of the footnotes, in the order of their numbers."""

    blocks: tuple[BlockPlace, ...]
    notes: tuple[NotePlace, ...]
    targets: tuple[TargetPlace, ...]
    labels: tuple[str, ...]


@dataclass(kw_only=True)
class _Open:
    """A block or a definition whose end is not reached."""

    start: int
    end: int
    label: str | None = None
    inside: bool = False
    leaves: list[Leaf] = field(default_factory=list)
    items: list[tuple[int, int]] = field(default_factory=list)


def places_in(source: str) -> Places:
    """Return where everything in *source*, a body, stands."""
    lines = source.split("\n")
    tokens, environment = parse_blocks(source)
    found = [_trimmed(place, lines) for place in _places(tokens)]
    whole, footnotes = parse_whole(source)
    used = set(_addresses(whole))
    return Places(
        blocks=tuple(
            BlockPlace(start=one.start, end=one.end, leaves=tuple(one.leaves), items=tuple(one.items)) for one in found if one.label is None
        ),
        notes=tuple(
            NotePlace(label=one.label, start=one.start, end=one.end, leaves=tuple(one.leaves), inside=one.inside)
            for one in found
            if one.label is not None
        ),
        targets=tuple(
            TargetPlace(label=label, start=one["map"][0], end=one["map"][1], used=one["href"] in used)
            for label, one in environment.get("references", {}).items()
        ),
        labels=tuple(str(one["label"]) for _, one in sorted(footnotes.get("footnotes", {}).get("list", {}).items())),
    )


def _trimmed(place: _Open, lines: Sequence[str]) -> _Open:
    """Return *place* without the empty lines at its end."""
    while place.end > place.start + 1 and not lines[place.end - 1].strip(" \t"):
        place.end -= 1
    return place


def _places(tokens: Iterable[Any]) -> Iterator[_Open]:
    """Yield the blocks of the body itself, and all footnotes, in the order of their beginnings."""
    opened: list[_Open] = []
    found: list[_Open] = []
    depth = 0
    tables = 0
    for token in tokens:
        tables += token.nesting if token.type in ("table_open", "table_close") else 0
        if token.type == "footnote_reference_open":
            opened.append(_Open(start=token.map[0], end=token.map[1], label=token.meta["label"], inside=depth > 0))
            found.append(opened[-1])
        elif depth == 0 and token.nesting >= 0:
            opened.append(_Open(start=token.map[0], end=token.map[1]))
            found.append(opened[-1])
        elif token.type == "list_item_open" and depth == 1:
            opened[-1].items.append((token.map[0], token.map[1]))
        elif token.type == "inline":
            opened[-1].leaves.append(Leaf(start=token.map[0], end=token.map[1], content=token.content, in_table=tables > 0))
        depth += token.nesting
        if token.type == "footnote_reference_close" or (depth == 0 and token.type not in ("inline", "footnote_reference_open")):
            opened.pop()
    yield from found


def _addresses(tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        yield from (str(token.attrs[name]) for name in ("href", "src") if name in token.attrs)
        yield from _addresses(token.children or ())
