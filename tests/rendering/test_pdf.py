"""The PDF edition: what it claims, what it carries, and that it is always the same."""

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from editions.checking.conformance.page_validation import check_conformance
from editions.describing import information, xmp_packet
from editions.model.prose import Footnote, FootnoteCall, Heading, Paragraph, Words
from editions.model.statement import SourceFile
from editions.seeing.painting import painted
from tests.support.making import (
    EVERYTHING,
    SAMPLE,
    around,
    content,
    edition_with_annexes,
    layout,
    pdf,
    prepared,
    statement,
    with_body,
    words,
)
from tests.support.tools import ROOT

_ALL = [(SAMPLE, "en"), (EVERYTHING, "en"), (EVERYTHING, "az"), (EVERYTHING, "ar")]


def _reader(folder: Path = SAMPLE, language: str = "en") -> PdfReader:
    return PdfReader(io.BytesIO(content(folder, language, "pdf")))


def _xmp(folder: Path = SAMPLE, language: str = "en") -> str:
    packet: Any = _reader(folder, language).root_object["/Metadata"]
    return str(packet.get_data().decode())


@pytest.mark.parametrize(("folder", "language"), _ALL)
def test_an_edition_is_what_it_claims(folder: Path, language: str) -> None:
    assert list(check_conformance(content(folder, language, "pdf"), "edition.pdf")) == []
    assert "<pdfaid:part>3</pdfaid:part>" in _xmp(folder, language)
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in _xmp(folder, language)
    assert "<pdfuaid:part>1</pdfuaid:part>" in _xmp(folder, language)


@pytest.mark.parametrize(
    ("lost", "clause"),
    [
        ("/StructTreeRoot", "PDF/UA-1"),
        ("/MarkInfo", "PDF/UA-1"),
        ("/Lang", "PDF/UA-1"),
        ("/OutputIntents", "PDF/A-3a"),
        ("/Metadata", "PDF/A-3a"),
    ],
)
def test_the_check_finds_an_edition_that_lost_something(lost: str, clause: str) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(content(SAMPLE, "en", "pdf")))
    del writer.root_object[lost]
    stream = io.BytesIO()
    writer.write(stream)

    assert clause in {finding.clause for finding in check_conformance(stream.getvalue(), "edition.pdf")}


def test_a_claim_that_is_not_made_is_not_in_the_packet() -> None:
    packet = xmp_packet(prepared(SAMPLE, "en").metadata, ()).decode()

    assert "pdfaid" not in packet
    assert "pdfuaid" not in packet


@pytest.mark.parametrize(("folder", "language"), _ALL)
def test_title_author_subject_language_and_dates_are_equal_everywhere(folder: Path, language: str) -> None:
    reader, packet, ready = _reader(folder, language), _xmp(folder, language), prepared(folder, language).metadata
    info = {key: str(value) for key, value in (reader.metadata or {}).items()}

    assert (info["/Title"], info["/Author"], info["/Subject"]) == (ready.title, ready.author, ready.subject)
    assert re.findall(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", packet) == [ready.title]
    assert re.findall(r"<dc:creator>.*?<rdf:li>(.*?)</rdf:li>", packet) == [ready.author]
    assert re.findall(r"<dc:description>.*?<rdf:li[^>]*>(.*?)</rdf:li>", packet) == [ready.subject]
    assert re.findall(r"<dc:language>.*?<rdf:li>(.*?)</rdf:li>", packet) == [language] == [str(reader.root_object["/Lang"])]
    stamp = f"D:{ready.date:%Y%m%d}000000Z"
    assert (info["/CreationDate"], info["/ModDate"]) == (stamp, stamp)
    assert re.findall(r"<xmp:(?:Create|Modify|Metadata)Date>(.*?)<", packet) == [f"{ready.date}T00:00:00Z"] * 3
    assert re.findall(r"<dc:identifier>(.*?)<", packet) == [ready.identifier]
    assert ", ".join(re.findall(r"<rdf:li>(.*?)</rdf:li>", packet.partition("<dc:subject>")[2].partition("</dc:subject>")[0])) == info.get(
        "/Keywords", ""
    )


def test_the_author_of_the_sample_is_the_issuing_body() -> None:
    assert prepared(SAMPLE, "en").metadata.author == "Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan"


def test_the_source_is_associated_with_the_document_and_the_docx_is_not_inside() -> None:
    reader = _reader()
    associated: Any = reader.root_object["/AF"]
    files = [item.get_object() for item in associated]

    assert sorted(str(file["/UF"]) for file in files) == ["annexes/figures.md", "en.md", "statement.toml"]
    assert {str(file["/AFRelationship"]) for file in files} == {"/Source"}
    assert {name: data[0] for name, data in reader.attachments.items()} == {
        name: (SAMPLE / name).read_bytes() for name in ("annexes/figures.md", "en.md", "statement.toml")
    }


@pytest.mark.parametrize(("folder", "name"), [(SAMPLE, "statement.toml"), (EVERYTHING, "images/chart.png")])
def test_each_attached_file_is_found_by_its_name(folder: Path, name: str) -> None:
    # Readers halve the list of names: one that is out of order is there, and is not found.
    with pikepdf.open(io.BytesIO(content(folder, "en", "pdf"))) as document:
        tree = pikepdf.NameTree(document.Root["/Names"]["/EmbeddedFiles"])

        assert str(tree[name]["/UF"]) == name


def test_the_edition_can_be_made_again_from_what_is_inside_it(tmp_path: Path) -> None:
    folder = tmp_path / "everything"
    for name, data in _reader(EVERYTHING).attachments.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data[0])

    subprocess.run([sys.executable, "-m", "editions", "build", str(folder), "--format", "pdf"], check=True, capture_output=True)

    assert (tmp_path / "build" / "everything" / "everything.en.pdf").read_bytes() == content(EVERYTHING, "en", "pdf")


def test_the_same_bytes_come_out_in_another_place_zone_locale_and_hash_seed(tmp_path: Path) -> None:
    elsewhere = {**os.environ, "TZ": "Asia/Baku", "LANG": "C", "PYTHONHASHSEED": "7", "HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "1"}

    subprocess.run([sys.executable, "-m", "editions", "build", str(SAMPLE)], check=True, capture_output=True, env=elsewhere)

    made = tmp_path / "build" / SAMPLE.name
    whole = {output.file: output.content for output in edition_with_annexes(SAMPLE).outputs}
    assert (made / f"{SAMPLE.name}.en.pdf").read_bytes() == whole[f"{SAMPLE.name}.en.pdf"]
    assert (made / f"{SAMPLE.name}.en.docx").read_bytes() == whole[f"{SAMPLE.name}.en.docx"]


def _fonts(reader: PdfReader) -> set[str]:
    found = set()
    for page in reader.pages:
        resources: Any = page["/Resources"]
        found |= {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in resources.get("/Font", {}).values()}
    return found


@pytest.mark.parametrize(("folder", "language"), _ALL)
def test_only_the_bundled_fonts_are_in_it(folder: Path, language: str) -> None:
    found = _fonts(_reader(folder, language))

    assert found
    assert {name.split("-")[0] for name in found} <= {"Tinos", "Arimo", "Amiri"}


def test_the_bookmarks_are_the_headings() -> None:
    def titles(items: list[Any]) -> list[Any]:
        return [titles(item) if isinstance(item, list) else item.title for item in items]

    assert titles(_reader(EVERYTHING).outline) == [
        "SAMPLE STATEMENT",
        [
            "A heading of the first level",
            [
                "A heading of the second level",
                "A heading of the third level",
                "A heading of the fourth level",
                "A heading of the fifth level",
            ],
            "This sample is addressed to:",
        ],
    ]


def test_the_bookmark_of_a_heading_says_its_words_without_the_number_of_a_note() -> None:
    heading = Heading(level=1, inlines=(Words(text="A heading"), FootnoteCall(number=1), Words(text=" with a note")))
    ready = replace(with_body(heading, words("Text.")), footnotes=(Footnote(number=1, inlines=(Words(text="A note."),)),))

    outline: Any = PdfReader(io.BytesIO(pdf(ready))).outline

    assert outline[1][0].title == "A heading with a note"


def test_a_year_of_three_digits_is_written_with_four() -> None:
    metadata = replace(with_body(words("Text.")).metadata, date=date(999, 1, 2))

    assert information(metadata)["CreationDate"] == "D:09990102000000Z"


def test_the_sample_shows_no_reference_place_or_address() -> None:
    ready = prepared(SAMPLE, "en")

    assert (ready.reference, ready.place_and_date, ready.letterhead_lines) == ("", "20 January 2022", ())


def test_later_pages_bear_the_continuation_header_and_their_number() -> None:
    pages = [page.extract_text() for page in _reader().pages]

    assert len(pages) == 2
    assert "Page" not in pages[0]
    assert "STATEMENT · 20 January 2022" in pages[1]
    assert "Page 2 of 2" in pages[1]


def test_letter_is_one_token_away() -> None:
    look = layout("plain")
    letter = replace(look, tokens=replace(look.tokens, page=replace(look.tokens.page, paper="Letter")))
    from editions.rendering.html import to_css, to_html
    from editions.rendering.pdf import to_pdf

    ready = with_body(words("Some text."))
    made = to_pdf(ready, letter, to_html(ready, letter), to_css(ready, letter), xmp_packet(ready.metadata, ()), around())

    assert [round(float(side)) for side in PdfReader(io.BytesIO(made)).pages[0].mediabox[2:]] == [612, 792]


def test_no_stream_ends_in_a_carriage_return() -> None:
    made = [pdf(replace(with_body(words(f"Text {n}.")), sources=(SourceFile(name="en.md", content=bytes([n])),))) for n in range(40)]

    assert [n for n, data in enumerate(made) if b"\r\nendstream" in data] == []
    assert all(list(check_conformance(data, "edition.pdf")) == [] for data in made)


def test_what_is_hyphenated_is_a_matter_of_patterns() -> None:
    from editions.language import is_hyphenated

    assert {language: is_hyphenated(language) for language in ("en", "de", "ru", "az", "tr", "ar", "he")} == {
        "en": True, "de": True, "ru": True, "az": False, "tr": False, "ar": False, "he": False,
    }  # fmt: skip


def test_numbered_paragraphs_are_the_layouts_choice() -> None:
    look = layout("plain")
    numbered = replace(look, tokens=replace(look.tokens, text=replace(look.tokens.text, numbered=True)))
    from editions.preparing import prepare

    ready = prepare(statement(SAMPLE), "en", numbered)

    assert [block.number for block in ready.body if hasattr(block, "number")] == [f"{n}." for n in range(1, 13)]


def test_what_the_fonts_cover_is_kept_as_it_is_read_from_them() -> None:
    from editions.fonts import coverage, families, measured

    folder = ROOT / "fonts"

    assert families(folder) == ("Amiri", "Arimo", "Tinos")
    assert [coverage(folder, family) == measured(folder, family) for family in families(folder)] == [True] * 3


def test_a_blank_between_two_formatted_words_is_painted() -> None:
    from editions.model.prose import Emphasis, Link, Strong

    one, two = (Emphasis(children=(Words(text="one"),)), Strong(children=(Words(text="two"),)))
    link = Link(target="https://example.org", children=(Strong(children=(Words(text="three"),)),))
    blank = Words(text=" ")
    body = Paragraph(inlines=(one, blank, two, blank, link, blank, one))

    shown = "".join(run.text for run in next(painted(pdf(with_body(body)))).runs)

    assert "one two three one" in shown
