"""Footnotes as footnotes: the part that holds them, which python-docx does not write."""

from collections.abc import Iterable
from typing import Any

from docx.oxml import parse_xml
from lxml import etree

from editions.model.prepared import PreparedStatement
from editions.rendering.docx.inlines import Inlines
from editions.rendering.docx.xml import element, paragraph

_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def write(document: Any, prepared: PreparedStatement) -> None:
    """Write the footnotes."""
    inlines = Inlines(notes_part(document), prepared)
    write_content(document, ((note.number, inlines.markup(note.inlines)) for note in prepared.footnotes))


def notes_part(document: Any) -> Any:
    """Return the part that holds the notes; their links are its own."""
    return next(relation.target_part for relation in document.part.rels.values() if relation.reltype == _FOOTNOTES)


def write_content(document: Any, notes: Iterable[tuple[int, str]]) -> None:
    """Write *notes*, each with its number and its runs, into their part, after the two separators of the base document."""
    part = notes_part(document)
    root = parse_xml(part.blob)
    mark = '<w:r><w:rPr><w:rStyle w:val="EditionsFootnoteCall"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
    for number, content in notes:
        root.append(element(f'<w:footnote w:id="{number}">{paragraph("EditionsFootnote", mark + content)}</w:footnote>'))
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
