"""Tracked changes: who made them and when, and the document as it is when all are accepted, or all rejected."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from xml.etree.ElementTree import Element

from editions.model.word import (
    Accept,
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
    paragraphs,
    words,
)
from editions.reading.word.names import W

#: What each element that wraps a change, or marks one in properties, has done.
KINDS = {"ins": "inserted", "moveTo": "moved here", "del": "deleted", "moveFrom": "moved away"}


def change_of(element: Element, kind: str, inside: Change | None = None) -> Change:
    """Return the change of *kind* that *element* marks, made in what another had changed before where that is *inside*."""
    return Change(
        kind=kind, author=element.get(f"{W}author", ""), time=element.get(f"{W}date", ""), inside=inside, id=element.get(f"{W}id", "")
    )


def marked(properties: Element | None, around: Change | None = None) -> Change | None:
    """Return what *properties* say became of a row, or of a paragraph's end, that stands in the change *around*."""
    for name, kind in KINDS.items():
        found = properties.find(W + name) if properties is not None else None
        if found is not None:
            around = change_of(found, kind, around)
    return around


def changes(document: WordDocument) -> Iterator[Tracked]:
    """Yield each tracked change of *document* in reading order; neighbours of one kind, author and time are one."""
    found = (one for blocks in (document.blocks, *document.notes.values()) for one in _changes(blocks))
    for _, group in groupby(found, key=lambda one: one[0] and replace(one[0], id="")):
        parts = list(group)
        if (change := parts[0][0]) is not None:
            if change.inside is not None:
                outer = frozenset(part.inside for part, _ in parts if part and part.inside)
                yield Tracked(change=change.inside, words="".join(said for _, said in parts).strip("\n"), parts=outer)
            words_of_all = "".join(said for _, said in parts).strip("\n")
            yield Tracked(change=change, words=words_of_all, parts=frozenset(part for part, _ in parts if part))


def _changes(blocks: Iterable[WordBlock]) -> Iterator[tuple[Change | None, str]]:
    """Yield each change with its words, and None for what stands unchanged between two."""
    for block in blocks:
        if isinstance(block, WordTable):
            for row in block.rows:
                yield from _changes_of_row(row)
            continue
        if block.formatted:
            yield from ((block.formatted, words(block.runs)), (None, ""))
        for run in block.runs:
            formatted = run.formatted if isinstance(run, WordText) else None
            said = words((run,))
            if (change := run.change or formatted) or said:
                yield change, said
        yield block.mark, "\n"


def _changes_of_row(row: WordRow) -> Iterator[tuple[Change | None, str]]:
    yield None, ""
    if row.change:
        yield row.change, " | ".join(_said(cell.blocks) for cell in row.cells)
        return
    for cell in row.cells:
        if cell.change:
            yield from ((cell.change, _said(cell.blocks)), (None, ""))
        else:
            yield from _changes(cell.blocks)


def _said(blocks: Iterable[WordBlock]) -> str:
    return " ".join(words(paragraph.runs) for paragraph in paragraphs(blocks))


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
    carried: list[WordRun] = []
    held: WordParagraph | None = None
    for block in blocks:
        if isinstance(block, WordTable):
            if held is not None and carried:
                yield replace(held, runs=tuple(carried))
            carried, held = [], None
            if (table := _table(block, accept)).rows:
                yield table
            continue
        paragraph = _paragraph(block, accept)
        carried.extend(paragraph.runs)
        if _is_gone(block.mark, accept):
            held = paragraph
            continue
        yield paragraph if held is None else replace(paragraph, runs=tuple(carried))
        carried, held = [], None
    if held is not None and carried:
        yield replace(held, runs=tuple(carried))


def _is_gone(change: Change | None, accept: Accept) -> bool:
    return change is not None and change.is_gone(accept)


def _paragraph(paragraph: WordParagraph, accept: Accept) -> WordParagraph:
    runs = tuple(_run(run, accept) for run in paragraph.runs if not _is_gone(run.change, accept))
    if paragraph.before is not None and paragraph.formatted is not None and not accept(paragraph.formatted):
        paragraph = replace(paragraph.before, controls=paragraph.controls, in_box=paragraph.in_box)
    elif paragraph.mark is None and paragraph.formatted is None and runs == paragraph.runs:
        return paragraph
    return replace(paragraph, runs=runs, mark=None, formatted=None, before=None)


def _run(run: WordRun, accept: Accept) -> WordRun:
    if isinstance(run, WordText) and run.formatted is not None:
        look = run.before if run.before is not None and not accept(run.formatted) else run.look
        return replace(run, look=look, change=None, formatted=None, before=None)
    return run if run.change is None else replace(run, change=None)


def _table(table: WordTable, accept: Accept) -> WordTable:
    rows = (_row(row, accept) for row in table.rows if not _is_gone(row.change, accept))
    return replace(table, rows=tuple(row for row in rows if row.cells))


def _row(row: WordRow, accept: Accept) -> WordRow:
    cells = tuple(_cell(cell, accept) for cell in row.cells if not _is_gone(cell.change, accept))
    return replace(row, cells=cells, change=None)


def _cell(cell: WordCell, accept: Accept) -> WordCell:
    if not cell.blocks and not cell.change:
        return cell
    return replace(cell, blocks=tuple(_blocks(cell.blocks, accept)), change=None)
