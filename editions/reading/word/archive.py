"""The ZIP that a DOCX is: opened within bounds, and refused by what it is where it is something else."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from editions.kinds import kind_of
from editions.problems import Problem, Refusal

#: Parts: a document with a picture on every page has some hundreds.
PARTS = 10_000
ANEW = "Open it in Word or LibreOffice, and save it anew as .docx."
#: Whatever zipfile raises on a damaged archive.
FAULTS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, NotImplementedError, LookupError)
#: What begins the entry of a part in the list at the end (APPNOTE.TXT, 4.3.12).
_ENTRY = b"PK\x01\x02"
#: The ways of packing that a DOCX may use (ECMA-376, part 2, annex B.4): the others unpack without bounds.
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = ("it is protected with a password", "Take the password away in Word (File, Info, Protect Document), and save it.")
#: The streams that a compound file holds ([MS-CFB]), and what each makes of it.
_STREAMS = (
    ("EncryptedPackage", *_PASSWORD),
    ("WordDocument", "it is a document of Word 97 to 2003 (.doc)", "Open it in Word or LibreOffice, and save it as .docx."),
    ("", "it is no DOCX: it is an old Office file or a message (.xls, .ppt, .msg …)", "Save its text as a Word document (.docx)."),
)
#: The beginnings of XML files that hold a whole document, and are no ZIP.
_FLAT = ((b"pkg:package", "a Word document as one XML file"), (b"w:wordDocument", "a document of Word 2003 as XML"))


class Archive:
    """The parts of one archive, by their names; small and capital letters are one."""

    def __init__(self, content: bytes, where: str) -> None:
        """Open *content*, called *where* in messages.

        Raises:
            Refusal: it is no ZIP, is protected, or its list of parts is damaged, too long or ambiguous.
        """
        self.where = where
        _check_kind(content, where)
        if content.count(_ENTRY) > PARTS:
            raise self.refusal(f"it holds more than {PARTS:,} parts", ANEW)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except FAULTS:
            raise self.refusal("the document is damaged: its end is missing, or its list of parts is wrong", ANEW) from None
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for part in self._zip.infolist():
            self._add(part)
        self.names = frozenset(self._parts)

    def _add(self, part: zipfile.ZipInfo) -> None:
        name = part.filename.replace("\\", "/").lstrip("/").lower()
        if ".." in name.split("/"):
            raise self.refusal(f'its part "{part.filename}" would lie outside it', ANEW)
        if name in self._parts:
            raise self.refusal(f'it holds the part "{part.filename}" twice, and programs differ in which they show', ANEW)
        if part.flag_bits & _ENCRYPTED:
            raise self.refusal(*_PASSWORD)
        self._parts[name] = part

    def refusal(self, what: str, remedy: str) -> Refusal:
        """Return the refusal of this document."""
        return Refusal(Problem(self.where, what, remedy))

    def has(self, name: str) -> bool:
        """Return whether there is a part *name*."""
        return name.lower() in self._parts

    def beginning(self, name: str, length: int) -> bytes:
        """Return no more than the first *length* bytes of the part *name*, which must be there; nothing where it is damaged."""
        part = self._parts[name.lower()]
        if part.compress_type not in _PACKINGS:
            return b""
        try:
            with self._zip.open(part) as stream:
                return stream.read(length)
        except FAULTS:
            return b""

    def read(self, name: str, limit: int, too_much: str) -> bytes:
        """Return the bytes of the part *name*, which must be there; no more than *limit* are unpacked, whatever it says of itself.

        Raises:
            Refusal: it is damaged, packed in a way that a DOCX does not know, or larger: then *too_much* is said.
        """
        part = self._parts[name.lower()]
        if part.compress_type not in _PACKINGS:
            raise self.refusal(f'its part "{name}" is packed in a way that no DOCX may use', ANEW)
        try:
            with self._zip.open(part) as stream:
                content = stream.read(limit + 1)
        except FAULTS as error:
            raise self.refusal(f'the document is damaged: "{name}" cannot be unpacked ({error})', ANEW) from None
        if len(content) > limit:
            raise self.refusal(too_much, "Divide the document, or make what is in it smaller.")
        return content


def _check_kind(content: bytes, where: str) -> None:
    """Refuse what is something else than a ZIP, by what it is."""
    if content[:4] == b"PK\x03\x04":
        head = content[:200]
        if b"mimetype" in head and _OPEN_DOCUMENT in head:
            raise Refusal(Problem(where, "it is an OpenDocument file (.odt), not a DOCX", "Save it as .docx in LibreOffice."))
        return
    for what, remedy in _compound(content):
        raise Refusal(Problem(where, what, remedy))
    if not content:
        raise Refusal(Problem(where, "the file is empty", "Give a Word document (.docx)."))
    flat = next((name for mark, name in _FLAT if mark in content[:2000]), "")
    raise Refusal(Problem(where, f"it is no DOCX: it is {flat or kind_of(content)}", ANEW if flat else "Give a Word document (.docx)."))


def _compound(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield what a compound file is, by the first of its streams that says so."""
    if content[:8] == _COMPOUND:
        yield from ((what, remedy) for stream, what, remedy in _STREAMS if stream.encode("utf-16-le") in content)
