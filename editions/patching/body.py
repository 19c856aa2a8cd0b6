"""A body, patched: blocks replaced, taken away, added and moved, and all others left byte for byte."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from editions.model.bare import all_bare, by_number
from editions.model.prose import Block, Footnote, FootnoteCall, ListBlock, walk_inlines
from editions.model.runs import Note
from editions.patching.edits import Delete, Edit, Insert, Move, Replace
from editions.patching.notes import fresh_labels, labels_for, with_definitions
from editions.patching.replacing import replaced
from editions.patching.said import Said
from editions.problems import FaultRefusal, Problem, Refusal
from editions.reading.markdown import read_markdown
from editions.reading.places import Places, places_in
from editions.writing_source.blocks import is_same_list

_MARK = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])")


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A block of the body to be: its lines, what it says, and its number in the old body, None where it is new there.

    *kept* says that it stands where it stood, *touched* that its lines are not those it had.
    """

    lines: tuple[str, ...]
    said: Said
    number: int | None = None
    kept: bool = False
    touched: bool = False


def patch_body(source: str, edits: Sequence[Edit], where: str = "", first_line: int = 1) -> str:
    """Return *source*, a body with "\\n" as line ends, with *edits* made.

    Raises:
        Refusal: *source* has problems, or there is no Markdown for what is wanted, or it would have problems then;
            each problem names *where*, and its line counted from *first_line*.
        FaultRefusal: what was patched is not read as wanted.
    """
    body = read_markdown(source, where, first_line)
    if body.problems:
        raise Refusal(*body.problems)
    if not edits:
        return source
    notes = by_number(body.footnotes)
    places = places_in(source)
    fault = Problem(where, "what was patched does not say what it should", "Change the file by hand, and report this fault.")
    refusal: Refusal = FaultRefusal(fault)
    for anew in (False, True):
        patching = _Patching(lines=source.split("\n"), places=places, blocks=body.blocks, notes=notes, anew=anew)
        parts = list(patching.parts(edits))
        found = patching.joined(parts)
        again = read_markdown(found, where, first_line)
        if all_bare(again.blocks, by_number(again.footnotes)) == tuple(part.said.bare for part in parts):
            if not again.problems:
                return found
            refusal = Refusal(*again.problems)
    raise refusal


@dataclass(frozen=True, kw_only=True)
class _Patching:
    """A body that is patched; *anew* writes each block that is replaced or moved as this house does."""

    lines: Sequence[str]
    places: Places
    blocks: Sequence[Block]
    notes: Mapping[int, Footnote]
    anew: bool

    def parts(self, edits: Sequence[Edit]) -> Iterator[_Part]:
        """Yield the blocks of the body to be, in order."""
        labels = fresh_labels(note.label for note in self.places.notes)
        new = {edit.number: self._replaced(edit, labels) for edit in edits if isinstance(edit, Replace)}
        moved = {edit.number for edit in edits if isinstance(edit, Move)}
        deleted = {edit.number for edit in edits if isinstance(edit, Delete)}
        for place in range(len(self.blocks) + 1):
            for edit in edits:
                if isinstance(edit, Insert) and edit.before == place:
                    said = Said(block=edit.block, notes=edit.notes, labels=())
                    said = replace(said, labels=tuple(next(labels) for _ in said.called()))
                    yield _Part(lines=tuple(said.canonical()), said=said)
                elif isinstance(edit, Move) and edit.before == place:
                    yield new.get(edit.number) or self._old(edit.number)
            if place < len(self.blocks) and place not in moved and place not in deleted:
                yield replace(new.get(place) or self._old(place), number=place, kept=True)

    def _said(self, number: int) -> Said:
        said = Said(block=self.blocks[number], notes=self.notes, labels=())
        return replace(said, labels=tuple(self.places.labels[call - 1] for call in _calls(said)))

    def _old(self, number: int) -> _Part:
        place, said = self.places.blocks[number], self._said(number)
        return _Part(lines=tuple(self.lines[place.start : place.end]), said=said, number=number)

    def _replaced(self, edit: Replace, labels: Iterator[str]) -> _Part:
        old = self._old(edit.number)
        said = Said(block=edit.block, notes=edit.notes, labels=())
        said = replace(said, labels=labels_for(old.said.called(), old.said.labels, said.called(), labels))
        if self.anew:
            return replace(old, lines=tuple(said.canonical()), said=said, touched=True)
        return replace(old, lines=tuple(replaced(old.lines, old.said, said, self._targets())), said=said, touched=True)

    def _targets(self) -> list[str]:
        return [line for target in self.places.targets for line in self.lines[target.start : target.end]]

    def joined(self, parts: Sequence[_Part]) -> str:
        """Return the body that *parts* make, with what stands between the blocks."""
        lines = self._laid_out(_parted(parts))
        definitions = {label: note for part in parts for label, note in zip(part.said.labels, part.said.called(), strict=True)}
        before = {label: note for number in range(len(self.blocks)) for label, note in self._definitions(number)}
        return without_unused_targets(with_definitions("\n".join(lines), before, definitions, self._targets()))

    def _definitions(self, number: int) -> Iterator[tuple[str, Note]]:
        said = self._said(number)
        yield from zip(said.labels, said.called(), strict=True)

    def _laid_out(self, parts: Sequence[_Part]) -> list[str]:
        """Return the lines of *parts* in order, between them what stood there, and an empty line where nothing did."""
        starts = [place.start for place in self.places.blocks]
        ends = [place.end for place in self.places.blocks]
        found = list(self.lines[: starts[0]]) if starts else []
        placed = _by_place(parts, len(self.blocks))
        stood: int | None = -1
        for number in range(len(self.blocks) + 1):
            gap = self.lines[ends[number - 1] : starts[number] if number < len(starts) else len(self.lines)] if number else []
            before = [part for part in placed[number] if not part.kept]
            here = next((part for part in placed[number] if part.kept), None)
            if number == len(self.blocks):
                # What is added at the end stands before the footnotes.
                for part in before:
                    found = [*_ended(found), *part.lines]
                    stood = None
                return _closed(found, gap, as_it_was=stood == number - 1 or not number)
            found = [*found, *gap] if stood == number - 1 else _with_gap(found, gap)
            for part in before:
                found = [*_ended(found), *part.lines, ""]
            if here:
                found = [*(found if stood == number - 1 or not found else _ended(found)), *here.lines]
                stood = number
        return found


def _calls(said: Said) -> Iterator[int]:
    for inlines, _ in said.leaves():
        yield from (inline.number for inline in walk_inlines(inlines) if isinstance(inline, FootnoteCall))


def _by_place(parts: Sequence[_Part], count: int) -> list[list[_Part]]:
    """Return *parts* in *count* + 1 groups, each of which ends in the block that stood there and still does."""
    placed: list[list[_Part]] = [[] for _ in range(count + 1)]
    waiting: list[_Part] = []
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


def _parted(parts: Sequence[_Part]) -> list[_Part]:
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


def _stood_so(before: _Part, part: _Part) -> bool:
    """Return whether *part* stood behind *before* as it does now."""
    touched = before.touched or part.touched or not before.kept or not part.kept
    return not touched and before.number is not None and part.number == before.number + 1


def _mark(part: _Part) -> str:
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


def without_unused_targets(source: str) -> str:
    """Return *source* without the definitions of addresses that nothing leads to any more."""
    lines = source.split("\n")
    for target in reversed(places_in(source).targets):
        if not target.used:
            del lines[target.start : target.end]
    return "\n".join(_with_single_gaps(lines, source))


def _with_single_gaps(lines: list[str], source: str) -> list[str]:
    if len(lines) == source.count("\n") + 1:
        return lines
    return [lines[0], *(line for before, line in pairwise(lines) if line.strip(" \t") or before.strip(" \t"))] if lines else lines
