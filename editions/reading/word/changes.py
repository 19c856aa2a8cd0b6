"""Tracked changes: who made them and when, and the document as it is when all are accepted, or all rejected."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from editions.model.word import Change, WordBlock, WordCell, WordDocument, WordParagraph, WordRow, WordRun, WordTable, WordText, words
from editions.reading.word.names import W


def change_of(element: Element, kind: str) -> Change:
    """Return the change of *kind* that *element* marks."""
    return Change(kind=kind, author=element.get(f"{W}author", ""), time=element.get(f"{W}date", ""))


def changes(document: WordDocument) -> Iterator[tuple[Change, str]]:
    """Yield each tracked change of *document* with the words that it touches, in reading order; neighbours of one make one."""
    found: list[tuple[Change, str]] = []
    for blocks in (document.blocks, *document.notes.values()):
        for change, said in _changes(blocks):
            if found and found[-1][0] == change and change.kind != "formatted":
                found[-1] = (change, found[-1][1] + said)
            else:
                found.append((change, said))
    yield from ((change, said.strip("\n")) for change, said in found)


def _changes(blocks: Iterable[WordBlock]) -> Iterator[tuple[Change, str]]:
    for block in blocks:
        if isinstance(block, WordTable):
            for row in block.rows:
                if row.change:
                    yield row.change, " | ".join(_said(cell.blocks) for cell in row.cells)
                else:
                    for cell in row.cells:
                        yield from _changes(cell.blocks)
            continue
        if block.formatted:
            yield block.formatted, words(block.runs)
        for run in block.runs:
            if run.change:
                yield run.change, words([run])
            elif isinstance(run, WordText) and run.formatted:
                yield run.formatted, run.text
        if block.mark:
            yield block.mark, "\n"


def _said(blocks: Iterable[WordBlock]) -> str:
    return " ".join(words(block.runs) for block in blocks if isinstance(block, WordParagraph))


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
    carried: tuple[WordRun, ...] = ()
    held: WordParagraph | None = None
    for block in blocks:
        if isinstance(block, WordTable):
            if held is not None:
                yield replace(held, runs=carried)
                carried, held = (), None
            if (table := _table(block, accept=accept)).rows:
                yield table
            continue
        paragraph = _paragraph(block, accept=accept)
        if _is_gone(block.mark, accept=accept):
            carried += paragraph.runs
            held = paragraph
            continue
        yield replace(paragraph, runs=carried + paragraph.runs)
        carried, held = (), None
    if held is not None and carried:
        yield replace(held, runs=carried)


def _is_gone(change: Change | None, *, accept: bool) -> bool:
    return change is not None and (change.takes_away if accept else change.adds)


def _paragraph(paragraph: WordParagraph, *, accept: bool) -> WordParagraph:
    runs = tuple(_run(run, accept=accept) for run in paragraph.runs if not _is_gone(run.change, accept=accept))
    if paragraph.before is not None and not accept:
        before = paragraph.before
        paragraph = replace(before, controls=paragraph.controls, in_box=paragraph.in_box)
    return replace(paragraph, runs=runs, mark=None, formatted=None, before=None)


def _run(run: WordRun, *, accept: bool) -> WordRun:
    if isinstance(run, WordText):
        look = run.before if run.before is not None and not accept else run.look
        return replace(run, look=look, change=None, formatted=None, before=None)
    return replace(run, change=None)


def _table(table: WordTable, *, accept: bool) -> WordTable:
    rows = tuple(
        WordRow(cells=tuple(_cell(cell, accept=accept) for cell in row.cells), header=row.header)
        for row in table.rows
        if not _is_gone(row.change, accept=accept)
    )
    return replace(table, rows=rows)


def _cell(cell: WordCell, *, accept: bool) -> WordCell:
    return replace(cell, blocks=tuple(_blocks(cell.blocks, accept=accept)))
