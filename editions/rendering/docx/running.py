"""What runs along the pages: the letterhead on the first, the continuation header and page number after."""

from typing import Any

from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.rendering.docx.xml import element, paragraph, run, twips, twips_of_mm


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
    """Return the letterhead: pushed down to the text's upper edge, a rule and a space below it."""
    lines = [("EditionsBodyName", prepared.body_name)] if prepared.body_name else []
    lines += [("EditionsLetterheadLine", (line,)) for line in prepared.letterhead_lines]
    tokens, page, markups = layout.tokens, layout.tokens.page, []
    for number, (style, words) in enumerate(lines, 1):
        line = tokens.body_name if style == "EditionsBodyName" else tokens.letterhead_line
        before = twips_of_mm(page.top - page.head) if number == 1 else twips(line.before)
        after = twips(tokens.letterhead.after) if number == len(lines) else twips(line.after)
        rule = ""
        if tokens.letterhead.rule and number == len(lines):
            width, colour = round(tokens.letterhead.rule * 8), tokens.rule_colour[1:]
            rule = f'<w:pBdr><w:bottom w:val="single" w:sz="{width}" w:space="6" w:color="{colour}"/></w:pBdr>'
        spacing = f'{rule}<w:spacing w:before="{before}" w:after="{after}" w:line="{twips(line.leading)}" w:lineRule="exact"/>'
        content = "<w:r><w:br/></w:r>".join(run(part, rtl=rtl) for part in words)
        markups.append(paragraph(style, content, spacing))
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
