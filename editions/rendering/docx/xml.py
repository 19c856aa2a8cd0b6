"""Elements of WordprocessingML (ECMA-376, part 1), written as they read."""

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

#: Twentieths of a point, the unit of most lengths in WordprocessingML, in a millimetre.
TWIPS_PER_MM = 1440 / 25.4


def element(markup: str) -> Any:
    """Return the element that *markup* says, in which the prefixes w and r are known."""
    return parse_xml(f"<w:r {nsdecls('w', 'r')}>{markup}</w:r>")[0]


def attribute(value: object) -> str:
    """Return *value* as a quoted attribute."""
    return quoteattr(str(value))


def twips(points: float) -> int:
    """Return *points* as twentieths of a point."""
    return round(points * 20)


def twips_of_mm(millimetres: float) -> int:
    """Return *millimetres* as twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def text(words: str) -> str:
    """Return the markup of *words* inside a run; a tab or newline is no character of theirs."""
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'


def run(words: str, style: str = "", *, rtl: bool = False) -> str:
    """Return the markup of a run of *words* in the character style *style*."""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:rtl/>" if rtl and is_rtl(words) else "")
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text(words)}</w:r>"


def is_rtl(words: str) -> bool:
    """Return whether *words* have a letter that is written from right to left (Unicode UAX 9: R, AL)."""
    from unicodedata import bidirectional

    return any(bidirectional(character) in ("R", "AL") for character in words)


def paragraph(style: str, content: str, extra: str = "") -> str:
    """Return the markup of a paragraph in *style*; *extra* are further properties of it."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'


#: What a content control around paragraphs begins with, a line of no height: LibreOffice 7.4 makes a field of the first
#: paragraph, loses its notes and looks, and says its words again and again where they are of two directions.
OPENING = paragraph("EditionsEnd", "")


def border(side: str, points: float, colour: str, space: float) -> str:
    """Return the markup of a paragraph's border; Word gives its width in eighths of a point, its space in points."""
    if not points:
        return ""
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="{round(space)}" w:color="{colour[1:]}"/></w:pBdr>'


def control(tag: str, title: str, content: str) -> str:
    """Return the markup of a content control around *content*: runs, or whole paragraphs.

    Its id is made from *tag*, so that it is the same at each build and differs within a document.
    """
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val={attribute(title)}/><w:tag w:val={attribute(tag)}/><w:id w:val="{_id(tag)}"/>'
        f"</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _id(tag: str) -> int:
    from zlib import crc32

    return crc32(tag.encode()) & 0x7FFFFFFF or 1


def append(document: Any, markups: Iterable[str]) -> None:
    """Put the elements that *markups* say at the end of the body, before its last section's properties."""
    body = document.element.body
    for markup in markups:
        for one in list(parse_xml(f"<w:r {nsdecls('w', 'r')}>{markup}</w:r>")):
            body.insert(len(body) - 1, one)
