"""The words of well-made editions raise no alarm, in any script; and what is changed in them does."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pikepdf import Name, Pdf

from editions.checking.evidence.docx import read_docx
from editions.checking.evidence.pdf import read_pdf
from editions.checking.metadata import properties, traces
from editions.checking.rules import Case, Source
from editions.checking.words import drawn, legible, same
from editions.describing import xmp_packet
from editions.model.findings import Finding
from editions.model.layout import Layout
from editions.model.parties import RecipientList, Signatory
from editions.model.prepared import PreparedStatement
from editions.model.prose import Block, Emphasis, Footnote, FootnoteCall, Heading, ListBlock, Paragraph, Quotation, Table, Words
from editions.model.statement import Text
from editions.preparing import prepare
from editions.rendering.docx import to_docx
from editions.rendering.html import to_css, to_html
from editions.rendering.pdf import to_pdf
from tests.support.cases import in_pdf
from tests.support.changing_pages import line
from tests.support.making import EVERYTHING, SAMPLE, around, content, layout, prepared, statement, with_body
from tests.support.making import words as paragraph

_RULES = (*same.RULES, *legible.RULES, *drawn.RULES, *properties.RULES, *traces.RULES)
_SENTENCE = "A sentence of some length, with co-operation, multi-floored houses and internationalisation in it. "
_HEBREW = "שלום (עולם) 123 ו-English text (inside) כאן, 10–20 וגם 3.5% [א]. "
_ARABIC = "هذه فقرة (نموذجية) فيها كلمة English text (inside) ورقم 123 و 10–20 و ٣٫٥٪ وعلامة، لا إله. "
#: With the signs of vowels, of doubled letters, and letters that have a number of their own with them.
_POINTED = "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ שָׁלוֹם כׇּל "
_VOCALISED = "بِسْمِ اللَّهِ الرَّحْمَٰنِ الْحَمْدُ لِلَّهِ إِلَّا الْآيَةُ شَيْئًا قُرْآنٌ هُدًى لِّلْمُتَّقِينَ مُحَمَّدٌ محمّد "


def _case(ready: PreparedStatement, pdf: bytes, docx: bytes, look: Layout) -> Case:
    return Case(
        name="sample", language=ready.metadata.language, pdf_name="sample.pdf", docx_name="sample.docx", pdf_bytes=pdf, docx_bytes=docx,
        pdf=read_pdf(pdf), docx=read_docx(docx), source=Source(prepared=ready, layout=look), manifest={"outputs": []},
    )  # fmt: skip


def _made(ready: PreparedStatement, look: Layout) -> Case:
    xmp = xmp_packet(ready.metadata, ("PDF/A-3a", "PDF/UA-1"))
    return _case(ready, to_pdf(ready, look, to_html(ready, look), to_css(ready, look), xmp, around()), to_docx(ready, look), look)


def _with(*blocks: Block, hyphenate: bool = False, numbered: bool = False) -> Case:
    look = layout("plain")
    style = replace(look.tokens.text, hyphenate=hyphenate, numbered=numbered)
    return _made(with_body(*blocks), replace(look, tokens=replace(look.tokens, text=style)))


def _in(language: str, *blocks: Block) -> Case:
    text = Text(
        language=language, heading="SAMPLE", subject="subject", body=blocks, signatories=(Signatory(name="A. Sample", office="Officer"),),
        recipients=RecipientList(lead="To", names=("One", "Two (2)", "Three, Four")),
    )  # fmt: skip
    look = replace(layout("plain"), body_names={})
    return _made(prepare(replace(statement(SAMPLE), texts=(text,), pictures=(), id="sample"), language, look), look)


def _everything(language: str) -> Case:
    pdf, docx = content(EVERYTHING, language, "pdf"), content(EVERYTHING, language, "docx")
    return _case(prepared(EVERYTHING, language), pdf, docx, layout(statement(EVERYTHING).layout))


def _found(case: Case, *, without: tuple[str, ...] = ("metadata-manifest",)) -> Iterator[Finding]:
    for one in _RULES:
        if one.id not in without and all(case.has(need) for need in one.needs):
            yield from one.findings(case)


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_a_statement_with_everything_raises_no_alarm(language: str) -> None:
    assert list(_found(_everything(language))) == []


def test_hyphens_at_the_ends_of_lines_raise_no_alarm() -> None:
    case = _with(
        paragraph(_SENTENCE * 6), paragraph("co\u2010operation " * 30), paragraph("a word—and another / or–more " * 20), hyphenate=True
    )

    assert any(run.text.endswith("\u2010") for run in case.pdf.pages[0].runs) if case.pdf else False
    assert list(_found(case)) == []


def test_characters_that_are_not_drawn_raise_no_alarm() -> None:
    case = _with(paragraph("soft\u00adhyphens, no\u2011break, 10\u00a0km, thin\u2009blank, zero\u200bwidth, a\u200dj, e\u0301 and é"))

    assert [finding.rule for finding in _found(case) if finding.rule != "words-docx"] == []


@pytest.mark.parametrize("pages", [1, 3, 9])
def test_lists_tables_notes_and_quotations_across_page_breaks_raise_no_alarm(pages: int) -> None:
    cells = tuple(((Words(text=f"Row {number}"),), (Words(text=_SENTENCE),)) for number in range(12 * pages))
    blocks: tuple[Block, ...] = (
        Heading(level=1, inlines=(Words(text="A heading"),)),
        *(paragraph(f"{number}. {_SENTENCE * 8}") for number in range(3 * pages)),
        ListBlock(ordered=True, start=3, items=tuple((paragraph(_SENTENCE * 3), paragraph("And more.")) for _ in range(5 * pages))),
        Quotation(blocks=tuple(paragraph(_SENTENCE * 9) for _ in range(2 * pages))),
        Table(header=((Words(text="Name of the row"),), (Words(text="What it says"),)), rows=cells, alignments=("left", "right")),
        *(Paragraph(inlines=(Words(text=_SENTENCE * 5), FootnoteCall(number=number))) for number in range(1, 3 * pages + 1)),
    )
    notes = tuple(Footnote(number=number, inlines=(Words(text=f"Note {number}. {_SENTENCE * 3}"),)) for number in range(1, 3 * pages + 1))
    look = layout("plain")

    assert list(_found(_made(replace(with_body(*blocks, recipients=10 * pages), footnotes=notes), look))) == []


def test_a_long_head_of_a_table_that_goes_on_overleaf_raises_no_alarm() -> None:
    head = (
        (Words(text="A head of a column that is too long for one line "), Emphasis(children=(Words(text="and stressed"),))),
        (Words(text="B"),),
    )
    rows = tuple(((Words(text=f"Row {number}"),), (Words(text=_SENTENCE * 3),)) for number in range(40))

    assert list(_found(_with(Table(header=head, rows=rows, alignments=("left", "left"))))) == []


def test_numbered_paragraphs_raise_no_alarm() -> None:
    case = _with(*(paragraph(_SENTENCE * 2) for _ in range(12)), numbered=True)

    assert list(_found(case)) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("he", _HEBREW), ("ar", _ARABIC), ("en", _HEBREW), ("en", _ARABIC), ("he", _POINTED), ("ar", _VOCALISED), ("en", _POINTED)],
)
def test_lines_that_run_both_ways_raise_no_alarm(language: str, text: str) -> None:
    mixed = Paragraph(inlines=(Words(text=text), Emphasis(children=(Words(text="stressed"),)), Words(text=" " + text)))
    listed = ListBlock(ordered=True, start=4, items=((paragraph(text),), (paragraph("English alone."),)))
    case = _in(language, paragraph(text * 5), mixed, listed, paragraph("12 - abc; abc - 12; 1990 - 1994 " + text))

    assert list(_found(case)) == []


def test_words_of_both_directions_in_any_order_raise_no_alarm() -> None:
    chance = random.Random(4)  # noqa: S311 - nothing is secret here.
    pieces = [
        "שלום",
        "עולם",
        "English",
        "12",
        "3.5%",
        "(abc)",
        "(",
        "[אב]",
        "-",
        ",",
        "—",
        "a1",
        "א1",
        "$5",
        "x/y",
        "“ציטוט”",
        "e.g.",
        "50%",
    ]
    texts = [" ".join(chance.choice(pieces) + chance.choice(["", ",", "."]) for _ in range(60)) for _ in range(12)]

    assert list(_found(_in("he", *map(paragraph, texts)))) == []


def test_a_hyphen_that_a_word_has_is_missed_at_the_end_of_a_line() -> None:
    case = _with(*(paragraph("x" * number + " self-made ready-made well-known two-way " * 9) for number in range(1, 9)))
    divided = next(run.text for run in case.pdf.pages[0].runs if run.text.endswith("-")) if case.pdf else ""

    changed = line(divided, divided.removesuffix("-"))(replace(case, manifest={"outputs": []}))

    assert "words-pdf" in {finding.rule for finding in _found(changed)}


def test_the_invisible_text_of_a_scan_is_no_fault() -> None:
    def scan(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.contents_add(pdf.make_stream(b"3 Tr\n"), prepend=True)
        picture = pdf.make_stream(
            b"\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceGray
        )
        page.obj["/Resources"]["/XObject"] = {"/Scan": picture}
        page.contents_add(pdf.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q\n"))

    case = replace(in_pdf(scan)(replace(_everything("az"), manifest={"outputs": []})), source=None)

    assert [finding for finding in _found(case) if finding.rule == "text-hidden"] == []


def test_a_strangers_file_is_asked_what_needs_no_source() -> None:
    case = replace(_everything("en"), source=None, docx=None)

    asked = {one.id for one in _RULES if all(case.has(need) for need in one.needs)}

    assert {"text-hidden", "text-extracts-wrong", "metadata-missing", "metadata-xmp", "metadata-twice", "traces-pdf"} <= asked
    assert list(_found(case)) == []
