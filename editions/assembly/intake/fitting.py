"""Pages brought to the layout's paper: nothing cut, nothing made larger, links where they were."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Pdf

from editions.assembly.intake.content import Marks
from editions.assembly.intake.names import text
from editions.assembly.intake.unfit import Unfit

#: Points by which a page may miss the paper and still be of its size: A4 is 595.276 points wide.
_TOLERANCE = 1.0

#: Points that a page's side must and may have: PDF asked for 3 at least, and for 14,400 of its units at most (ISO 32000-1, C.2).
_SMALLEST, _LARGEST = 1.0, 144_000.0

#: Left, lower, right and upper side.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The paper, in points and upright, and whether pages are brought to it.

    *mark* is width and height of the mark, *margin* its distance from the edges, *strip* the
    height of what is left free at the foot where no other place is.
    """

    width: float
    height: float
    fit: bool
    mark: tuple[float, float]
    margin: tuple[float, float]
    strip: float


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What is visible of a page: the box in its own space, its rotation, and its unit in points."""

    box: Box
    turned: int
    unit: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, as it is seen."""
        left, low, right, high = self.box
        width, height = (right - left) * self.unit, (high - low) * self.unit
        return (height, width) if self.turned in (90, 270) else (width, height)


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Where a page is put: *scale*, then its left and lower edge on the sheet, all as it is seen."""

    width: float
    height: float
    scale: float
    left: float
    low: float


def inherited(page: Any, key: str) -> Any:
    """Return what *page* has under *key*, itself or from the nodes above it."""
    node: Any = page
    for _ in range(50):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def frame(page: Any) -> Frame:
    """Return what is visible of *page*: its crop box, as far as it lies on the media box (ISO 32000-1, 14.11.2)."""
    media = _box(inherited(page, "/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    crop = _box(inherited(page, "/CropBox")) or media
    seen = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    if seen[0] >= seen[2] or seen[1] >= seen[3]:
        seen = media
    turned = inherited(page, "/Rotate")
    unit = page.get("/UserUnit")
    return Frame(
        box=seen,
        turned=int(turned) % 360 if isinstance(turned, int) and int(turned) % 90 == 0 else 0,
        unit=float(unit) if is_number(unit) and float(unit) > 0 else 1.0,
    )


def check_sizes(indexes: Sequence[int], frames: Sequence[Frame]) -> None:
    """Refuse pages, numbered from 0 by *indexes*, that are too small to be seen, or larger than any reader draws.

    Raises:
        Unfit: a page is.
    """
    for index, seen in zip(indexes, frames, strict=True):
        width, height = seen.size
        if min(width, height) < _SMALLEST or max(width, height) > _LARGEST:
            how = "small to show anything" if min(width, height) < _SMALLEST else "large to be drawn"
            what = f"page {index + 1} is too {how}: {width:g} × {height:g} points"
            raise Unfit(what, "Leave it out, or print the file to PDF anew, on paper.")


def is_number(value: Any) -> bool:
    """Return whether *value* is a number, as far as a file says numbers."""
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def _box(value: Any) -> Box | None:
    if not isinstance(value, Array) or len(value) != 4 or not all(is_number(side) for side in value):
        return None
    one, two, three, four = (float(side) for side in value)
    box = (min(one, three), min(two, four), max(one, three), max(two, four))
    return box if box[2] - box[0] > 0 and box[3] - box[1] > 0 else None


def fit(size: tuple[float, float], sheet: Sheet, *, strip: float = 0) -> Fit:
    """Return where a page of *size* is put on *sheet*, turned to lie as the page lies.

    A *strip* at the foot, in points, is left free.
    """
    width, height = size
    if not sheet.fit:
        return Fit(width=width, height=height, scale=1.0, left=0.0, low=0.0)
    long, short = max(sheet.width, sheet.height), min(sheet.width, sheet.height)
    paper = (long, short) if width > height else (short, long)
    if not strip and abs(width - paper[0]) <= _TOLERANCE and abs(height - paper[1]) <= _TOLERANCE:
        return Fit(width=width, height=height, scale=1.0, left=0.0, low=0.0)
    scale = min(1.0, paper[0] / width, (paper[1] - strip) / height)
    return Fit(
        width=paper[0],
        height=paper[1],
        scale=scale,
        left=(paper[0] - width * scale) / 2,
        low=strip + (paper[1] - strip - height * scale) / 2,
    )


def matrix(seen: Frame, put: Fit) -> Matrix:
    """Return the matrix that brings the page's own space to where *put* says, before it is turned."""
    scale = put.scale * seen.unit
    left, low, right, high = seen.box
    wide, tall = (right - left) * scale, (high - low) * scale
    # The corner that is seen at the lower left, turned back into the page's own space.
    match seen.turned:
        case 0:
            corner = (put.left, put.low)
        case 90:
            corner = (put.height - put.low - wide, put.left)
        case 180:
            corner = (put.width - put.left - wide, put.height - put.low - tall)
        case _:
            corner = (put.low, put.width - put.left - tall)
    return Matrix(scale, 0, 0, scale, corner[0] - left * scale, corner[1] - low * scale)


def window(seen: Frame, put: Fit) -> Box:
    """Return the box, in the space of the page as it was put, in which all that was seen of it lies."""
    moved = matrix(seen, put)
    left, low, right, high = seen.box
    return (*moved.transform((left, low)), *moved.transform((right, high)))


def place(pdf: Pdf, page: Any, seen: Frame, put: Fit, *, drawn: bytes, marks: Marks) -> Matrix:
    """Put *page* on its sheet, with *drawn* behind its content, and return the matrix of its own space.

    *marks* says what the content takes off too much, and leaves open.
    """
    moved = matrix(seen, put)
    left, low, right, high = seen.box
    opening = b"q %s cm %s re W n\n" % (moved.encode(), _numbers(left, low, right - left, high - low)) + b"q\n" * (marks.missing + 1)
    closing = b"\n" + marks.closing + b"Q\n" * (marks.left_over + 1) + drawn + b"Q\n"
    contents = page.get("/Contents", Array())
    streams = list(contents) if isinstance(contents, Array) else [contents]
    page["/Contents"] = Array([pdf.make_stream(opening), *streams, pdf.make_stream(closing)])
    for key in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/UserUnit"):
        if key in page:
            del page[key]
    upright = (put.height, put.width) if seen.turned in (90, 270) else (put.width, put.height)
    page["/MediaBox"] = Array([0, 0, round(upright[0], 3), round(upright[1], 3)])
    page["/Rotate"] = seen.turned
    _move_patterns(pdf, page, moved)
    return moved


def _numbers(*values: float) -> bytes:
    return " ".join(f"{value:.4f}" for value in values).encode()


def _move_patterns(pdf: Pdf, page: Any, moved: Matrix) -> None:
    """Move the page's patterns with it: they lie in the page's own space, whatever is in force (ISO 32000-1, 8.7.3.1)."""
    patterns = page["/Resources"].get("/Pattern")
    if not isinstance(patterns, Dictionary) or moved == Matrix():
        return
    own = Dictionary()
    for name, pattern in patterns.items():
        if isinstance(pattern, pikepdf.Stream):
            moved_one: Any = pdf.make_stream(pattern.read_raw_bytes())
            for key, value in pattern.stream_dict.items():
                if key != "/Length":
                    moved_one[key] = value
        else:
            moved_one = copy(pattern)
        moved_one["/Matrix"] = (Matrix(pattern.get("/Matrix", Array([1, 0, 0, 1, 0, 0]))) @ moved).as_array()
        own[name] = pdf.make_indirect(moved_one)
    page["/Resources"]["/Pattern"] = own


def move_annotation(annotation: Any, moved: Matrix) -> None:
    """Move a link with its page."""
    if "/Rect" in annotation:
        annotation["/Rect"] = _moved(annotation["/Rect"], moved)
    if "/QuadPoints" in annotation:
        numbers = [float(number) for number in annotation["/QuadPoints"]]
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        annotation["/QuadPoints"] = Array([round(side, 4) for pair in pairs for side in moved.transform(pair)])
    _scale_border(annotation, abs(moved.a))


def _scale_border(annotation: Any, scale: float) -> None:
    """Make the frame around a link as wide as its page has become: readers draw it (ISO 32000-1, 12.5.4)."""
    border, style = annotation.get("/Border"), annotation.get("/BS")
    if isinstance(border, Array):
        annotation["/Border"] = Array([_scaled(side, scale) for side in list(border)[:3]] + list(border)[3:])
    if isinstance(style, Dictionary) and "/W" in style:
        annotation["/BS"] = copy(style)
        annotation["/BS"]["/W"] = _scaled(style["/W"], scale)


def _scaled(value: Any, scale: float) -> Any:
    return round(float(value) * scale, 4) if is_number(value) else 0


def _moved(rectangle: Any, moved: Matrix) -> Array:
    left, low, right, high = (float(side) for side in rectangle)
    one, other = moved.transform((left, low)), moved.transform((right, high))
    return Array([round(side, 4) for side in (*one, *other)])


def move_destination(destination: Array, moved: Matrix) -> None:
    """Move an explicit destination's coordinates (ISO 32000-1, table 151) with the page that it names."""
    kind = text(destination[1]) if len(destination) > 1 else ""
    numbers: list[Any] = [float(value) if is_number(value) else None for value in list(destination)[2:]]
    left, top = [*numbers, None, None][:2]
    x, y = moved.transform((left or 0.0, top or 0.0))
    if kind == "/XYZ" and len(numbers) >= 2:
        destination[2] = round(x, 3) if left is not None else None
        destination[3] = round(y, 3) if top is not None else None
    elif kind in ("/FitH", "/FitBH") and left is not None:
        destination[2] = round(moved.transform((0.0, left))[1], 3)
    elif kind in ("/FitV", "/FitBV") and left is not None:
        destination[2] = round(moved.transform((left, 0.0))[0], 3)
    elif kind == "/FitR" and len(numbers) >= 4 and None not in numbers:
        x2, y2 = moved.transform((numbers[2], numbers[3]))
        for index, value in enumerate((x, y, x2, y2), 2):
            destination[index] = round(value, 3)
