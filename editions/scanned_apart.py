"""A scan held against its edition in a process of its own, under limits (``python -m editions.scanned_apart``).

What a picture that somebody sent as a scan costs, or breaks, is that process's affair.
"""

import pickle
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from editions.apart import Answer, Purse, ask, serve
from editions.checking.conformance.verapdf import PATIENCE
from editions.model.scans import Difference, ScanRecord, SheetRecord
from editions.scanned import Kept, Paper, hold_against
from editions.scanning.searchable import SECONDS

#: Seconds of CPU, and bytes of memory: 300 sheets are some 1.2 GB, and take some 3 s each.
_SECONDS, _MEMORY = 1200, 4 * 2**30

_REMEDY = "Scan it anew, as PDF, TIFF or JPEG, at 300 dpi."


def hold_apart(paper: Paper, statement: str, archived: Mapping[str, bytes], *, verapdf: str | None = None, memory: int = _MEMORY) -> Kept:
    """Return what is kept of *paper*, as hold_against gives it.

    OCRmyPDF and veraPDF have limits of their own.

    Raises:
        Refusal: as hold_against does, or it would cost more than it may.
    """
    purse = Purse(seconds=_SECONDS, memory=memory, patience=SECONDS + PATIENCE)
    question = pickle.dumps((paper, statement, dict(archived), verapdf))
    answer, body = ask(__spec__.name, question, purse, paper.files[0][0], matter="the scan", verb="read", remedy=_REMEDY)
    files, start = {}, 0
    for name, length in answer["files"]:
        files[name] = body[start : start + length]
        start += length
    return Kept(files=files, record=_record(answer["record"]), notes=tuple(answer["notes"]))


def _record(said: dict[str, Any]) -> ScanRecord:
    sheets = tuple(SheetRecord(**{**sheet, "differences": tuple(map(_difference, sheet["differences"]))}) for sheet in said["sheets"])
    return ScanRecord(**{**said, "sheets": sheets, "faults": tuple(said["faults"])})


def _difference(said: dict[str, Any]) -> Difference:
    left, low, right, high = said["box"]
    return Difference(kind=said["kind"], box=(left, low, right, high))


def _work(question: bytes) -> Answer:
    paper, statement, archived, verapdf = pickle.loads(question)  # noqa: S301 - from hold_apart alone
    kept = hold_against(paper, statement, archived, verapdf=verapdf)
    record = asdict(kept.record)
    for sheet in record["sheets"]:
        # It is among the files.
        del sheet["marked"]
    files = list(kept.files.items())
    answer = {"record": record, "notes": kept.notes, "files": [(name, len(content)) for name, content in files]}
    return answer, b"".join(content for _, content in files)


if __name__ == "__main__":
    serve(_work, programs=True)
