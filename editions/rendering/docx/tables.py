"""A table's frame: its columns, and its rows around whatever stands in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from editions.model.layout import Layout
from editions.model.places import Place, aligned
from editions.rendering.docx.flat import Grid
from editions.rendering.docx.xml import twips, twips_of_mm


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The markup around a table's rows; *widths* are its columns', in twentieths of a point."""

    opening: str
    widths: tuple[int, ...]
    place: Place
    closing: str = "</w:tbl>"

    @classmethod
    def around(cls, grid: Grid, layout: Layout, *, rtl: bool) -> "Frame":
        """Return the frame of *grid*: as wide as the text."""
        indent = twips(layout.tokens.text.indent) * len(grid.place.path)
        room = twips_of_mm(layout.tokens.measure) - indent
        widths = tuple(round(room * share) for share in grid.table.widths)
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        visual = "<w:bidiVisual/>" if rtl else ""
        set_in = f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else ""
        opening = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="EditionsTable"/>{visual}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{set_in}'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        )
        return cls(opening=opening, widths=widths, place=grid.place)

    def cell_style(self, number: int, alignment: str) -> str:
        """Return the style of a cell of the row *number*, from 0, the header, whose words stand at *alignment*."""
        role, place = ("EditionsCell", self.place.going_on()) if number else ("EditionsHeaderCell", self.place)
        return aligned(place.style(role), alignment)

    def row(self, cells: Iterable[str], number: int, change: str = "") -> str:
        """Return the row *number* that holds *cells*, a paragraph each; the header is repeated on each page.

        *change* says, as the row's last property, what became of it.
        """
        held = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for cell, width in zip(cells, self.widths, strict=True)
        )
        header = "" if number else "<w:tblHeader/>"
        return f"<w:tr><w:trPr><w:cantSplit/>{header}{change}</w:trPr>{held}</w:tr>"
