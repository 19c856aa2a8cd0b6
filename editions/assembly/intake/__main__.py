"""Take in one annex: what is to be done with it, in JSON, and the file on standard input; the answer on standard output."""

import json
import struct
import zlib
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from editions.apart import Answer, serve
from editions.assembly.intake.unfit import Unfit, said

_ATTACH = 'Print it to PDF anew, or give it whole: as = "attach".'
_ANEW = 'Save it anew, or give it whole: as = "attach".'
#: A stranger's file may hold anything where anything else is expected: no such fault is worth more than a refusal.
_FAULTS = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError, OSError, EOFError, SyntaxError,
    AssertionError, struct.error, zlib.error,
)  # fmt: skip


def _work(question: bytes) -> Answer:
    head, _, content = question.partition(b"\n")
    request = json.loads(head)
    is_pdf = request["work"] in ("merge", "picture")
    # Loaded under the limits, too.
    import pikepdf

    try:
        return _works()[request["work"]](content, request)
    except Unfit as reason:
        return {"unfit": reason.what, "remedy": reason.remedy}, b""
    except MemoryError:
        return {"unfit": "the file needs more memory than is allowed", "remedy": _ATTACH if is_pdf else _ANEW}, b""
    except RecursionError:
        return {"unfit": "the file's parts lie too deep in each other", "remedy": _ATTACH if is_pdf else _ANEW}, b""
    except pikepdf.PdfError as error:
        return {"unfit": f"the file is damaged: {said(error)}"[:300], "remedy": _ATTACH}, b""
    except _FAULTS as error:
        return {"unfit": f"the file is damaged: {type(error).__name__}: {error}"[:300], "remedy": _ATTACH if is_pdf else _ANEW}, b""


def _works() -> dict[str, Callable[[bytes, dict[str, Any]], Answer]]:
    from editions.assembly.intake.documents import look_inside
    from editions.assembly.intake.drawings import check_drawing
    from editions.assembly.intake.images import read_pages
    from editions.assembly.intake.picturing import picture_pages

    return {"merge": _merge, "picture": picture_pages, "images": read_pages, "drawing": check_drawing, "document": look_inside}


def _merge(content: bytes, request: dict[str, Any]) -> Answer:
    from editions.assembly.intake.work import take_in

    leaves = take_in(content, request)
    removals = [asdict(removal) for removal in leaves.removals]
    return {"leaves": [asdict(leaf) for leaf in leaves.leaves], "removals": removals, "doubt": leaves.doubt}, leaves.content


serve(_work)
