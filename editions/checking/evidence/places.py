"""Where something lies on a page, as the page is seen."""

from decimal import Decimal
from typing import Any

from pikepdf import Array

from editions.model.evidence import Box, PageEvidence


def upright(rectangle: Any, page: Any, seen: PageEvidence) -> Box:
    """Return *rectangle* of the page's own space as it is seen."""
    x1, y1, x2, y2 = (float(side) for side in rectangle)
    origin = page.cropbox
    left, low = float(origin[0]), float(origin[1])
    x1, y1, x2, y2 = x1 - left, y1 - low, x2 - left, y2 - low
    match int(page.obj.get("/Rotate", 0)) % 360:
        case 90:
            x1, y1, x2, y2 = y1, seen.height - x1, y2, seen.height - x2
        case 180:
            x1, y1, x2, y2 = seen.width - x1, seen.height - y1, seen.width - x2, seen.height - y2
        case 270:
            x1, y1, x2, y2 = seen.width - y1, x1, seen.width - y2, x2
    return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def is_place(value: Any) -> bool:
    """Return whether *value* is a rectangle; what a reader cannot place lies in the file all the same."""
    return isinstance(value, Array) and len(value) == 4 and all(isinstance(side, int | float | Decimal) for side in value)
