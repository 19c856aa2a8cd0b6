"""The sheets of a scan, as pictures: from a PDF, from TIFF of many pages, from JPEG or PNG."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageFile, UnidentifiedImageError

from editions.problems import Problem, Refusal
from editions.seeing import Seen, Unseen

#: Sheets of a scan, and pixels of each: A3 at 600 dpi has 70 million.
_SHEETS, _PIXELS = 500, 80_000_000
#: Pixels in a point in which a page of a PDF is drawn: 200 to the inch, at which its code can be read.
_DRAWN = 200 / 72
_ANEW = "Scan it anew, as PDF, TIFF or JPEG."
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, Image.DecompressionBombError)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A scanned sheet: its picture, grey; the *file* that it stands in, and its *number* in that, from 1."""

    file: str
    number: int
    picture: Image.Image


def read_sheets(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of the scan *content*, in order.

    Raises:
        Refusal: it is no scan that can be read, or has too many sheets or pixels.
    """
    try:
        pictures = list(_of_pdf(content, name) if content[:1024].find(b"%PDF-") >= 0 else _of_image(content, name))
    except UnidentifiedImageError:
        raise Refusal(Problem(name, "the scan is no PDF, TIFF, JPEG or PNG", _ANEW)) from None
    except (*_DAMAGED, Unseen) as error:
        raise Refusal(Problem(name, f"the scan is damaged: {error}", _ANEW)) from None
    return tuple(Sheet(file=name, number=number, picture=picture) for number, picture in enumerate(pictures, 1))


def _of_pdf(content: bytes, name: str) -> Iterator[Image.Image]:
    seen = Seen(content)
    try:
        _bounded(len(seen), name)
        for index in range(len(seen)):
            width, height = seen.size(index)
            _few_pixels(width * height * _DRAWN**2, name, index + 1)
            yield seen.picture(index, _DRAWN)
    finally:
        seen.close()


def _of_image(content: bytes, name: str) -> Iterator[Image.Image]:
    # The size is looked at before a pixel is decoded.
    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "TIFF")) as image:
        count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        _bounded(count, name)
        for index in range(count):
            image.seek(index)
            _few_pixels(image.width * image.height, name, index + 1)
            yield image.convert("L")


def _bounded(sheets: int, name: str) -> None:
    if sheets > _SHEETS:
        raise Refusal(Problem(name, f"the scan has {sheets} sheets, where {_SHEETS} are allowed", "Give the sheets of one statement."))


def _few_pixels(pixels: float, name: str, number: int) -> None:
    if pixels > _PIXELS:
        raise Refusal(Problem(name, f"sheet {number} has {pixels:,.0f} pixels, where {_PIXELS:,} are allowed", "Scan it at 300 dpi."))
