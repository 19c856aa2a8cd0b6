"""Findings numbered, and marked on the page where they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from editions.model.evidence import Box
from editions.model.findings import Finding

#: Points that a mark stands off from what it marks, and the least width and height that it has.
_OFF, _LEAST = 2.0, 8.0
#: Percent of the page's width and height that a mark's number takes, with one figure, and that each further figure adds, where a page
#: is shown as small as on a telephone; and the percent that it stands off.
_WIDTH, _HEIGHT, _FIGURE, _APART = 5.6, 3.8, 2.0, 0.8
#: How many numbers fit beside and below each other: further ones stand where their marks are.
_ACROSS, _DOWN = 16, 26
#: Percent by which two numbers may overlap for being counted in floating point.
_EDGE = 1e-6


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """A finding with the number that it bears in the proof, from 1, and the place that its number leads to ("": none)."""

    number: int
    finding: Finding
    place: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """An outlined region of a page: left, top, width and height in percent of the page's, from its upper left corner."""

    number: int
    severity: str
    left: float
    top: float
    width: float
    height: float
    #: Where the middle of its number is, in percent of the page, too.
    badge: tuple[float, float] = (0.0, 0.0)

    @property
    def rules(self) -> str:
        """Return the rules of the style sheet that put the mark and its number in their places."""
        left, top = (_percent(at - start, side) for at, start, side in zip(self.badge, *self._sides, strict=True))
        place = f"#mark-{self.number}{{left:{self.left}%;top:{self.top}%;width:{self.width}%;height:{self.height}%}}"
        return f"{place}#mark-{self.number} .badge{{left:{left}%;top:{top}%}}"

    @property
    def _sides(self) -> tuple[tuple[float, float], tuple[float, float]]:
        return (self.left, self.top), (self.width, self.height)


def number(findings: Iterable[Finding], pages: Iterable[tuple[str, int, str]]) -> tuple[Numbered, ...]:
    """Return *findings* with numbers; *pages* are those that are shown: their file, number and id in the proof."""
    shown = {(file, page): identifier for file, page, identifier in pages}
    return tuple(
        Numbered(number=count, finding=finding, place=_place(count, finding, shown.get((finding.where, finding.page), "")))
        for count, finding in enumerate(findings, 1)
    )


def _place(count: int, finding: Finding, page: str) -> str:
    return f"mark-{count}" if page and finding.box else page


def on_page(numbered: Sequence[Numbered], file: str, page: int) -> tuple[Numbered, ...]:
    """Return the findings that are about *page* of *file*."""
    return tuple(one for one in numbered if (one.finding.where, one.finding.page) == (file, page))


def mark(one: Numbered, size: tuple[float, float]) -> Mark | None:
    """Return the mark of a finding on a page of *size* points; None where the finding has no box."""
    if one.finding.box is None:
        return None
    left, top, right, low = _grown(one.finding.box, size)
    width, height = size
    return Mark(
        number=one.number,
        severity=one.finding.severity,
        left=_percent(left, width),
        top=_percent(top, height),
        width=_percent(right - left, width),
        height=_percent(low - top, height),
    )


def _grown(box: Box, size: tuple[float, float]) -> Box:
    """Return *box* as left, top, right, bottom from the upper left corner: grown a little, and kept on the page."""
    left, right = _spread(min(box[0], box[2]), max(box[0], box[2]), size[0])
    top, low = _spread(size[1] - max(box[1], box[3]), size[1] - min(box[1], box[3]), size[1])
    return left, top, right, low


def _spread(start: float, end: float, whole: float) -> tuple[float, float]:
    lacking = max(_LEAST - (end - start), 0.0) / 2
    start, end = start - _OFF - lacking, end + _OFF + lacking
    return max(0.0, min(start, whole - _LEAST)), min(whole, max(end, _LEAST))


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 3) if whole else 0.0


def arranged(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the *marks* of one page with places for their numbers: to the left of each, and none over another."""
    taken = _Taken()
    found: list[Mark] = []
    for one in marks:
        width = _WIDTH + _FIGURE * (len(str(one.number)) - 1)
        middle = min(max(one.top + one.height / 2, _HEIGHT / 2), 100 - _HEIGHT / 2)
        wished = one.left - _APART - width / 2
        left = wished if wished >= width / 2 else one.left + _APART + width / 2
        place = next((at for at in _around(left, middle, width) if taken.is_free(at, width)), (left, middle))
        taken.take(place, width)
        found.append(replace(one, badge=place))
    return tuple(found)


class _Taken:
    """The places of a page that numbers have, by the height in which they stand."""

    def __init__(self) -> None:
        self._rows: dict[int, list[tuple[float, float, float]]] = {}

    def take(self, place: tuple[float, float], width: float) -> None:
        self._rows.setdefault(int(place[1] / _HEIGHT), []).append((*place, width))

    def is_free(self, place: tuple[float, float], width: float) -> bool:
        row = int(place[1] / _HEIGHT)
        return not any(
            abs(x - place[0]) < (width + other) / 2 - _EDGE and abs(y - place[1]) < _HEIGHT - _EDGE
            for near in (row - 1, row, row + 1)
            for x, y, other in self._rows.get(near, ())
        )


def _around(left: float, middle: float, width: float) -> Iterator[tuple[float, float]]:
    """Yield the places of a page for a number, the nearest to *left* and *middle* first."""
    for across, down in _steps(width):
        x, y = left + across, middle + down
        if width / 2 <= x <= 100 - width / 2 and _HEIGHT / 2 <= y <= 100 - _HEIGHT / 2:
            yield x, y


@cache
def _steps(width: float) -> tuple[tuple[float, float], ...]:
    """Return steps away from a place, the shortest first."""
    steps = [(across * width, down * _HEIGHT) for across in range(-_ACROSS, _ACROSS + 1) for down in range(-_DOWN, _DOWN + 1)]
    return tuple(sorted(steps, key=lambda step: (step[0] ** 2 + step[1] ** 2, step)))
