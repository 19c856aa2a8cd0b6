"""The edition as that which carries addresses: all of its bytes that are the same in each copy, and the few that are not.

A copy is the same bytes as any other up to its tail: what is drawn in its places, the XMP packet with its own identifier, and
the cross-reference stream (ISO 32000-1, 7.5.8). Nothing is set, drawn or compressed for it anew.
"""

import hashlib
import io
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

#: An entry of the cross-reference stream: its kind, the place of an object (up to 4 GiB), its generation.
_ENTRY = struct.Struct(">BIH")
_FREE, _IN_USE, _PACKED = 0, 1, 2
_ROW = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_IDENTIFIER = re.compile(rb"(?<=<dc:identifier>)[^<]*(?=</dc:identifier>)")
#: Which streams of the page hold what its places show (editions/rendering/taking_apart.py).
_PLACES = slice(1, None, 2)


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """What all copies have in common.

    *prefix* are their first bytes. *entries* is the cross-reference stream, with the places of what is not in the prefix open;
    *places* are the numbers of the objects that show the page's places, in its order; *metadata* is that of the XMP packet,
    *packet* what stands before and behind the identifier in it. *trailer* is what else the cross-reference stream says.
    """

    prefix: bytes
    entries: bytes
    places: tuple[int, ...]
    metadata: int
    packet: tuple[bytes, bytes]
    trailer: bytes
    first_id: bytes

    def tail(self, drawn: Sequence[bytes], identifier: str) -> bytes:
        """Return what follows the prefix in the copy that shows *drawn* in its places and is called *identifier*."""
        before, behind = self.packet
        packet = b"".join((before, escape(identifier).encode(), behind))
        table = bytearray(self.entries)
        position, pieces = len(self.prefix), list[bytes]()
        for number, show in zip(self.places, drawn, strict=True):
            _ENTRY.pack_into(table, number * _ENTRY.size, _IN_USE, position, 0)
            piece = b"%d 0 obj\n<</Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, len(show), show)
            pieces.append(piece)
            position += len(piece)
        _ENTRY.pack_into(table, self.metadata * _ENTRY.size, _IN_USE, position, 0)
        head = b"%d 0 obj\n<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n" % (self.metadata, len(packet))
        pieces += (head, packet, b"\nendstream\nendobj\n")
        position += len(head) + len(packet) + len(pieces[-1])
        last = len(table) // _ENTRY.size - 1
        _ENTRY.pack_into(table, last * _ENTRY.size, _IN_USE, position, 0)
        own = hashlib.sha256(self.first_id + packet).digest()[:16].hex().encode()
        pieces.append(
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Length %d%b/ID[<%b><%b>]>>\nstream\n"
            % (last, last + 1, len(table), self.trailer, self.first_id, own)
        )
        pieces += (bytes(table), b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % position)
        return b"".join(pieces)


def carrier(base: bytes) -> Carrier:
    """Return what all copies have in common with *base*, an edition that was rendered with places.

    What nothing leads to any more is left behind; streams are taken as they are, byte for byte.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(base)) as pdf:
        first_id = bytes(pdf.trailer.ID[0]).hex().encode()
        base = _tidied(pdf)
    with pikepdf.open(io.BytesIO(base)) as pdf:
        places = tuple(int(stream.objgen[0]) for stream in pdf.pages[0].obj.Contents[_PLACES])
        metadata = int(pdf.Root.Metadata.objgen[0])
        packet = pdf.Root.Metadata.read_bytes()
        root, info = pdf.trailer.Root.objgen[0], pdf.trailer.Info.objgen[0]
        rows = _rows(base, pdf)
    prefix, entries = _prefix(base, rows, {*places, metadata})
    found = _IDENTIFIER.search(packet)
    if found is None:
        raise ValueError("the packet has no identifier")
    return Carrier(
        prefix=prefix,
        entries=entries,
        places=places,
        metadata=metadata,
        packet=(packet[: found.start()], packet[found.end() :]),
        trailer=b"/Root %d 0 R/Info %d 0 R" % (root, info),
        first_id=first_id,
    )


def _tidied(pdf: Any) -> bytes:
    """Return *pdf* with its small objects packed into streams; each by itself where such a stream would end in a carriage return.

    That one "page" takes for the end of the line before "endstream", and counts a byte too few.
    """
    import pikepdf

    for mode in (pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable):
        written = io.BytesIO()
        pdf.save(
            written,
            object_stream_mode=mode,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            deterministic_id=True,
        )
        if b"\r\nendstream" not in written.getvalue():
            break
    return written.getvalue()


def _prefix(base: bytes, rows: Sequence[tuple[int, int, int]], left_out: set[int]) -> tuple[bytes, bytes]:
    """Return the objects of *base* but for those *left_out*, and the table of their places; *rows* is its own table."""
    start = _start(base)
    offsets = {number: offset for number, (kind, offset, _) in enumerate(rows) if kind == _IN_USE and offset != start}
    # A cross-reference stream is none before 1.5 (ISO 32000-1, 7.5.8.1).
    pieces = [b"%PDF-1.7" + base[len(b"%PDF-1.7") : min(offsets.values())]]
    position = len(pieces[0])
    table = bytearray(_ENTRY.pack(_FREE, 0, 65535) * (len(rows) + 1))
    for number, (kind, place, index) in enumerate(rows):
        if kind == _PACKED:
            _ENTRY.pack_into(table, number * _ENTRY.size, kind, place, index)
    for number, begin, end in _extents(offsets, start):
        if number not in left_out:
            _ENTRY.pack_into(table, number * _ENTRY.size, _IN_USE, position, 0)
            pieces.append(base[begin:end])
            position += end - begin
    return b"".join(pieces), bytes(table)


def _start(base: bytes) -> int:
    """Return where the cross-reference table or stream of *base* begins."""
    return int(base[base.rindex(b"startxref") :].split()[1])


def _rows(base: bytes, pdf: Any) -> list[tuple[int, int, int]]:
    """Return the kind, place and generation (or index in its stream) of each object of *base*, by number."""
    start = _start(base)
    if base.startswith(b"xref", start):
        kinds = {b"n": _IN_USE, b"f": _FREE}
        return [(kinds[kind], int(offset), int(generation)) for offset, generation, kind in _ROW.findall(base, start)]
    stream = pdf.get_object(int(base[start:].split(maxsplit=1)[0]), 0)
    data, widths = stream.read_bytes(), [int(width) for width in stream.W]
    size = sum(widths)
    ends = [sum(widths[: count + 1]) for count in range(len(widths))]
    rows = [data[begin : begin + size] for begin in range(0, len(data), size)]
    fields = [[int.from_bytes(row[end - width : end]) for end, width in zip(ends, widths, strict=True)] for row in rows]
    return [(kind, place, rest) for kind, place, rest in fields]


def _extents(offsets: Mapping[int, int], end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each object, where it begins, and where it ends: where the next one begins, or the table at *end*."""
    ordered = sorted((offset, number) for number, offset in offsets.items())
    for (begin, number), (following, _) in pairwise([*ordered, (end, 0)]):
        yield number, begin, following
