"""What a page paints, object by object, as PDFium sees it: text with its place, font and colour, and shapes."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from editions.model.evidence import Box, PageEvidence, Run, Shape

#: Forms that lie deeper in each other are not followed.
_DEEPEST = 8
_KINDS = {raw.FPDF_PAGEOBJ_PATH: "path", raw.FPDF_PAGEOBJ_IMAGE: "image", raw.FPDF_PAGEOBJ_SHADING: "shading"}
#: Text render modes that paint nothing (ISO 32000-1, table 106): neither fill nor stroke, and clip only.
_UNPAINTED = {3, 7}
#: Points from which a stroke hides what lies below; a thinner one only runs through it.
_HIDING = 1.5

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Unpainted(Exception):
    """PDFium cannot open the file."""


def painted(content: bytes, labels: tuple[str, ...] = ()) -> Iterator[PageEvidence]:
    """Yield each page of the PDF *content* with what it paints; *labels* are the pages' labels, where there are any.

    Raises:
        Unpainted: it cannot be opened.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unpainted(str(error)) from None
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        painter = _Painter(page, text)
        painter.walk(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, painter.upright(), Marks(mark=None, artifact=False), 0)
        width, height = page.get_size()
        yield PageEvidence(
            number=index + 1,
            width=width,
            height=height,
            label=labels[index] if index < len(labels) else str(index + 1),
            runs=tuple(painter.runs),
            shapes=tuple(painter.shapes),
        )
        text.close()
        page.close()
    document.close()


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The marks around an object: its MCID, and whether it is an artifact."""

    mark: int | None
    artifact: bool


class _Painter:
    """Gathers what one page paints."""

    def __init__(self, page: Any, text: Any) -> None:
        self._page = page
        self._text = text
        self._order = 0
        self.runs: list[Run] = []
        self.shapes: list[Shape] = []

    def upright(self) -> _Matrix:
        """Return the matrix from the page's own space to the page as it is seen."""
        left, low, right, high = self._page.get_cropbox()
        match self._page.get_rotation():
            case 90:
                return (0, -1, 1, 0, -low, right)
            case 180:
                return (-1, 0, 0, -1, right, high)
            case 270:
                return (0, 1, -1, 0, high, -left)
            case _:
                return (1, 0, 0, 1, -left, -low)

    def walk(self, holder: Any, count: Any, get: Any, matrix: _Matrix, around: Marks, depth: int) -> None:
        """Gather the objects of *holder*, a page or a form, whose space *matrix* brings to the page as it is seen."""
        for index in range(count(holder)):
            item = get(holder, index)
            kind = raw.FPDFPageObj_GetType(item)
            marks = marks_of(item, around)
            if kind == raw.FPDF_PAGEOBJ_FORM:
                if depth < _DEEPEST:
                    inner = _product(_matrix(item), matrix)
                    self.walk(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, marks, depth + 1)
                continue
            self._order += 1
            box = _box(item, matrix)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self._take_text(item, box, matrix, marks)
            elif kind in _KINDS and box is not None:
                self._take_shape(item, _KINDS[kind], box, matrix, marks)

    def _take_text(self, item: Any, box: Box | None, matrix: _Matrix, marks: Marks) -> None:
        text = _words(item, self._text.raw)
        if not text:
            return
        colour, alpha = _colour(item, raw.FPDFPageObj_GetFillColor)
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(item, size)
        whole = _product(_matrix(item), matrix)
        self.runs.append(
            Run(
                text=text,
                box=box or (0.0, 0.0, 0.0, 0.0),
                font=_font(item),
                size=round(size.value * (whole[2] ** 2 + whole[3] ** 2) ** 0.5, 2),
                colour=colour,
                mark=marks.mark,
                artifact=marks.artifact,
                order=self._order,
                visible=raw.FPDFTextObj_GetTextRenderMode(item) not in _UNPAINTED and alpha > 0,
            )
        )

    def _take_shape(self, item: Any, kind: str, box: Box, matrix: _Matrix, marks: Marks) -> None:
        colour, stroke, opaque = "", "", kind != "shading"
        if kind == "path":
            mode, stroked = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(item, mode, stroked)
            (colour, fill), (stroke, ink) = _colour(item, raw.FPDFPageObj_GetFillColor), _colour(item, raw.FPDFPageObj_GetStrokeColor)
            thick = bool(stroked.value) and _thickness(item, matrix) >= _HIDING
            opaque = (bool(mode.value) and fill == 255) or (thick and ink == 255)
            colour, stroke = colour if mode.value else "", stroke if stroked.value else ""
        self.shapes.append(
            Shape(
                kind=kind, box=box, order=self._order, opaque=opaque and not raw.FPDFPageObj_HasTransparency(item), colour=colour,
                stroke=stroke, seen=_clipped(item, box, matrix), pixels=_pixels(item) if kind == "image" else (0, 0),
                mark=marks.mark, artifact=marks.artifact,
            )
        )  # fmt: skip


def marks_of(item: Any, around: Marks) -> Marks:
    mark, artifact = around.mark, around.artifact
    for number in range(raw.FPDFPageObj_CountMarks(item)):
        entry = raw.FPDFPageObj_GetMark(item, number)
        value = ctypes.c_int()
        if raw.FPDFPageObjMark_GetParamIntValue(entry, b"MCID", value):
            mark, artifact = value.value, False
        elif _name(entry) == "Artifact":
            mark, artifact = None, True
    return Marks(mark=mark, artifact=artifact)


def _name(entry: Any) -> str:
    buffer = (ctypes.c_ushort * 64)()
    size = ctypes.c_ulong()
    if not raw.FPDFPageObjMark_GetName(entry, buffer, ctypes.sizeof(buffer), size):
        return ""
    return bytes(buffer)[: max(size.value - 2, 0)].decode("utf-16-le", "replace")


def _words(item: Any, text_page: Any) -> str:
    size = raw.FPDFTextObj_GetText(item, text_page, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(item, text_page, buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _font(item: Any) -> str:
    font = raw.FPDFTextObj_GetFont(item)
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(size + 1)
    raw.FPDFFont_GetBaseFontName(font, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _colour(item: Any, get: Any) -> tuple[str, int]:
    """Return the colour and the opacity (0 to 255) with which *item* is filled, or stroked, as *get* says."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get(item, red, green, blue, alpha):
        return "", 255
    return f"#{red.value:02x}{green.value:02x}{blue.value:02x}", alpha.value


def _thickness(item: Any, matrix: _Matrix) -> float:
    """Return how thick the strokes of *item* are as seen, in points."""
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    a, b, c, d, _, _ = _product(_matrix(item), matrix)
    return float(width.value * abs(a * d - b * c) ** 0.5)


def _clipped(item: Any, box: Box, matrix: _Matrix) -> Box:
    """Return the part of *box* that the clips around *item* let through: of a border, the side that is drawn."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        points = list(_points(clip, path, matrix))
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = (max(box[0], min(xs)), max(box[1], min(ys)), min(box[2], max(xs)), min(box[3], max(ys)))
    left, low, right, high = (round(side, 2) for side in box)
    return (left, low, right, high)


def _points(clip: Any, path: int, matrix: _Matrix) -> Iterator[tuple[float, float]]:
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
        if raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, index), x, y):
            yield x.value * a + y.value * c + e, x.value * b + y.value * d + f


def _pixels(item: Any) -> tuple[int, int]:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(item, width, height)
    return width.value, height.value


def _matrix(item: Any) -> _Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return _SAME
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _product(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _box(item: Any, matrix: _Matrix) -> Box | None:
    """Return the box of *item* as it is seen; None where it paints nothing."""
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, low, right, high):
        return None
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (left.value, right.value) for y in (low.value, high.value)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))
