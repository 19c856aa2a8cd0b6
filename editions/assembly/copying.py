"""Objects of one PDF copied into another: each once, whatever points to it, however deep they lie.

pypdf's own clone goes from object to object by recursion, and drops keys of pages; this does neither.
Names stay the bytes that they are: pypdf guesses at the characters of a name that is not ASCII, and
writes other bytes, by which neither a page's operators nor a reader's substitute for a font know it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)


class RawName(NameObject):
    """A name whose characters are its bytes, one for one."""

    def renumber(self) -> bytes:
        """Return the name as it is written."""
        return b"/" + b"".join(b"#%02X" % byte if byte in _NUMBERED else bytes((byte,)) for byte in self[1:].encode("latin-1"))


#: Bytes that are written as numbers in a name (ISO 32000-1, 7.3.5).
_NUMBERED = frozenset((*range(33), *range(127, 256), *b"#()<>[]{}/%"))


@contextmanager
def names_as_bytes() -> Iterator[None]:
    """Let pypdf read names as bytes meanwhile, each character a byte: a setting of pypdf's, for the whole process."""
    names: Any = NameObject
    before, names.CHARSETS = names.CHARSETS, ("latin-1",)
    try:
        yield
    finally:
        names.CHARSETS = before


def raw_name(name: str) -> NameObject:
    """Return *name*, read as bytes, so that the same bytes are written."""
    return NameObject(name) if name.isascii() else RawName(name)


class Copier:
    """Copies objects of *reader* into *writer*."""

    def __init__(self, reader: PdfReader, writer: PdfWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._known: dict[int, IndirectObject] = {}
        self._pending: list[tuple[Any, DictionaryObject | ArrayObject]] = []
        #: Every dictionary that was copied, streams included.
        self.copied: list[DictionaryObject] = []

    def stand_in(self, source: IndirectObject, target: IndirectObject) -> None:
        """Let *target* stand wherever *source* is pointed to."""
        self._known[source.idnum] = target

    def copy(self, value: PdfObject) -> PdfObject:
        """Return *value* as an object of the writer, with all that it points to."""
        copied = self._value(value)
        while self._pending:
            source, target = self._pending.pop()
            if isinstance(target, ArrayObject):
                target.extend(self._value(item) for item in list.__iter__(source))
            else:
                for key, item in dict.items(source):
                    target[raw_name(key)] = self._value(item)
        return copied

    def _value(self, value: PdfObject) -> PdfObject:
        if isinstance(value, IndirectObject):
            return self._reference(value)
        if isinstance(value, ArrayObject):
            array = ArrayObject()
            self._pending.append((value, array))
            return array
        if isinstance(value, DictionaryObject):
            return self._dictionary(value)
        return raw_name(value) if isinstance(value, NameObject) else value

    def _reference(self, source: IndirectObject) -> PdfObject:
        known = self._known.get(source.idnum)
        if known is None:
            found = self._reader.get_object(source)
            if found is None or isinstance(found, NullObject):
                return NullObject()
            # Entered before it is filled: what it holds may point back to it.
            copied = self._value(found)
            known = self._known[source.idnum] = self._writer._add_object(copied)
        return known

    def _dictionary(self, source: DictionaryObject) -> DictionaryObject:
        target: DictionaryObject
        if isinstance(source, StreamObject):
            target = type(source)() if isinstance(source, EncodedStreamObject) else StreamObject()
            target._data = source._data
            _keep_end(target, source)
        else:
            target = DictionaryObject()
        self._pending.append((source, target))
        self.copied.append(target)
        return target


def _keep_end(target: StreamObject, source: StreamObject) -> None:
    """See that a stream does not end in a carriage return: `page` takes it for a part of the line end.

    One in 256 does. Deflate data may be followed by anything (RFC 1950, 2.3): a zero byte ends it instead.
    """
    if target._data.endswith(b"\r") and _last_filter(source) == "/FlateDecode":
        target._data += b"\0"


def _last_filter(stream: StreamObject) -> str:
    filters = stream.get("/Filter", NameObject(""))
    return str(filters[0]) if isinstance(filters, ArrayObject) and filters else str(filters)
