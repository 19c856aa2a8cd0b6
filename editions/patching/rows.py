"""A table whose rows change: each by itself, the others as they are."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from editions.model.prose import Cell, Table
from editions.model.runs import Run, laid_flat
from editions.patching.said import Said, labels_of


def with_rows(lines: Sequence[str], old: Said, new: Said) -> list[str] | None:
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
    return [(row, tuple(labels_of((run for cell in row for run in cell), labels))) for row in flat]
