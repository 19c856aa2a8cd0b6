"""Tables with what became of their rows and cells."""

from collections.abc import Iterator

from editions.comparing.differences import Difference, compare
from editions.comparing.nodes import Leaf
from editions.comparing.units import Unit
from editions.model.layout import Layout
from editions.rendering.docx.tables import Frame
from editions.rendering.docx.tracked.items import Item, TableItem
from editions.rendering.docx.tracked.marks import Marks
from editions.rendering.docx.tracked.paragraphs import Paragraphs

_Notes = tuple[Iterator[int], Iterator[int]]
_AFTER = "EditionsAfterTable"


class Tables:
    """Writes tables."""

    def __init__(self, paragraphs: Paragraphs, marks: Marks, layout: Layout, *, rtl: bool) -> None:
        self._paragraphs = paragraphs
        self._marks = marks
        self._layout = layout
        self._rtl = rtl

    def became(self, old: TableItem, new: TableItem) -> Iterator[str]:
        """Yield *new*, what became of *old*; a table of other columns is another, and the old one is taken out."""
        found = compare([Unit(role="body", node=old.node)], [Unit(role="body", node=new.node)])
        if len(found) != 1 or len(old.grid.table.alignments) != len(new.grid.table.alignments):
            yield self.whole("del", old)
            yield self.whole("ins", new)
            return
        yield self._table(new, found[0], (iter(old.notes), iter(new.notes)), old)
        yield self._paragraphs.empty(_AFTER, "")

    def whole(self, kind: str, item: TableItem) -> str:
        """Return *item*, of which all was put in or taken out, as *kind* says."""
        difference = Difference(kind="inserted", role="body", new=item.node) if kind == "ins" else _gone(item)
        return self._table(item, difference, (iter(item.notes), iter(item.notes)), item) + self._paragraphs.empty(_AFTER, kind)

    def _table(self, item: TableItem, difference: Difference, notes: _Notes, old: TableItem) -> str:
        frame, was = (Frame.around(one.grid, self._layout, rtl=self._rtl) for one in (item, old))
        rows = "".join(self._row(row, frame, was, (old, item), notes) for row in difference.all_parts)
        return frame.opening + rows + frame.closing

    def _row(self, row: Difference, frame: Frame, was: Frame, items: tuple[TableItem, TableItem], notes: _Notes) -> str:
        number = 0 if row.node.shape.name == "header" else 1
        kind = {"inserted": "ins", "moved": "ins", "deleted": "del", "left": "del"}.get(row.kind, "")
        if kind == "ins":
            # One that moved is put in and taken out: rows have no other mark.
            row = Difference(kind="inserted", role=row.role, new=row.new)
        styles = zip(
            (was.cell_style(number, alignment) for alignment in items[0].grid.table.alignments),
            (frame.cell_style(number, alignment) for alignment in items[1].grid.table.alignments),
            strict=True,
        )
        cells = (self._cell(cell, before, after, kind, notes) for cell, (before, after) in zip(row.all_parts, styles, strict=True))
        return frame.row(cells, number, self._marks.of(kind))

    def _cell(self, cell: Difference, before: str, after: str, kind: str, notes: _Notes) -> str:
        assert isinstance(cell.node, Leaf)  # noqa: S101
        item = Item(style=before if kind == "del" else after, runs=cell.node.runs)
        was = None if kind else Item(style=before, runs=())
        return self._paragraphs.cell(item, cell.all_pieces, notes, mark=kind, was=was)


def _gone(item: TableItem) -> Difference:
    return Difference(kind="deleted", role="body", old=item.node)
