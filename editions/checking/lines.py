"""Lines of text, made of the runs that a page paints; and how boxes lie to each other, in points."""

from collections.abc import Iterable
from dataclasses import dataclass

from editions.model.evidence import Box, PageEvidence, Run

#: Points in a millimetre.
POINTS = 72 / 25.4
#: The share of the lower of two boxes that must lie beside the other for both to be of one line: a raised number
#: of a note does, a descender above a capital does not.
_BESIDE = 0.3


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line: its page, the box of its ink, its words as they are painted, and the largest type in it, in points."""

    page: int
    box: Box
    text: str
    size: float


def lines_of(runs: Iterable[tuple[PageEvidence, Run]]) -> tuple[Line, ...]:
    """Return *runs*, each with its page and in reading order, as lines; runs of blanks are left out."""
    lines: list[Line] = []
    for page, run in runs:
        if not run.text.strip():
            continue
        if lines and lines[-1].page == page.number and beside(lines[-1].box, run.box):
            last = lines[-1]
            lines[-1] = Line(page=last.page, box=around(last.box, run.box), text=last.text + run.text, size=max(last.size, run.size))
        else:
            lines.append(Line(page=page.number, box=run.box, text=run.text, size=run.size))
    return tuple(lines)


def beside(one: Box, other: Box) -> bool:
    """Return whether the boxes are as high on the page, so that they could be of one line."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > _BESIDE * min(one[3] - one[1], other[3] - other[1])


def apart(one: Box, other: Box) -> bool:
    """Return whether the boxes share no stretch of the page's width: they stand in columns of their own."""
    return one[2] <= other[0] or other[2] <= one[0]


def around(one: Box, other: Box) -> Box:
    """Return the smallest box around both."""
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))


def shared(one: Box, other: Box) -> float:
    """Return how much the boxes overlap, in square points."""
    width, height = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def area(box: Box) -> float:
    """Return the size of *box* in square points."""
    return (box[2] - box[0]) * (box[3] - box[1])
