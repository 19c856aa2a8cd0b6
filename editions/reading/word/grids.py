"""Tables of a foreign document: those that are tables, and those that only put words in places."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from editions.model.prose import Block, Cell, Inline, Paragraph, Strong, Table, Words, plain
from editions.model.word import WordBlock, WordCell, WordParagraph, WordRow, WordTable, WordText, paragraphs, words
from editions.reading.word.inlines import Inlines
from editions.reading.word.tables import read_table
from editions.reading.word.tidying import Tally

_SIDES = {"right": "right", "end": "right", "center": "center"}
#: Columns that fit on paper: the reader of a source refuses more.
_MOST_COLUMNS = 12
#: What stands in a cell of the first row that is empty: each column has a heading, which is read aloud with its cells.
EMPTY = "–"


class Grids:
    """Reads the tables of one document; what was taken for what is added to *taken*."""

    def __init__(self, inlines: Inlines, tally: Tally, taken: list[str]) -> None:
        self._inlines = inlines
        self._tally = tally
        self._taken = taken

    def inner(self, table: WordTable) -> list[WordBlock] | None:
        """Return what stands in *table*, one after the other, where it has but one row or one column with words; else None."""
        places = [
            (row, column, cell)
            for row, line in enumerate(table.rows)
            for column, cell in enumerate(_spread(line))
            if any(paragraph.runs for paragraph in paragraphs(cell.blocks))
        ]
        if len({row for row, _, _ in places}) > 1 and len({column for _, column, _ in places}) > 1:
            return None
        if places:
            self._taken.append(f'a table of one row or one column, "{_begin(places[0][2])}", is taken for paragraphs')
        return [block for _, _, cell in places for block in cell.blocks]

    def read(self, table: WordTable) -> Iterator[Block]:
        """Yield *table*, which has several rows and columns; a paragraph for each row where it is too wide for paper."""
        rows = [row for row in table.rows if any(paragraph.runs for cell in row.cells for paragraph in paragraphs(cell.blocks))]
        if len(rows) < len(table.rows):
            self._tally.cleaned["an empty row of a table"] += len(table.rows) - len(rows)
        used = {
            column
            for row in rows[1:]
            for column, cell in enumerate(_spread(row))
            if any(paragraph.runs for paragraph in paragraphs(cell.blocks))
        }
        first = self._headed(rows[0], used if len(used) <= _MOST_COLUMNS else set())
        found, _, _ = read_table(replace(table, rows=(first, *rows[1:])), self._inlines)
        if found is None:
            return
        found = replace(found, alignments=_alignments(rows[-1], len(found.header)))
        narrow = self._without_empty_columns(found)
        if len(narrow.header) <= _MOST_COLUMNS:
            yield self._with_headings(narrow)
            return
        self._taken.append(f"a table of {len(narrow.header)} columns, where {_MOST_COLUMNS} fit on paper, is taken for a paragraph a row")
        for row in (narrow.header, *narrow.rows):
            yield Paragraph(inlines=tuple(_in_one(row)))

    def _headed(self, row: WordRow, used: Set[int]) -> WordRow:
        """Return the first *row* with the words of a cell over several columns above each of them that is *used*."""
        cells: list[WordCell] = []
        for cell in row.cells:
            copy = replace(cell, span=1, blocks=tuple(_bare(paragraph) for paragraph in paragraphs(cell.blocks)))
            others = [column in used for column in range(len(cells) + 1, len(cells) + cell.span)]
            cells += [replace(cell, span=1), *(copy if is_used else WordCell(blocks=()) for is_used in others)]
            if any(others) and _begin(cell):
                self._taken.append(f'"{_begin(cell)}", which heads several columns of a table, stands over each of them')
        return replace(row, cells=tuple(cells))

    def _without_empty_columns(self, table: Table) -> Table:
        rows = (table.header, *table.rows)
        kept = [column for column in range(len(table.header)) if any(row[column] for row in rows)]
        if len(kept) < len(table.header):
            self._tally.cleaned["an empty column of a table"] += len(table.header) - len(kept)
        header, *others = (tuple(row[column] for column in kept) for row in rows)
        return replace(table, header=header, rows=tuple(others), alignments=tuple(table.alignments[column] for column in kept))

    def _with_headings(self, table: Table) -> Table:
        """Return *table* with something in each cell of its first row, which is bold by itself."""
        header = tuple(_without_weight(cell) for cell in table.header)
        for number, cell in enumerate(header):
            if not cell:
                beside = next((plain(other) for other in header if other), "")
                self._taken.append(
                    f'column {number + 1} of the table that begins with "{beside[:60]}" has no heading: it is given "{EMPTY}", '
                    "as a screen reader says it with each cell; write a better one"
                )
        return replace(table, header=tuple(cell or (Words(text=EMPTY),) for cell in header))


def _spread(row: WordRow) -> Iterator[WordCell]:
    for cell in row.cells:
        yield cell
        yield from (WordCell(blocks=()) for _ in range(cell.span - 1))


def _alignments(row: WordRow, columns: int) -> tuple[str, ...]:
    """Return at which side the words of each column stand in *row*: those of the first row are often centred over it."""
    firsts = (next(paragraphs(cell.blocks), None) for cell in _spread(row))
    found = [_SIDES.get(paragraph.alignment, "left") if paragraph else "left" for paragraph in firsts]
    return tuple((*found, *["left"] * columns)[:columns])


def _begin(cell: WordCell) -> str:
    said = " ".join(part for paragraph in paragraphs(cell.blocks) for part in words(paragraph.runs).split())
    return said if len(said) <= 60 else f"{said[:60]}…"


def _bare(paragraph: WordParagraph) -> WordParagraph:
    """Return *paragraph* with its words alone, to stand in another place again."""
    return replace(paragraph, runs=tuple(run for run in paragraph.runs if isinstance(run, WordText)))


def _without_weight(cell: Cell) -> Cell:
    return cell[0].children if len(cell) == 1 and isinstance(cell[0], Strong) else cell


def _in_one(cells: Iterable[Cell]) -> Iterator[Inline]:
    """Yield the words of *cells*, a bar between two."""
    for number, cell in enumerate(cell for cell in cells if cell):
        if number:
            yield Words(text=" | ")
        yield from cell
