"""PDF and DOCX as others see them: veraPDF, the Open XML SDK, LibreOffice."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfWriter

from editions.checking.evidence.pdf import read_pdf
from editions.model.prose import Block, Footnote, FootnoteCall, ListBlock, Paragraph, Quotation, Table, Words
from tests.support.docx_tree import W, part
from tests.support.making import EVERYTHING, SAMPLE, content, docx, pdf, prepared, with_body, words
from tests.support.tools import open_xml_sdk_errors, page_lines, to_pdf_with_libreoffice, verapdf_failures

_ALL = [(SAMPLE, "en"), (EVERYTHING, "en"), (EVERYTHING, "az"), (EVERYTHING, "ar")]
_LINE = "Words of a line that fill it from one edge of the text to the other, as long as it is, and on. "


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_verapdf_finds_nothing_in_any_edition(tmp_path: Path) -> None:
    paths = [_write(tmp_path / f"{folder.name}.{language}.pdf", content(folder, language, "pdf")) for folder, language in _ALL]

    assert verapdf_failures(*paths) == []


def test_verapdf_finds_an_edition_without_its_tags(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(with_body(words("Some text.")))))
    del writer.root_object["/StructTreeRoot"]
    writer.write(tmp_path / "untagged.pdf")

    assert "ua1 7.1-11" in verapdf_failures(tmp_path / "untagged.pdf")


@pytest.mark.parametrize(("folder", "language"), _ALL)
def test_the_open_xml_sdk_finds_nothing(folder: Path, language: str, tmp_path: Path) -> None:
    assert open_xml_sdk_errors(_write(tmp_path / "edition.docx", content(folder, language, "docx"))) == []


def test_libreoffice_sets_the_sample_on_the_same_pages_line_for_line(tmp_path: Path) -> None:
    ours = _write(tmp_path / "ours.pdf", content(SAMPLE, "en", "pdf"))
    [theirs] = to_pdf_with_libreoffice(tmp_path, _write(tmp_path / "theirs.docx", content(SAMPLE, "en", "docx")))

    # The mark is on paper alone: what colleagues edit is no edition any more.
    mark = prepared(SAMPLE, "en").metadata.mark
    assert page_lines(theirs) == [[left for line in lines if (left := line.replace(mark, "").strip())] for lines in page_lines(ours)]


_TABLE = Table(
    header=((Words(text="A"),), (Words(text="B"),)),
    rows=tuple(((Words(text=f"{row}"),), (Words(text="b"),)) for row in range(3)),
    alignments=("left", "left"),
)
_LIST = ListBlock(ordered=False, items=((words("An item."),), (words("Another item."),)))


@pytest.mark.parametrize("end", [(), (_TABLE,), (_LIST,)], ids=["paragraph", "table", "list"])
def test_libreoffice_keeps_the_signature_block_under_two_lines_however_short_the_end(end: tuple[Block, ...], tmp_path: Path) -> None:
    documents = [
        _write(tmp_path / f"{count:02}.docx", docx(with_body(*(words(_LINE) for _ in range(count)), *end, words("The end is short."))))
        for count in range(6, 36)
    ]
    above = {}
    for path in to_pdf_with_libreoffice(tmp_path, *documents):
        page = next(lines for lines in page_lines(path) if "A. Sample" in lines)
        above[path.stem] = [line for line in page[: page.index("A. Sample")] if "SAMPLE ·" not in line]

    assert {count: lines for count, lines in above.items() if len(lines) < 2} == {}


@pytest.mark.parametrize("end", [_TABLE, _LIST, Quotation(blocks=(words("Somebody else's words."),))], ids=["table", "list", "quotation"])
def test_whatever_a_body_ends_with_stays_with_the_signature_block(end: Block) -> None:
    body = list(part(docx(with_body(words("A paragraph."), end)), "word/document.xml").iter(f"{W}p"))
    signature = next(
        number for number, found in enumerate(body) if found.find(f"{W}pPr/{W}pStyle[@{W}val='EditionsSignatory']") is not None
    )

    assert [body[signature - back].find(f"{W}pPr/{W}keepNext") is not None for back in (1, 2)] == [True, True]


def test_libreoffice_shows_a_first_paragraph_with_a_note_and_the_note(tmp_path: Path) -> None:
    first = Paragraph(inlines=(Words(text="The first paragraph has a note"), FootnoteCall(number=1), Words(text=" in it.")))
    ready = replace(with_body(first, words("The second.")), footnotes=(Footnote(number=1, inlines=(Words(text="The note."),)),))
    (tmp_path / "noted.docx").write_bytes(docx(ready))

    said = page_lines(to_pdf_with_libreoffice(tmp_path, tmp_path / "noted.docx")[0])[0]

    assert "The first paragraph has a note1 in it." in said
    # The number stands raised before it: poppler gives it a line of its own.
    assert "The note." in said


def test_libreoffice_keeps_the_signature_block_under_two_lines_of_text(tmp_path: Path) -> None:
    documents = [
        _write(tmp_path / f"{count:02}.docx", docx(with_body(*(words(_LINE) for _ in range(count)), words(_LINE * 7))))
        for count in range(1, 30)
    ]
    above = {}
    for path in to_pdf_with_libreoffice(tmp_path, *documents):
        page = next(lines for lines in page_lines(path) if "A. Sample" in lines)
        above[path.stem] = sum("Words of" in line or "as long" in line or line.endswith("and on.") for line in page)

    assert {count: lines for count, lines in above.items() if lines < 2} == {}


def test_an_image_has_200_pixels_to_the_inch_in_both_editions() -> None:
    on_paper = [
        round(shape.pixels[0] / (shape.box[2] - shape.box[0]) * 72)
        for page in read_pdf(content(EVERYTHING, "en", "pdf")).pages
        for shape in page.shapes
        if shape.kind == "image"
    ]
    in_word = re.findall(
        rb'<wp:extent cx="(\d+)"', zipfile.ZipFile(io.BytesIO(content(EVERYTHING, "en", "docx"))).read("word/document.xml")
    )

    assert on_paper == [200, 200]
    assert [round(pixels / int(extent) * 914400) for pixels, extent in zip((900, 450), in_word, strict=True)] == [200, 200]
