"""What runs along the pages: the letterhead on the first, the continuation header and page number after."""

from typing import Any

from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.rendering.docx.letterhead import letterhead
from editions.rendering.docx.xml import element, paragraph, run


def write(document: Any, prepared: PreparedStatement, layout: Layout) -> None:
    """Fill the headers and footers of the first section; later sections go on with them."""
    section, rtl = document.sections[0], prepared.direction == "rtl"
    _fill(section.first_page_header, _letterhead(prepared, layout, rtl=rtl))
    _fill(section.header, [paragraph("EditionsRunning", run(line, rtl=rtl)) for line in prepared.continuation])
    _fill(section.first_page_footer, [paragraph("EditionsPageNumber", "")])
    _fill(section.footer, [_page_number(prepared, rtl=rtl)])


def _fill(part: Any, markups: list[str]) -> None:
    part.is_linked_to_previous = False
    root = part._element
    for child in list(root):
        root.remove(child)
    for markup in markups:
        root.append(element(markup))


def _letterhead(prepared: PreparedStatement, layout: Layout, *, rtl: bool) -> list[str]:
    """Return the letterhead, each line in the style of its place."""
    markups = [
        paragraph(line.style, "<w:r><w:br/></w:r>".join(run(part, rtl=rtl) for part in line.words)) for line in letterhead(prepared, layout)
    ]
    return markups or [paragraph("EditionsRunning", "")]


def _page_number(prepared: PreparedStatement, *, rtl: bool) -> str:
    label = prepared.page_label
    parts = (
        run(label.before, rtl=rtl) if label.before else "",
        _field("PAGE"),
        run(label.between, rtl=rtl),
        _field("NUMPAGES"),
        run(label.after, rtl=rtl) if label.after else "",
    )
    return paragraph("EditionsPageNumber", "".join(parts))


def _field(name: str) -> str:
    """Return a field; Word and LibreOffice fill in its result whenever they set the page."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
