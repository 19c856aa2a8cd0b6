"""The blocks of a body that is patched, put in order: what stood between them stays, and none becomes part of another."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from editions.model.prose import Block, ListBlock
from editions.patching.said import Said
from editions.reading.places import BlockPlace, places_in
from editions.writing_source.blocks import is_same_list

_MARK = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A block of the body to be: its lines, what it says, and its number in the old body, None where it is new there.

    *kept* says that it stands where it stood, *touched* that its lines are not those it had.
    """

    lines: tuple[str, ...]
    said: Said
    number: int | None = None
    kept: bool = False
    touched: bool = False


def laid_out(lines: Sequence[str], blocks: Sequence[BlockPlace], parts: Sequence[Part], *, apart: bool) -> list[str]:
    """Return *parts* in order, between them what stood between the *blocks* of *lines*, and an empty line where nothing did.

    Where they stood close, they are set *apart*.
    """
    starts = [place.start for place in blocks]
    ends = [place.end for place in blocks]
    found = list(lines[: starts[0]]) if starts else []
    placed = _by_place(parts, len(blocks))
    stood: int | None = -1
    for number in range(len(blocks) + 1):
        gap = lines[ends[number - 1] : starts[number] if number < len(starts) else len(lines)] if number else []
        before = [part for part in placed[number] if not part.kept]
        here = next((part for part in placed[number] if part.kept), None)
        if number == len(blocks):
            # What is added at the end stands before the footnotes.
            for part in before:
                found = [*_ended(found), *part.lines]
                stood = None
            return _closed(found, gap, as_it_was=stood == number - 1 or not number)
        found = [*(_ended(found) if apart and gap and gap[0] else found), *gap] if stood == number - 1 else _with_gap(found, gap)
        for part in before:
            found = [*_ended(found), *part.lines, ""]
        if here:
            found = [*(found if stood == number - 1 and not apart else _ended(found)), *here.lines]
            stood = number
    return found


def _by_place(parts: Sequence[Part], count: int) -> list[list[Part]]:
    """Return *parts* in *count* + 1 groups, each of which ends in the block that stood there and still does."""
    placed: list[list[Part]] = [[] for _ in range(count + 1)]
    waiting: list[Part] = []
    for part in parts:
        waiting.append(part)
        if part.kept and part.number is not None:
            placed[part.number] += waiting
            waiting = []
    placed[count] += waiting
    return placed


def _is_empty(lines: Iterable[str]) -> bool:
    return not any(line.strip(" \t") for line in lines)


def _ended(lines: Sequence[str]) -> list[str]:
    """Return *lines* with an empty line at their end, if there are any."""
    return [*lines, ""] if lines and lines[-1].strip(" \t") else list(lines)


def _with_gap(lines: Sequence[str], gap: Sequence[str]) -> list[str]:
    """Return *lines* and the *gap* that followed a block which is no longer there: definitions, or nothing."""
    if _is_empty(gap):
        return list(lines)
    found = _ended(lines)
    while gap and not gap[0].strip(" \t"):
        gap = gap[1:]
    return [*found, *gap]


def _closed(lines: Sequence[str], gap: Sequence[str], *, as_it_was: bool) -> list[str]:
    """Return *lines* and the *gap* at the end of the body."""
    if as_it_was:
        return [*lines, *gap]
    found = list(lines)
    if _is_empty(gap):
        while found and not found[-1].strip(" \t"):
            found.pop()
        return [*found, *gap]
    return _with_gap(found, gap)


def parted(parts: Sequence[Part]) -> list[Part]:
    """Return *parts* so written that none becomes a part of the list before it: with another mark, or less far in."""
    found = list(parts[:1])
    for part in parts[1:]:
        before = found[-1]
        if isinstance(before.said.block, ListBlock) and not _stood_so(before, part):
            mark, other = _mark(before), _mark(part)
            lines = _unindented(part.lines)
            if is_same_list(before.said.block, part.said.block) and mark == other:
                lines = _remarked(lines, part.said.block, other)
            part = replace(part, lines=tuple(lines), touched=part.touched or tuple(lines) != part.lines)
        found.append(part)
    return found


def _unindented(lines: Sequence[str]) -> list[str]:
    """Return *lines* as far to the left as the first of them can go."""
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    return [line[min(indent, len(line) - len(line.lstrip(" "))) :] for line in lines]


def _stood_so(before: Part, part: Part) -> bool:
    """Return whether *part* stood behind *before* as it does now."""
    touched = before.touched or part.touched or not before.kept or not part.kept
    return not touched and before.number is not None and part.number == before.number + 1


def _mark(part: Part) -> str:
    found = _MARK.match(part.lines[0])
    return found[0][-1] if found else ""


def _remarked(lines: Sequence[str], block: Block, mark: str) -> list[str]:
    """Return *lines*, a list, with another mark than *mark*."""
    other = {"-": "*", "*": "-", "+": "-", ".": ")", ")": "."}[mark]
    found = list(lines)
    if isinstance(block, ListBlock):
        for start, _ in places_in("\n".join(lines)).blocks[0].items:
            if match := _MARK.match(found[start]):
                found[start] = found[start][: match.end() - 1] + other + found[start][match.end() :]
    return found
