"""Tracked changes: who made them and when, and the document as it is when all are accepted, or all rejected."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from xml.etree.ElementTree import Element

from editions.model.word import (
    Change,
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
    return Change(kind=kind, author=element.get(f"{W}author", ""), time=element.get(f"{W}date", ""), inside=inside)


def marked(properties: Element | None, around: Change | None = None) -> Change | None:
    """Return what *properties* say became of a row, or of a paragraph's end, that stands in the change *around*."""
    for name, kind in KINDS.items():
        found = properties.find(W + name) if properties is not None else None
        if found is not None:
            around = change_of(found, kind, around)
    return around


def changes(document: WordDocument) -> Iterator[tuple[Change, str]]:
    """Yield each tracked change of *document* with the words that it touches, in reading order; neighbours of one make one."""
    found = (one for blocks in (document.blocks, *document.notes.values()) for one in _changes(blocks))
    for change, parts in groupby(found, key=lambda one: one[0]):
        if change is not None:
            yield change, "".join(said for _, said in parts).strip("\n")


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
            if (change := run.change or formatted) or words([run]):
                yield change, words([run])
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
    return _settled(document, accept=True)


def rejected(document: WordDocument) -> WordDocument:
    """Return *document* with every tracked change rejected."""
    return _settled(document, accept=False)


def _settled(document: WordDocument, *, accept: bool) -> WordDocument:
    notes = {key: tuple(_blocks(blocks, accept=accept)) for key, blocks in document.notes.items()}
    return replace(document, blocks=tuple(_blocks(document.blocks, accept=accept)), notes=notes)


def _blocks(blocks: Iterable[WordBlock], *, accept: bool) -> Iterator[WordBlock]:
    """Yield *blocks*; what a paragraph holds whose end is gone goes into the next, whose properties it takes (as Word has it)."""
    carried: list[WordRun] = []
    held: WordParagraph | None = None
    for block in blocks:
        if isinstance(block, WordTable):
            if held is not None and carried:
                yield replace(held, runs=tuple(carried))
            carried, held = [], None
            if (table := _table(block, accept=accept)).rows:
                yield table
            continue
        paragraph = _paragraph(block, accept=accept)
        carried.extend(paragraph.runs)
        if _is_gone(block.mark, accept=accept):
            held = paragraph
            continue
        yield paragraph if held is None else replace(paragraph, runs=tuple(carried))
        carried, held = [], None
    if held is not None and carried:
        yield replace(held, runs=tuple(carried))


def _is_gone(change: Change | None, *, accept: bool) -> bool:
    return change is not None and change.is_gone(accept=accept)


def _paragraph(paragraph: WordParagraph, *, accept: bool) -> WordParagraph:
    runs = tuple(_run(run, accept=accept) for run in paragraph.runs if not _is_gone(run.change, accept=accept))
    if paragraph.before is not None and not accept:
        paragraph = replace(paragraph.before, controls=paragraph.controls, in_box=paragraph.in_box)
    elif paragraph.mark is None and paragraph.formatted is None and runs == paragraph.runs:
        return paragraph
    return replace(paragraph, runs=runs, mark=None, formatted=None, before=None)


def _run(run: WordRun, *, accept: bool) -> WordRun:
    if isinstance(run, WordText) and run.formatted is not None:
        look = run.before if run.before is not None and not accept else run.look
        return replace(run, look=look, change=None, formatted=None, before=None)
    return run if run.change is None else replace(run, change=None)


def _table(table: WordTable, *, accept: bool) -> WordTable:
    rows = (_row(row, accept=accept) for row in table.rows if not _is_gone(row.change, accept=accept))
    return replace(table, rows=tuple(row for row in rows if row.cells))


def _row(row: WordRow, *, accept: bool) -> WordRow:
    cells = tuple(_cell(cell, accept=accept) for cell in row.cells if not _is_gone(cell.change, accept=accept))
    return replace(row, cells=cells, change=None)


def _cell(cell: WordCell, *, accept: bool) -> WordCell:
    return replace(cell, blocks=tuple(_blocks(cell.blocks, accept=accept)), change=None) if cell.blocks or cell.change else cell
