"""A scanned page laid onto the page that it prints: set upright, brought to its size, and moved until their lines meet.

By profiles: the ink of each row of pixels, and of each column. Lines of text make teeth in that of the rows, which are sharpest
where the page stands upright, and meet those of the other page at one size and place alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PIL import Image, ImageChops, ImageFilter

#: Degrees by which a sheet may lie askew on the glass, in steps: a first look, and a closer one around the best.
_ASKEW, _STEP, _CLOSER = 4.0, 0.5, 0.05
#: Sizes that a print may have, of its page's: printers shrink to what they can print on, to 0.93 or so.
_SIZES = (0.88, 1.08)
#: The share of the page by which a sheet may have been moved.
_MOVED = 0.12
#: Levels of grey, of 255, by which ink is darker than its paper: what is surely ink, and what may be some.
SURE, FAINT = 96, 36


@dataclass(frozen=True, kw_only=True)
class Laid:
    """The scanned page on the frame of the other; by how many degrees it was turned, and its size, of the other's."""

    picture: Image.Image
    turned: float
    size: float


def ink_of(picture: Image.Image, level: int = SURE) -> Image.Image:
    """Return the ink of a grey picture, white on black: what is darker than the paper around it by *level*, of 255.

    It counts for nothing how grey or yellow the paper is.
    """
    small = picture.reduce(4) if min(picture.size) > 64 else picture
    paper = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.BoxBlur(8)).resize(picture.size)
    return ImageChops.subtract(paper, picture).point(lambda darker: 255 if darker > level else 0)


def lay(scan: Image.Image, page: Image.Image) -> Laid:
    """Return *scan* laid onto *page*; both are grey, and a pixel of either is about as large."""
    upright, turned = _upright(scan)
    ink, wanted = ink_of(upright), ink_of(page)
    down = _meet(_rows(ink), _rows(wanted))
    across = _place(_columns(ink), _columns(wanted), down.size, _MOVED)
    # From pixels of the page to those of the scan.
    factor = 1 / down.size
    data = (factor, 0.0, -across * factor, 0.0, factor, -down.moved * factor)
    laid = upright.transform(page.size, Image.Transform.AFFINE, data, Image.Resampling.BILINEAR, fillcolor=255)
    return Laid(picture=laid, turned=turned, size=down.size)


def _upright(scan: Image.Image) -> tuple[Image.Image, float]:
    """Return *scan* turned so that its lines are level, and by how many degrees it was."""
    small = ink_of(scan).reduce(2)
    steps = round(_ASKEW / _STEP)
    coarse = max((step * _STEP for step in range(-steps, steps + 1)), key=lambda angle: _sharpness(small, angle))
    closer = round(_STEP / _CLOSER)
    angle = max((coarse + step * _CLOSER for step in range(-closer, closer + 1)), key=lambda angle: _sharpness(small, angle))
    return scan.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255), angle


def _sharpness(ink: Image.Image, angle: float) -> float:
    rows = _rows(ink.rotate(angle, Image.Resampling.BILINEAR, fillcolor=0))
    return sum((one - other) ** 2 for one, other in pairwise(rows))


def _rows(ink: Image.Image) -> list[int]:
    """Return the ink of each row, of 255."""
    return list(_bytes(ink.resize((1, ink.height), Image.Resampling.BOX)))


def _columns(ink: Image.Image) -> list[int]:
    return list(_bytes(ink.resize((ink.width, 1), Image.Resampling.BOX)))


def _bytes(image: Any) -> bytes:
    content: bytes = image.tobytes()
    return content


@dataclass(frozen=True, kw_only=True)
class _Meeting:
    size: float
    moved: float


def _meet(ink: Sequence[int], wanted: Sequence[int]) -> _Meeting:
    """Return the size and place at which the teeth of *ink* meet those that are *wanted*."""
    quarter = _thinned(ink, 4), _thinned(wanted, 4)
    reach = round(len(quarter[1]) * _MOVED)
    first = _best(
        *quarter, [_SIZES[0] + 0.005 * step for step in range(round((_SIZES[1] - _SIZES[0]) / 0.005) + 1)], range(-reach, reach + 1)
    )
    around = round(first.moved * 4)
    return _best(ink, wanted, [first.size + 0.001 * step for step in range(-6, 7)], range(around - 12, around + 13))


def _best(ink: Sequence[int], wanted: Sequence[int], sizes: Sequence[float], moves: range) -> _Meeting:
    found = []
    for size in sizes:
        scaled = _scaled(ink, size)
        score, moved = max((_agreement(scaled, wanted, move), move) for move in moves)
        found.append((score, size, moved))
    _, size, moved = max(found)
    return _Meeting(size=size, moved=moved)


def _place(ink: Sequence[int], wanted: Sequence[int], size: float, share: float) -> float:
    """Return by how many pixels *ink*, brought to *size*, is moved to meet what is *wanted*."""
    scaled, reach = _scaled(ink, size), round(len(wanted) * share)
    return max(range(-reach, reach + 1), key=lambda move: _agreement(scaled, wanted, move))


def _scaled(profile: Sequence[int], size: float) -> list[int]:
    last = len(profile) - 1
    return [profile[min(last, round(place / size))] for place in range(round(len(profile) * size))]


def _thinned(profile: Sequence[int], step: int) -> list[int]:
    return [sum(profile[at : at + step]) // step for at in range(0, len(profile) - step + 1, step)]


def _agreement(ink: Sequence[int], wanted: Sequence[int], move: int) -> float:
    """Return how well *ink*, moved by *move* places, agrees with what is *wanted*: the less they differ, the more."""
    start, end = max(0, -move), min(len(ink), len(wanted) - move)
    if end <= start:
        return float("-inf")
    shared = sum(map(min, ink[start:end], wanted[start + move : end + move]))
    return 2 * shared - sum(ink[start:end])
