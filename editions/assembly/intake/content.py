"""What must be known of a page's operators before something is drawn behind them."""

from dataclasses import dataclass
from typing import Any

import pikepdf

from editions.assembly.intake.names import entry

#: An operator that no page has: where it is not found, what stands before it is left open and swallows it.
_END = "EdEnd"


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The next free mark of a page, and what its operators leave open.

    *missing* graphics states are taken off too many, *left_over* are left behind; *closing* are the
    operators that close the text and the marked content that are left open.
    """

    next_mark: int
    missing: int
    left_over: int
    closing: bytes


def read_marks(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Marks:
    """Return what there is to know of *page*'s operators; an operand that they leave open at their end is cut off.

    Raises:
        pikepdf.PdfError: they cannot be parsed.
    """
    found = _read(pdf, page)
    if found is None:
        page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)))
        found = _read(pdf, page)
    if found is None:
        raise pikepdf.PdfError("operators that do not end")
    return found


def _read(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Marks | None:
    depth = lowest = highest = marked = 0
    texts, ended = False, False
    properties = page.obj["/Resources"].get("/Properties", pikepdf.Dictionary())
    whole = page.obj.get("/Contents", pikepdf.Array())
    streams = list(whole) if isinstance(whole, pikepdf.Array) else [whole]
    page.obj["/Contents"] = pikepdf.Array([*streams, pdf.make_stream(f"\n{_END}\n".encode())])
    for instruction in pikepdf.parse_content_stream(page, f"q Q BDC BMC EMC DP BT ET {_END}"):
        match str(instruction.operator):
            case "q":
                depth += 1
            case "Q":
                depth -= 1
                lowest = min(lowest, depth)
            case "BT" | "ET" as operator:
                texts = operator == "BT"
            case "EMC":
                marked = max(marked - 1, 0)
            case "EdEnd":
                ended = not len(instruction.operands)
            case operator:
                marked += operator != "DP"
                highest = max(highest, _mark(instruction.operands, properties) + 1)
    page.obj["/Contents"] = pikepdf.Array(streams)
    closing = b"ET\n" * texts + b"EMC\n" * marked
    return Marks(next_mark=highest, missing=-lowest, left_over=depth - lowest, closing=closing) if ended else None


def _mark(operands: Any, properties: Any) -> int:
    found = operands[1] if len(operands) > 1 else None
    if isinstance(found, pikepdf.Name):
        found = entry(properties, found)
    mark = found.get("/MCID") if isinstance(found, pikepdf.Dictionary) else None
    return int(mark) if isinstance(mark, int) else -1
