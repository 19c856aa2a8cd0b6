"""Tracked changes: who made them and when, and the document as it is when all are accepted, or all rejected."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from editions.model.word import (
    Change,
    Tracked,
    WordBlock,
    WordCell,
    WordDocument,
    WordParagraph,
    WordRow,
    WordRun,
    WordTable,
    WordText,
    words,
)
from editions.reading.word.names import W


def change_of(element: Element, kind: str) -> Change:
    """Return the change of *kind* that *element* marks."""
    identifier = element.get(f"{W}id", "")
    return Change(kind=kind, author=element.get(f"{W}author", ""), time=element.get(f"{W}date", ""), id=identifier)


def changes(document: WordDocument) -> Iterator[Tracked]:
    """Yield each tracked change of *document* in reading order; neighbours of one kind, author and time are one."""
    for blocks in (document.blocks, *document.notes.values()):
        group: list[tuple[Change, str]] = []
        for found in (*_changes(blocks), None):
            if group and (found is None or not _are_one(group[-1][0], found[0])):
                yield _tracked(group)
                group = []
            if found is not None:
                group.append(found)


def _are_one(one: Change, other: Change) -> bool:
    return (one.kind, one.author, one.time) == (other.kind, other.author, other.time)


def _tracked(group: Sequence[tuple[Change, str]]) -> Tracked:
    first, words = group[0][0], "".join(said for _, said in group)
    return Tracked(kind=first.kind, author=first.author, time=first.time, words=words.strip("\n"), parts=frozenset(one for one, _ in group))


def _changes(blocks: Iterable[WordBlock]) -> Iterator[tuple[Change, str] | None]:
    """Yield each change with its words, and None for words between two that are not changed."""
    for block in blocks:
        if isinstance(block, WordTable):
            for row in block.rows:
                if row.change:
                    yield row.change, " | ".join(_said(cell.blocks) for cell in row.cells)
                    continue
                for cell in row.cells:
                    yield None
                    yield from _changes(cell.blocks)
            yield None
            continue
        if block.formatted:
            yield block.formatted, words(block.runs)
            yield None
        for run in block.runs:
            change = run.change or (run.formatted if isinstance(run, WordText) else None)
            yield (change, words([run])) if change else None
        yield (block.mark, "\n") if block.mark else None


def _said(blocks: Iterable[WordBlock]) -> str:
    return " ".join(words(block.runs) for block in blocks if isinstance(block, WordParagraph))


#: Says of a tracked change whether it is accepted; rejected otherwise.
Accept = Callable[[Change], bool]


def accepted(document: WordDocument) -> WordDocument:
    """Return *document* with every tracked change accepted."""
    return settled(document, lambda _: True)


def rejected(document: WordDocument) -> WordDocument:
    """Return *document* with every tracked change rejected."""
    return settled(document, lambda _: False)


def settled(document: WordDocument, accept: Accept) -> WordDocument:
    """Return *document* with each tracked change accepted or rejected, as *accept* says of it."""
    notes = {key: tuple(_blocks(blocks, accept)) for key, blocks in document.notes.items()}
    return replace(document, blocks=tuple(_blocks(document.blocks, accept)), notes=notes)


def _blocks(blocks: Iterable[WordBlock], accept: Accept) -> Iterator[WordBlock]:
    """Yield *blocks*; what a paragraph holds whose end is gone goes into the next, whose properties it takes (as Word has it)."""
    carried: tuple[WordRun, ...] = ()
    held: WordParagraph | None = None
    for block in blocks:
        if isinstance(block, WordTable):
            if held is not None:
                yield replace(held, runs=carried)
                carried, held = (), None
            if (table := _table(block, accept)).rows:
                yield table
            continue
        paragraph = _paragraph(block, accept)
        if _is_gone(block.mark, accept):
            carried += paragraph.runs
            held = paragraph
            continue
        yield replace(paragraph, runs=carried + paragraph.runs)
        carried, held = (), None
    if held is not None and carried:
        yield replace(held, runs=carried)


def _is_gone(change: Change | None, accept: Accept) -> bool:
    return change is not None and (change.takes_away if accept(change) else change.adds)


def _paragraph(paragraph: WordParagraph, accept: Accept) -> WordParagraph:
    runs = tuple(_run(run, accept) for run in paragraph.runs if not _is_gone(run.change, accept))
    if paragraph.before is not None and paragraph.formatted is not None and not accept(paragraph.formatted):
        before = paragraph.before
        paragraph = replace(before, controls=paragraph.controls, in_box=paragraph.in_box)
    return replace(paragraph, runs=runs, mark=None, formatted=None, before=None)


def _run(run: WordRun, accept: Accept) -> WordRun:
    if isinstance(run, WordText):
        is_undone = run.before is not None and run.formatted is not None and not accept(run.formatted)
        look = run.before if run.before is not None and is_undone else run.look
        return replace(run, look=look, change=None, formatted=None, before=None)
    return replace(run, change=None)


def _table(table: WordTable, accept: Accept) -> WordTable:
    rows = tuple(
        WordRow(cells=tuple(_cell(cell, accept) for cell in row.cells), header=row.header)
        for row in table.rows
        if not _is_gone(row.change, accept)
    )
    return replace(table, rows=rows)


def _cell(cell: WordCell, accept: Accept) -> WordCell:
    return replace(cell, blocks=tuple(_blocks(cell.blocks, accept)))
