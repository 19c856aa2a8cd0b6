"""What a DOCX shows beside its text, or in place of it: shapes, signs, fields, directions, languages, empty lines."""

import re
from collections.abc import Callable

from editions.checking.rules import Case
from tests.support.cases import Damage, everything_case, in_docx, in_parts

_DOCUMENT, _HEAD, _FIRST_HEAD, _FOOT = "word/document.xml", "word/header2.xml", "word/header1.xml", "word/footer2.xml"
_TEXT = '<w:p><w:pPr><w:pStyle w:val="EditionsText"/></w:pPr><w:r>'
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CONTENT = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"


def _in_text(markup: str) -> Callable[[Case], Case]:
    """Return what puts *markup* before the first words of the text."""
    return in_docx(_DOCUMENT, _TEXT, _TEXT.replace("<w:r>", markup + "<w:r>"))


def _along(part: str, markup: str) -> Callable[[Case], Case]:
    """Return what puts *markup* before the first words of a header or footer."""
    return in_docx(part, "</w:pPr>", "</w:pPr>" + markup)


def _pict(inner: str) -> str:
    return f"<w:r><w:pict><v:shape {_VML}>{inner}</v:shape></w:pict></w:r>"


def _box(words: str) -> str:
    return _pict(f"<v:textbox>{_CONTENT.format(words)}</v:textbox>")


def _drawn(words: str) -> str:
    shape = f'<wps:wsp xmlns:wps="{_WPS}"><wps:txbx>{_CONTENT.format(words)}</wps:txbx></wps:wsp>'
    return f'<w:r><w:drawing><a:graphic xmlns:a="{_A}"><a:graphicData uri="{_WPS}">{shape}</a:graphicData></a:graphic></w:drawing></w:r>'


def _twice(words: str) -> str:
    """Return the markup of a text box as Word saves it: once for itself, and once for older programs."""
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box, older = (markup.removeprefix("<w:r>").removesuffix("</w:r>") for markup in (_drawn(words), _box(words)))
    choice = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
    return f'<w:r><mc:AlternateContent xmlns:mc="{space}">{choice}</mc:AlternateContent></w:r>'


_DRAFT = _pict('<v:textpath string="DRAFT"/>')

_SHAPES = tuple(
    Damage(name=f"shapes: {name}", rule="shape-stray", apply=apply)
    for name, apply in (
        ("a text box of older Words is in the text", _in_text(_box("Embargoed"))),
        ("a text box is in the text", _in_text(_drawn("Embargoed"))),
        ("a text box is in the text, as Word saves it", _in_text(_twice("Embargoed"))),
        ("a text box is in the later pages' head", _along(_HEAD, _drawn("Embargoed"))),
        ("a text box is in the foot", _along(_FOOT, _box("Embargoed"))),
        ("DRAFT is drawn across the first page", _along(_FIRST_HEAD, _DRAFT)),
        ("DRAFT is drawn across the later pages", _along(_HEAD, _DRAFT)),
        ("a line is drawn", _in_text(f"<w:r><w:pict><v:line {_VML}/></w:pict></w:r>")),
    )
)

_SIGNS = tuple(
    Damage(name=f"signs: {name}", rule="words-docx", apply=apply)
    for name, apply in (
        ("a sign of Symbol stands before the text", _in_text('<w:r><w:sym w:font="Symbol" w:char="F0B1"/></w:r>')),
        (
            "a tab to the margin stands in the text",
            _in_text('<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="dot"/></w:r>'),
        ),
        ("the day is filled in", _in_text("<w:r><w:dayLong/></w:r>")),
        (
            "words stand above words",
            _in_text("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>not</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r>"),
        ),
        ("a sign of Symbol stands in the later pages' head", _along(_HEAD, '<w:r><w:sym w:font="Symbol" w:char="F0B1"/></w:r>')),
    )
)


def _simple(instruction: str, shown: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _told(instruction: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'


def _complex(instruction: str, shown: str = "") -> str:
    result = f"{_mark('separate')}<w:r><w:t>{shown}</w:t></w:r>" if shown else ""
    return f"{_mark('begin')}{_told(instruction)}{result}{_mark('end')}"


_FIELDS = tuple(
    Damage(name=f"fields: {name}", rule="field-live", apply=apply)
    for name, apply in (
        ("the day is one", _in_text(_simple(r"DATE \@ &quot;d MMMM yyyy&quot;", "20 January 2022"))),
        ("the day is one, and shows nothing yet", _in_text('<w:fldSimple w:instr="DATE"/>')),
        ("the time is one", _in_text(_complex("TIME", "10:30"))),
        ("the author is one, and shows nothing yet", _in_text(_complex("AUTHOR"))),
        ("the file's name is one, in the foot", _along(_FOOT, _complex(r"FILENAME \p", "a.docx"))),
        ("another file is one", _in_text(_complex('INCLUDETEXT "a.docx"'))),
        ("a link is one", _in_text(_complex('HYPERLINK "https://example.org"', "here"))),
        (
            "one is parted over runs",
            _in_text(f"{_mark('begin')}{_told('DA')}{_told('TE')}{_mark('end')}".replace(" TE", "TE").replace("DA ", "DA")),
        ),
        ("one stands within another", _in_text(f"{_mark('begin')}{_told('AUTHOR')}{_complex('PAGE', '2')}{_mark('end')}")),
        ("one never ends", _in_text(f"{_mark('begin')}{_told('AUTHOR')}")),
        ("one is all in one run", _in_text(_complex("AUTHOR").replace("</w:r><w:r>", ""))),
        ("one has no name", _in_text(_simple("", "20 January 2022"))),
    )
)


def _arabic() -> Case:
    return everything_case("ar")


def _unmarked(part: str) -> Callable[[Case], Case]:
    """Return what takes the first mark of words from right to left in *part* away."""
    return in_docx(part, "<w:rtl/>", "")


def _around(name: str) -> Callable[[Case], Case]:
    def change(parts: dict[str, bytes]) -> None:
        turned = f'<w:{name} w:val="rtl"><w:r><w:t>51</w:t></w:r></w:{name}>'
        parts[_DOCUMENT] = parts[_DOCUMENT].replace(_TEXT.encode(), _TEXT.replace("<w:r>", turned + "<w:r>").encode(), 1)

    return in_parts(change)


_DIRECTIONS = (
    *(
        Damage(name=f"directions: {name}", rule="direction-lost", apply=apply, base=_arabic)
        for name, apply in (
            ("Arabic words are not marked", _unmarked(_DOCUMENT)),
            ("the Arabic running head is not marked", _unmarked(_HEAD)),
            ("the mark is off", in_docx(_DOCUMENT, "<w:rtl/>", '<w:rtl w:val="0"/>')),
        )
    ),
    *(
        Damage(name=f"directions: {name}", rule="direction-lost", apply=apply)
        for name, apply in (
            ("English words are marked", in_docx(_DOCUMENT, _TEXT, _TEXT + "<w:rPr><w:rtl/></w:rPr>")),
            ("words are overridden", _around("bdo")),
            ("words are embedded", _around("dir")),
        )
    ),
)
_RUN_LANGUAGES = tuple(
    Damage(
        name=f"a run's language: {attribute}",
        rule="language-run",
        apply=in_docx(_DOCUMENT, _TEXT, f'{_TEXT}<w:rPr><w:lang w:{attribute}="fr-FR"/></w:rPr>'),
    )
    for attribute in ("val", "bidi", "eastAsia")
)

_SOURCE, _SETTINGS = "customXml/item1.xml", "word/settings.xml"
_OTHERS = (
    Damage(
        name="words are hidden on the web",
        rule="text-vanished",
        apply=in_docx(_DOCUMENT, _TEXT, f"{_TEXT}<w:rPr><w:webHidden/></w:rPr>"),
    ),
    Damage(
        name="words are divided, and the layout divides none",
        rule="words-divided",
        apply=in_docx(_SETTINGS, "<w:defaultTabStop", "<w:autoHyphenation/><w:defaultTabStop"),
    ),
    Damage(name="a letter of the carried source is another", rule="source-carried", apply=in_docx(_SOURCE, "date", "dote")),
    Damage(name="a file of the carried source has another name", rule="source-carried", apply=in_docx(_SOURCE, "en.md", "fr.md")),
    Damage(name="the carried source is empty", rule="source-carried", apply=in_docx(_SOURCE, "urn:editions:source", "urn:other")),
)

_EMPTY = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr></w:p>'
_BLANKS = tuple(
    Damage(name=f"blanks: {name}", rule="paragraph-blank", apply=apply)
    for name, apply in (
        ("an empty paragraph stands before the text", in_docx(_DOCUMENT, _TEXT, _EMPTY.format("EditionsText") + _TEXT)),
        ("thin empty lines stand before the text", in_docx(_DOCUMENT, _TEXT, _EMPTY.format("EditionsEnd") * 9 + _TEXT)),
        ("an empty paragraph stands in the head", in_docx(_HEAD, "<w:p>", _EMPTY.format("EditionsRunning") + "<w:p>")),
    )
)

_CELL, _NOTE = "</w:p></w:tc>", "The second footnote.</w:t></w:r></w:p>"
_BLANKS += tuple(
    Damage(name=f"blanks: {name}", rule="paragraph-blank", apply=apply, base=everything_case)
    for name, apply in (
        ("an empty paragraph stands in a cell", in_docx(_DOCUMENT, _CELL, f"</w:p>{_EMPTY.format('EditionsCell')}</w:tc>")),
        ("an empty paragraph stands in a note", in_docx("word/footnotes.xml", _NOTE, _NOTE + _EMPTY.format("EditionsFootnote"))),
    )
)


def _with(part: str, markup: str) -> Callable[[Case], Case]:
    """Return what adds a *part* that holds *markup* in Word's namespaces."""
    spaces = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="{_A}"'

    def change(parts: dict[str, bytes]) -> None:
        parts[part] = f"<root {spaces}>{markup}</root>".encode()

    return in_parts(change)


def _french_style(parts: dict[str, bytes]) -> None:
    style = re.compile(rb'(w:styleId="EditionsText".*?)(</w:rPr>)')
    parts["word/styles.xml"] = style.sub(rb'\1<w:lang w:val="fr-FR"/>\2', parts["word/styles.xml"], count=1)


_DRAWN = "<a:p><a:r><a:t>Embargoed</a:t></a:r></a:p>"
_UNREAD = (
    Damage(
        name="a note stands at the end of the document",
        rule="words-docx",
        apply=_with("word/endnotes.xml", '<w:endnote w:id="1"><w:p><w:r><w:t>Embargoed</w:t></w:r></w:p></w:endnote>'),
    ),
    Damage(name="shapes: words stand in a diagram", rule="shape-stray", apply=_with("word/diagrams/data1.xml", _DRAWN)),
    Damage(name="shapes: words stand in a chart", rule="shape-stray", apply=_with("word/charts/chart1.xml", _DRAWN)),
    Damage(name="a field is locked", rule="document-locked", apply=in_docx(_FOOT, "<w:fldSimple", '<w:fldSimple w:fldLock="1"')),
    Damage(
        name="a style sets words in another language",
        rule="language-run",
        apply=in_parts(_french_style),
    ),
)

DAMAGES = (*_OTHERS, *_UNREAD, *_BLANKS, *_SHAPES, *_SIGNS, *_FIELDS, *_DIRECTIONS, *_RUN_LANGUAGES)
