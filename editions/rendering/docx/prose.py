"""The body: paragraphs, headings, lists, quotations and tables as Word has them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Emu
from lxml import etree

from editions.model.layout import Layout
from editions.model.places import Place, aligned
from editions.model.prepared import PreparedStatement
from editions.model.prose import (
    TWO_LINES,
    Block,
    Emphasis,
    FootnoteCall,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Words,
    walk_inlines,
)
from editions.rendering.docx.numbering import Numbering
from editions.rendering.docx.xml import append, control, paragraph, run, twips, twips_of_mm

#: English Metric Units, the unit of drawings, in a pixel at 200 to the inch (the style sheet says the same), and in a millimetre.
_EMU_PER_PIXEL = 914400 // 200
_EMU_PER_MM = 36000
#: The height, in millimetres, above which an image is made smaller; the style sheet says the same.
_TALLEST_MM = 200


def write(document: Any, prepared: PreparedStatement, layout: Layout) -> None:
    """Write the body into one content control."""
    first, *others = _Blocks(document, prepared, layout).body()
    # LibreOffice 7.4 loses the words of a content control's first paragraph up to a note in it: one of no height goes before.
    before = paragraph("EditionsEnd", "") if "<w:footnoteReference " in first else ""
    append(document, [control("editions.body", "Text", "".join((before, first, *others)))])
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


class _Blocks:
    def __init__(self, document: Any, prepared: PreparedStatement, layout: Layout) -> None:
        self._prepared = prepared
        self._layout = layout
        self._numbering = Numbering(document)
        self._inlines = Inlines(document.part, prepared, measure=layout.tokens.measure)

    def body(self) -> Iterator[str]:
        """Yield the markup of each block; the last stays with the signature block."""
        yield from self._all(self._prepared.body, Place(), kept=True)

    def _all(self, blocks: tuple[Block, ...], place: Place, *, kept: bool = False) -> Iterator[str]:
        """Yield the markup of *blocks*, which stand at *place*; what begins it is marked if a twin of it stands just before."""
        for number, block in enumerate(blocks):
            follows_twin = number > 0 and isinstance(block, Quotation) and isinstance(blocks[number - 1], Quotation)
            here = place.beginning(len(place.path) + 1) if follows_twin else place
            yield from self._block(block, here, kept=kept and number == len(blocks) - 1)
            place = place.going_on()

    def _block(self, block: Block, place: Place, *, kept: bool = False) -> Iterator[str]:
        match block:
            case Heading(level=level, inlines=inlines):
                yield paragraph(place.style(f"EditionsSection{level}"), self._inlines.markup(inlines))
            case Paragraph(inlines=inlines, number=number):
                yield self._paragraph(place.style_of_text(numbered=bool(number), kept=kept), inlines)
            case ListBlock():
                yield from self._list(block, place)
            case Quotation(blocks=blocks):
                yield from self._all(blocks, place.inside("Q"))
            case Table():
                yield self._table(block, place)

    def _list(self, block: ListBlock, place: Place) -> Iterator[str]:
        number = self._numbering.list(block, place.path.count("L"))
        inside = place.inside("L")
        for count, item in enumerate(block.items, 1):
            last = not place.path and count == len(block.items)
            first, others = (item[0].inlines, item[1:]) if isinstance(item[0], Paragraph) else ((), item)
            # The mark needs a paragraph to stand at, if only an empty one.
            yield self._paragraph(inside.style_of_item(last=last and not others), first, self._mark(number, inside))
            inside = inside.going_on()
            yield from self._all(others, inside)

    def _paragraph(self, style: str, inlines: tuple[Inline, ...], extra: str = "") -> str:
        """Return a paragraph; the lines of one with an image are as high as the image."""
        if any(isinstance(inline, Image) for inline in walk_inlines(inlines)):
            spacing = f'<w:spacing w:line="{twips(self._layout.tokens.text.leading)}" w:lineRule="atLeast"/>'
            before, indent, after = extra.partition("<w:ind")
            extra = before + spacing + indent + after
        return paragraph(style, self._inlines.markup(inlines), extra)

    def _mark(self, number: int, place: Place) -> str:
        """Return the properties of the paragraph that bears an item's mark; within a quotation it stands further in."""
        level = place.path.count("L") - 1
        indent = ""
        if "Q" in place.path:
            unit = twips(self._layout.tokens.text.indent)
            indent = f'<w:ind w:left="{unit * len(place.path)}" w:hanging="{unit}"/>'
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>{indent}'

    def _table(self, table: Table, place: Place) -> str:
        """Return the table, as wide as the text, its first row repeated on each page."""
        indent = twips(self._layout.tokens.text.indent) * len(place.path)
        room = twips_of_mm(self._layout.tokens.measure) - indent
        widths = [round(room * share) for share in table.widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        visual = "<w:bidiVisual/>" if self._prepared.direction == "rtl" else ""
        set_in = f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else ""
        header = place.style("EditionsHeaderCell"), "<w:cantSplit/><w:tblHeader/>"
        head = self._row(table.header, table.alignments, widths, *header)
        cell = place.going_on().style("EditionsCell"), "<w:cantSplit/>"
        rows = "".join(self._row(row, table.alignments, widths, *cell) for row in table.rows)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="EditionsTable"/>{visual}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{set_in}'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>'
            + paragraph("EditionsAfterTable", "")
        )

    def _row(
        self, cells: tuple[tuple[Inline, ...], ...], alignments: tuple[str, ...], widths: list[int], style: str, properties: str
    ) -> str:
        content = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' + self._paragraph(aligned(style, alignment), cell) + "</w:tc>"
            for cell, alignment, width in zip(cells, alignments, widths, strict=True)
        )
        return f"<w:tr><w:trPr>{properties}</w:trPr>{content}</w:tr>"


class Inlines:
    """Turns inlines into runs; *part* is the part that links and images belong to."""

    def __init__(self, part: Any, prepared: PreparedStatement, measure: float = 0) -> None:
        self._part = part
        self._rtl = prepared.direction == "rtl"
        self._pictures = {picture.file: picture for picture in prepared.pictures}
        self._measure = measure
        self._images = 0

    def markup(self, inlines: tuple[Inline, ...], style: str = "") -> str:
        """Return the runs of *inlines* in the character style *style*."""
        return "".join(self._inline(inline, style) for inline in inlines)

    def _inline(self, inline: Inline, style: str) -> str:
        match inline:
            case Words(text=text):
                return run(text, style, rtl=self._rtl)
            case Emphasis(children=children):
                return self.markup(children, _joined(style, "EditionsEmphasis"))
            case Strong(children=children):
                return self.markup(children, _joined(style, "EditionsStrong"))
            case Link(target=target, children=children):
                relation = self._part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                return f'<w:hyperlink r:id="{relation}" w:history="1">{self.markup(children, style or "EditionsLink")}</w:hyperlink>'
            case LineBreak():
                return "<w:r><w:br/></w:r>"
            case FootnoteCall(number=number):
                return f'<w:r><w:rPr><w:rStyle w:val="EditionsFootnoteCall"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
            case Image():
                return self._image(inline)

    def _image(self, image: Image) -> str:
        """Return the image in the size that the style sheet gives it: its pixels, or less to fit the page."""
        picture = self._pictures[image.file]
        scale = min(
            1, self._measure * _EMU_PER_MM / (picture.width * _EMU_PER_PIXEL), _TALLEST_MM * _EMU_PER_MM / (picture.height * _EMU_PER_PIXEL)
        )
        width, height = (Emu(round(pixels * _EMU_PER_PIXEL * scale)) for pixels in (picture.width, picture.height))
        inline = self._part.new_pic_inline(BytesIO(picture.content), width, height)
        self._images += 1
        inline.docPr.set("id", str(self._images))
        inline.docPr.set("descr", image.alt)
        for properties in (inline.docPr, *inline.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr")):
            properties.set("name", f"Picture {self._images}")
        return f"<w:r><w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing></w:r>"


def _joined(outer: str, inner: str) -> str:
    """Return the style of words that bear two: there is one for emphasis within weight."""
    both = {outer, inner} == {"EditionsStrong", "EditionsEmphasis"} or outer == "EditionsStrongEmphasis"
    return "EditionsStrongEmphasis" if both else inner
