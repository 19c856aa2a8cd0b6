"""What a PDF shows, as PDFium sees it: the second engine, which made none of our files.

The door to PDFium. Pages are compared by their words, and by a picture of each in blocks of grey:
antialiasing does not count, a missing line or image does.
"""

from typing import Any

import pypdfium2
from PIL import Image, ImageChops

#: The side of a block in pixels.
_BLOCK = 4
#: The difference of a block, of 255, beyond which two pictures differ: a quarter of a block of black.
_DIFFERENT = 64


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
        """Return the words of a page, without blanks."""
        page = self._document[index]
        text = page.get_textpage()
        found = "".join(text.get_text_range().split())
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
        """Return a picture of a page."""
        page = self._document[index]
        bitmap: Any = page.render(scale=pixels_a_point, grayscale=grey)
        picture: Image.Image = bitmap.to_pil().convert("L" if grey else "RGB")
        bitmap.close()
        page.close()
        return picture

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Return whether no block of the two grey pictures differs by more than antialiasing."""
    difference: Any = ImageChops.difference(one.reduce(_BLOCK), other.reduce(_BLOCK))
    return bool(difference.getextrema()[1] <= _DIFFERENT)
