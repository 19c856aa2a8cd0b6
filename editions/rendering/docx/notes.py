"""Footnotes as footnotes: the part that holds them, which python-docx does not write."""

from typing import Any

from docx.oxml import parse_xml
from lxml import etree

from editions.model.prepared import PreparedStatement
from editions.rendering.docx.prose import Inlines
from editions.rendering.docx.xml import element, paragraph

_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def write(document: Any, prepared: PreparedStatement) -> None:
    """Write the footnotes into their part, after the two separators of the base document."""
    part = next(relation.target_part for relation in document.part.rels.values() if relation.reltype == _FOOTNOTES)
    root, inlines = parse_xml(part.blob), Inlines(part, prepared)
    mark = '<w:r><w:rPr><w:rStyle w:val="EditionsFootnoteCall"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
    for note in prepared.footnotes:
        content = paragraph("EditionsFootnote", mark + inlines.markup(note.inlines))
        root.append(element(f'<w:footnote w:id="{note.number}">{content}</w:footnote>'))
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
