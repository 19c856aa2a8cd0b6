"""What a PDF shows, as PDFium sees it: the second engine, which made none of our files.

The door to PDFium. Pages are compared by their words, and by a picture of each in blocks of grey:
antialiasing does not count, a missing line or image does.
"""

from typing import Any

import pypdfium2
from PIL import Image, ImageChops

#: The side of a block in pixels, and the difference, of 255, beyond which two blocks differ: on pages drawn
#: at the same points of the pixel grid, and on those that were moved or made smaller, where letters fall
#: otherwise on it (measured over tests/samples/producers: 0 and at most 20).
_STRICT, _LENIENT = (4, 16), (8, 36)
#: The share of its ink that a page may seem to gain or lose by being moved.
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

    def picture(self, index: int, pixels_a_point: float, *, grey: bool = True) -> Image.Image:
        """Return a picture of a page, its sides rounded down to whole pixels."""
        page = self._document[index]
        bitmap: Any = page.render(scale=pixels_a_point * (1 - 1e-6), grayscale=grey)
        picture: Image.Image = bitmap.to_pil().convert("L" if grey else "RGB")
        bitmap.close()
        page.close()
        return picture

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()


def alike(one: Image.Image, other: Image.Image, *, moved: bool = False) -> bool:
    """Return whether the two grey pictures differ by no more than antialiasing; by more, if the page was *moved*."""
    block, different = _LENIENT if moved else _STRICT
    difference: Any = ImageChops.difference(one.reduce(block), other.reduce(block))
    return bool(difference.getextrema()[1] <= different) and abs(_ink(one) - _ink(other)) <= _INK * max(_ink(one), _ink(other), 1.0)


def _ink(picture: Image.Image) -> float:
    """Return how much of *picture* is black, in pixels."""
    return sum(count * (255 - level) for level, count in enumerate(picture.histogram())) / 255
