"""Signatures as Word has them: names and offices side by side, one below the other, or in the cells of a table; one or several."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from editions.model.parties import Signatory
from editions.model.word import WordBlock, WordBreak, WordTable, WordText, paragraphs, words
from editions.reading.cleaning import clean
from editions.reading.plaintext import END, is_name
from editions.reading.word.labels import is_greeting, is_mark, is_office, is_on_behalf, label_of
from editions.reading.word.typed import without_mark

#: Lines of one office, characters of one of them, and cells with words in a table that holds signatures and no more.
_LINES, _LONGEST, _CELLS = 4, 120, 24
_GAP = re.compile(r"[\t\n\r]|[ \u00a0]{3,}|(?<=[^\W_])\s*_{3,}|_{3,}\s*(?=[^\W_]|[/(])")
#: What stands before a name in its line, where it is signed for.
_SIGNED = re.compile(r"(?:(?:gez|sgd)\.|i\.\s?[av]\.|p\.\s?o\.|/s/|\((?:signed|imza|подпись|signé)\))\s+(?=\S)", re.IGNORECASE)

#: The lines of a signature, each with its columns.
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Who signs; *above* is how many of the first rows are no part of it, *marks* are those for a pen or a seal.

    *joined* are the offices of more than one line, which are one now.
    """

    signatories: tuple[Signatory, ...]
    above: int = 0
    marks: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


def is_person(line: str) -> bool:
    """Return whether *line* is a name, and that of no office."""
    return is_name(line) and not (is_office(line) or is_greeting(line) or is_on_behalf(line) or label_of(line))


def is_part(line: str) -> bool:
    """Return whether *line* can stand in a signature: a name, an office, or a mark for a pen."""
    return is_mark(line) or bool(name_in(line)) or _can_be_office(line)


def rows_of(block: WordBlock) -> list[list[str]]:
    """Return the lines of *block*, as it was received, each divided at its tabs and wide gaps; of a table, its rows."""
    if isinstance(block, WordTable):
        return [cells for row in block.rows if any(cells := [" ".join(_said(cell.blocks)) for cell in row.cells])]
    said = words(run for run in block.runs if isinstance(run, WordBreak) or (isinstance(run, WordText) and not run.look.hidden))
    return [columns for line in said.split("\n") if (columns := _columns(line))]


def in_table(table: WordTable) -> Signed | None:
    """Return who signs in *table*; None where it holds more than signatures."""
    cells = [list(_said(cell.blocks)) for row in table.rows for cell in row.cells]
    columns = [[said for cell in column for said in cell] for column in _table_columns(table)]
    flat = [said for row in table.rows for cell in row.cells for said in _said(cell.blocks)]
    if not flat or len(flat) > _CELLS or not all(map(is_part, flat)):
        return None
    for parts in (cells, columns):
        found = [_in_lines(part) for part in parts if part]
        if all(one and not one.above for one in found) and len(found) > 1:
            return together(one for one in found if one)
    one = _in_lines(flat)
    return one if one and not one.above else None


def in_rows(rows: Rows, groups: Sequence[int]) -> Signed | None:
    """Return who signs in *rows*, all of which can stand in a signature; *groups* are the numbers of the rows that begin one."""
    wide = [row for row in rows if len(row) > 1]
    if wide and len({len(row) for row in wide}) == 1:
        first = rows.index(wide[0])
        found = [_in_lines(column) for column in zip(*wide, strict=True)]
        if all(one and not one.above for one in found) and first + len(wide) == len(rows):
            return replace(together(one for one in found if one), above=first)
    parts = [rows[begin:end] for begin, end in zip(groups, [*groups[1:], len(rows)], strict=True)]
    each = [_in_lines([said for row in part for said in row]) for part in parts]
    if len(parts) > 1 and all(one and not one.above for one in each):
        return together(one for one in each if one)
    flat = [(number, said) for number, row in enumerate(rows) for said in row]
    one = _in_lines([said for _, said in flat])
    if one is None:
        return None
    above = flat[one.above][0] if one.above else 0
    return Signed(signatories=one.signatories, above=above, marks=one.marks, joined=one.joined)


def _in_lines(lines: Sequence[str]) -> Signed | None:
    """Return who signs in *lines*, one below the other; None where no name is among them."""
    marks = [line for line in lines if is_mark(line)]
    marks += [found[0].strip() for line in lines if (found := _SIGNED.match(line))]
    said = [(number, line) for number, line in enumerate(lines) if not is_mark(line)]
    people = [place for place, (_, line) in enumerate(said) if name_in(line)]
    if not people:
        return None
    plain = [line for _, line in said]
    if len(said) == 2 and people == [0, 1] and not any(is_office(line) for line in plain):
        people = [0]
    first = people[0]
    is_below = 0 < first < _LINES and people[-1] == len(said) - 1
    if is_below:
        begins = [0, *(place + 1 for place in people[:-1])]
        parts = [(plain[place], plain[begin:place]) for begin, place in zip(begins, people, strict=True)]
    else:
        parts = [(plain[place], plain[place + 1 : end]) for place, end in zip(people, [*people[1:], len(said)], strict=True)]
    if any(len(office) >= _LINES for _, office in parts):
        return None
    return Signed(
        signatories=tuple(Signatory(name=name_in(name) or name, office=" ".join(office)) for name, office in parts),
        above=said[first][0] if first and not is_below else 0,
        marks=tuple(marks), joined=tuple(" ".join(office) for _, office in parts if len(office) > 1),
    )  # fmt: skip


def name_in(line: str) -> str:
    """Return the name that *line* says, without a mark before it and strokes around it; empty where it says none."""
    bare = _SIGNED.sub("", line).strip("/() ")
    return bare if is_person(bare) else ""


def _can_be_office(line: str) -> bool:
    if len(line) > _LONGEST or is_on_behalf(line) or is_greeting(line) or label_of(line) or without_mark(line)[0]:
        return False
    if any(map(str.isdigit, line)) and not is_office(line):
        # A street, a date, a number of the registry.
        return False
    return not END.search(line) or (line.endswith(",") and is_office(line))


def together(found: Iterable[Signed]) -> Signed:
    """Return all of *found* as one."""
    parts = list(found)
    return Signed(
        signatories=tuple(one for part in parts for one in part.signatories),
        marks=tuple(mark for part in parts for mark in part.marks),
        joined=tuple(office for part in parts for office in part.joined),
    )


def _table_columns(table: WordTable) -> Iterator[list[list[str]]]:
    """Yield the cells of each column of *table*, each as its lines."""
    for column in range(max((len(row.cells) for row in table.rows), default=0)):
        yield [list(_said(row.cells[column].blocks)) for row in table.rows if column < len(row.cells)]


def _said(blocks: Iterable[WordBlock]) -> Iterator[str]:
    for paragraph in paragraphs(blocks):
        for row in rows_of(paragraph):
            yield from row


def _columns(line: str) -> list[str]:
    """Return the words of *line* between its tabs and wide gaps."""
    parts = [part for given in _GAP.split(line) if (part := clean(given).lines[0])]
    name, _, office = line.partition(", ")
    if len(parts) == 1 and is_person(name.strip()) and is_office(office) and len(office) <= _LONGEST and not END.search(office.strip()):
        return [clean(name).lines[0], clean(office).lines[0]]
    return parts
