"""QR codes on pages, read from their pictures as a scanner reads them from paper.

The door to zxing-cpp.
"""

from collections.abc import Iterable
from typing import Any

from PIL import Image, ImageFilter

from editions.seeing import Seen

#: Pixels in a point: 150 to the inch, two to a module of 0.3 mm.
_SCALE = 150 / 72
#: The share of a sheet that is its foot.
_FOOT = 0.2
#: How it is looked at, one after the other: by how much larger, and softer by how many pixels. A soft or grainy scan at 200 dpi
#: has two and a half pixels to a module, and is read in one of these.
_LOOKS = ((1, 0.0), (3, 0.0), (2, 1.0), (4, 0.0), (3, 1.5), (4, 3.0))


def codes_in(picture: Image.Image) -> tuple[str, ...]:
    """Return what the QR codes in *picture* say, however they are turned."""
    import zxingcpp

    found: Any = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return tuple(code.text for code in found)


def codes_of_sheet(sheet: Image.Image) -> tuple[str, ...]:
    """Return what the QR codes say in the lowest fifth of a scanned *sheet*, which stands upright."""
    foot = sheet.crop((0, round(sheet.height * (1 - _FOOT)), sheet.width, sheet.height))
    return next((codes for larger, softer in _LOOKS if (codes := codes_in(_look(foot, larger, softer)))), ())


def _look(picture: Image.Image, larger: int, softer: float) -> Image.Image:
    size = (picture.width * larger, picture.height * larger)
    return picture.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(softer))


def codes_at_foot(content: bytes, numbers: Iterable[int], height: float) -> dict[int, tuple[str, ...]]:
    """Return what the QR codes say in the lowest *height* points of the pages with these *numbers* (from 1) of a PDF.

    Raises:
        Unseen: the PDF cannot be opened.
    """
    seen = Seen(content)
    try:
        return {number: codes_in(_foot(seen, number - 1, height)) for number in numbers}
    finally:
        seen.close()


def _foot(seen: Seen, index: int, height: float) -> Image.Image:
    width, whole = seen.size(index)
    return seen.part(index, (0, 0, width, min(height, whole)), _SCALE)
