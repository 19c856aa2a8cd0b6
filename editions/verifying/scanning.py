"""Reads what was written behind a revision byte by byte: objects, and where the file says that they are.

A reader goes by what the file says of itself, and readers differ in what they do where it says two things; here each byte
belongs to an object, or to what says where the objects are, or it is in the way.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_BLANK = rb"[\x00\t\n\x0c\r ]"
_OBJECT = re.compile(rb"(\d{1,10}) (\d{1,5}) obj\b")
_TOKEN = re.compile(
    rb"(?P<open><<|\[)|(?P<close>>>|\])|(?P<hex><[0-9A-Fa-f\s\x00]*>)|(?P<string>\()|(?P<name>/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*)"
    rb"|(?P<word>[^\x00\t\n\x0c\r ()<>\[\]{}/%]+)|(?P<blank>[\x00\t\n\x0c\r ]+)"
)
_STREAM = re.compile(rb"stream(?:\r\n|\n)")
_STREAM_END = re.compile(rb"(?:\r\n|\n|\r)?endstream\b")
_BLANKS = re.compile(_BLANK + rb"*")
_TABLE = re.compile(rb"xref[ \t]*(?:\r\n|\n|\r)")
_SECTION = re.compile(rb"(\d+) (\d+)[ \t]*(?:\r\n|\n|\r)")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")
_TRAILER = re.compile(rb"trailer\b")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF(?:\r\n|\r|\n)?")
_PARENTHESIS = re.compile(rb"[()\\]")
#: How deep what an object holds may lie.
_DEEPEST = 200


class Odd(Exception):
    """It is not written as the standard has it, at the byte *at*; the message says what."""

    def __init__(self, what: str, at: int) -> None:
        super().__init__(what)
        self.at = at


@dataclass(frozen=True, kw_only=True)
class Scanned:
    """One revision as it is written: where each object is, by number and generation; where the *table* of them is, and the *end*.

    *twice* are the objects that it has two of; *entries* what a table in words says: number, generation, place, whether in use
    (None: the table is a stream), and *trailer* what stands below that.
    """

    objects: dict[tuple[int, int], int] = field(default_factory=dict)
    twice: tuple[tuple[int, int], ...] = ()
    entries: tuple[tuple[int, int, int, bool], ...] | None = None
    trailer: bytes = b""
    table: int = 0
    end: int = 0


def scan(content: bytes, start: int, length_of: Callable[[int, int], int]) -> Iterator[Scanned]:
    """Yield each revision of *content* from the byte *start* on; *length_of* returns the number that an object is.

    Raises:
        Odd: a byte belongs to none.
    """
    while _BLANKS.fullmatch(content, start) is None:
        found = _Scan(content, start, length_of).revision()
        yield found
        start = found.end


def last_table(content: bytes, end: int) -> int | None:
    """Return where the table of the revision that ends at *end* is, as that says."""
    found = list(_START.finditer(content, max(0, end - 64), end))
    return int(found[-1][1]) if found else None


class _Scan:
    def __init__(self, content: bytes, start: int, length_of: Callable[[int, int], int]) -> None:
        self._content, self._at, self._length_of = content, start, length_of

    def revision(self) -> Scanned:
        """Return the revision that is written here, and go behind it."""
        objects: dict[tuple[int, int], int] = {}
        twice = []
        entries, trailer, table = None, b"", -1
        while True:
            self._skip_blanks()
            if head := self._take(_OBJECT):
                identity = int(head[1]), int(head[2])
                twice += [identity] if identity in objects else []
                objects[identity] = head.start()
                self._object()
            elif entries is None and (head := self._take(_TABLE)):
                table, entries = head.start(), tuple(self._entries())
                trailer = self._trailer()
            elif head := self._take(_START):
                told = int(head[1])
                if told != table and told not in objects.values():
                    raise Odd("what says where the objects are is not where the file says", head.start())
                return Scanned(objects=objects, twice=tuple(twice), entries=entries, trailer=trailer, table=told, end=head.end())
            else:
                raise Odd("bytes that belong to nothing", self._at)

    def _take(self, pattern: re.Pattern[bytes]) -> "re.Match[bytes] | None":
        found = pattern.match(self._content, self._at)
        if found:
            self._at = found.end()
        return found

    def _need(self, pattern: re.Pattern[bytes], what: str) -> "re.Match[bytes]":
        found = self._take(pattern)
        if found is None:
            raise Odd(what, self._at)
        return found

    def _skip_blanks(self) -> None:
        self._take(_BLANKS)

    def _object(self) -> None:
        """Go behind the object whose head has been read."""
        length = self._value(("endobj", "stream"))
        if self._content.startswith(b"endobj", self._at):
            self._at += len(b"endobj")
            return
        self._need(_STREAM, "a stream that does not begin as one")
        if length is None or length < 0:
            raise Odd("a stream of no length", self._at)
        self._at += length
        self._need(_STREAM_END, "a stream that does not end where it says")
        self._skip_blanks()
        self._need(re.compile(rb"endobj\b"), "an object that does not end")

    def _value(self, until: tuple[str, ...]) -> int | None:
        """Go up to one of the words *until*, outside of all that lies in another; return the length that a dictionary there gives."""
        depth, key, words = 0, b"", list[bytes]()
        length: list[bytes] = []
        while True:
            token = _TOKEN.match(self._content, self._at)
            if token is None:
                raise Odd("what no object holds", self._at)
            kind = token.lastgroup
            if kind == "word" and depth == 0 and token[0].decode("latin-1") in until:
                return self._number(length)
            self._at = token.end()
            if kind == "string":
                self._string()
            depth += 1 if kind == "open" else -1 if kind == "close" else 0
            if not 0 <= depth <= _DEEPEST:
                raise Odd("an object that lies too deep, or closes what it has not opened", token.start())
            if depth == 1 and kind == "name":
                length = words if key == b"/Length" else length
                key, words = token[0], []
            elif depth == 1 and kind == "word":
                words.append(token[0])
            if depth == 0 and kind == "close":
                length = words if key == b"/Length" else length

    def _number(self, words: list[bytes]) -> int | None:
        if len(words) == 1 and words[0].isdigit():
            return int(words[0])
        if len(words) == 3 and words[2] == b"R" and words[0].isdigit() and words[1].isdigit():
            return self._length_of(int(words[0]), int(words[1]))
        return None

    def _string(self) -> None:
        """Go behind the string whose opening has been read."""
        depth = 1
        while depth:
            found = _PARENTHESIS.search(self._content, self._at)
            if found is None:
                raise Odd("a string that does not end", self._at)
            self._at = found.end() + (1 if found[0] == b"\\" else 0)
            depth += {b"(": 1, b")": -1}.get(found[0], 0)

    def _entries(self) -> Iterator[tuple[int, int, int, bool]]:
        """Yield number, generation and place of each object of the table that begins here, and whether it is in use."""
        while head := self._take(_SECTION):
            for number in range(int(head[1]), int(head[1]) + int(head[2])):
                entry = self._need(_ENTRY, "a table of objects that is none")
                yield number, int(entry[2]), int(entry[1]), entry[3] == b"n"

    def _trailer(self) -> bytes:
        self._skip_blanks()
        head = self._need(_TRAILER, "a table of objects without a trailer")
        self._value(("startxref",))
        return self._content[head.end() : self._at]
