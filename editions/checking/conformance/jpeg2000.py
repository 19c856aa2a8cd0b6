"""What PDF/A-3 asks of a picture in JPEG 2000 (ISO 19005-3, 6.2.8.3), read from its boxes (ISO/IEC 15444-1, annex I)."""

from collections.abc import Iterator

_CHANNELS = (1, 3, 4)
_METHODS = (1, 2, 3)
#: The enumerated colour space CIEJab.
_CIEJAB = 19


def faults(content: bytes, *, own_colours: bool) -> Iterator[str]:
    """Yield what is the matter with the JPEG 2000 file *content*; *own_colours*: the PDF says its colour space."""
    header = dict(_boxes(content)).get(b"jp2h")
    boxes = list(_boxes(header or b""))
    sizes = dict(boxes).get(b"ihdr", b"")
    if len(sizes) < 11:
        yield "has no header that says its colours and their depth"
        return
    channels, depth = int.from_bytes(sizes[8:10], "big"), sizes[10]
    if channels not in _CHANNELS:
        yield f"has {channels} channels of colour, where 1, 3 or 4 are allowed"
    # The depth is written less one, its highest bit for the sign; 255 says that channels differ.
    if b"bpcc" in dict(boxes) or depth == 255 or (depth & 127) + 1 > 38:
        yield "has channels of different depth, or deeper ones than 38 bits"
    if not own_colours:
        yield from _colours([box for kind, box in boxes if kind == b"colr" and len(box) >= 3])


def _colours(spaces: list[bytes]) -> Iterator[str]:
    best = [box for box in spaces if box[2] == 1]
    if len(spaces) > 1 and len(best) != 1:
        yield "has several colour spaces, and does not say which is the best"
        return
    chosen = (best or spaces or [b"\0\0\0"])[0] if len(spaces) != 1 else spaces[0]
    if chosen[0] not in _METHODS:
        yield "does not say its colour space in a way that is allowed"
    elif chosen[0] == 1 and int.from_bytes(chosen[3:7], "big") == _CIEJAB:
        yield "has the colour space CIEJab, which is not allowed"


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the boxes that stand side by side in *content*: type and what is in it; what is cut off ends the list."""
    place = 0
    while place + 8 <= len(content):
        length, kind, start = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8], place + 8
        if length == 1:
            length, start = int.from_bytes(content[start : start + 8], "big"), start + 8
        end = place + length if length else len(content)
        if end < start or end > len(content):
            return
        yield kind, content[start:end]
        place = end
