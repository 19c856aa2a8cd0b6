"""One block of a source, changed: the smallest change that says what is wanted, and is read as that."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from editions.model.bare import Bare, all_bare, bare
from editions.model.prose import Block, Cell, Footnote, Heading, Inline, ListBlock, Paragraph, Quotation, Table, inline_runs
from editions.model.runs import Note, Run, laid_flat
from editions.patching.leaves import Change, changed
from editions.reading.markdown import read_markdown
from editions.reading.places import BlockPlace, Leaf, places_in
from editions.writing_source.blocks import Writer, definition
from editions.writing_source.inlines import written

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-+*]|(?P<number>\d{1,9})(?P<point>[.)]))")


@dataclass(frozen=True, kw_only=True)
class Said:
    """A block, its footnotes, and the labels under which it calls them, in reading order."""

    block: Block
    notes: Mapping[int, Footnote]
    labels: tuple[str, ...]

    @property
    def bare(self) -> Bare:
        """What it says."""
        return bare(self.block, self.notes)

    def called(self) -> tuple[Note, ...]:
        """Return the footnotes that it calls, in reading order."""
        return tuple(run for _, runs in self.leaves() for run in runs if isinstance(run, Note))

    def leaves(self) -> Iterator[tuple[tuple[Inline, ...], tuple[Run, ...]]]:
        """Yield the inlines of each paragraph, heading and cell, in reading order, and the same laid flat."""
        for _, inlines in inline_runs([self.block]):
            yield inlines, laid_flat(inlines, self.notes)

    def canonical(self) -> list[str]:
        """Return the lines as which this house writes it."""
        return self.writer().block(self.block)

    def writer(self, skipped: int = 0) -> Writer:
        """Return a writer that gives its labels, the first *skipped* left out."""
        labels = iter(self.labels[skipped:])
        return Writer(notes=self.notes, labels=lambda _: next(labels))


def replaced(lines: Sequence[str], old: Said, new: Said, targets: Sequence[str]) -> list[str]:
    """Return *lines*, a block that says *old*, changed to say *new*; *targets* are the source's definitions of addresses.

    Raises:
        Refusal: Markdown has no form for something that is wanted.
    """
    ways: tuple[Callable[[], list[str] | None], ...] = (
        lambda: _with_leaves(lines, old, new, spliced=True),
        lambda: _with_leaves(lines, old, new, spliced=False),
        lambda: _with_items(lines, old, new, targets),
        lambda: _with_rows(lines, old, new),
    )
    for way in ways:
        found = way()
        if found is not None and says(found, new, targets):
            return found
    mark = _ITEM.match(lines[0])
    return new.writer().block(new.block, other=mark is not None and mark[0][-1] in "*)")


def says(lines: Sequence[str], wanted: Said, targets: Sequence[str]) -> bool:
    """Return whether *lines*, in a source with *targets*, are one block that says what is *wanted*."""
    definitions = [line for label, note in zip(wanted.labels, wanted.called(), strict=True) for line in definition(label, note)]
    body = read_markdown("\n".join([*lines, "", *targets, "", *definitions]), "")
    return all_bare(body.blocks, {note.number: note for note in body.footnotes}) == (wanted.bare,)


def _with_leaves(lines: Sequence[str], old: Said, new: Said, *, spliced: bool) -> list[str] | None:
    """Return *lines* with the words that differ changed; None where more than words differs."""
    places = places_in("\n".join(lines)).blocks
    if len(places) != 1 or _shape(old.block) != _shape(new.block):
        return None
    changes = list(_changes(places[0].leaves, old, new))
    return changed(lines, changes, spliced=spliced)


def _shape(block: Block) -> object:
    """Return what *block* is made of, but for its words."""
    match block:
        case Heading(level=level):
            return ("heading", level)
        case Paragraph():
            return "paragraph"
        case ListBlock(ordered=ordered, start=start, items=items):
            return (ordered, start if ordered else 1, tuple(tuple(map(_shape, item)) for item in items))
        case Quotation(blocks=blocks):
            return ("quotation", tuple(map(_shape, blocks)))
        case Table(header=header, rows=rows, alignments=alignments):
            return ("table", len(header), len(rows), alignments)


def _changes(places: Sequence[Leaf], old: Said, new: Said) -> Iterator[Change]:
    """Yield a change for each leaf whose words differ."""
    ours, theirs = list(old.leaves()), list(new.leaves())
    if len(places) != len(ours) or len(ours) != len(theirs):
        return
    our_labels, their_labels = iter(old.labels), iter(new.labels)
    for number, (leaf, (_, before), (_, after)) in enumerate(zip(places, ours, theirs, strict=True)):
        names = _labels(before, our_labels), _labels(after, their_labels)
        if before != after or names[0] != names[1]:
            cell = sum(other.in_table and other.start == leaf.start for other in places[:number])
            yield Change(leaf=leaf, before=_written(before, names[0]), after=_written(after, names[1]), cell=cell)


def _labels(runs: Iterable[Run], labels: Iterator[str]) -> list[str]:
    return [next(labels) for run in runs if isinstance(run, Note)]


def _written(runs: Sequence[Run], labels: Sequence[str]) -> list[str]:
    """Return *runs* as this house writes them; nothing where they say nothing."""
    names = iter(labels)
    return written(runs, lambda _: next(names)) if runs else [""]


def _with_items(lines: Sequence[str], old: Said, new: Said, targets: Sequence[str]) -> list[str] | None:
    """Return the list *lines* with the items changed that differ, and all others as they are."""
    ours, theirs = old.block, new.block
    places = places_in("\n".join(lines)).blocks
    if not isinstance(ours, ListBlock) or not isinstance(theirs, ListBlock) or len(places) != 1:
        return None
    if ours.ordered != theirs.ordered or (ours.ordered and ours.start != theirs.start) or len(places[0].items) != len(ours.items):
        return None
    return _Items(lines=lines, old=old, new=new, targets=targets, place=places[0]).joined(ours, theirs)


@dataclass(frozen=True, kw_only=True)
class _Items:
    """A list whose items are changed."""

    lines: Sequence[str]
    old: Said
    new: Said
    targets: Sequence[str]
    place: BlockPlace

    def joined(self, ours: ListBlock, theirs: ListBlock) -> list[str]:
        """Return the lines of the list *theirs*, items that it has in common with *ours* as they are."""
        chunks = [_without_empty(self.lines[start:end]) for start, end in self.place.items]
        close = all(self.lines[start - 1].strip(" \t>") for start, _ in self.place.items[1:])
        our_labels, their_labels = _divided(ours, self.old), _divided(theirs, self.new)
        found: list[list[str]] = []
        keys = [(all_bare(item, self.old.notes), labels) for item, labels in zip(ours.items, our_labels, strict=True)]
        wanted = [(all_bare(item, self.new.notes), labels) for item, labels in zip(theirs.items, their_labels, strict=True)]
        for kind, i1, i2, j1, j2 in SequenceMatcher(None, keys, wanted, autojunk=False).get_opcodes():
            if kind == "equal":
                found += chunks[i1:i2]
                continue
            for j in range(j1, j2):
                new = Said(block=ListBlock(ordered=theirs.ordered, items=(theirs.items[j],)), notes=self.new.notes, labels=their_labels[j])
                if i1 + j - j1 < i2:
                    i = i1 + j - j1
                    old = Said(block=ListBlock(ordered=ours.ordered, items=(ours.items[i],)), notes=self.old.notes, labels=our_labels[i])
                    found.append(self._item(chunks[i], old, new, j, theirs))
                else:
                    found.append(self._new_item(new, j, theirs))
        between = [] if close else [""]
        numbered = _renumbered(found, chunks, theirs)
        return [line for number, chunk in enumerate(numbered) for line in ([*between, *chunk] if number else chunk)]

    def _item(self, chunk: list[str], old: Said, new: Said, number: int, block: ListBlock) -> list[str]:
        """Return *chunk*, an item that says *old*, changed to say *new*."""
        mark = _ITEM.match(chunk[0])
        alone = ListBlock(ordered=block.ordered, items=old.block.items if isinstance(old.block, ListBlock) else (), start=1)
        if mark and mark["number"]:
            # Read by itself, the item begins a list at its own number.
            alone_new = new.block.items if isinstance(new.block, ListBlock) else ()
            start = int(mark["number"])
            old = Said(block=ListBlock(ordered=True, items=alone.items, start=start), notes=old.notes, labels=old.labels)
            new_there = Said(block=ListBlock(ordered=True, items=alone_new, start=start), notes=new.notes, labels=new.labels)
        else:
            new_there = new
        for spliced in (True, False):
            found = _with_leaves(chunk, old, new_there, spliced=spliced)
            if found is not None and says(found, new_there, self.targets):
                return found
        return self._new_item(new, number, block)

    def _new_item(self, new: Said, number: int, block: ListBlock) -> list[str]:
        """Return the only item of *new* as this house writes it, with the mark and indent of its list."""
        first = _ITEM.match(self.lines[0])
        items = new.block.items if isinstance(new.block, ListBlock) else ()
        mark = f"{block.start + number}{first['point'] if first else '.'}" if block.ordered else first["mark"] if first else "-"
        indent = first["indent"] if first else ""
        close = all(len(item) == 1 for item in items)
        return [f"{indent}{line}" if line else "" for line in new.writer().item(items[0], mark, close=close)]


def _without_empty(lines: Sequence[str]) -> list[str]:
    found = list(lines)
    while found and not found[-1].strip(" \t"):
        found.pop()
    return found


def _divided(block: ListBlock, said: Said) -> list[tuple[str, ...]]:
    """Return the labels that each item of *block* calls."""
    labels = iter(said.labels)
    return [
        tuple(_labels((run for _, inlines in inline_runs(item) for run in laid_flat(inlines, said.notes)), labels)) for item in block.items
    ]


def _renumbered(chunks: Sequence[list[str]], before: Sequence[Sequence[str]], block: ListBlock) -> list[list[str]]:
    """Return *chunks* with their numbers in order, if they were *before*, and where no mark grows longer by it."""
    marks = [_ITEM.match(chunk[0]) for chunk in before]
    if not block.ordered or [int(mark["number"]) if mark and mark["number"] else -1 for mark in marks] != [
        block.start + number for number in range(len(before))
    ]:
        return list(chunks)
    return [[_numbered(chunk[0], block.start + number), *chunk[1:]] for number, chunk in enumerate(chunks)]


def _numbered(line: str, number: int) -> str:
    mark = _ITEM.match(line)
    if not mark or not mark["number"] or len(mark["number"]) != len(str(number)):
        return line
    return line[: mark.start("number")] + str(number) + line[mark.end("number") :]


def _with_rows(lines: Sequence[str], old: Said, new: Said) -> list[str] | None:
    """Return the table *lines* with the rows changed that differ, and all others as they are."""
    ours, theirs = old.block, new.block
    if not isinstance(ours, Table) or not isinstance(theirs, Table) or ours.alignments != theirs.alignments:
        return None
    if len(lines) != len(ours.rows) + 2:
        return None
    our_rows, their_rows = _rows(ours, old), _rows(theirs, new)
    if our_rows[0] != their_rows[0]:
        return None
    found = list(lines[:2])
    skipped = len(our_rows[0][1])
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, our_rows[1:], their_rows[1:], autojunk=False).get_opcodes():
        if kind == "equal":
            found += lines[i1 + 2 : i2 + 2]
        else:
            found += [
                new.writer(skipped + sum(len(labels) for _, labels in their_rows[1 : j + 1])).row(theirs.rows[j]) for j in range(j1, j2)
            ]
    return found


def _rows(table: Table, said: Said) -> list[tuple[tuple[tuple[Run, ...], ...], tuple[str, ...]]]:
    """Return for each row what it says and the labels that it calls, the header first."""
    labels = iter(said.labels)
    rows: list[tuple[Cell, ...]] = [table.header, *table.rows]
    flat = [tuple(laid_flat(cell, said.notes) for cell in row) for row in rows]
    return [(row, tuple(_labels((run for cell in row for run in cell), labels))) for row in flat]
