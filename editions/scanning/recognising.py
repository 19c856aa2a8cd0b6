"""Which page of an edition each scanned sheet prints, and whether all of them are there, in order."""

import io
from collections.abc import Collection, Iterator, Mapping, Sequence

from PIL import Image, ImageDraw

from editions.model.evidence import Box
from editions.model.scans import ScanRecord, SheetRecord
from editions.scanning.comparing import SCALE, Comparison, compare
from editions.scanning.sheets import Sheet
from editions.seeing import Seen
from editions.seeing.codes import codes_at_foot, codes_of_sheet

#: The likeness from which a sheet is a print of a page. Of the sample's pages, prints have 0.98 and more, and other pages
#: 0.4 to 0.6 (tests/scanning).
_PRINT = 0.8
_RED = (192, 0, 0)
#: Points from the lower edge in which the code of a page stands.
_FOOT = 120.0


def recognise(sheets: Sequence[Sheet], edition: bytes, mark: str, free: Mapping[int, tuple[Box, ...]]) -> ScanRecord:
    """Return what *sheets* are of the PDF *edition*, whose edition mark is *mark*.

    *free* are, by page from 1, the boxes in points in which it is signed: what stands there is compared with nothing.
    """
    seen = Seen(edition)
    try:
        pages = _Pages(seen, free)
        records = tuple(_record(sheet, min(index, len(seen) - 1), pages) for index, sheet in enumerate(sheets))
        count = len(seen)
        coded = {number for number, codes in codes_at_foot(edition, range(1, count + 1), _FOOT).items() if mark in codes}
    finally:
        seen.close()
    return ScanRecord(mark=mark, pages=count, sheets=records, faults=tuple(_faults(records, count, mark, coded)))


class _Pages:
    """The pages of an edition, drawn when they are asked for."""

    def __init__(self, seen: Seen, free: Mapping[int, tuple[Box, ...]]) -> None:
        self._seen, self._free = seen, free

    def __len__(self) -> int:
        return len(self._seen)

    def is_wide(self, index: int) -> bool:
        width, height = self._seen.size(index)
        return width > height

    def compared(self, picture: Image.Image, index: int) -> Comparison:
        page = self._seen.picture(index, SCALE)
        return compare(picture.resize(page.size, Image.Resampling.LANCZOS), page, self._free.get(index + 1, ()))


def _record(sheet: Sheet, expected: int, pages: _Pages) -> SheetRecord:
    """Return what *sheet* is: the page *expected* (from 0) if it is like that, else the one that it is most like."""
    ways = _ways(sheet.picture, pages.is_wide(expected))
    codes = next((codes for way in ways if (codes := codes_of_sheet(way))), ())
    found = _best((pages.compared(way, expected), expected) for way in ways)
    if found[0].likeness < _PRINT:
        found = _best((pages.compared(way, index), index) for way in ways for index in range(len(pages)))
    comparison, index = found
    is_print = comparison.likeness >= _PRINT
    return SheetRecord(
        file=sheet.file,
        number=sheet.number,
        page=index + 1 if is_print else 0,
        mark=codes[0] if codes else "",
        likeness=round(comparison.likeness, 3),
        turned=round(comparison.turned, 2),
        differences=comparison.differences if is_print else (),
        marked=_marked(comparison) if is_print and comparison.differences else b"",
    )


def _marked(comparison: Comparison) -> bytes:
    """Return a picture (PNG) of the sheet with a red frame around each difference."""
    picture = comparison.picture.convert("RGB")
    pen, out = ImageDraw.Draw(picture), io.BytesIO()
    for difference in comparison.differences:
        left, low, right, high = (side * SCALE for side in difference.box)
        pen.rectangle((left - 3, picture.height - high - 3, right + 3, picture.height - low + 3), outline=_RED, width=2)
    picture.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def _ways(picture: Image.Image, wide: bool) -> list[Image.Image]:
    """Return *picture* as it may have lain on the glass: the two ways in which it is *wide*, or not."""
    turned = picture if (picture.width > picture.height) == wide else picture.transpose(Image.Transpose.ROTATE_90)
    return [turned, turned.transpose(Image.Transpose.ROTATE_180)]


def _best(found: Iterator[tuple[Comparison, int]]) -> tuple[Comparison, int]:
    """Return the first that is a print, else the one that is most like."""
    best: tuple[Comparison, int] | None = None
    for one in found:
        if best is None or one[0].likeness > best[0].likeness:
            best = one
        if best[0].likeness >= _PRINT:
            break
    if best is None:
        raise ValueError("nothing to compare")
    return best


def _faults(records: Sequence[SheetRecord], pages: int, mark: str, coded: Collection[int]) -> Iterator[str]:
    """Yield what speaks against *records*; *coded* are the pages of the edition that bear its code."""
    for place, record in enumerate(records, 1):
        if record.mark and record.mark != mark:
            yield f'sheet {place} bears the edition mark "{record.mark}", this edition has "{mark}"'
        elif not record.page:
            yield f"sheet {place} is like no page of this edition: the most alike has {record.likeness:.0%} of its ink"
        elif record.page != place:
            yield f"sheet {place} prints page {record.page}"
        elif not record.mark and record.page in coded:
            yield f"sheet {place} looks like page {record.page}, and its code cannot be read: it may be of another edition"
    for page in range(1, pages + 1):
        times = sum(record.page == page for record in records)
        if not times:
            yield f"page {page} is not among the {len(records)} sheets"
        elif times > 1:
            yield f"page {page} is there {times} times"
