"""Whether what was written behind a signed revision is what it says that it is: each object once, and where the file says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from editions.model.signatures import Remark
from editions.verifying.revision import Id, Revision
from editions.verifying.scanning import Odd, Scanned, last_table, scan

_PREV = re.compile(rb"/Prev\s+(\d+)")


@dataclass(frozen=True, kw_only=True)
class Increment:
    """What was written up to the byte *end*, and what is wrong with how."""

    end: int
    remarks: tuple[Remark, ...]


def increments(content: bytes, start: int, final: Revision) -> Iterator[Increment]:
    """Yield each revision of *content* behind the byte *start*; where it can no longer be followed, the rest as one."""
    before = last_table(content, start)
    end = start
    try:
        for one in scan(content, start, lambda number, generation: _length(final, number, generation)):
            yield Increment(end=one.end, remarks=tuple(_remarks(content, one, before, end)))
            before, end = one.table, one.end
    except Odd as fault:
        sentence = f"something was added that is not written as the standard has it: {fault}"
        yield Increment(end=len(content), remarks=(Remark(kind="bytes-between", sentence=sentence),))


def _length(final: Revision, number: int, generation: int) -> int:
    found: Any = final.get((number, generation))
    return found if isinstance(found, int) else -1


def _remarks(content: bytes, one: Scanned, before: int | None, start: int) -> Iterator[Remark]:
    if one.twice:
        yield Remark(kind="duplicate-object", sentence="an object was added twice, so that readers may show either")
    try:
        listed, prev = _listed(content, one)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        yield Remark(kind="object-table", sentence="the table of what was added cannot be read")
        return
    if prev != before:
        yield Remark(kind="object-table", sentence="what was added does not follow on what was signed")
    own = {identity for identity, place in one.objects.items() if place == one.table}
    for identity, place in listed.items():
        if place is None and identity not in ((0, 65535), (0, 0)):
            yield Remark(kind="object-removed", sentence="an object of the signed document was taken out of it")
        elif place is not None and place >= 0 and one.objects.get(identity) != place:
            where = "in what was signed" if place < start else "elsewhere"
            sentence = f"an object was exchanged for one that lay hidden {where} (a shadow attack: hide and replace)"
            yield Remark(kind="shadow-swap", sentence=sentence)
    if {identity for identity in one.objects if identity not in listed} - own:
        yield Remark(kind="object-unlisted", sentence="an object was added that the table does not name: readers may show it or not")


def _listed(content: bytes, one: Scanned) -> tuple[dict[Id, int | None], int | None]:
    """Return where the table says that each object is (None: nowhere, -1: in a stream of objects), and where the table before it is."""
    if one.entries is not None:
        found = _PREV.search(one.trailer)
        table: dict[Id, int | None] = {(number, generation): place if used else None for number, generation, place, used in one.entries}
        if len(table) != len(one.entries) or b"/XRefStm" in one.trailer:
            raise ValueError
        return table, int(found[1]) if found else None
    number, generation = next(identity for identity, place in one.objects.items() if place == one.table)
    # Kept while its stream is read: pikepdf destroys objects with the file that they are of.
    revision = Revision(content[: one.end])
    stream: Any = revision.get((number, generation))
    return dict(_streamed(stream, one)), int(stream.Prev)


def _streamed(stream: Any, one: Scanned) -> Iterator[tuple[Id, int | None]]:
    """Yield what a table says that is a stream (ISO 32000-1, 7.5.8)."""
    widths = [int(width) for width in stream.W]
    index = [int(value) for value in stream.Index] if "/Index" in stream else [0, int(stream.Size)]
    numbers = [number for first, count in zip(index[::2], index[1::2], strict=True) for number in range(first, first + count)]
    data = stream.read_bytes()
    size = sum(widths)
    if len(data) != size * len(numbers) or len(set(numbers)) != len(numbers):
        raise ValueError
    for place, number in enumerate(numbers):
        kind, second, third = _row(data[place * size : (place + 1) * size], widths)
        if kind == 2:
            if (second, 0) not in one.objects:
                raise ValueError
            yield (number, 0), -1
        else:
            yield (number, third), second if kind == 1 else None


def _row(row: bytes, widths: list[int]) -> tuple[int, int, int]:
    first, second, third = widths
    kind = int.from_bytes(row[:first], "big") if first else 1
    return kind, int.from_bytes(row[first : first + second], "big"), int.from_bytes(row[first + second : first + second + third], "big")
