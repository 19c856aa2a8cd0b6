"""QR codes on pages, read from their pictures as a scanner reads them from paper.

The door to zxing-cpp.
"""

from collections.abc import Iterable
from typing import Any

from PIL import Image

from editions.seeing import Seen

#: Pixels in a point: 150 to the inch, two to a module of 0.3 mm.
_SCALE = 150 / 72


def codes_in(picture: Image.Image) -> tuple[str, ...]:
    """Return what the QR codes in *picture* say, however they are turned."""
    import zxingcpp

    found: Any = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return tuple(code.text for code in found)


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
