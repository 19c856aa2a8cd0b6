"""What a signature covers, read from the bytes of the file: its range, the gap in it, and the revision that it ends."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editions.model.signatures import Remark

#: How a revision ends: the mark, and at most one end of line.
_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?\Z")
_HEADER = re.compile(rb"%PDF-[12]\.\d")
#: Bytes from the end in which the mark of the end stands.
_TAIL = 16


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The part of a file that a signature covers: all up to *end*, but for the gap from *start* to *stop* that it stands in."""

    start: int
    stop: int
    end: int

    def digest(self, content: bytes, algorithm: str) -> bytes:
        """Return the digest of what is covered in *content*.

        Raises:
            ValueError: there is no such *algorithm*.
        """
        made = hashlib.new(algorithm)
        view = memoryview(content)
        made.update(view[: self.start])
        made.update(view[self.stop : self.end])
        return made.digest()


def frame_of(content: bytes, byte_range: Sequence[int], signed: bytes) -> Frame | None:
    """Return what *byte_range* covers of *content*; None unless it leaves out the signature *signed*, in hexadecimal, and nothing else."""
    if len(byte_range) != 4 or byte_range[0] != 0:
        return None
    _, start, stop, length = byte_range
    end = stop + length
    if not (0 < start < stop < end <= len(content)) or content[start : start + 1] != b"<" or content[stop - 1 : stop] != b">":
        return None
    try:
        left_out = bytes.fromhex(content[start + 1 : stop - 1].decode("ascii"))
    except ValueError:
        return None
    return Frame(start=start, stop=stop, end=end) if left_out == signed else None


def ends_a_revision(content: bytes, end: int) -> bool:
    """Return whether the first *end* bytes of *content* are a whole file, with nothing behind the mark of its end."""
    return _END.search(content[max(0, end - _TAIL) : end]) is not None


def remarks_on_ends(content: bytes) -> Iterator[Remark]:
    """Yield what stands before the header of *content*, and behind the mark of its end."""
    if not _HEADER.match(content):
        yield Remark(kind="bytes-before-header", sentence="something stands before the header of the file, which no reader shows")
    if not ends_a_revision(content, len(content)):
        yield Remark(kind="bytes-after-end", sentence="bytes were added behind the end of the file")
