"""What a file shows, as PDFium sees it: the second opinion on what qpdf read and wrote.

Pages are compared by their words, and by a picture of each in blocks of grey: antialiasing does not
count, a missing line or image does.
"""

import math
from collections.abc import Iterator
from typing import Any

import pypdfium2
from PIL import Image, ImageChops

from editions.assembly.intake.fitting import Fit
from editions.assembly.intake.unfit import Unfit
from editions.model.annexes import Place

#: Dots to the inch of the pictures that are compared, and the side of a block in pixels.
_DPI = 48
_BLOCK = 4
#: The difference of a block, of 255, beyond which two pictures differ: a quarter of a block of black.
_DIFFERENT = 64
#: The lightest grey, of 255, that is ink.
_INK = 245

_DISAGREE = 'Two readers of PDF see it differently. Print it to PDF anew, or give it as = "picture" or "attach".'


class Seen:
    """A PDF as PDFium sees it. Close it when done."""

    def __init__(self, content: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise Unfit(f"the file cannot be opened by a second reader: {error}", _DISAGREE) from None
        self._document.init_forms()

    def __len__(self) -> int:
        return len(self._document)

    def size(self, index: int) -> tuple[float, float]:
        """Return width and height of a page as it is seen, in points."""
        size: tuple[float, float] = self._document.get_page_size(index)
        return size

    def words(self, index: int) -> str:
        """Return the words of a page, without blanks."""
        page = self._document[index]
        text = page.get_textpage()
        found = "".join(text.get_text_range().split())
        text.close()
        page.close()
        return found

    def picture(self, index: int, pixels_a_point: float, *, grey: bool = True) -> Image.Image:
        """Return a picture of a page."""
        page = self._document[index]
        bitmap = page.render(scale=pixels_a_point, grayscale=grey, no_smoothimage=False)
        picture: Image.Image = bitmap.to_pil().convert("L" if grey else "RGB")
        bitmap.close()
        page.close()
        return picture

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()


def rough(seen: Seen, index: int, size: tuple[float, float]) -> Image.Image:
    """Return the picture of a page that is *size* points large, for comparison."""
    width = seen.size(index)[0]
    return seen.picture(index, _DPI / 72 * size[0] / width)


def ink_free(picture: Image.Image, size: tuple[float, float], put: Fit, candidates: Iterator[Place]) -> Place | None:
    """Return the first of *candidates* (on the sheet) in which the page, *put* there, shows no ink."""
    scale = picture.width / size[0] / put.scale
    top = put.low + size[1] * put.scale
    for box in candidates:
        area = (
            math.floor((box.left - put.left) * scale),
            math.floor((top - box.bottom - box.height) * scale),
            math.ceil((box.left - put.left + box.width) * scale),
            math.ceil((top - box.bottom) * scale),
        )
        inside = (max(area[0], 0), max(area[1], 0), min(area[2], picture.width), min(area[3], picture.height))
        if inside[0] >= inside[2] or inside[1] >= inside[3] or picture.crop(inside).getextrema()[0] >= _INK:
            return box
    return None


def compare(before: Image.Image, after: Seen, index: int, size: tuple[float, float], put: Fit) -> bool:
    """Return whether page *index* of *after* shows, where it was *put*, what the picture *before* shows."""
    scale = before.width / size[0] / put.scale
    whole = after.picture(index, scale)
    left = round(put.left * scale)
    top = round((put.height - put.low - size[1] * put.scale) * scale)
    part = whole.crop((left, top, left + before.width, top + before.height))
    return alike(before, part)


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Return whether no block of the two pictures differs by more than antialiasing."""
    difference: Any = ImageChops.difference(one.reduce(_BLOCK), other.reduce(_BLOCK))
    return bool(difference.getextrema()[1] <= _DIFFERENT)
