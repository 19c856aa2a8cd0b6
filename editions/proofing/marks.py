"""Findings numbered, and marked on the page where they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editions.model.evidence import Box
from editions.model.findings import Finding

#: Points that a mark stands off from what it marks, and the least width and height that it has.
_OFF, _LEAST = 2.0, 8.0
#: Percent of the page's width that a mark's number needs beside it.
_BESIDE = 6.0


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

    @property
    def is_at_edge(self) -> bool:
        """Whether its number has no room beside it on the page."""
        return self.left < _BESIDE

    @property
    def rule(self) -> str:
        """Return the rule of the style sheet that puts the mark in its place."""
        return f"#mark-{self.number}{{left:{self.left}%;top:{self.top}%;width:{self.width}%;height:{self.height}%}}"


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
