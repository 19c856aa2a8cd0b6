"""Inlines as runs: words in their character styles, links, notes and images."""

from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Emu
from lxml import etree

from editions.model.prepared import PreparedStatement
from editions.model.prose import Emphasis, FootnoteCall, Image, Inline, LineBreak, Link, Strong, Words
from editions.rendering.docx.xml import run

#: English Metric Units, the unit of drawings, in a pixel at 200 to the inch (the style sheet says the same), and in a millimetre.
_EMU_PER_PIXEL = 914400 // 200
_EMU_PER_MM = 36000
#: The height, in millimetres, above which an image is made smaller; the style sheet says the same.
_TALLEST_MM = 200


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
