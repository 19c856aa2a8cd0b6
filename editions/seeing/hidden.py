"""Text that a page holds and does not show: looked for in pictures of the page, with and without what may hide it."""

from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from editions.model.evidence import Box, PageEvidence, Run, Shape

#: Greys, of 255, by which what is seen differs from what is behind it.
_SEEN = 24
#: Pixels in a point: in the first look at all of a page, and in the closer one at what seemed empty.
_COARSE, _FINE = 1.0, 4.0
#: The share of a text's ink that may be lost under a shape: the edge of a rule may touch a letter.
_TOUCHED = 0.1
#: Pairs of a text and a shape that are looked at on a page at most.
_MOST = 60
#: Forms that lie deeper in each other are not followed; as in painting.py.
_DEEPEST = 8


def hidden_runs(content: bytes, pages: Iterable[PageEvidence]) -> Iterator[tuple[PageEvidence, Run]]:
    """Yield the runs of *pages* of the PDF *content* that cannot be seen where they stand, or are partly covered."""
    document = pypdfium2.PdfDocument(content)
    for page in pages:
        runs = [run for run in page.runs if run.visible and run.text.strip()]
        hidden = {run.order for run in _empty(document, page, runs)}
        pairs = [(run, shape) for run, shape in _overlaps(page, runs) if run.order not in hidden]
        hidden |= {run.order for run in _covered(document, page, pairs[:_MOST])}
        yield from ((page, run) for run in runs if run.order in hidden)
    document.close()


def _empty(document: Any, page: PageEvidence, runs: list[Run]) -> list[Run]:
    """Return those of *runs* in whose place there is one colour alone."""
    if not runs:
        return []
    coarse = _picture(document, page.number, _COARSE)
    faint = [run for run in runs if _is_even(coarse, page, run.box, _COARSE)]
    fine = _picture(document, page.number, _FINE) if faint else coarse
    return [run for run in faint if _is_even(fine, page, run.box, _FINE)]


def _picture(document: Any, number: int, scale: float) -> Image.Image:
    page = document[number - 1]
    picture = _drawn(page, scale)
    page.close()
    return picture


def _drawn(page: Any, scale: float) -> Image.Image:
    bitmap: Any = page.render(scale=scale, grayscale=True)
    picture: Image.Image = bitmap.to_pil().convert("L")
    bitmap.close()
    return picture


def _is_even(picture: Image.Image, page: PageEvidence, box: Box, scale: float) -> bool:
    area = _pixels(picture, page, box, scale)
    if area is None:
        return True
    lowest, highest = picture.crop(area).getextrema()
    return bool(highest - lowest < _SEEN)  # type: ignore[operator]


def _pixels(picture: Image.Image, page: PageEvidence, box: Box, scale: float) -> tuple[int, int, int, int] | None:
    """Return *box* in pixels of *picture*, one more on each side; None where it lies outside."""
    left, right = int(box[0] * scale) - 1, int(box[2] * scale) + 2
    upper, lower = int((page.height - box[3]) * scale) - 1, int((page.height - box[1]) * scale) + 2
    left, upper, right, lower = max(left, 0), max(upper, 0), min(right, picture.width), min(lower, picture.height)
    return (left, upper, right, lower) if left < right and upper < lower else None


def _overlaps(page: PageEvidence, runs: list[Run]) -> Iterator[tuple[Run, Shape]]:
    """Yield each of *runs* with each shape that is painted over its box later."""
    opaque = [shape for shape in page.shapes if shape.opaque]
    for run in runs:
        yield from ((run, shape) for shape in opaque if shape.order > run.order and _meet(run.box, shape.box))


def _meet(one: Box, other: Box) -> Box | None:
    box = (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
    return box if box[2] - box[0] > 0.5 and box[3] - box[1] > 0.5 else None


def _covered(document: Any, page: PageEvidence, pairs: list[tuple[Run, Shape]]) -> Iterator[Run]:
    """Yield the runs of *pairs* whose shape hides some of their ink: more of it is seen when the shape is left out."""
    if not pairs:
        return
    opened = document[page.number - 1]
    objects = list(_objects(opened.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, 0))
    for run, shape in pairs:
        box = _meet(run.box, shape.box)
        if box is not None and max(run.order, shape.order) <= len(objects):
            text, cover = objects[run.order - 1], objects[shape.order - 1]
            seen = _ink(opened, page, box, text)
            raw.FPDFPageObj_SetIsActive(cover, False)
            there = _ink(opened, page, box, text)
            raw.FPDFPageObj_SetIsActive(cover, True)
            if there and seen < there * (1 - _TOUCHED):
                yield run
    opened.close()


def _ink(opened: Any, page: PageEvidence, box: Box, text: Any) -> int:
    """Return how much of *text* is seen in *box*: the sum of greys by which the picture changes without it."""
    whole = _drawn(opened, _FINE / 2)
    raw.FPDFPageObj_SetIsActive(text, False)
    without = _drawn(opened, _FINE / 2)
    raw.FPDFPageObj_SetIsActive(text, True)
    area = _pixels(whole, page, box, _FINE / 2)
    if area is None:
        return 0
    difference: Any = ImageChops.difference(whole.crop(area), without.crop(area))
    return sum(level * count for level, count in enumerate(difference.histogram()) if level >= _SEEN)


def _objects(holder: Any, count: Any, get: Any, depth: int) -> Iterator[Any]:
    """Yield the objects of *holder* in the order in which painting.py counts them."""
    for index in range(count(holder)):
        item = get(holder, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item
        elif depth < _DEEPEST:
            yield from _objects(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1)
