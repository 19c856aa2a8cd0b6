"""What must be known of a page's operators before something is drawn behind them."""

from dataclasses import dataclass
from typing import Any

import pikepdf

from editions.assembly.intake.names import entry


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The next free mark of a page, and how many graphics states it takes off too many, or leaves behind."""

    next_mark: int
    missing: int
    left_over: int


def read_marks(page: pikepdf.Page) -> Marks:
    """Return what there is to know of *page*'s operators.

    Raises:
        pikepdf.PdfError: they cannot be parsed.
    """
    depth = lowest = highest = 0
    properties = page.obj["/Resources"].get("/Properties", pikepdf.Dictionary())
    for instruction in pikepdf.parse_content_stream(page, "q Q BDC DP"):
        match str(instruction.operator):
            case "q":
                depth += 1
            case "Q":
                depth -= 1
                lowest = min(lowest, depth)
            case _:
                highest = max(highest, _mark(instruction.operands, properties) + 1)
    return Marks(next_mark=highest, missing=-lowest, left_over=depth - lowest)


def _mark(operands: Any, properties: Any) -> int:
    found = operands[1] if len(operands) > 1 else None
    if isinstance(found, pikepdf.Name):
        found = entry(properties, found)
    mark = found.get("/MCID") if isinstance(found, pikepdf.Dictionary) else None
    return int(mark) if isinstance(mark, int) else -1
