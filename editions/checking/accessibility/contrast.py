"""Contrast of text against what lies behind it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from editions.checking.colours import named
from editions.checking.lines import area, shared
from editions.checking.parts import parts_of
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import Box, PageEvidence, Run, Shape
from editions.seeing import Seen

_FAMILY = "accessibility"
#: WCAG 2.2, 1.4.3: the least contrast of text, and of large text: from 18 points, or 14 points where it is bold.
_LEAST, _LEAST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18.0, 14.0
_WHITE = "#ffffff"
#: Pixels to the point in which a page is drawn where its shapes do not tell what lies behind the text.
_SCALE = 2.0
#: The share of a run that a shape must lie behind to be what it is read against.
_BEHIND = 0.2


@rule("contrast", "Text stands out from what lies behind it.", family=_FAMILY, needs=("pdf",), clause="WCAG 2.2, 1.4.3")
def contrast(case: Case) -> Iterator[Hit]:
    """Text has a contrast of 4.5:1 at least, large text (18 points, or 14 points bold) of 3:1.

    What lies behind is white, or the shapes below. Where they do not tell, the page is drawn, and the most frequent
    colour around the letters counts.
    """
    drawn = _Drawn(case.pdf_bytes)
    for page in parts_of(case).pages:
        # A path without fill is a line, and lies behind nothing.
        backs = [shape for shape in page.shapes if shape.kind != "path" or shape.colour]
        for run in page.runs:
            if run.visible and run.colour and run.text.strip() and not _surely_stands_out(backs, run):
                behind = drawn.behind(page, run.box)
                if (found := ratio(run.colour, behind)) < _least(run):
                    contrast = f"a contrast of {found:.1f}:1; {_least(run)}:1 is the least"
                    message = f'"{quoted(run.text)}" is {named(run.colour)} on {named(behind)}: {contrast}'
                    yield Hit(message=message, page=page.number, box=run.box)
    drawn.close()


@lru_cache(maxsize=1024)
def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours ("#rrggbb"), from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _least(run: Run) -> float:
    bold = "bold" in run.font.casefold()
    return _LEAST_LARGE if run.size >= (_LARGE_BOLD if bold else _LARGE) else _LEAST


def _surely_stands_out(backs: Sequence[Shape], run: Run) -> bool:
    """Return whether the run stands out from white and from all shapes that may lie behind it; an image has many colours."""
    behind = [shape for shape in backs if shape.order < run.order and shared(shape.box, run.box) > _BEHIND * area(run.box)]
    colours = {_WHITE, *(shape.colour for shape in behind)}
    return "" not in colours and all(ratio(run.colour, colour) >= _least(run) for colour in colours)


class _Drawn:
    """The pages of a PDF as they are seen, drawn when they are first asked for."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._seen: Seen | None = None
        self._picture: tuple[int, object] = (0, None)

    def behind(self, page: PageEvidence, box: Box) -> str:
        """Return the most frequent colour in *box* of *page*."""
        if self._seen is None:
            self._seen = Seen(self._content)
        if self._picture[0] != page.number:
            self._picture = (page.number, self._seen.picture(page.number - 1, _SCALE, grey=False))
        picture = self._picture[1]
        left, low, right, high = box
        corners = (left - 1, page.height - high - 1, right + 1, page.height - low + 1)
        colours = picture.crop(tuple(round(side * _SCALE) for side in corners)).getcolors(1 << 24)  # type: ignore[attr-defined]
        return "#{:02x}{:02x}{:02x}".format(*max(colours)[1]) if colours else _WHITE

    def close(self) -> None:
        """Let go of the file."""
        if self._seen is not None:
            self._seen.close()


RULES = (contrast,)
