"""Styles: ours, made from the layout's tokens, each based on one of Word's own.

Ids are ours and fixed: Word in another language renames a style's name on the screen, never its id.
"""

import re
from typing import Any

from docx.oxml.ns import qn

from editions.model.layout import Layout, LineStyle, TextStyle
from editions.model.places import parts_of_style
from editions.model.prepared import PreparedStatement
from editions.rendering.docx.letterhead import letterhead
from editions.rendering.docx.xml import border, element, twips, twips_of_mm

#: The faces that Word has, of the same widths as ours (metric twins).
WORD_FONTS = {"Tinos": "Times New Roman", "Arimo": "Arial"}


def define(document: Any, prepared: PreparedStatement, layout: Layout) -> None:
    """Put the layout's styles into *document*."""
    tokens, rtl = layout.tokens, prepared.direction == "rtl"
    sheet = _Sheet(document.styles.element, rtl=rtl)
    _defaults(document.styles.element, tokens.text, prepared)
    for line in {line.style: line for line in letterhead(prepared, layout)}.values():
        sheet.line(line.style, line.name, "Header", line.look, line.rule)
    sheet.line("EditionsReference", "Editions Reference", "Date", tokens.reference)
    sheet.line("EditionsHeading", "Editions Heading", "Heading1", tokens.heading, "<w:keepNext/><w:keepLines/>", level=0)
    sheet.line("EditionsSubject", "Editions Subject", "Subtitle", tokens.subject, "<w:keepNext/><w:keepLines/>")
    for level in range(1, 6):
        style = tokens.section if level == 1 else tokens.subsection
        keep = "<w:keepNext/><w:keepLines/>"
        sheet.line(f"EditionsSection{level}", f"Editions Section {level}", f"Heading{level + 1}", style, keep, level=level)
    _body(sheet, tokens.text, tokens.signature.ink)
    _table(sheet, tokens.table, tokens.rule_colour, document.styles.element)
    sheet.line("EditionsRecipientLead", "Editions Recipient Lead", "Heading2", tokens.recipient_lead, _lead(layout), level=1)
    hang = f'<w:ind w:left="{twips_of_mm(tokens.recipients.hang)}" w:hanging="{twips_of_mm(tokens.recipients.hang)}"/>'
    sheet.line("EditionsRecipient", "Editions Recipient", "ListParagraph", tokens.recipient, "<w:keepLines/>", indent=hang)
    sheet.line("EditionsAnnexesLead", "Editions Annexes Lead", "Heading2", tokens.recipient_lead, _lead(layout), level=1)
    sheet.line("EditionsAnnex", "Editions Annex", "ListParagraph", tokens.recipient, "<w:keepLines/>", indent=hang)
    sheet.line("EditionsFootnote", "Editions Footnote", "FootnoteText", tokens.footnote)
    sheet.line("EditionsRunning", "Editions Running Head", "Header", tokens.running)
    sheet.line("EditionsPageNumber", "Editions Page Number", "Footer", tokens.running, align="right")
    _characters(document.styles.element)


def define_places(document: Any, layout: Layout) -> None:
    """Put the styles into *document* that its paragraphs in lists and quotations name: each is its role's, set in."""
    unit = twips(layout.tokens.text.indent)
    named = {found.get(qn("w:val")) for found in document.element.body.iter(qn("w:pStyle"))}
    for style in sorted(named):
        role, path, anew = parts_of_style(style)
        if not path and not anew:
            continue
        based_on = {"L": "EditionsListItem", "Q": "EditionsQuotation"}.get(path[-1:], role) if role == "EditionsText" else role
        set_in = path and not role.endswith(("Cell", "CellRight", "CellCenter", "ListItem"))
        indent = f'<w:ind w:left="{unit * len(path)}" w:right="{unit * path.count("Q")}"/>' if set_in else ""
        document.styles.element.append(
            element(
                f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style}"><w:name w:val="{_spoken(style)}"/>'
                f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{indent}</w:pPr></w:style>'
            )
        )


def _spoken(style: str) -> str:
    """Return the name of *style*: its id with blanks between its words, which LibreOffice makes the same id of again."""
    return re.sub(r"(?<=[a-z])(?=[A-Z\d])|(?<=\d)(?=[A-Z])|(?<=[LQ])(?=Anew)", " ", style)


def _lead(layout: Layout) -> str:
    """Return the properties of the line that opens the recipient list: a rule above it."""
    tokens = layout.tokens
    rule = border("top", tokens.recipients.rule, tokens.rule_colour, tokens.recipients.space)
    return f"<w:keepNext/><w:keepLines/>{rule}"


def _defaults(root: Any, style: TextStyle, prepared: PreparedStatement) -> None:
    from editions.language import word_language

    language = word_language(prepared.metadata.language)
    markup = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(style.font)}"
        f'<w:kern w:val="2"/><w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language}"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    root.replace(root.find(qn("w:docDefaults")), element(markup))


def _body(sheet: "_Sheet", style: TextStyle, ink: float) -> None:
    """Define the styles of running text: paragraphs, list items, quotations, the signature block."""
    as_line = LineStyle(
        font=style.font, size=style.size, leading=style.leading, before=0, after=style.space,
        weight="normal", slant="normal", align=style.align, colour="#000000", tracking=0,
    )  # fmt: skip
    sheet.line("EditionsText", "Editions Text", "BodyText", as_line)
    sheet.line("EditionsTextKept", "Editions Text Kept With Next", "BodyText", as_line, "<w:keepNext/>")
    number = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    sheet.line("EditionsNumberedText", "Editions Numbered Text", "BodyText", as_line, number)
    sheet.line("EditionsNumberedTextKept", "Editions Numbered Text Kept With Next", "BodyText", as_line, "<w:keepNext/>" + number)
    sheet.line("EditionsListItem", "Editions List Item", "ListParagraph", _with(as_line, after=style.space / 2))
    sheet.line("EditionsListEnd", "Editions List End", "ListParagraph", as_line)
    indent = f'<w:ind w:left="{twips(style.indent)}" w:right="{twips(style.indent)}"/>'
    sheet.line("EditionsQuotation", "Editions Quotation", "Quote", as_line, indent=indent)
    sheet.line(
        "EditionsSignatory",
        "Editions Signatory",
        "Signature",
        _with(as_line, before=ink * 72 / 25.4, after=0, weight="bold", align="left"),
        "<w:keepNext/><w:keepLines/>",
    )
    sheet.line("EditionsOffice", "Editions Office", "Signature", _with(as_line, after=0, align="left"), "<w:keepLines/>")


def _with(style: LineStyle, **changes: Any) -> LineStyle:
    from dataclasses import replace

    return replace(style, **changes)


def _table(sheet: "_Sheet", style: LineStyle, colour: str, root: Any) -> None:
    for suffix, align in (("", "left"), ("Right", "right"), ("Center", "center")):
        name = f" {suffix}" if suffix else ""
        sheet.line(f"EditionsCell{suffix}", f"Editions Cell{name}", "Normal", _with(style, align=align))
        bold = _with(style, align=align, weight="bold")
        sheet.line(f"EditionsHeaderCell{suffix}", f"Editions Header Cell{name}", "Normal", bold, "<w:keepNext/>")
    sheet.line("EditionsAfterTable", "Editions After Table", "Normal", _with(style, size=2, leading=8, before=0, after=0))
    sheet.line("EditionsEnd", "Editions End", "Normal", _with(style, size=1, leading=1, before=0, after=0))
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{colour[1:]}"'
    root.append(
        element(
            '<w:style w:type="table" w:customStyle="1" w:styleId="EditionsTable"><w:name w:val="Editions Table"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders><w:bottom {line}/><w:insideH {line}/></w:tblBorders></w:tblPr></w:style>"
        )
    )


#: The character styles: id, name, Word's own that each is based on, and looks. LibreOffice takes over into a link what the
#: style itself says, and not what it inherits.
_CHARACTERS = (
    ("EditionsStrongEmphasis", "Editions Strong Emphasis", "Strong", "<w:b/><w:bCs/><w:i/><w:iCs/>"),
    ("EditionsEmphasis", "Editions Emphasis", "Emphasis", "<w:i/><w:iCs/>"),
    ("EditionsStrong", "Editions Strong", "Strong", "<w:b/><w:bCs/>"),
    ("EditionsLink", "Editions Link", "Hyperlink", ""),
    ("EditionsFootnoteCall", "Editions Footnote Call", "FootnoteReference", ""),
)


def _characters(root: Any) -> None:
    for identifier, name, based_on, looks in _CHARACTERS:
        properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
        root.append(
            element(
                f'<w:style w:type="character" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
                f'<w:basedOn w:val="{based_on}"/><w:qFormat/>{properties}</w:style>'
            )
        )


class _Sheet:
    """The style part, to which paragraph styles are added."""

    def __init__(self, root: Any, *, rtl: bool) -> None:
        self._root = root
        self._rtl = rtl

    def line(
        self, identifier: str, name: str, based_on: str, style: LineStyle, keep: str = "", *,
        indent: str = "", level: int | None = None, align: str = "",
    ) -> None:  # fmt: skip
        """Add a paragraph style; *keep* and *indent* are properties in the order of the schema."""
        outline = "" if level is None else f'<w:outlineLvl w:val="{level}"/>'
        self._root.append(
            element(
                f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
                f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{keep}{"<w:bidi/>" if self._rtl else ""}{_spacing(style)}{indent}'
                f'<w:jc w:val="{_justification(align or style.align)}"/>{outline}</w:pPr><w:rPr>{_type(style)}</w:rPr></w:style>'
            )
        )


def _spacing(style: LineStyle) -> str:
    return (
        f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}" w:line="{twips(style.leading)}" w:lineRule="exact"/>'
    )


def _justification(align: str) -> str:
    """Return the value of w:jc: in a paragraph from right to left, Word's "left" is the leading edge."""
    return "both" if align == "justify" else align


def _fonts(family: str) -> str:
    """Return the fonts of a run: one for every kind of script."""
    font = WORD_FONTS.get(family, family)
    return f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>'


def _type(style: LineStyle) -> str:
    bold = "" if style.weight == "bold" else ' w:val="0"'
    italic = "" if style.slant == "italic" else ' w:val="0"'
    tracking = f'<w:spacing w:val="{twips(style.tracking)}"/>' if style.tracking else ""
    return (
        f"{_fonts(style.font)}<w:b{bold}/><w:bCs{bold}/><w:i{italic}/><w:iCs{italic}/>"
        f'<w:color w:val="{style.colour[1:]}"/>{tracking}<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>'
    )
