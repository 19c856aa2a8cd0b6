"""What is told of copies: the log, which recipient got which bytes; and the list by which they are sent out."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from editions.model.copies import Planned, Record

#: The columns of the dispatch list as CSV; the last is for those who tick.
_COLUMNS = ("number", "id", "recipient", "delivery", "email", "file", "sent")


def log(head: Mapping[str, Any], records: Iterable[Record]) -> Iterator[bytes]:
    """Yield the log as JSON: what *head* says, and a line for each of *records* under "copies"."""
    opening = json.dumps({**head, "copies": []}, ensure_ascii=False, indent=2)
    yield opening.removesuffix("[]\n}").encode() + b"["
    separator = "\n    "
    for record in records:
        yield (separator + json.dumps(record.plain(), ensure_ascii=False)).encode()
        separator = ",\n    "
    yield b"\n  ]\n}\n"


def dispatch_rows(planned: Iterable[Planned], files: Iterable[str]) -> Iterator[bytes]:
    """Yield the dispatch list as a spreadsheet opens it: CSV in UTF-8 with a mark that says so."""
    yield b"\xef\xbb\xbf" + _row(_COLUMNS)
    for copy, file in zip(planned, files, strict=True):
        one = copy.addressee
        yield _row((str(copy.number), one.id, one.name, one.delivery, one.email, file, ""))


def _row(cells: Iterable[str]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode()
