"""Whether each annex page in the whole still shows what it showed by itself: read back by PDFium."""

from collections.abc import Iterable

from PIL import Image, ImageDraw

from editions.model.annexes import Leaf, Leaves
from editions.problems import CheckRefusal, Problem
from editions.seeing import Seen, alike

_REMEDY = 'This is a fault of editions: report it, with the annex. Until then, give it as = "picture" or "attach".'
#: Dots to the inch of the pictures that are compared: a line of 10 points is 3 pixels high.
_DPI = 24


def check_joined(content: bytes, parts: Iterable[tuple[str, int, Leaves]]) -> None:
    """Refuse the PDF *content* unless it shows the pages of each part: file, index of the first page, leaves.

    Raises:
        CheckRefusal: a page has other words, another size or another look than it had.
    """
    whole = Seen(content)
    problems = []
    for file, first, leaves in parts:
        part = Seen(leaves.content)
        for index, leaf in enumerate(leaves.leaves):
            what = _difference(part, index, whole, first + index, leaf)
            if what:
                problems.append(Problem(file, f"page {leaf.number} has {what} once it is joined", _REMEDY))
        part.close()
    whole.close()
    if problems:
        raise CheckRefusal(*problems)


def _difference(part: Seen, index: int, whole: Seen, at: int, leaf: Leaf) -> str:
    """Return in what the page differs; empty if in nothing but its mark."""
    if at >= len(whole) or part.size(index) != whole.size(at):
        return "another size"
    if not _only_more(part.words(index), whole.words(at)):
        return "other words"
    scale = _DPI / 72
    pictures = [_without_mark(seen.picture(number, scale), leaf, scale) for seen, number in ((part, index), (whole, at))]
    return "" if alike(*pictures) else "another look"


def _only_more(before: str, after: str) -> bool:
    """Return whether *after* is *before* with one run of letters, the mark, put in or behind."""
    same = 0
    while same < len(before) and same < len(after) and before[same] == after[same]:
        same += 1
    rest = before[same:]
    return len(after) >= len(before) and (not rest or after.endswith(rest))


def _without_mark(picture: Image.Image, leaf: Leaf, scale: float) -> Image.Image:
    place = leaf.place
    if place is not None:
        left, top = place.left * scale, (leaf.height - place.bottom - place.height) * scale
        box = (left - 2, top - 2, left + place.width * scale + 2, top + place.height * scale + 2)
        ImageDraw.Draw(picture).rectangle(box, fill=255)
    return picture
