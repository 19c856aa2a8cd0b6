"""Page breaks, the signature block, fonts, margins, paper, images, running lines, pages of annexes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from editions.checking.rules import Case
from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.model.prose import Heading, Table, Words
from tests.support.cases import Damage, case_of, everything_case, in_pdf, with_pdf
from tests.support.making import layout, pdf_in, with_body, words
from tests.support.operators import (
    Operators,
    at_shape,
    at_text,
    coloured,
    moved,
    operator,
    scaled,
    shifted,
    sized,
    unshown,
)  # fmt: skip

_LINE = "Words of a line that fill it from one edge of the text to the other, as long as it is, and on. "
#: What the last code of a line of a ToUnicode map is.
_LAST_CODE = re.compile(rb"<[0-9a-fA-F]+>$")
_LOOSE_ROWS = "thead tr { break-after: auto } thead { display: table-row-group }"
_Apply = Callable[[Case], Case]


@cache
def cut_case() -> Case:
    """Return a statement whose first page ends amid a paragraph."""
    return case_of(_cut())


@cache
def torn_case() -> Case:
    """Return a statement whose first page ends before the last lines of its last paragraph."""
    return case_of(_torn())


@cache
def headed_case() -> Case:
    """Return a statement with a heading that would stand at the foot of its first page."""
    return case_of(_headed())


@cache
def tabled_case() -> Case:
    """Return a statement with a table whose header row would stand at the foot of its first page."""
    return case_of(_tabled())


@cache
def signed_case() -> Case:
    """Return a statement of a page and a half."""
    return case_of(_signed())


def _cut() -> PreparedStatement:
    short, long = (words("Short.") for _ in range(21)), (words(_LINE * 3) for _ in range(4))
    return with_body(words(_LINE * 2), *short, words("First " + _LINE * 6 + "last."), *long)


def _torn() -> PreparedStatement:
    return with_body(*(words("Short.") for _ in range(18)), words("First " + _LINE * 6 + "last."))


def _headed() -> PreparedStatement:
    heading = Heading(level=1, inlines=(Words(text="HEADING"),))
    return with_body(*(words("Short.") for _ in range(23)), heading, words(_LINE * 5))


def _tabled() -> PreparedStatement:
    cells = ((Words(text="One"),), (Words(text="Two"),))
    table = Table(header=cells, rows=(cells,) * 6, alignments=("left", "left"), widths=(0.5, 0.5))
    return with_body(*(words("Short.") for _ in range(23)), table, words(_LINE * 5))


def _signed() -> PreparedStatement:
    return with_body(*(words(_LINE * 3) for _ in range(13)))


def _styled(made: Callable[[], PreparedStatement], css: str) -> _Apply:
    """Return what sets the statement anew with a mistake in its style sheet; the source says what it said."""

    def apply(case: Case) -> Case:
        return with_pdf(case, pdf_in(made(), _with_style(layout("plain"), css)))

    return apply


def styled(css: str) -> _Apply:
    """Return what sets the statement of signed_case anew with *css* behind its style sheet."""
    return _styled(_signed, css)


def _with_style(look: Layout, css: str) -> Layout:
    return replace(look, files=tuple((name, content + css.encode() * name.endswith("/style.css")) for name, content in look.files))


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return iter(pdf.pages[0].obj["/Resources"]["/Font"].values())


def _renamed(name: str) -> _Apply:
    def change(pdf: pikepdf.Pdf) -> None:
        font = next(_fonts(pdf))
        font["/BaseFont"] = font["/DescendantFonts"][0]["/BaseFont"] = Name(f"/{name}")

    return in_pdf(change)


def _without_program(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        for key in ("/FontFile2", "/FontFile3"):
            if key in descriptor:
                del descriptor[key]


def _without_glyph(operators: Operators, place: int) -> None:
    items = list(operators[place].operands[0])
    first = next(index for index, item in enumerate(items) if isinstance(item, String))
    items[first] = String(b"\0\0" + bytes(items[first])[2:])
    operators[place] = operator("TJ", Array(items))


def _with_replacement_characters(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        stream = font["/ToUnicode"]
        lines = stream.read_bytes().splitlines()
        stream.write(
            b"\n".join(line[: line.rindex(b"<")] + b"<fffd>" if line.endswith(b">") and line.count(b"<") == 2 else line for line in lines)
        )


def _box(name: str, *sides: float, page: int = 1) -> _Apply:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[page - 1].obj[name] = Array(list(sides))

    return in_pdf(change)


def _turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].rotate(90, relative=True)


def _blank_at(index: int) -> _Apply:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.make_indirect(
            Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595.276, 841.89]), Resources=Dictionary(), Contents=pdf.make_stream(b""))
        )
        pdf.pages.insert(index if index >= 0 else len(pdf.pages), pikepdf.Page(page))

    return in_pdf(change)


def _emptied(pdf: pikepdf.Pdf) -> None:
    pdf.pages[-1].obj["/Contents"] = pdf.make_stream(b"")


def _without_page(number: int, pdf: pikepdf.Pdf) -> None:
    del pdf.pages[number - 1]


def _doubled(pdf: pikepdf.Pdf) -> None:
    pdf.pages.insert(2, pdf.pages[1])


def _exchanged(pdf: pikepdf.Pdf) -> None:
    first = pdf.pages[0]
    del pdf.pages[0]
    pdf.pages.insert(1, first)


def _laid(kind: str, *, page: int, claims: bool = True, **more: Any) -> _Apply:
    """Return what lays an annotation on a page; without *claims*, the file names no standard any more."""

    def change(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([100, 400, 200, 420]), **more)
        sheet = pdf.pages[page - 1].obj
        sheet["/Annots"] = Array([*sheet.get("/Annots", Array()), pdf.make_indirect(note)])
        if not claims:
            del pdf.Root["/Metadata"]

    return in_pdf(change)


def _lone(apply: _Apply) -> _Apply:
    """Return *apply*, for a file that lies alone."""
    return lambda case: replace(apply(case), source=None, manifest=None)


def _without_labels(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/PageLabels"]


def _labelled_in_roman(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/PageLabels"]["/Nums"][1]["/S"] = Name.r


def _alone(case: Case) -> Case:
    """Leave out all text of page 2 above the name."""
    assert case.pdf
    for run in case.pdf.pages[1].runs:
        if "Sabina" in run.text:
            return case
        if run.text.strip() and not run.artifact:
            case = at_text(run.text, unshown, page=2)(case)
    return case


_OF_SAMPLE = (
    ("the text above the signature is lost", "signature-alone", _alone),
    ("the signatory's name is lost", "signature-alone", at_text("Sabina", unshown)),
    ("the name has slid up into the room for ink", "signature-room", at_text("Sabina", moved(down=-30))),
    (
        "the last line has slid down into the room for ink",
        "signature-room",
        at_text("assessment to this bloody act", moved(down=25), page=2),
    ),
    ("the office has slid away from the name", "signature-torn", at_text("Commissioner for Human Rights", moved(down=40), page=2)),
    ("a font has another name", "font-foreign", _renamed("ABCDEF+ComicSansMS")),
    ("a font is Helvetica", "font-foreign", _renamed("Helvetica")),
    ("the programs of the fonts are gone", "font-not-embedded", in_pdf(_without_program)),
    ("a font is in the file whole", "font-whole", _renamed("Tinos-Italic")),
    ("a letter has no glyph", "glyph-missing", at_text("32 years have", _without_glyph)),
    ("letters are read as replacement characters", "glyph-missing", in_pdf(_with_replacement_characters)),
    ("a line is larger", "type-size", at_text("closer to the path", sized(1.1))),
    ("a line is much smaller", "type-size", at_text("closer to the path", sized(0.5))),
    ("the page number is larger", "type-size", at_text("Page 2 of", sized(1.5), artifact=True)),
    ("a line is red", "type-colour", at_text("closer to the path", coloured(0.8, 0, 0))),
    ("the heading is blue", "type-colour", at_text("STATEMENT", coloured(0, 0, 0.5))),
    ("a line reaches beyond the paper", "outside-printable", at_text("32 years have", moved(right=120))),
    ("the header stands at the paper's edge", "outside-printable", at_text("STATEMENT ·", moved(down=-52), artifact=True)),
    ("the page number stands at the paper's edge", "outside-printable", at_text("Page 2 of", moved(down=28), artifact=True)),
    ("the sheet is cut at the right", "outside-printable", _box("/MediaBox", 0, 0, 500, 842)),
    ("the sheet is cropped at the foot", "outside-printable", _box("/CropBox", 0, 70, 595, 842)),
    ("a line stands out at the left", "outside-margins", at_text("32 years have", moved(right=-20))),
    ("a line stands out at the right", "outside-margins", at_text("32 years have", moved(right=40))),
    ("the last line stands below the margin", "outside-margins", at_text("genocides have been", moved(down=15))),
    ("the date has slid into the letterhead", "over-letterhead", at_text("20 January 2022", moved(down=-40))),
    ("a line has slid into the header of page 2", "over-letterhead", at_text("23,000 Azerbaijanis", moved(down=-38), page=2)),
    ("a line has slid onto the next", "text-overlap", at_text("32 years have", moved(down=15))),
    ("the subject is so large that it overlaps", "text-overlap", at_text("by the Commissioner", sized(3))),
    ("the name stands on its office", "text-overlap", at_text("Sabina", moved(down=14))),
    ("a short line has slid to the right", "line-shifted", at_text("closer to the path", moved(right=20))),
    ("a line has slid to the left", "line-shifted", at_text("closer to the path", moved(right=-12))),
    ("the heading has slid to the right", "line-shifted", at_text("STATEMENT", moved(right=30))),
    ("a recipient has slid to the right", "line-shifted", at_text("UN Security Council", moved(right=15))),
    ("the second line of a recipient is not set in", "line-shifted", at_text("Cultural Organization", moved(right=20))),
    ("the signatory's name has slid to the right", "line-shifted", at_text("Sabina", moved(right=50))),
    ("page 1 is of Letter", "paper-size", _box("/MediaBox", 0, 0, 612, 792)),
    ("page 2 lies on its side", "paper-size", in_pdf(_turned)),
    ("page 2 is turned", "page-turned", in_pdf(_turned)),
    ("page 1 is wider", "paper-size", _box("/MediaBox", 0, 0, 620, 842)),
    ("there is a blank page at the end", "page-blank", _blank_at(-1)),
    ("there is a blank page amid the statement", "page-blank", _blank_at(1)),
    ("the last page is empty", "page-blank", in_pdf(_emptied)),
    ("there are no page labels", "page-labels", in_pdf(_without_labels)),
    ("the statement's pages are labelled i, ii", "page-labels", in_pdf(_labelled_in_roman)),
    ("a page of an annex is gone", "page-labels", in_pdf(partial(_without_page, 3))),
    ("a note lies on page 1", "annotation-left", _laid("Text", page=1, Contents="Why not sooner?", T="Leyla")),
    ("words are highlighted", "annotation-left", _laid("Highlight", page=2)),
    ("a stamp lies on page 2", "annotation-left", _laid("Stamp", page=2, Contents="DRAFT")),
    ("words are typed onto page 1", "annotation-left", _laid("FreeText", page=1, Contents="not")),
    ("a note lies on a file without claims", "annotation-left", _laid("Text", page=1, claims=False)),
    ("a note lies on a lone file", "annotation-left", _lone(_laid("Text", page=1))),
    ("a note lies on an annex that was merged", "annotation-left", _laid("Text", page=3, Contents="Why?")),
    ("the letterhead is lost", "letterhead-missing", at_text("Commissioner for Human Rights (Ombudsman)", unshown)),
    ("the second line of the letterhead is lost", "letterhead-missing", at_text("of the Republic of Azerbaijan", unshown)),
    ("page 1 is gone", "letterhead-missing", in_pdf(partial(_without_page, 1))),
    ("the continuation header is lost", "continuation-missing", at_text("STATEMENT ·", unshown, artifact=True)),
    ("the body's name is lost from the continuation header", "continuation-missing", at_text("Commissioner", unshown, artifact=True)),
    ("the pages have changed places", "continuation-on-first", in_pdf(_exchanged)),
    ("the page number is lost", "page-number", at_text("Page 2 of", unshown, artifact=True)),
    ("page 2 is there twice", "page-labels", in_pdf(_doubled)),
    ("there is a blank page before page 2", "page-number", _blank_at(1)),
    ("a page of an annex is of Letter", "annex-paper", _box("/MediaBox", 0, 0, 612, 792, page=4)),
    ("a page of an annex is cut at the right", "annex-cut", _box("/CropBox", 0, 0, 450, 841.89, page=4)),
)

_OF_EVERYTHING = (
    ("an image is printed twice as large", "image-resolution", at_shape("Do", scaled(2, 2))),
    ("an image is a tenth larger", "image-resolution", at_shape("Do", scaled(1.1, 1.1))),
    ("an image is wider", "image-stretched", at_shape("Do", scaled(1.2, 1))),
    ("an image is pressed flat", "image-stretched", at_shape("Do", scaled(1, 0.5))),
    ("a cell of a table has slid to the right", "line-shifted", at_text("1994", moved(right=12))),
    ("an item of a list has slid to the right", "line-shifted", at_text("The last item", moved(right=18))),
    ("an image has slid beyond the paper", "outside-printable", at_shape("Do", shifted(right=1))),
    ("an image has slid out at the left", "outside-margins", at_shape("Do", shifted(right=-0.1))),
    ("an image has slid onto the text", "text-overlap", at_shape("Do", shifted(down=0.7))),
    ("an image has slid into the head of the page", "over-letterhead", at_shape("Do", shifted(down=-0.9))),
)

#: Mistakes in a style sheet, each with a statement in which it shows.
_OF_STYLE: tuple[tuple[str, str, Callable[[], Case], Callable[[], PreparedStatement], str], ...] = (
    ("first lines may stand alone", "orphan", cut_case, _cut, "html { orphans: 1; widows: 1 }"),
    ("last lines may stand alone", "widow", torn_case, _torn, "html { orphans: 1; widows: 1 }"),
    ("headings may stand at the foot", "heading-at-foot", headed_case, _headed, "h2 { break-after: auto }"),
    ("header rows may stand at the foot", "table-head-at-foot", tabled_case, _tabled, _LOOSE_ROWS),
    ("the signature block begins a page", "signature-alone", signed_case, _signed, ".signature { break-before: page }"),
    ("there is little room for ink", "signature-room", signed_case, _signed, ".signatory { padding-top: 15mm }"),
    ("the office stands apart", "signature-torn", signed_case, _signed, ".office { padding-top: 20mm }"),
    ("all text is pale", "contrast", signed_case, _signed, "p { color: #888888 }"),
    ("all text is in another font", "font-foreign", signed_case, _signed, "p { font-family: Arimo }"),
    ("all text is small", "type-size", signed_case, _signed, "p { font-size: 8pt }"),
    ("the margins are narrow", "outside-margins", signed_case, _signed, "@page { margin-left: 10mm }"),
    ("the text is wider than the sheet", "outside-printable", signed_case, _signed, "p { width: 200mm }"),
    ("lines stand on each other", "text-overlap", signed_case, _signed, "p { line-height: 7pt }"),
    ("paragraphs are set in", "line-shifted", signed_case, _signed, "p { margin-left: 8pt }"),
    ("the sheet is A5", "paper-size", signed_case, _signed, "@page { size: A5 }"),
)

DAMAGES = (
    *(Damage(name=name, rule=rule, apply=apply) for name, rule, apply in _OF_SAMPLE),
    *(Damage(name=name, rule=rule, apply=apply, base=everything_case) for name, rule, apply in _OF_EVERYTHING),
    *(Damage(name=name, rule=rule, apply=_styled(made, css), base=base) for name, rule, base, made, css in _OF_STYLE),
)
