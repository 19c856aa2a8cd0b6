"""Signatures as Word has them: name and office side by side, one below the other, or in the cells of a table."""

import re
from collections.abc import Sequence

from editions.model.parties import Signatory
from editions.model.word import WordBlock, WordBreak, WordParagraph, WordTable, WordText, words
from editions.reading.cleaning import clean
from editions.reading.plaintext import END, Line, is_name
from editions.reading.word.wording import rows

#: Lines, or columns, of a signature; cells with words in a table that holds no more; characters of one line of an office.
_LINES, _CELLS, _LONGEST = 4, 6, 120
_GAP = re.compile(r"[\t\n\r]|[ \u00a0]{3,}")


def in_two_lines(group: list[Line], last: WordBlock, *, is_apart: bool) -> list[Line]:
    """Return *group*, lines that may end in a signature, with the name in the last line but one, and the office in the last.

    *last* is the block of its last line as it was received; *is_apart* says that the group stands apart from what is above it.
    """
    number, _ = group[-1]
    columns = _columns(last)
    if 2 <= len(columns) <= _LINES and (found := _named(columns)) is not None:
        return [*group[:-1], *((number, line) for line in found)]
    for length in range(3, min(len(group), _LINES) + 1):
        lines = [said for _, said in group[-length:]]
        if is_name(lines[0]) and all(map(_is_office, lines[1:])):
            return [*group[:-length], group[-length], (number, " ".join(lines[1:]))]
    if is_apart and len(group) == 2 and is_name(group[1][1]) and _is_office(group[0][1]):
        return [(group[0][0], group[1][1]), (number, group[0][1])]
    return group


def _named(columns: Sequence[str]) -> list[str] | None:
    """Return the name and the office that *columns* say, in two lines; None where they say no name.

    Where they say several, nothing tells which of them signs: the line returned is nobody's name.
    """
    names = [part for part in columns if is_name(part)]
    if not names:
        return None
    if len(names) > 1:
        return ["; ".join(columns)]
    return [names[0], " ".join(part for part in columns if part is not names[0])]


def _is_office(line: str) -> bool:
    return len(line) <= _LONGEST and not END.search(line) and not is_name(line)


def _columns(block: WordBlock) -> list[str]:
    """Return the words of *block*, a paragraph, between its tabs, wide gaps and line breaks."""
    runs = block.runs if isinstance(block, WordParagraph) else ()
    said = words(run for run in runs if isinstance(run, WordBreak) or (isinstance(run, WordText) and not run.look.hidden))
    parts = (clean(part).lines[0] for part in _GAP.split(said))
    return [part for part in parts if part]


def in_table(table: WordTable) -> Signatory | None:
    """Return who signs in *table*; None where it holds more than a signature."""
    cells = [said for row in table.rows for cell in row.cells if (said := " ".join(rows(cell.blocks)))]
    lines = [said for row in table.rows for cell in row.cells for said in rows(cell.blocks)]
    names = [line for line in lines if is_name(line)]
    if len(cells) > _CELLS or len(names) != 1 or any(line[-1] in ".;:!?" for line in lines):
        return None
    return Signatory(name=names[0], office=" ".join(line for line in lines if line is not names[0]))
