"""A table of a Word document as a source says it: a row of headings, then rows of as many cells."""

from collections.abc import Iterable, Iterator

from editions.model.places import parts_of_style
from editions.model.prose import Cell, Table
from editions.model.runs import Break, Run, Stretch
from editions.model.word import WordCell, WordParagraph, WordRow, WordTable, paragraphs
from editions.reading.word.inlines import Inlines

_SIDES = {"right": "right", "end": "right", "center": "center"}


def read_table(table: WordTable, inlines: Inlines) -> tuple[Table | None, str, int]:
    """Return *table*, None where it has no words; the path at which it stands, and what begins with it."""
    rows = [tuple(_spread(row)) for row in table.rows]
    columns = max((len(row) for row in rows), default=0)
    if not rows or not any(paragraph.runs for row in rows for cell in row for paragraph in paragraphs(cell.blocks)):
        return None, "", 0
    if any(cell.span > 1 or cell.continued for row in table.rows for cell in row.cells):
        inlines.lose("that cells of a table are joined: each has its own words now, the others are empty")
    read = [tuple(_cell(cell, inlines) for cell in row) + ((),) * (columns - len(row)) for row in rows]
    first = next(iter(paragraphs(rows[0][0].blocks)), WordParagraph())
    _, path, anew = parts_of_style(first.style)
    alignments = tuple(_alignment(rows[0][column] if column < len(rows[0]) else None) for column in range(columns))
    return Table(header=read[0], rows=tuple(read[1:]), alignments=alignments), path, anew


def _spread(row: WordRow) -> Iterator[WordCell]:
    """Yield the cells of *row*, one for each column."""
    for cell in row.cells:
        yield cell
        yield from (WordCell(blocks=()) for _ in range(cell.span - 1))


def _cell(cell: WordCell, inlines: Inlines) -> Cell:
    parts = [found for paragraph in paragraphs(cell.blocks) if (found := inlines.runs(paragraph.runs))]
    if len(parts) > 1 or any(isinstance(run, Break) for part in parts for run in part):
        inlines.take("the lines of a table's cell are made one")
    return inlines.folded(_in_one(parts))


def _in_one(parts: Iterable[tuple[Run, ...]]) -> Iterator[Run]:
    """Yield *parts* as one line, which a cell of a source is."""
    for number, part in enumerate(parts):
        if number:
            yield Stretch(text=" ")
        yield from (Stretch(text=" ") if isinstance(run, Break) else run for run in part)


def _alignment(cell: WordCell | None) -> str:
    paragraph = next(iter(paragraphs(cell.blocks)), None) if cell else None
    if paragraph is None:
        return "left"
    role = parts_of_style(paragraph.style)[0]
    for suffix, side in (("CellRight", "right"), ("CellCenter", "center"), ("Cell", "left")):
        if role.endswith(suffix):
            return side
    return _SIDES.get(paragraph.alignment, "left")
