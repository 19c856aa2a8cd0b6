"""What is told of copies: the log, which recipient got which bytes; and the list by which they are sent out."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.model.copies import Planned, Record

#: The columns of the dispatch list as CSV; the last is for those who tick.
_COLUMNS = ("number", "id", "recipient", "delivery", "email", "file", "sent")


@dataclass(frozen=True, kw_only=True)
class Log:
    """A log as it was read: the *run* that it tells of, the SHA-256 of the PDFs that were copied, and the SHA-512 of the files made."""

    run: str
    editions: Mapping[str, str]
    files: Mapping[str, str]


def read_log(content: bytes) -> Log:
    """Return the log in *content*.

    Raises:
        ValueError: it is none.
    """
    try:
        told = json.loads(content)
        editions = {_name(each): _digest(each["sha256"], 64) for each in told["edition"]["files"]}
        files = {_name(each): _digest(each["sha512"], 128) for each in (*told["papers"], *told["copies"])}
        run = _digest(told["run"], 64)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("it is no log of copies, or was altered") from None
    if not editions or not told["copies"]:
        raise ValueError("it tells of no copies")
    return Log(run=run, editions=editions, files=files)


def is_as_logged(found: Log, folder: Path) -> bool:
    """Return whether all files that *found* tells of are in *folder*, with the bytes that it tells."""
    try:
        return all(hashlib.sha512((folder / name).read_bytes()).hexdigest() == digest for name, digest in found.files.items())
    except OSError:
        return False


def _digest(value: object, length: int) -> str:
    if isinstance(value, str) and re.fullmatch(f"[0-9a-f]{{{length}}}", value):
        return value
    raise ValueError


def _name(each: Mapping[str, Any]) -> str:
    if isinstance(each["file"], str) and "/" not in each["file"] and each["file"].strip("."):
        return each["file"]
    raise ValueError


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
