"""A TrueType font as its bytes have it: which glyph each character has, and the outline of each glyph.

Read without fontTools, which had a hand in what is checked (OpenType 1.9: cmap, loca, glyf).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from struct import error, unpack_from

#: Flags of a composite glyph's component (OpenType 1.9, glyf): words as arguments, scales, more to come, instructions.
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _INSTRUCTIONS = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080, 0x0100
#: Flags that say nothing of the shape: instructions, overlapping, and whose metrics are used.
_SHAPELESS = 0x0100 | 0x0200 | 0x0400
#: Glyphs that are composed of others lie no deeper in each other.
_DEEPEST = 6


@dataclass(frozen=True)
class TrueType:
    """A font; one that is damaged has no tables, no characters and no outlines."""

    content: bytes

    @cached_property
    def _tables(self) -> Mapping[bytes, bytes]:
        found = {}
        try:
            for number in range(unpack_from(">H", self.content, 4)[0]):
                tag, _, offset, length = unpack_from(">4sLLL", self.content, 12 + 16 * number)
                found[tag] = self.content[offset : offset + length]
        except error:
            return {}
        return found

    @cached_property
    def characters(self) -> Mapping[int, str]:
        """All characters of each glyph, by its number."""
        found: dict[int, str] = {}
        for point, glyph in self._points():
            if glyph and chr(point) not in found.get(glyph, ""):
                found[glyph] = found.get(glyph, "") + chr(point)
        return found

    def _points(self) -> Iterator[tuple[int, int]]:
        table = self._tables.get(b"cmap", b"")
        try:
            for number in range(unpack_from(">H", table, 2)[0]):
                platform, encoding, offset = unpack_from(">HHL", table, 4 + 8 * number)
                if (platform, encoding) in ((3, 1), (3, 10), (0, 3), (0, 4)):
                    yield from _points_of(table[offset:])
        except (error, IndexError):
            return

    @cached_property
    def _places(self) -> tuple[int, ...]:
        long = unpack_from(">h", self._tables[b"head"], 50)[0]
        table = self._tables[b"loca"]
        count = len(table) // (4 if long else 2)
        places = unpack_from(f">{count}{'L' if long else 'H'}", table)
        return places if long else tuple(2 * place for place in places)

    def outline(self, glyph: int, depth: int = 0) -> bytes | None:
        """Return what draws *glyph*, without what helps screens to draw it; None where the font has no such glyph.

        A glyph that is composed of others has their outlines in it: a subset numbers some of them anew.
        """
        try:
            data = self._tables[b"glyf"][self._places[glyph] : self._places[glyph + 1]]
            if len(data) < 10:
                return b""
            return _simple(data) if unpack_from(">h", data)[0] >= 0 else b"".join(self._composite(data, depth))
        except (error, KeyError, IndexError):
            return None

    def _composite(self, data: bytes, depth: int) -> Iterator[bytes]:
        yield data[:10]
        position, more = 10, depth < _DEEPEST
        while more:
            flags, component = unpack_from(">HH", data, position)
            more = bool(flags & _MORE)
            scales = 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
            length = (8 if flags & _WORDS else 6) + scales
            yield (flags & ~_SHAPELESS).to_bytes(2, "big")
            yield data[position + 4 : position + length]
            yield self.outline(component, depth + 1) or b""
            position += length


def _points_of(table: bytes) -> Iterator[tuple[int, int]]:
    match unpack_from(">H", table)[0]:
        case 4:
            yield from _segments(table)
        case 12:
            for number in range(unpack_from(">L", table, 12)[0]):
                first, last, glyph = unpack_from(">LLL", table, 16 + 12 * number)
                yield from ((point, glyph + point - first) for point in range(first, min(last, 0x10FFFF) + 1))


def _segments(table: bytes) -> Iterator[tuple[int, int]]:
    count = unpack_from(">H", table, 6)[0] // 2
    ends, starts, deltas, offsets = (unpack_from(f">{count}H", table, 14 + 2 * count * part + 2 * (part > 0)) for part in range(4))
    for number in range(count):
        for point in range(starts[number], ends[number] + (ends[number] < 0xFFFF)):
            if offsets[number]:
                place = 16 + 6 * count + 2 * number + offsets[number] + 2 * (point - starts[number])
                glyph = unpack_from(">H", table, place)[0]
                yield point, (glyph + deltas[number]) & 0xFFFF if glyph else 0
            else:
                yield point, (point + deltas[number]) & 0xFFFF


def _simple(data: bytes) -> bytes:
    contours = unpack_from(">h", data)[0]
    start = 10 + 2 * contours
    instructions = unpack_from(">H", data, start)[0]
    return data[:start] + _points_drawn(data, start + 2 + instructions, unpack_from(">H", data, start - 2)[0] + 1 if contours else 0)


def _points_drawn(data: bytes, start: int, count: int) -> bytes:
    """Return the flags and coordinates of *count* points, without the bytes that fill the glyph up; flags written out."""
    flags: list[int] = []
    position, length = start, 0
    while len(flags) < count:
        flag = data[position]
        repeated = data[position + 1] + 1 if flag & 0x08 else 1
        position += 2 if flag & 0x08 else 1
        flags += [flag & 0x37] * repeated
    for short, same in ((0x02, 0x10), (0x04, 0x20)):
        length += sum(1 if flag & short else 0 if flag & same else 2 for flag in flags)
    return bytes(flags) + data[position : position + length]
