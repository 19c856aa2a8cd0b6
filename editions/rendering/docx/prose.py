"""The body: paragraphs, headings, lists, quotations and tables as Word has them."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.model.prose import TWO_LINES, Inline, Table
from editions.rendering.docx.flat import Flat, Grid, Line, item_mark, room_for_images
from editions.rendering.docx.inlines import Inlines
from editions.rendering.docx.numbering import Numbering
from editions.rendering.docx.tables import Frame
from editions.rendering.docx.xml import OPENING, append, control, paragraph


def write(document: Any, prepared: PreparedStatement, layout: Layout) -> None:
    """Write the body into one content control."""
    lines = Flat(Numbering(document), layout).body(prepared.body)
    write_content(document, list(_Markup(document, prepared, layout).all(lines)))


def write_content(document: Any, blocks: list[str]) -> None:
    """Write *blocks*, the markup of the body's, into one content control."""
    append(document, [control("editions.body", "Text", "".join((OPENING, *blocks)))])
    _keep_end(document.element.body[-2].find(qn("w:sdtContent")))


def _keep_end(content: Any) -> None:
    """Let the end of *content*, two lines at least, stay with what follows: the signature block never stands under less."""
    lines = 0
    for block in reversed(content):
        for row in reversed(block.findall(qn("w:tr")) or [block]):
            for kept in row.iter(qn("w:p")):
                kept.get_or_add_pPr().keepNext_val = True
            said = len("".join(row.itertext()))
            lines += 2 if said >= TWO_LINES else bool(said)
            if lines >= 2:
                return


class _Markup:
    """Turns lines and tables into markup."""

    def __init__(self, document: Any, prepared: PreparedStatement, layout: Layout) -> None:
        self._layout = layout
        self._rtl = prepared.direction == "rtl"
        self._inlines = Inlines(document.part, prepared, measure=layout.tokens.measure)

    def all(self, lines: Iterator[Line | Grid]) -> Iterator[str]:
        """Yield the markup of each of *lines*."""
        for line in lines:
            yield self._line(line) if isinstance(line, Line) else self._table(line)

    def _line(self, line: Line) -> str:
        spacing = room_for_images(line.inlines, self._layout.tokens.text.leading)
        return paragraph(line.style, self._inlines.markup(line.inlines), item_mark(line.list, line.level) + spacing + line.indent)

    def _table(self, grid: Grid) -> str:
        frame = Frame.around(grid, self._layout, rtl=self._rtl)
        rows = (frame.row(self._cells(cells, frame, grid.table, number), number) for number, cells in enumerate(_rows(grid.table)))
        return frame.opening + "".join(rows) + frame.closing + paragraph("EditionsAfterTable", "")

    def _cells(self, cells: tuple[tuple[Inline, ...], ...], frame: Frame, table: Table, number: int) -> Iterator[str]:
        for cell, alignment in zip(cells, table.alignments, strict=True):
            yield self._line(Line(style=frame.cell_style(number, alignment), inlines=cell))


def _rows(table: Table) -> tuple[tuple[tuple[Inline, ...], ...], ...]:
    return (table.header, *table.rows)
