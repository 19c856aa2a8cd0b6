"""The look of a DOCX: its styles, its pages and what runs along them, its lists, its controls."""

import re
from collections.abc import Callable

from editions.checking.rules import Case
from tests.support.cases import Damage, everything_case, in_docx, in_parts

_DOCUMENT, _STYLES, _SETTINGS, _FOOT = "word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer2.xml"
_NUMBERING, _RELATIONS = "word/numbering.xml", "word/_rels/document.xml.rels"
_TEXT = '<w:p><w:pPr><w:pStyle w:val="EditionsText"/></w:pPr><w:r>'


_BEGUN = '<w:pStyle w:val="EditionsText"/>'
_BULLET = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'


def _spoilt(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("word/media/"))
    parts[name] = parts[name][:-1] + b"\0"


def _exchanged(part: str, pattern: str, new: str) -> Callable[[Case], Case]:
    """Return what exchanges the first match of *pattern* in *part* for *new*."""

    def change(parts: dict[str, bytes]) -> None:
        changed, count = re.subn(pattern, new, parts[part].decode(), count=1, flags=re.DOTALL)
        assert count, pattern
        parts[part] = changed.encode()

    return in_parts(change)


def _in_style(identifier: str, pattern: str, new: str) -> Callable[[Case], Case]:
    """Return what exchanges the first match of *pattern* in the style *identifier* for *new*."""

    def change(parts: dict[str, bytes]) -> None:
        sheet = parts[_STYLES].decode()
        start = sheet.index(f'w:styleId="{identifier}"')
        end = sheet.index("</w:style>", start)
        changed, count = re.subn(pattern, new, sheet[start:end], count=1)
        assert count, pattern
        parts[_STYLES] = (sheet[:start] + changed + sheet[end:]).encode()

    return in_parts(change)


def _in_section(pattern: str, new: str) -> Callable[[Case], Case]:
    """Return what exchanges the first match of *pattern* in the document for *new*."""
    return _exchanged(_DOCUMENT, pattern, new)


def _property(identifier: str, markup: str) -> Callable[[Case], Case]:
    """Return what adds a property of words to the style *identifier*."""
    return _in_style(identifier, "<w:rPr>", f"<w:rPr>{markup}")


_STYLE_DAMAGES = tuple(
    Damage(name=f"a style: {name}", rule="style-look", apply=apply)
    for name, apply in (
        ("the text is white", _in_style("EditionsText", '<w:color w:val="000000"/>', '<w:color w:val="FFFFFF"/>')),
        ("the heading is red", _in_style("EditionsHeading", '<w:color w:val="000000"/>', '<w:color w:val="C00000"/>')),
        ("the heading is as small as the text", _in_style("EditionsHeading", '<w:sz w:val="34"/>', '<w:sz w:val="23"/>')),
        ("the text is of one point", _in_style("EditionsText", '<w:sz w:val="23"/>', '<w:sz w:val="2"/>')),
        ("Arabic words are of another size", _in_style("EditionsText", '<w:szCs w:val="23"/>', '<w:szCs w:val="40"/>')),
        ("the text's lines are a point high", _in_style("EditionsText", 'w:line="300"', 'w:line="20"')),
        ("the lines of the recipients are as high as they like", _in_style("EditionsRecipient", 'w:lineRule="exact"', 'w:lineRule="auto"')),
        ("the subject is far from the heading", _in_style("EditionsSubject", 'w:before="0"', 'w:before="2000"')),
        ("the room for ink is gone", _in_style("EditionsSignatory", r'w:before="\d+"', 'w:before="0"')),
        ("the text is in another font", _in_style("EditionsText", 'w:ascii="Times New Roman"', 'w:ascii="Arial"')),
        ("the text is in signs", _in_style("EditionsText", 'w:hAnsi="Times New Roman"', 'w:hAnsi="Symbol"')),
        ("the text is in the theme's font", _in_style("EditionsText", "<w:rFonts ", '<w:rFonts w:asciiTheme="minorHAnsi" ')),
        ("the heading is not bold", _in_style("EditionsHeading", "<w:b/>", '<w:b w:val="0"/>')),
        ("the subject is upright", _in_style("EditionsSubject", "<w:i/>", '<w:i w:val="0"/>')),
        ("the heading stands on the right", _in_style("EditionsHeading", '<w:jc w:val="center"/>', '<w:jc w:val="right"/>')),
        ("the heading's letters are apart", _in_style("EditionsHeading", '<w:spacing w:val="20"/>', '<w:spacing w:val="200"/>')),
        ("the heading may stand at the foot of a page", _in_style("EditionsHeading", "<w:keepNext/>", '<w:keepNext w:val="0"/>')),
        ("the recipients are not set in", _in_style("EditionsRecipient", r"<w:ind [^>]*/>", "")),
        ("the quotation is set in too far", _in_style("EditionsQuotation", r'w:left="\d+"', 'w:left="4000"')),
        ("the rule above the recipients is gone", _in_style("EditionsRecipientLead", r"<w:pBdr>.*?</w:pBdr>", "")),
        ("the rule above the recipients is double", _in_style("EditionsRecipientLead", 'w:val="single"', 'w:val="double"')),
        ("the rule above the recipients is far from them", _in_style("EditionsRecipientLead", 'w:space="8"', 'w:space="30"')),
        ("a recipient may be torn", _in_style("EditionsRecipient", "<w:keepLines/>", "")),
        ("single lines may stand alone", in_docx(_STYLES, "<w:widowControl/>", '<w:widowControl w:val="0"/>')),
        ("blank lines are high", _in_style("EditionsEnd", 'w:line="20"', 'w:line="400"')),
        ("Arabic words of weight have none", _in_style("EditionsStrong", "<w:bCs/>", '<w:bCs w:val="0"/>')),
        ("the text runs from right to left", _in_style("EditionsText", "<w:pPr>", "<w:pPr><w:bidi/>")),
        ("the text is struck through", _property("EditionsText", "<w:strike/>")),
        ("the text is marked in black", _property("EditionsText", '<w:highlight w:val="black"/>')),
        ("the heading is in capitals", _property("EditionsHeading", "<w:caps/>")),
        ("each office begins a page", _in_style("EditionsOffice", "<w:pPr>", "<w:pPr><w:pageBreakBefore/>")),
        ("words of weight have none", _in_style("EditionsStrong", "<w:b/>", '<w:b w:val="0"/>')),
        ("links are white", _in_style("EditionsLink", "<w:qFormat/>", '<w:qFormat/><w:rPr><w:color w:val="FFFFFF"/></w:rPr>')),
        ("the calls of notes are not raised", _in_style("FootnoteReference", 'w:val="superscript"', 'w:val="baseline"')),
        ("the base of the text is struck through", _in_style("BodyText", "<w:qFormat/>", "<w:qFormat/><w:rPr><w:dstrike/></w:rPr>")),
        ("what is written anew is of 40 points", in_docx(_STYLES, '<w:sz w:val="23"/>', '<w:sz w:val="80"/>')),
        ("tables are black", _in_style("EditionsTable", "<w:tblPr>", '<w:tblPr><w:shd w:val="clear" w:fill="000000"/>')),
        ("a paragraph is in the style of blank lines", in_docx(_DOCUMENT, _TEXT, _TEXT.replace("EditionsText", "EditionsEnd"))),
    )
)

_SEEN_DAMAGES = tuple(
    Damage(name=f"words: {name}", rule="words-faint", apply=apply)
    for name, apply in (
        ("the text is white", _in_style("EditionsText", '<w:color w:val="000000"/>', '<w:color w:val="FFFFFF"/>')),
        ("the running head is pale", _in_style("EditionsRunning", '<w:color w:val="404040"/>', '<w:color w:val="C8C8C8"/>')),
        ("the text is of one point", _in_style("EditionsText", '<w:sz w:val="23"/>', '<w:sz w:val="2"/>')),
        ("the text's lines are a point high", _in_style("EditionsText", 'w:line="300"', 'w:line="20"')),
    )
)

_PAGE_DAMAGES = tuple(
    Damage(name=f"pages: {name}", rule="page-setup", apply=apply)
    for name, apply in (
        ("they are of another paper", _in_section('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
        ("they lie across", _in_section('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')),
        ("there is no margin on the left", _in_section(r'w:left="\d+" w:header', 'w:left="0" w:header')),
        ("the text begins elsewhere", _in_section(r'w:top="\d+"', 'w:top="3000"')),
        ("the head is on the paper's edge", _in_section(r'w:header="\d+"', 'w:header="0"')),
        ("the foot is elsewhere", _in_section(r'w:footer="\d+"', 'w:footer="2000"')),
        ("there is a gutter", _in_section('w:gutter="0"', 'w:gutter="900"')),
        ("the text is in columns", _in_section('<w:cols w:num="1"', '<w:cols w:num="3"')),
        ("the recipients are in one column", _in_section('<w:cols w:num="2"', '<w:cols w:num="1"')),
        ("the last part is in columns", _in_section('<w:cols w:num="1"([^>]*/></w:sectPr></w:body>)', r'<w:cols w:num="2"\1')),
        ("the text is in the recipients' columns", _in_section('<w:cols w:num="1"', '<w:cols w:num="2"')),
        ("the columns have no gap", _in_section(r'<w:cols w:num="2" w:space="\d+"', '<w:cols w:num="2" w:space="0"')),
        ("the recipients begin a page", _in_section('<w:type w:val="continuous"/>', '<w:type w:val="nextPage"/>')),
        ("they are counted from 5", _in_section("<w:cols", '<w:pgNumType w:start="5"/><w:cols')),
        ("they have a frame", _in_section("<w:cols", '<w:pgBorders><w:top w:val="single" w:sz="4" w:space="0"/></w:pgBorders><w:cols')),
        ("the lines are numbered", _in_section("<w:cols", '<w:lnNumType w:countBy="1"/><w:cols')),
        ("the text stands in the middle of the sheet", _in_section("<w:titlePg/>", '<w:vAlign w:val="center"/><w:titlePg/>')),
        ("they are coloured", _in_section("<w:body>", '<w:background w:color="000000"/><w:body>')),
        ("left and right are exchanged on every other", in_docx(_SETTINGS, "<w:defaultTabStop", "<w:mirrorMargins/><w:defaultTabStop")),
    )
)

_RUNNING_DAMAGES = tuple(
    Damage(name=f"running lines: {name}", rule="running-lost", apply=apply)
    for name, apply in (
        ("the first page has no header", _in_section(r'<w:headerReference w:type="first" [^>]*/>', "")),
        ("the later pages have no header", _in_section(r'<w:headerReference w:type="default" [^>]*/>', "")),
        ("the later pages have no foot", _in_section(r'<w:footerReference w:type="default" [^>]*/>', "")),
        ("the first page has the later pages' head", _in_section("<w:titlePg/>", "")),
        ("the first page's header is off", _in_section("<w:titlePg/>", '<w:titlePg w:val="0"/>')),
        ("the header is not in the file", in_docx(_RELATIONS, 'Target="header1.xml"', 'Target="header9.xml"')),
        ("every other page has no head", in_docx(_SETTINGS, "<w:defaultTabStop", "<w:evenAndOddHeaders/><w:defaultTabStop")),
        ("a later section has its own first page", _in_section('(<w:cols w:num="2"[^>]*/>)', r"\1<w:titlePg/>")),
    )
)

_WORDS = tuple(
    Damage(name=f"running lines: {name}", rule="words-docx", apply=apply)
    for name, apply in (
        ("the foot says another word", in_docx(_FOOT, "Page </w:t>", "Sheet </w:t>")),
        ("the foot lost a word", in_docx(_FOOT, " of </w:t>", " </w:t>")),
        ("the foot counts the other way round", _exchanged(_FOOT, " PAGE (.*) NUMPAGES ", r" NUMPAGES \1 PAGE ")),
        ("the first page has a number", in_docx("word/footer1.xml", "</w:pPr>", "</w:pPr><w:r><w:t>Page 1</w:t></w:r>")),
        ("the foot says more", in_docx(_FOOT, "</w:p>", "<w:r><w:t> for internal use</w:t></w:r></w:p>")),
        ("the letterhead is on no page", _in_section(r'<w:headerReference w:type="first" [^>]*/>', "")),
        (
            "head and letterhead changed places",
            _exchanged(_DOCUMENT, r'w:type="first"( [^>]*><w:headerReference) w:type="default"', r'w:type="default"\1 w:type="first"'),
        ),
    )
)

_LISTS = tuple(
    Damage(name=f"lists: {name}", rule="list-mark", apply=apply, base=everything_case)
    for name, apply in (
        ("a bullet is a letter", in_docx(_NUMBERING, '<w:lvlText w:val="•"/>', '<w:lvlText w:val="X"/>')),
        ("a bullet is a word", in_docx(_NUMBERING, '<w:lvlText w:val="–"/>', '<w:lvlText w:val="Not: "/>')),
        ("a bullet is not there", in_docx(_NUMBERING, '<w:lvlText w:val="•"/>', '<w:lvlText w:val=""/>')),
        ("a level shows no number", in_docx(_NUMBERING, '<w:lvlText w:val="%3."/>', '<w:lvlText w:val="."/>')),
        ("a level shows the number of another", in_docx(_NUMBERING, '<w:lvlText w:val="%3."/>', '<w:lvlText w:val="%1."/>')),
        ("a number has words with it", in_docx(_NUMBERING, '<w:lvlText w:val="%1."/>', '<w:lvlText w:val="No %1."/>')),
        ("a level begins with 9", in_docx(_NUMBERING, '<w:start w:val="1"/>', '<w:start w:val="9"/>')),
        ("a level has no marks", in_docx(_NUMBERING, '<w:numFmt w:val="bullet"/>', '<w:numFmt w:val="none"/>')),
        ("the marks stand off the page", in_docx(_NUMBERING, 'w:left="360" w:hanging="360"', 'w:left="360" w:hanging="3600"')),
        ("a level is set in too far", in_docx(_NUMBERING, 'w:left="720"', 'w:left="7200"')),
        ("a level is not set in", in_docx(_NUMBERING, 'w:left="720"', 'w:left="360"')),
        (
            "a bullet is white",
            in_docx(_NUMBERING, 'w:hanging="360"/></w:pPr>', 'w:hanging="360"/></w:pPr><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'),
        ),
    )
)

_CONTROLS = (
    *(
        Damage(
            name=f"a control is locked ({lock})",
            rule="document-locked",
            apply=in_docx(_DOCUMENT, '<w:tag w:val="editions.heading"/>', f'<w:tag w:val="editions.heading"/><w:lock w:val="{lock}"/>'),
        )
        for lock in ("sdtLocked", "contentLocked", "sdtContentLocked")
    ),
    Damage(
        name="a control takes its words from elsewhere",
        rule="document-locked",
        apply=in_docx(
            _DOCUMENT,
            '<w:tag w:val="editions.heading"/>',
            '<w:tag w:val="editions.heading"/><w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>',
        ),
    ),
    Damage(
        name="a control is called otherwise",
        rule="role-lost",
        apply=in_docx(_DOCUMENT, '<w:alias w:val="Heading"/>', '<w:alias w:val="Jane Sample"/>'),
    ),
    Damage(name="a control has no title", rule="role-lost", apply=in_docx(_DOCUMENT, '<w:alias w:val="Text"/>', "")),
)

_LANGUAGES = (
    Damage(
        name="the document names another language for Arabic words",
        rule="language-unset",
        apply=in_docx(_STYLES, 'w:bidi="en-GB"', 'w:bidi="he-IL"'),
    ),
)

_CARRIED = tuple(
    Damage(name=f"carried: {name}", rule=rule, apply=apply, base=everything_case)
    for name, rule, apply in (
        ("a link leads elsewhere", "link-other", _exchanged(_RELATIONS, 'Target="https://[^"]*"', 'Target="https://example.net/"')),
        ("a link is gone", "link-other", _in_section(r"<w:hyperlink [^>]*>(.*?)</w:hyperlink>", r"\1")),
        ("words of weight have none", "stress-lost", in_docx(_DOCUMENT, '<w:rStyle w:val="EditionsStrong"/>', "")),
        ("slanted words are bold", "stress-lost", in_docx(_DOCUMENT, "EditionsEmphasis", "EditionsStrong")),
        ("other words are bold", "stress-lost", in_docx(_DOCUMENT, _TEXT, f'{_TEXT}<w:rPr><w:rStyle w:val="EditionsStrong"/></w:rPr>')),
        ("an item lies deeper", "list-depth", in_docx(_DOCUMENT, '<w:ilvl w:val="0"/>', '<w:ilvl w:val="2"/>')),
        ("an item lies less deep", "list-depth", in_docx(_DOCUMENT, '<w:ilvl w:val="1"/>', '<w:ilvl w:val="0"/>')),
        ("an item has no mark", "list-depth", _in_section("<w:numPr>.*?</w:numPr>", "")),
        ("a page is ended by hand", "words-docx", in_docx(_DOCUMENT, "<w:r><w:t ", '<w:r><w:br w:type="page"/></w:r><w:r><w:t ')),
        ("an image is another", "image-other", in_parts(_spoilt)),
        ("an image is pressed", "image-other", _in_section(r'<wp:extent cx="\d+"', '<wp:extent cx="100000"')),
        ("an image is gone", "image-other", _in_section(r"<w:drawing>.*?</w:drawing>", "")),
        ("a paragraph has a bullet", "formatting-direct", in_docx(_DOCUMENT, _BEGUN, f"{_BEGUN}{_BULLET}")),
        ("a paragraph runs from right to left", "formatting-direct", in_docx(_DOCUMENT, _BEGUN, f"{_BEGUN}<w:bidi/>")),
    )
)

_DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" {}/></wp:inline></w:drawing></w:r><w:r>'
)


def _picture(said: str) -> Callable[[Case], Case]:
    return in_docx(_DOCUMENT, _TEXT, _TEXT.replace("<w:r>", _DRAWING.format(said)))


_BOOKMARK = '<w:bookmarkStart w:id="7" w:name="{}"/><w:bookmarkEnd w:id="7"/><w:r>'
_TRACES = tuple(
    Damage(name=f"traces: {name}", rule="traces-docx", apply=apply)
    for name, apply in (
        ("a control's title is a path", in_docx(_DOCUMENT, '<w:alias w:val="Heading"/>', r'<w:alias w:val="C:\Users\jsample\a.docx"/>')),
        ("a control's tag is a path", in_docx(_DOCUMENT, '<w:tag w:val="editions.heading"/>', '<w:tag w:val="/home/jsample/a"/>')),
        ("a control's title is an address", in_docx(_DOCUMENT, '<w:alias w:val="Heading"/>', '<w:alias w:val="j.sample@example.org"/>')),
        ("an image is described by its path", _picture(r'name="Picture 1" descr="C:\Users\jsample\Pictures\a.png"')),
        ("an image is called after its file", _picture('name="IMG_2041 (jsample).JPG" descr="A house"')),
        ("an image's title is a path", _picture('name="Picture 1" descr="A house" title="/Users/jsample/a.png"')),
        ("a bookmark is left", in_docx(_DOCUMENT, _TEXT, _TEXT.replace("<w:r>", _BOOKMARK.format("_GoBack")))),
        ("a bookmark bears a name", in_docx(_DOCUMENT, _TEXT, _TEXT.replace("<w:r>", _BOOKMARK.format("jsample_draft")))),
        ("a part is fetched by its path", in_docx(_RELATIONS, 'Target="theme/theme1.xml"', 'Target="/home/jsample/theme1.xml"')),
        (
            "the settings hold a path",
            in_docx(
                _SETTINGS, "<w:defaultTabStop", r'<w:docVars><w:docVar w:name="a" w:val="\\server\share\a"/></w:docVars><w:defaultTabStop'
            ),
        ),
        ("a style is called after a path", in_docx(_STYLES, '<w:name w:val="Editions Office"/>', '<w:name w:val="file:///C:/a.dotx"/>')),
    )
)

DAMAGES = (
    *_STYLE_DAMAGES,
    *_SEEN_DAMAGES,
    *_PAGE_DAMAGES,
    *_RUNNING_DAMAGES,
    *_WORDS,
    *_LISTS,
    *_CONTROLS,
    *_LANGUAGES,
    *_CARRIED,
    *_TRACES,
)
