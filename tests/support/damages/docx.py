"""The DOCX as a document that colleagues edit."""

from collections.abc import Callable

from editions.checking.rules import Case
from tests.support.cases import Damage, everything_case, in_docx, in_parts

_DOCUMENT, _STYLES, _SETTINGS, _FOOT = "word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer2.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: The first paragraph of the text, up to its words.
_TEXT = '<w:p><w:pPr><w:pStyle w:val="EditionsText"/></w:pPr><w:r>'
_PLAIN = '<w:p><w:pPr><w:pStyle w:val="EditionsText"/>{}</w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'


def _in_text(old: str, new: str) -> Callable[[Case], Case]:
    """Return what exchanges *old* in the beginning of the text's first paragraph for *new*."""
    assert old in _TEXT
    return in_docx(_DOCUMENT, _TEXT, _TEXT.replace(old, new, 1))


def _before_text(markup: str) -> Callable[[Case], Case]:
    """Return what puts *markup* before the text's first paragraph."""
    return in_docx(_DOCUMENT, _TEXT, markup + _TEXT)


def _related(kind: str, target: str, *, outside: bool = False, part: str = "") -> Callable[[Case], Case]:
    """Return what relates the document to *target*, and adds the *part* of that name."""
    mode = ' TargetMode="External"' if outside else ""

    def change(parts: dict[str, bytes]) -> None:
        relation = f'<Relationship Id="rId900" Type="{_SPACE}/{kind}" Target="{target}"{mode}/></Relationships>'
        parts[_RELATIONS] = parts[_RELATIONS].replace(b"</Relationships>", relation.encode())
        if part:
            parts[part] = b"<x/>"

    return in_parts(change)


def _table(header: str) -> str:
    cell = f"<w:tc><w:tcPr/>{_PLAIN.format('', 'a')}</w:tc>"
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="EditionsTable"/></w:tblPr><w:tblGrid/><w:tr><w:trPr>{header}</w:trPr>{cell}</w:tr>'
        f"<w:tr>{cell}</w:tr></w:tbl>"
    )


_DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Picture 1"{}/></wp:inline></w:drawing></w:r>'
)


def _no_controls(tag: str) -> Callable[[Case], Case]:
    """Return what takes the name of the content control *tag* away, as LibreOffice does with whole ones."""
    return in_docx(_DOCUMENT, f'<w:tag w:val="{tag}"/>', "")


def _restyled(old: str, new: str) -> Callable[[Case], Case]:
    return in_docx(_DOCUMENT, f'<w:pStyle w:val="{old}"/>', f'<w:pStyle w:val="{new}"/>')


def _field(instruction: str, shown: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def _cell(markup: str) -> Damage:
    """Return the damage that puts *markup* on the first cell of a table."""
    apply = in_docx(_DOCUMENT, "</w:tcPr>", f"{markup}</w:tcPr>")
    return Damage(name=f"a cell is formatted by hand ({markup[3:12]})", rule="formatting-direct", apply=apply, base=everything_case)


_PAGE, _PAGES = _field("PAGE", "2"), _field("NUMPAGES", "2")

DAMAGES = (
    Damage(name="a paragraph was pasted in with its style", rule="style-strange", apply=_restyled("EditionsText", "MsoNormal")),
    Damage(name="a paragraph is in Word's own style", rule="style-strange", apply=_restyled("EditionsText", "Normal")),
    Damage(name="a paragraph has no style", rule="style-strange", apply=_in_text('<w:pStyle w:val="EditionsText"/>', "")),
    Damage(
        name="a word is in a style from elsewhere",
        rule="style-strange",
        apply=_in_text("<w:r>", '<w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr>'),
    ),
    Damage(
        name="a style came from elsewhere",
        rule="style-strange",
        apply=in_docx(
            _STYLES,
            "</w:styles>",
            '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Web"><w:name w:val="Web"/></w:style></w:styles>',
        ),
    ),
    Damage(name="a style rests on none of Word's", rule="style-strange", apply=in_docx(_STYLES, '<w:basedOn w:val="BodyText"/>', "")),
    Damage(name="a word is bold by hand", rule="formatting-direct", apply=_in_text("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")),
    Damage(
        name="a word is in another font by hand",
        rule="formatting-direct",
        apply=_in_text("<w:r>", '<w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr>'),
    ),
    Damage(name="a paragraph is centred by hand", rule="formatting-direct", apply=_in_text("</w:pPr>", '<w:jc w:val="center"/></w:pPr>')),
    Damage(name="a paragraph is spaced by hand", rule="formatting-direct", apply=_in_text("</w:pPr>", '<w:spacing w:after="0"/></w:pPr>')),
    _cell('<w:shd w:val="clear" w:fill="000000"/>'),
    _cell('<w:tcBorders><w:top w:val="single" w:sz="40"/></w:tcBorders>'),
    Damage(
        name="the letterhead was moved by hand",
        rule="formatting-direct",
        apply=in_docx("word/header1.xml", "</w:pPr>", '<w:spacing w:before="0"/></w:pPr>'),
    ),
    Damage(
        name="the running head is in italics by hand",
        rule="formatting-direct",
        apply=in_docx("word/header2.xml", "<w:r>", "<w:r><w:rPr><w:i/></w:rPr>"),
    ),
    Damage(
        name="the text is in a font of ours that Word has not",
        rule="font-unknown",
        apply=in_docx(_STYLES, 'w:ascii="Times New Roman"', 'w:ascii="Tinos"'),
    ),
    Damage(
        name="one script is in a font that Word has not",
        rule="font-unknown",
        apply=in_docx(_STYLES, 'w:cs="Times New Roman"', 'w:cs="Amiri"'),
    ),
    Damage(name="the page number is empty", rule="field-stale", apply=in_docx(_FOOT, _PAGE, _field("PAGE", ""))),
    Damage(name="the number of pages is an error", rule="field-stale", apply=in_docx(_FOOT, _PAGES, _field("NUMPAGES", "Error! Unknown"))),
    Damage(name="the number of pages is a question mark", rule="field-stale", apply=in_docx(_FOOT, _PAGES, _field("NUMPAGES", "?"))),
    Damage(
        name="the number of pages is that of an earlier save",
        rule="field-stale",
        apply=in_docx("docProps/app.xml", "<Application>", "<Pages>5</Pages><Application>"),
    ),
    Damage(name="the page number is typed in", rule="page-number-typed", apply=in_docx(_FOOT, _PAGE, "<w:r><w:t>2</w:t></w:r>")),
    Damage(name="the number of pages is typed in", rule="page-number-typed", apply=in_docx(_FOOT, _PAGES, "<w:r><w:t>2</w:t></w:r>")),
    Damage(name="the heading's control is gone", rule="role-lost", apply=_no_controls("editions.heading")),
    Damage(name="the text's control is gone", rule="role-lost", apply=_no_controls("editions.body")),
    Damage(name="the signatory's control is gone", rule="role-lost", apply=_no_controls("editions.signatory.1.name")),
    Damage(name="the recipients' control is gone", rule="role-lost", apply=_no_controls("editions.recipients.names")),
    Damage(name="the list of annexes has no control", rule="role-lost", apply=_no_controls("editions.annexes.names")),
    Damage(name="the heading is in the style of the text", rule="role-lost", apply=_restyled("EditionsHeading", "EditionsText")),
    Damage(name="the subject is in the style of the text", rule="role-lost", apply=_restyled("EditionsSubject", "EditionsText")),
    Damage(name="the signatory is in the style of the office", rule="role-lost", apply=_restyled("EditionsSignatory", "EditionsOffice")),
    Damage(name="one recipient is in the style of the text", rule="role-lost", apply=_restyled("EditionsRecipient", "EditionsText")),
    Damage(
        name="a paragraph was made two in the signature block",
        rule="role-lost",
        apply=in_docx(
            _DOCUMENT,
            "Sabina Aliyeva</w:t></w:r></w:sdtContent></w:sdt></w:p>",
            "Sabina </w:t></w:r></w:sdtContent></w:sdt></w:p>"
            '<w:p><w:pPr><w:pStyle w:val="EditionsSignatory"/></w:pPr><w:r><w:t>Aliyeva</w:t></w:r></w:p>',
        ),
    ),
    Damage(name="a comment is left", rule="comment-left", apply=_in_text("<w:r>", '<w:r><w:commentReference w:id="1"/></w:r><w:r>')),
    Damage(name="the comments' part is left", rule="comment-left", apply=_related("comments", "comments.xml", part="word/comments.xml")),
    Damage(
        name="a word is a tracked insertion",
        rule="change-tracked",
        apply=_in_text("<w:r>", '<w:ins w:id="1" w:author="A"><w:r><w:t>x</w:t></w:r></w:ins><w:r>'),
    ),
    Damage(
        name="a word is a tracked deletion",
        rule="change-tracked",
        apply=_in_text("<w:r>", '<w:del w:id="1" w:author="A"><w:r><w:delText>x</w:delText></w:r></w:del><w:r>'),
    ),
    Damage(
        name="a paragraph's look was changed under tracking",
        rule="change-tracked",
        apply=_in_text("</w:pPr>", '<w:pPrChange w:id="1" w:author="A"><w:pPr/></w:pPrChange></w:pPr>'),
    ),
    Damage(
        name="a paragraph's end is a tracked deletion",
        rule="change-tracked",
        apply=_in_text("</w:pPr>", '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'),
    ),
    Damage(name="a word is hidden", rule="text-vanished", apply=_in_text("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")),
    Damage(
        name="a style hides its text",
        rule="text-vanished",
        apply=in_docx(_STYLES, '<w:name w:val="Editions Office"/>', '<w:name w:val="Editions Office"/><w:rPr><w:vanish/></w:rPr>'),
    ),
    Damage(name="there are macros", rule="macro-inside", apply=_related("vbaProject", "vbaProject.bin", part="word/vbaProject.bin")),
    Damage(
        name="there is a control that runs",
        rule="macro-inside",
        apply=_related("control", "activeX/activeX1.bin", part="word/activeX/activeX1.bin"),
    ),
    Damage(
        name="a table is embedded", rule="object-embedded", apply=_related("package", "embeddings/s.xlsx", part="word/embeddings/s.xlsx")
    ),
    Damage(name="an object stands in the text", rule="object-embedded", apply=_in_text("<w:r>", "<w:r><w:object/></w:r><w:r>")),
    Damage(name="a web page is taken in", rule="object-embedded", apply=_before_text("<w:altChunk/>")),
    Damage(
        name="a template is attached",
        rule="template-attached",
        apply=_related("attachedTemplate", "file:///C:/Users/a/t.dotm", outside=True),
    ),
    Damage(
        name="a template lies on the web",
        rule="template-attached",
        apply=_related("attachedTemplate", "https://example.org/t.dotm", outside=True),
    ),
    Damage(name="an image lies on the web", rule="link-outside", apply=_related("image", "https://example.org/x.png", outside=True)),
    Damage(name="a link leads to a file", rule="link-outside", apply=_related("hyperlink", "file:///C:/x.docx", outside=True)),
    Damage(
        name="a link leads to a server of the office",
        rule="link-outside",
        apply=_related("hyperlink", r"\\\\server\\share\\x.docx", outside=True),
    ),
    Damage(
        name="a field fetches a text",
        rule="link-outside",
        apply=_in_text("<w:r>", f"{_field('INCLUDETEXT &quot;C:/x.docx&quot;', 'x')}<w:r>"),
    ),
    Damage(
        name="a field starts a program", rule="link-outside", apply=_in_text("<w:r>", f"{_field('DDEAUTO c:/windows/cmd.exe', 'x')}<w:r>")
    ),
    Damage(
        name="the document is protected",
        rule="document-locked",
        apply=in_docx(_SETTINGS, "<w:defaultTabStop", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop'),
    ),
    Damage(
        name="changes are tracked from here on",
        rule="document-locked",
        apply=in_docx(_SETTINGS, "<w:defaultTabStop", "<w:trackRevisions/><w:defaultTabStop"),
    ),
    Damage(name="a paragraph bears a revision id", rule="revision-ids", apply=_in_text("<w:p>", '<w:p w:rsidR="00A77B3E">')),
    Damage(
        name="the revision ids are listed",
        rule="revision-ids",
        apply=in_docx(_SETTINGS, "<w:decimalSymbol", '<w:rsids><w:rsidRoot w:val="00A77B3E"/></w:rsids><w:decimalSymbol'),
    ),
    Damage(
        name="a heading's style has no level",
        rule="heading-outline",
        apply=in_docx(_STYLES, '<w:outlineLvl w:val="0"/></w:pPr><w:rPr>', '<w:outlineLvl w:val="9"/></w:pPr><w:rPr>'),
    ),
    Damage(name="there are two headings of the first level", rule="heading-outline", apply=_restyled("EditionsSubject", "EditionsHeading")),
    Damage(name="there is no heading of the first level", rule="heading-outline", apply=_restyled("EditionsHeading", "EditionsText")),
    Damage(name="a section begins two levels down", rule="heading-outline", apply=_restyled("EditionsText", "EditionsSection3")),
    Damage(name="a table has no header row", rule="table-header", apply=_before_text(_table(""))),
    Damage(name="an image has no alternative text", rule="image-silent", apply=_in_text("<w:r>", _DRAWING.format("") + "<w:r>")),
    Damage(
        name="an image's alternative text is blank", rule="image-silent", apply=_in_text("<w:r>", _DRAWING.format(' descr=" "') + "<w:r>")
    ),
    Damage(
        name="the document names no language",
        rule="language-unset",
        apply=in_docx(_STYLES, '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="en-GB"/>', ""),
    ),
    Damage(
        name="the document names another language",
        rule="language-unset",
        apply=in_docx(_STYLES, '<w:lang w:val="en-GB"', '<w:lang w:val="az-Latn-AZ"'),
    ),
    Damage(
        name="nothing leads to the footnotes",
        rule="part-stray",
        apply=in_docx(_RELATIONS, 'Target="footnotes.xml"', 'Target="settings.xml"'),
    ),
)
