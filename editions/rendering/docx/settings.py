"""What holds for the whole document: the page, hyphenation, the language of its parts."""

from typing import Any

from docx.oxml.ns import qn

from editions.language import is_hyphenated, word_language
from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.rendering.docx.xml import element, twips_of_mm


def write(document: Any, prepared: PreparedStatement, layout: Layout) -> None:
    """Write the settings, and the properties of the section that holds the text."""
    language = prepared.metadata.language
    root = document.settings.element
    if layout.tokens.text.hyphenate and is_hyphenated(language):
        root.find(qn("w:defaultTabStop")).addnext(element("<w:autoHyphenation/>"))
    tag = word_language(language)
    root.find(qn("w:decimalSymbol")).addprevious(element(f'<w:themeFontLang w:val="{tag}" w:bidi="{tag}"/>'))
    body = document.element.body
    body.replace(body[-1], element(section(layout, rtl=prepared.direction == "rtl", columns=1)))


def section(layout: Layout, *, rtl: bool, columns: int, continuous: bool = False) -> str:
    """Return the properties of a section: the sheet, its margins and its columns.

    The header stands at the distance *head* from the paper's edge, on the first page too.
    """
    page, (width, height) = layout.tokens.page, layout.tokens.paper
    gap = twips_of_mm(layout.tokens.recipients.gap)
    kind = '<w:type w:val="continuous"/>' if continuous else ""
    return (
        f"<w:sectPr>{kind}"
        f'<w:pgSz w:w="{twips_of_mm(width)}" w:h="{twips_of_mm(height)}"/>'
        f'<w:pgMar w:top="{twips_of_mm(page.top)}" w:right="{twips_of_mm(page.right)}" w:bottom="{twips_of_mm(page.bottom)}" '
        f'w:left="{twips_of_mm(page.left)}" w:header="{twips_of_mm(page.head)}" w:footer="{twips_of_mm(page.foot)}" w:gutter="0"/>'
        f'<w:cols w:num="{columns}" w:space="{gap}"/>{"" if continuous else "<w:titlePg/>"}{"<w:bidi/>" if rtl else ""}</w:sectPr>'
    )
