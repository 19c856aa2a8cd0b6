"""Take in one annex: a request in JSON and the PDF on standard input, the answer and a PDF on standard output."""

import io
import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from editions.assembly.intake.unfit import Unfit, said


def main() -> None:
    """Read the request, work under its limits, and answer."""
    header = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    _limit(header["memory"], header["seconds"])
    # Loaded under the limits, too.
    import pikepdf

    from editions.assembly.intake.work import picture_pages, take_in

    try:
        if header["work"] == "picture":
            answer, body = picture_pages(content, header)
        else:
            leaves = take_in(content, header)
            answer = {"leaves": [asdict(leaf) for leaf in leaves.leaves], "removals": [asdict(removal) for removal in leaves.removals]}
            body = leaves.content
    except Unfit as reason:
        answer, body = {"unfit": reason.what, "remedy": reason.remedy}, b""
    except MemoryError:
        answer, body = {"unfit": "the file needs more memory than is allowed", "remedy": _ATTACH}, b""
    except RecursionError:
        answer, body = {"unfit": "the file's parts lie too deep in each other", "remedy": _ATTACH}, b""
    except pikepdf.PdfError as error:
        answer, body = {"unfit": f"the file is damaged: {said(error)}"[:300], "remedy": _ATTACH}, b""
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RuntimeError) as error:
        # A stranger's file may hold anything where anything else is expected: no such fault is worth more than a refusal.
        answer, body = {"unfit": f"the file is damaged: {type(error).__name__}: {error}"[:300], "remedy": _ATTACH}, b""
    _answer(answer, body)


_ATTACH = 'Print it to PDF anew, or give it whole: as = "attach".'


def _limit(memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(answer: dict[str, Any], body: bytes) -> None:
    out = io.BufferedWriter(io.FileIO(1, "w", closefd=False))
    out.write(json.dumps(answer).encode() + b"\n")
    out.write(body)
    out.flush()


main()
