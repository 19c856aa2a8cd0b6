"""A list whose items change: each by itself, the others as they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from editions.model.prose import Block, ListBlock, inline_runs
from editions.model.runs import laid_flat
from editions.patching.leaves import Way
from editions.patching.rewording import with_leaves
from editions.patching.said import Said, labels_of, says
from editions.reading.places import BlockPlace, places_in
from editions.writing_source.blocks import is_close

#: The mark of an item: its indent, and its number where it has one.
ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-+*]|(?P<number>\d{1,9})(?P<point>[.)]))")


def with_items(lines: Sequence[str], old: Said, new: Said) -> list[str] | None:
    """Return the list *lines* with the items changed that differ, and all others as they are."""
    ours, theirs = old.block, new.block
    places = places_in("\n".join(lines)).blocks
    if not isinstance(ours, ListBlock) or not isinstance(theirs, ListBlock) or len(places) != 1:
        return None
    if ours.ordered != theirs.ordered or (ours.ordered and ours.start != theirs.start) or len(places[0].items) != len(ours.items):
        return None
    return _Items(lines=lines, old=old, new=new, place=places[0]).joined(ours, theirs)


@dataclass(frozen=True, kw_only=True)
class _Items:
    """A list whose items are changed."""

    lines: Sequence[str]
    old: Said
    new: Said
    place: BlockPlace

    def joined(self, ours: ListBlock, theirs: ListBlock) -> list[str]:
        """Return the lines of the list *theirs*, items that it has in common with *ours* as they are."""
        chunks = [_without_empty(self.lines[start:end]) for start, end in self.place.items]
        close = all(self.lines[start - 1].strip(" \t>") for start, _ in self.place.items[1:])
        old, new = _divided(ours, self.old), _divided(theirs, self.new)
        found: list[list[str]] = []
        opcodes = SequenceMatcher(None, [_key(one) for one in old], [_key(one) for one in new], autojunk=False).get_opcodes()
        elsewhere = [place for kind, i1, i2, _, _ in opcodes if kind != "equal" for place in range(i1, i2)]
        for kind, i1, i2, j1, j2 in opcodes:
            if kind == "equal":
                found += chunks[i1:i2]
                continue
            for number in range(j1, j2):
                moved = next((place for place in elsewhere if _key(old[place]) == _key(new[number])), None)
                place = i1 + number - j1
                if moved is not None:
                    elsewhere.remove(moved)
                    found.append(chunks[moved])
                    continue
                chunk = self._changed(chunks[place], old[place], new[number]) if place < i2 else None
                found.append(chunk or self._new(new[number], number, theirs, close=close))
        between = [] if close else [""]
        return [
            line for number, chunk in enumerate(_renumbered(found, chunks, theirs)) for line in ([*between, *chunk] if number else chunk)
        ]

    def _changed(self, chunk: list[str], old: Said, new: Said) -> list[str] | None:
        """Return *chunk*, an item that says *old*, with its words changed to say *new*; None where more must change."""
        mark = ITEM.match(chunk[0])
        # Read by itself, the item begins a list at its own number.
        start = int(mark["number"]) if mark and mark["number"] else 1
        there, wanted = _beginning(old, start), _beginning(new, start)
        for way in Way:
            found = with_leaves(chunk, there, wanted, way)
            if found is not None and says(found, wanted):
                return found
        return None

    def _new(self, new: Said, number: int, block: ListBlock, *, close: bool) -> list[str]:
        """Return the only item of *new* as this house writes it, with the mark and indent of its list."""
        first = ITEM.match(self.lines[0])
        mark, point, indent = (first["mark"], first["point"], first["indent"]) if first else ("-", ".", "")
        lines = new.writer().item(
            _items(new)[0], f"{block.start + number}{point}" if block.ordered else mark, close=close and _is_close(new)
        )
        return [f"{indent}{line}" if line else "" for line in lines]


def _is_close(said: Said) -> bool:
    return isinstance(said.block, ListBlock) and is_close(said.block)


def _items(said: Said) -> tuple[tuple[Block, ...], ...]:
    return said.block.items if isinstance(said.block, ListBlock) else ()


def _key(said: Said) -> object:
    """Return what an item says and calls."""
    return said.bare, said.labels


def _beginning(said: Said, start: int) -> Said:
    """Return *said*, a list, beginning with the number *start*."""
    return replace(said, block=replace(said.block, start=start)) if isinstance(said.block, ListBlock) else said


def _without_empty(lines: Sequence[str]) -> list[str]:
    found = list(lines)
    while found and not found[-1].strip(" \t"):
        found.pop()
    return found


def _divided(block: ListBlock, said: Said) -> list[Said]:
    """Return each item of *block*, which *said* is, as a list of its own."""
    labels = iter(said.labels)
    found = []
    for item in block.items:
        runs = [run for _, inlines in inline_runs(item) for run in laid_flat(inlines, said.notes)]
        alone = ListBlock(ordered=block.ordered, items=(item,))
        found.append(replace(said, block=alone, labels=tuple(labels_of(runs, labels))))
    return found


def _renumbered(chunks: Sequence[list[str]], before: Sequence[Sequence[str]], block: ListBlock) -> list[list[str]]:
    """Return *chunks* with their numbers in order, if they were *before*, and where no mark grows longer by it."""
    marks = [ITEM.match(chunk[0]) for chunk in before]
    if not block.ordered or [int(mark["number"]) if mark and mark["number"] else -1 for mark in marks] != [
        block.start + number for number in range(len(before))
    ]:
        return list(chunks)
    return [[_numbered(chunk[0], block.start + number), *chunk[1:]] for number, chunk in enumerate(chunks)]


def _numbered(line: str, number: int) -> str:
    mark = ITEM.match(line)
    if not mark or not mark["number"] or len(mark["number"]) != len(str(number)):
        return line
    return line[: mark.start("number")] + str(number) + line[mark.end("number") :]
