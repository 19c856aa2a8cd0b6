"""Pages before and after they are rewritten, compared; and where on them there is no ink."""

import math
from collections.abc import Iterator
from typing import Any

from PIL import Image

from editions.assembly.intake.fitting import Fit
from editions.model.annexes import Place
from editions.seeing import Seen, alike

#: Dots to the inch of the pictures that are compared.
_DPI = 48
#: Pixels that the shorter side of a page has at least, and the scale at which that is given up: a stamp has no fewer to compare.
_SHORTEST, _LARGEST = 60, 20.0
#: The lightest grey, of 255, that is ink.
_INK = 245


def rough(seen: Seen, index: int, size: tuple[float, float]) -> Image.Image:
    """Return the picture of a page that is *size* points large, for comparison."""
    scale = max(_DPI / 72, min(_SHORTEST / min(size), _LARGEST))
    return seen.picture(index, round(scale * size[0]) / seen.size(index)[0])


def ink_free(picture: Image.Image, size: tuple[float, float], put: Fit, candidates: Iterator[Place]) -> Place | None:
    """Return the first of *candidates* (on the sheet) in which the page, *put* there, shows no ink."""
    scale = picture.width / size[0] / put.scale
    top = put.low + size[1] * put.scale
    for box in candidates:
        area = (
            math.floor((box.left - put.left) * scale),
            math.floor((top - box.bottom - box.height) * scale),
            math.ceil((box.left - put.left + box.width) * scale),
            math.ceil((top - box.bottom) * scale),
        )
        inside = (max(area[0], 0), max(area[1], 0), min(area[2], picture.width), min(area[3], picture.height))
        if inside[0] >= inside[2] or inside[1] >= inside[3] or _darkest(picture.crop(inside)) >= _INK:
            return box
    return None


def _darkest(picture: Any) -> int:
    return int(picture.getextrema()[0])


def compare(before: Image.Image, after: Seen, index: int, window: tuple[float, float, float, float]) -> bool:
    """Return whether page *index* of *after* shows in *window*, a box of its own space, what the picture *before* shows.

    The window alone is drawn, as large as the picture: however the page was moved or made smaller,
    each line falls on the pixels on which it fell before.
    """
    after.show_only(index, window)
    return alike(before, after.picture(index, before.width / after.size(index)[0]))
