"""The letters of a PDF's pages, each with its place, and the marked content that it belongs to, as PDFium sees them."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from editions.model.evidence import Box
from editions.seeing.painting import Marks, Unpainted, marks_of

_UNMARKED = Marks(mark=None, artifact=False)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter of a page: *mark* is its content's identifier (MCID), *artifact* says that it is marked as no content."""

    text: str
    page: int
    box: Box
    mark: int | None
    artifact: bool


def letters_of(content: bytes) -> Iterator[Letter]:
    """Yield the letters of the PDF *content*, page by page, blanks left out; of pages that are neither turned nor cut.

    Raises:
        Unpainted: it cannot be opened.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unpainted(str(error)) from None
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        yield from _on_page(text.raw, index + 1)
        text.close()
        page.close()
    document.close()


def _on_page(text: Any, number: int) -> Iterator[Letter]:
    marks: dict[int | None, Marks] = {}
    for index in range(raw.FPDFText_CountChars(text)):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if letter.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        item = raw.FPDFText_GetTextObject(text, index)
        key = ctypes.cast(item, ctypes.c_void_p).value
        if key not in marks:
            marks[key] = marks_of(item, _UNMARKED) if item else _UNMARKED
        yield Letter(text=letter, page=number, box=_box(text, index), mark=marks[key].mark, artifact=marks[key].artifact)


def _box(text: Any, index: int) -> Box:
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, low, high)
    return (round(left.value, 2), round(low.value, 2), round(right.value, 2), round(high.value, 2))
