"""The mark of each annex page, drawn where it covers nothing, as an artifact that is not read aloud."""

import io
import re
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject, PdfObject

from editions.assembly.copying import Copier
from editions.model.annexes import Leaf, MarkSheet, Place

#: A line of the sheet, as WeasyPrint writes it: marked content around one text object.
_LINE = re.compile(rb"BDC\n.*?(BT\n.*?ET)\nEMC", re.DOTALL)
_START = re.compile(rb"1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm")
#: Points in a CSS pixel, in which the sheet's text is set.
_PIXEL = 0.75


@dataclass(frozen=True, kw_only=True)
class _Mark:
    """The text objects of a mark, and how far its ink reaches to the left of the row's right end, in points."""

    operators: bytes
    reach: float


class Marks:
    """The marks of one sheet, to be drawn into pages of *writer*, in the order in which they stand on it."""

    def __init__(self, sheet: MarkSheet, writer: PdfWriter) -> None:
        self._writer = writer
        self._sheet = sheet
        reader = PdfReader(io.BytesIO(sheet.content))
        self._marks = [mark for page in reader.pages for mark in _marks(page, sheet)]
        # All pages of the sheet share their fonts.
        self._fonts = Copier(reader, writer).copy(_raw(reader.pages[0]["/Resources"], "/Font"))
        self._colour = " ".join(f"{int(sheet.colour[start : start + 2], 16) / 255:.4g}" for start in (1, 3, 5)).encode()

    def draw(self, page: DictionaryObject, leaf: Leaf, index: int) -> None:
        """Draw the mark that stands at *index* (from 0) on *page*, which is seen as *leaf* says."""
        if leaf.place is None:
            return
        resources: Any = page["/Resources"]
        if "/XObject" not in resources:
            resources[NameObject("/XObject")] = DictionaryObject()
        mark = self._marks[index]
        resources["/XObject"][NameObject("/EdMark")] = self._writer._add_object(self._form(mark))
        contents: Any = dict.__getitem__(page, "/Contents")
        streams = contents.get_object()
        whole = ArrayObject(list.__iter__(streams)) if isinstance(streams, ArrayObject) else ArrayObject([contents])
        whole.append(self._writer._add_object(_stream(_drawing(leaf, leaf.place, mark))))
        page[NameObject("/Contents")] = whole

    def _form(self, mark: _Mark) -> PdfObject:
        """Return *mark* as a form whose origin is where its ink ends, on the foot of its row."""
        operators = b"%s rg %.4f 0 0 %.4f %.4f 0 cm\n" % (self._colour, _PIXEL, _PIXEL, -self._sheet.width) + mark.operators
        form = _stream(operators)
        box = [FloatObject(round(side, 3)) for side in (-mark.reach - 1, -1, 1, self._sheet.pitch + 1)]
        form.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): ArrayObject(box),
                NameObject("/Resources"): DictionaryObject({NameObject("/Font"): self._fonts}),
            }
        )
        return form


def _raw(item: Any, key: str) -> Any:
    """Return what *item* has under *key*, as it stands there: a reference stays one."""
    return dict.__getitem__(item.get_object(), key)


def _stream(operators: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(operators)
    return stream


def _marks(page: Any, sheet: MarkSheet) -> list[_Mark]:
    """Return the marks on *page* of the sheet, by its rows."""
    rows: dict[int, list[bytes]] = {}
    reach: dict[int, float] = {}
    for line in _LINE.finditer(page.get_contents().get_data()):
        start = _START.search(line[1])
        if start is None:
            continue
        row = int(float(start[2]) * _PIXEL // sheet.pitch)
        foot = (row + 1) * sheet.pitch / _PIXEL
        text = _START.sub(lambda at, foot=foot: b"1 0 0 1 %s %.4f Tm" % (at[1], foot - float(at[2])), line[1])
        rows.setdefault(row, []).append(text)
        reach[row] = max(reach.get(row, 0.0), sheet.width - float(start[1]) * _PIXEL)
    return [_Mark(operators=b"\n".join(rows[row]), reach=reach[row]) for row in sorted(rows)]


def _drawing(leaf: Leaf, place: Place, mark: _Mark) -> bytes:
    """Return the operators that draw the mark at *place*, upright as the page is seen."""
    x = place.left + mark.reach + place.align * (place.width - mark.reach)
    y = place.bottom
    match leaf.turned:
        case 0:
            matrix = (1, 0, 0, 1, x, y)
        case 90:
            matrix = (0, 1, -1, 0, leaf.height - y, x)
        case 180:
            matrix = (-1, 0, 0, -1, leaf.width - x, leaf.height - y)
        case _:
            matrix = (0, -1, 1, 0, y, leaf.width - x)
    numbers = " ".join(f"{number:.4f}".rstrip("0").rstrip(".") for number in matrix)
    return f"\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC q {numbers} cm /EdMark Do Q EMC\n".encode()
