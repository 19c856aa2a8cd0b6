"""What a PDF shows, as PDFium sees it: the second engine, which made none of our files.

The door to PDFium. Pages are compared by their words, and by a picture of each in blocks of grey:
antialiasing does not count, a missing line or image does.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any

import pypdfium2
from PIL import Image, ImageChops

#: The sides of blocks in pixels, and the difference, of 255, beyond which two of them differ: in a small block, one
#: pixel of ink; in a large one, in which each letter may fall on this pixel or on that, four.
_BLOCKS, _DIFFERENT = (4, 8), 16
#: By how many pixels what is in a block may have moved: an edge that lies between two falls on this one or on that.
_STEPS = (-1, 0, 1)
#: The share of its ink that a page may seem to gain or lose.
_INK = 0.04


class Unseen(Exception):
    """PDFium cannot open the file."""


class Seen:
    """A PDF as PDFium sees it. Close it when done.

    Raises:
        Unseen: it cannot be opened.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise Unseen(str(error)) from None
        self._document.init_forms()
        self._content, self._forms = content, True
        self._taken_out: dict[int, Sequence[int]] = {}

    def __len__(self) -> int:
        return len(self._document)

    def size(self, index: int) -> tuple[float, float]:
        """Return width and height of a page as it is seen, in points."""
        size: tuple[float, float] = self._document.get_page_size(index)
        return size

    def words(self, index: int) -> str:
        """Return the words of a page, without blanks.

        A hyphen is one whether or not a line follows it: PDFium has a sign of its own for those before one.
        """
        page = self._document[index]
        text = page.get_textpage()
        found = "".join(text.get_text_range().replace("\ufffe", "-").split())
        text.close()
        page.close()
        return found

    def words_in(self, index: int, box: tuple[float, float, float, float]) -> str:
        """Return the words in *box* of a page's own space (left, bottom, right, top), blanks folded."""
        page = self._document[index]
        text = page.get_textpage()
        found = " ".join(text.get_text_bounded(*box).split())
        text.close()
        page.close()
        return found

    def flatten(self, index: int) -> None:
        """Draw the annotations of a page into it, as they say they look; from now on, no field has more to it than that."""
        if self._forms:
            # Opened anew: PDFium gives fields a look of its own as soon as it is to fill them in.
            self._document.close()
            self._document, self._forms = pypdfium2.PdfDocument(self._content), False
            for page, numbers in self._taken_out.items():
                self.take_out(page, numbers)
        page = self._document[index]
        pypdfium2.raw.FPDFPage_Flatten(page.raw, pypdfium2.raw.FLAT_NORMALDISPLAY)
        page.close()

    def show_only(self, index: int, box: tuple[float, float, float, float]) -> None:
        """Let a page show, from now on, only what lies in *box* of its own space (left, bottom, right, top)."""
        page = self._document[index]
        page.set_cropbox(*box)
        page.close()

    def take_out(self, index: int, numbers: Sequence[int]) -> None:
        """Take the annotations with these *numbers* (from 0) out of a page, here alone: the file stays as it is."""
        self._taken_out[index] = numbers
        page = self._document[index]
        for number in sorted(numbers, reverse=True):
            pypdfium2.raw.FPDFPage_RemoveAnnot(page.raw, number)
        page.close()

    def picture(self, index: int, pixels_a_point: float, *, grey: bool = True) -> Image.Image:
        """Return a picture of a page, its sides rounded down to whole pixels."""
        page = self._document[index]
        bitmap: Any = page.render(scale=pixels_a_point * (1 - 1e-6), grayscale=grey)
        picture: Image.Image = bitmap.to_pil().convert("L" if grey else "RGB")
        bitmap.close()
        page.close()
        return picture

    def part(self, index: int, box: tuple[float, float, float, float], pixels_a_point: float) -> Image.Image:
        """Return a grey picture of *box* (left, bottom, right, top, in points) of a page as it is seen."""
        width, height = self.size(index)
        left, bottom, right, top = box
        page = self._document[index]
        bitmap: Any = page.render(scale=pixels_a_point, grayscale=True, crop=(left, bottom, width - right, height - top))
        picture: Image.Image = bitmap.to_pil().convert("L")
        bitmap.close()
        page.close()
        return picture

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Return whether the two grey pictures differ by no more than antialiasing, and each edge by no more than a pixel."""
    if one.size != other.size or abs(_ink(one) - _ink(other)) > _INK * max(_ink(one), _ink(other), 1.0):
        return False
    return any(_is_near(one, other, block) for block in _BLOCKS)


def _is_near(one: Image.Image, other: Image.Image, block: int) -> bool:
    """Return whether all blocks are alike, each by itself moved by a pixel at most: what is lost is nowhere near."""
    difference = _difference(one, other, block)
    if _most(difference) > _DIFFERENT:
        for across, down in product(_STEPS, _STEPS):
            difference = ImageChops.darker(difference, _difference(one, ImageChops.offset(other, across, down), block))
    return _most(difference) <= _DIFFERENT


def _difference(one: Image.Image, other: Image.Image, block: int) -> Image.Image:
    return ImageChops.difference(one.reduce(block), other.reduce(block))


def _most(difference: Image.Image) -> int:
    found: Any = difference.getextrema()
    return int(found[1])


def _ink(picture: Image.Image) -> float:
    """Return how much of *picture* is black, in pixels."""
    return sum(count * (255 - level) for level, count in enumerate(picture.histogram())) / 255
