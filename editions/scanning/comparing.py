"""What a scanned page shows that the edition's does not, and what it lacks: ink against ink, tile by tile."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from PIL import Image, ImageChops, ImageFilter

from editions.model.evidence import Box
from editions.model.scans import Difference
from editions.scanning.aligning import FAINT, ink_of, lay

#: Pixels in a point in which pages are compared: 100 to the inch.
SCALE = 100 / 72
#: The side of a tile, and by how many pixels it may lie off: paper stretches, and glass is not flat.
_TILE, _OFF = 64, 3
#: Pixels around ink in which other ink is the same: a printer's and a scanner's edges.
_EDGE = 5
#: The side of the cells in which what differs is gathered, and how many pixels of a cell make a difference: a thin line
#: through it has 16, a digit of the text some 40.
_CELL, _ENOUGH = 16, 22
#: Millimetres to a point.
_POINT = 25.4 / 72


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How much of the page's ink is on the scan and the scan's on the page, from 0 to 1, what differs, and how the sheet lay.

    *picture* is the scan laid onto the page, grey, SCALE pixels to the point.
    """

    picture: Image.Image
    likeness: float
    differences: tuple[Difference, ...]
    turned: float
    size: float


def compare(scan: Image.Image, page: Image.Image, free: Iterable[Box] = ()) -> Comparison:
    """Return how *scan* compares with *page*, both grey and SCALE pixels to the point.

    What differs within *free*, boxes in points from the page's lower left corner, counts for nothing: there it is signed.
    """
    laid = lay(scan, page)
    sheet, wanted = _inks(laid.picture, free), _inks(page, free)
    added, lost = Image.new("L", page.size), Image.new("L", page.size)
    for tile in _tiles(page.size):
        one, other = _met(sheet, wanted, tile)
        added.paste(one, tile[:2])
        lost.paste(other, tile[:2])
    ink = _count(sheet.sure) + _count(wanted.sure)
    likeness = 1 - (_count(added) + _count(lost)) / ink if ink else 1.0
    differences = (*_differences(added, "added"), *_differences(lost, "lost"))
    return Comparison(picture=laid.picture, likeness=max(0.0, likeness), differences=differences, turned=laid.turned, size=laid.size)


@dataclass(frozen=True, kw_only=True)
class _Inks:
    """What of a page is surely ink, and what may be: a thin grey line, scanned, is not much darker than its paper."""

    sure: Image.Image
    faint: Image.Image


def _inks(picture: Image.Image, free: Iterable[Box]) -> _Inks:
    sure, faint = ink_of(picture), ink_of(picture, FAINT)
    for box in free:
        sure.paste(0, _pixels(box, picture.height))
        faint.paste(0, _pixels(box, picture.height))
    return _Inks(sure=sure, faint=faint)


def _pixels(box: Box, height: int) -> tuple[int, int, int, int]:
    left, low, right, high = (round(side * SCALE) for side in box)
    return left, height - high, right, height - low


def _tiles(size: tuple[int, int]) -> Iterator[tuple[int, int, int, int]]:
    for top, left in product(range(0, size[1], _TILE), range(0, size[0], _TILE)):
        yield left, top, min(left + _TILE, size[0]), min(top + _TILE, size[1])


def _met(scan: _Inks, page: _Inks, tile: tuple[int, int, int, int]) -> tuple[Image.Image, Image.Image]:
    """Return what of *tile* the scan has and the page has not, and the other way, where the two meet best."""
    wanted = page.sure.crop(tile)
    if not scan.sure.crop(_wider(tile)).getbbox() and not wanted.getbbox():
        return wanted, wanted
    moves = sorted(product(range(-_OFF, _OFF + 1), repeat=2), key=lambda move: move[0] ** 2 + move[1] ** 2)
    found = []
    for right, down in moves:
        moved = (tile[0] + right, tile[1] + down, tile[2] + right, tile[3] + down)
        here = scan.sure.crop(moved)
        off = _count(ImageChops.difference(here, wanted))
        found.append((off, here, moved))
    _, here, moved = min(found, key=lambda one: one[0])
    added = ImageChops.subtract(here, _around(page.faint, tile))
    lost = ImageChops.subtract(wanted, _around(scan.faint, moved))
    return added, lost


def _wider(tile: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    return tile[0] - _OFF, tile[1] - _OFF, tile[2] + _OFF, tile[3] + _OFF


def _around(ink: Image.Image, tile: tuple[int, int, int, int]) -> Image.Image:
    """Return the ink of *tile*, and what lies near to it."""
    left, top, right, bottom = tile
    edge = _EDGE // 2 + 1
    grown = ink.crop((left - edge, top - edge, right + edge, bottom + edge)).filter(ImageFilter.MaxFilter(_EDGE))
    return grown.crop((edge, edge, edge + right - left, edge + bottom - top))


def _count(ink: Image.Image) -> int:
    return sum(ink.histogram()[128:])


def _differences(ink: Image.Image, kind: str) -> Iterator[Difference]:
    """Yield where *ink*, which differs, lies: neighbouring cells are one place."""
    across, down = -(-ink.width // _CELL), -(-ink.height // _CELL)
    cells = {
        (column, row)
        for row, column in product(range(down), range(across))
        if _count(ink.crop((column * _CELL, row * _CELL, (column + 1) * _CELL, (row + 1) * _CELL))) >= _ENOUGH
    }
    while cells:
        place = _neighbours(cells, cells.pop())
        left, right = min(column for column, _ in place) * _CELL, (max(column for column, _ in place) + 1) * _CELL
        top, bottom = min(row for _, row in place) * _CELL, (max(row for _, row in place) + 1) * _CELL
        box = (left / SCALE, (ink.height - bottom) / SCALE, right / SCALE, (ink.height - top) / SCALE)
        yield Difference(kind=kind, box=box)


def _neighbours(cells: set[tuple[int, int]], first: tuple[int, int]) -> list[tuple[int, int]]:
    """Take *first* and all that hangs together with it out of *cells*."""
    found, waiting = [first], [first]
    while waiting:
        column, row = waiting.pop()
        for near in product(range(column - 1, column + 2), range(row - 1, row + 2)):
            if near in cells:
                cells.remove(near)
                found.append(near)
                waiting.append(near)
    return found
