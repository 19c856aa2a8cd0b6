"""Single changes to what a page of a PDF paints: text moved, coloured, made larger or left out, and things added."""

import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pikepdf

from editions.checking.rules import Case
from tests.support.cases import with_pdf

#: Pixels of the page's content, in which WeasyPrint sets, in a point.
PIXELS = 4 / 3
Operators = list[Any]
Change = Callable[[Operators, int], None]


def operator(name: str, *operands: Any) -> Any:
    """Return one operator with its *operands*."""
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(name))


def at_text(words: str, change: Change, *, page: int = 0, artifact: bool = False) -> Callable[[Case], Case]:
    """Return what applies *change* to the operators of a page and the place of the one that shows *words*.

    It is the first such text of the PDF, or of *page* (from 1); of running lines, if it is an *artifact*.
    """

    def apply(case: Case) -> Case:
        assert case.pdf
        pages = case.pdf.pages[page - 1 : page] if page else case.pdf.pages
        number, index = next(
            (one.number, index) for one in pages for index, run in enumerate(one.runs) if words in run.text and run.artifact == artifact
        )
        return _changed(case, number, lambda operators: change(operators, _shown(operators)[index]))

    return apply


def at_shape(kind: str, change: Change, *, page: int = 0, index: int = 0) -> Callable[[Case], Case]:
    """Return what applies *change* to the operators of a page and the place of an operator *kind*: "Do", "re", "S"."""

    def apply(case: Case) -> Case:
        assert case.pdf
        with pikepdf.open(io.BytesIO(case.pdf_bytes)) as pdf:
            number = page or next(
                number
                for number, one in enumerate(pdf.pages, 1)
                if any(str(item.operator) == kind for item in pikepdf.parse_content_stream(one))
            )

        def at(operators: Operators) -> None:
            change(operators, [place for place, one in enumerate(operators) if str(one.operator) == kind][index])

        return _changed(case, number, at)

    return apply


def on_page(page: int, added: Sequence[Any]) -> Callable[[Case], Case]:
    """Return what adds operators behind all others of *page*."""
    return lambda case: _changed(case, page, lambda operators: operators.extend(added))


def _changed(case: Case, page: int, change: Callable[[Operators], None]) -> Case:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(case.pdf_bytes)) as pdf:
        operators: Operators = list(pikepdf.parse_content_stream(pdf.pages[page - 1]))
        change(operators)
        pdf.pages[page - 1].obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(operators))
        pdf.save(out, static_id=True)
    return with_pdf(case, out.getvalue())


def _shown(operators: Operators) -> list[int]:
    return [place for place, one in enumerate(operators) if str(one.operator) in ("TJ", "Tj")]


def _before(operators: Operators, place: int, name: str) -> int:
    return next(index for index in range(place, -1, -1) if str(operators[index].operator) == name)


def moved(*, right: float = 0, down: float = 0) -> Change:
    """Return what moves the text by so many points."""

    def change(operators: Operators, place: int) -> None:
        at = _before(operators, place, "Tm")
        a, b, c, d, x, y = operators[at].operands
        new_x, new_y = Decimal(str(round(float(x) + right * PIXELS, 3))), Decimal(str(round(float(y) + down * PIXELS, 3)))
        operators[at] = operator("Tm", a, b, c, d, new_x, new_y)

    return change


def sized(factor: float) -> Change:
    """Return what makes the text larger by *factor*."""

    def change(operators: Operators, place: int) -> None:
        at = _before(operators, place, "Tf")
        font, size = operators[at].operands
        operators[at] = operator("Tf", font, Decimal(str(round(float(size) * factor, 3))))

    return change


def coloured(red: float, green: float, blue: float) -> Change:
    """Return what fills the text with a colour."""

    def change(operators: Operators, place: int) -> None:
        operators[place:place] = [operator("rg", *(Decimal(str(part)) for part in (red, green, blue)))]

    return change


def unshown(operators: Operators, place: int) -> None:
    """Leave the text out."""
    del operators[place]


def behind(red: float, green: float, blue: float) -> Change:
    """Return what lays a field of a colour behind the text, as wide as the page."""

    def change(operators: Operators, place: int) -> None:
        at = _before(operators, place, "BT")
        y = float(operators[_before(operators, place, "Tm")].operands[5])
        fill = operator("rg", *(Decimal(str(part)) for part in (red, green, blue)))
        field = operator("re", 100, Decimal(str(round(y - 16, 2))), 600, 22)
        operators[at:at] = [
            operator("BMC", pikepdf.Name.Artifact),
            operator("q"),
            fill,
            field,
            operator("f"),
            operator("Q"),
            operator("EMC"),
        ]

    return change


def scaled(wide: float, high: float) -> Change:
    """Return what makes an image wider and higher."""

    def change(operators: Operators, place: int) -> None:
        operators[place:place] = [operator("cm", Decimal(str(wide)), 0, 0, Decimal(str(high)), 0, 0)]

    return change


def shifted(*, right: float = 0, down: float = 0) -> Change:
    """Return what moves an image by so many of its own widths and heights."""

    def change(operators: Operators, place: int) -> None:
        operators[place:place] = [operator("cm", 1, 0, 0, 1, Decimal(str(right)), Decimal(str(-down)))]

    return change
