"""The edition mark: lost, another's, and its code covered, torn, or that of another statement."""

import io
from decimal import Decimal
from typing import Any

import pikepdf

from editions.checking.rules import Case
from tests.support.cases import Damage, everything_case
from tests.support.operators import Operators, at_shape, at_text, on_page, operator, unshown

#: The operators by which a path is made.
_LINES = ("m", "l")
_MARK = "LFSN-CZCP-MJCH"


def _unpainted(operators: Operators, place: int) -> None:
    operators[place] = operator("n")


def _path(operators: Operators, place: int) -> slice:
    """Return where the path stands that the operator at *place* paints."""
    start = place
    while str(operators[start - 1].operator) in _LINES:
        start -= 1
    return slice(start, place)


def _of_another(operators: Operators, place: int) -> None:
    with pikepdf.open(io.BytesIO(everything_case().pdf_bytes)) as pdf:
        theirs: Operators = list(pikepdf.parse_content_stream(pdf.pages[0]))
    at = next(index for index, one in enumerate(theirs) if str(one.operator) == "B")
    operators[_path(operators, place)] = theirs[_path(theirs, at)]


def _torn(operators: Operators, place: int) -> None:
    path = _path(operators, place)
    del operators[path.start + (path.stop - path.start) // 2 : place]


def _covered(case: Case) -> Case:
    """Lay a white field over the code."""
    field: list[Any] = [operator("BMC", pikepdf.Name.Artifact), operator("q"), operator("rg", 1, 1, 1)]
    field += [operator("re", *(Decimal(side) for side in (86, 784, 24, 23))), operator("f"), operator("Q"), operator("EMC")]
    return on_page(2, field)(case)


def _lettered(operators: Operators, place: int) -> None:
    """Exchange the first two letters of the mark, which two blanks stand before."""
    shown = operators[place].operands[0]
    strings = [index for index, one in enumerate(shown) if isinstance(one, pikepdf.String)]
    codes = b"".join(bytes(shown[index]) for index in strings)
    operators[place] = operator("TJ", pikepdf.Array([pikepdf.String(codes[:4] + codes[6:8] + codes[4:6] + codes[8:])]))


DAMAGES = tuple(
    Damage(name=name, rule=rule, apply=apply)
    for name, rule, apply in (
        ("the edition mark is lost from page 1", "edition-mark", at_text(_MARK, unshown, page=1, artifact=True)),
        ("two letters of the edition mark are exchanged", "edition-mark", at_text(_MARK, _lettered, page=2, artifact=True)),
        ("the code is lost from page 1", "edition-code", at_shape("B", _unpainted, page=1)),
        ("the code is that of another statement", "edition-code", at_shape("B", _of_another, page=2)),
        ("half of the code is torn off", "edition-code", at_shape("B", _torn, page=1)),
        ("the code is covered", "edition-code", _covered),
    )
)
