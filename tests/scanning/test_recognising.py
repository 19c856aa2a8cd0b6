"""Scanned paper: known again as the edition that it prints, or refused for what it is."""

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw

from editions.model.evidence import Box
from editions.model.scans import ScanRecord
from editions.problems import Refusal
from editions.scanning.recognising import recognise
from editions.scanning.sheets import read_sheets
from tests.support.cases import everything_case
from tests.support.scans import Glass, as_jpeg, as_pdf, as_tiff, printed, scanned

#: Where ink stands on the page that is signed, in points.
_SIGNED: Box = (92, 600, 300, 680)


def _edition() -> bytes:
    return everything_case().pdf_bytes


def _mark() -> str:
    source = everything_case().source
    assert source
    return source.prepared.metadata.mark


def _pages() -> list[Image.Image]:
    pdf = everything_case().pdf
    assert pdf
    return [printed(_edition(), index) for index in range(len(pdf.pages))]


def _record(sheets: list[Image.Image], free: Box | None = None) -> ScanRecord:
    found = [sheet for number, one in enumerate(sheets) for sheet in read_sheets(f"{number}.jpg", as_jpeg(one))]
    return recognise(found, _edition(), _mark(), {1: (free,)} if free else {})


@pytest.mark.parametrize(
    "glass",
    [
        Glass(),
        Glass(askew=0, size=1, right=0, down=0),
        Glass(askew=-2.4, size=0.94, right=40, down=60),
        Glass(askew=0.3, size=1.02, right=-20, down=8),
    ],
    ids=["askew", "straight", "small", "large"],
)
def test_a_print_is_known_page_by_page_however_it_lay_on_the_glass(glass: Glass) -> None:
    record = _record([scanned(page, glass) for page in _pages()])

    assert record.faults == ()
    assert [sheet.page for sheet in record.sheets] == list(range(1, record.pages + 1))
    assert {sheet.mark for sheet in record.sheets} == {_mark()}
    assert [sheet.differences for sheet in record.sheets] == [()] * record.pages


@pytest.mark.parametrize("pack", [as_tiff, as_pdf], ids=["tiff", "pdf"])
def test_sheets_come_in_one_file(pack: Callable[[list[Image.Image]], bytes]) -> None:
    sheets = read_sheets("scan", pack([scanned(page) for page in _pages()]))

    record = recognise(sheets, _edition(), _mark(), {})

    assert record.faults == ()
    assert [sheet.number for sheet in record.sheets] == list(range(1, record.pages + 1))


def test_a_sheet_that_lay_upside_down_is_set_upright() -> None:
    pages = [scanned(page) for page in _pages()]

    record = _record([pages[0].rotate(180), *pages[1:]])

    assert record.faults == ()


def test_what_was_written_on_a_sheet_is_marked_where_it_stands_but_not_where_it_is_signed() -> None:
    pages = _pages()
    pen = ImageDraw.Draw(pages[0])
    pen.line([(60 + 12 * step, 1700 + (40 if step % 2 else 0)) for step in range(8)], fill=40, width=4)
    pen.line([(300 + 20 * step, 550 + (60 if step % 2 else 0)) for step in range(12)], fill=40, width=4)

    record = _record([scanned(page) for page in pages], _SIGNED)

    assert record.faults == ()
    (found,) = record.sheets[0].differences
    assert found.kind == "added"
    # 60 to 144 pixels from the left and 1,700 to 1,740 from above, at 200 to the inch.
    assert abs(found.box[0] - 60 * 0.36) < 8
    assert abs(found.box[2] - 144 * 0.36) < 8
    assert abs(found.box[3] - (842 - 1700 * 0.36)) < 8


def test_a_word_that_was_covered_is_marked_as_lost() -> None:
    pages = _pages()
    ink = pages[0].point(lambda level: 255 - level).crop((300, 700, 1400, 760)).getbbox()
    assert ink
    ImageDraw.Draw(pages[0]).rectangle((300 + ink[0], 700, 300 + ink[0] + 160, 760), fill=255)

    record = _record([scanned(page) for page in pages])

    assert {difference.kind for difference in record.sheets[0].differences} == {"lost"}


def test_sheets_that_changed_places_a_page_that_is_missing_and_one_that_is_there_twice_are_named() -> None:
    pages = [scanned(page) for page in _pages()]
    assert len(pages) >= 2

    swapped = _record([pages[1], pages[0], *pages[2:]])
    missing = _record(pages[:-1])
    twice = _record([*pages, pages[0]])

    assert swapped.faults[:2] == ("sheet 1 prints page 2", "sheet 2 prints page 1")
    assert missing.faults == (f"page {len(pages)} is not among the {len(pages) - 1} sheets",)
    assert twice.faults == (f"sheet {len(pages) + 1} prints page 1", "page 1 is there 2 times")


def test_a_scan_of_another_edition_is_known_by_its_mark() -> None:
    other = everything_case("az")
    assert other.source
    theirs = other.source.prepared.metadata.mark

    record = _record([scanned(printed(other.pdf_bytes, 0)), *(scanned(page) for page in _pages()[1:])])

    assert record.faults[0] == f'sheet 1 bears the edition mark "{theirs}", this edition has "{_mark()}"'
    assert record.faults[1].startswith("page 1 is not among")


def test_a_sheet_without_a_code_that_is_like_no_page_is_named() -> None:
    stranger = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(stranger)
    for row in range(30):
        pen.rectangle((200, 200 + 60 * row, 1200 + 13 * row % 300, 225 + 60 * row), fill=30)

    record = _record([scanned(stranger), *(scanned(page) for page in _pages()[1:])])

    assert record.faults[0].startswith("sheet 1 is like no page of this edition")


def test_a_print_whose_code_was_blanked_is_not_taken_for_this_edition() -> None:
    pages = _pages()
    ImageDraw.Draw(pages[0]).rectangle((0, 2000, 1654, 2339), fill=255)

    record = _record([scanned(page) for page in pages])

    assert record.faults == ("sheet 1 looks like page 1, and its code cannot be read: it may be of another edition",)


def test_an_image_that_says_0_dpi_and_one_of_16_bits_are_read() -> None:
    said_nothing, grey = io.BytesIO(), io.BytesIO()
    Image.new("L", (300, 400), 200).save(said_nothing, "JPEG", dpi=(0, 0))
    Image.new("I;16", (300, 400), 200 * 257).save(grey, "PNG")

    (one,), (other,) = (read_sheets("scan", content.getvalue()) for content in (said_nothing, grey))

    assert one.picture.getpixel((5, 5)) == other.picture.getpixel((5, 5)) == 200


def test_a_large_sheet_is_kept_in_the_pixels_that_are_needed() -> None:
    (sheet,) = read_sheets("scan.tiff", as_tiff([Image.new("L", (4960, 7016), 255)]))

    assert sheet.picture.size == (1697, 2400)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no picture", "the scan is no PDF, TIFF, JPEG or PNG"),
        (b"%PDF-1.7\nnothing", "the scan is damaged"),
        (as_jpeg(Image.new("L", (400, 400), 255))[:300], "the scan is damaged"),
        (as_tiff([Image.new("1", (9000, 9000), 1)]), "sheet 1 has 81,000,000 pixels"),
    ],
    ids=["no picture", "a broken PDF", "a JPEG cut off", "too large"],
)
def test_what_is_no_scan_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_sheets("scan.x", content)

    assert said in str(refusal.value)
