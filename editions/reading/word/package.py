"""The package that a DOCX is: a ZIP of parts that name each other. Opened within bounds, and refused by what it is.

Neither python-docx nor lxml is asked: the first fails on Strict documents and drops what it does not know.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from editions.kinds import kind_of
from editions.problems import Problem, Refusal

#: Bytes of markup that all parts together may have, unpacked: 100 pages have some 2 million. A tree takes ten times that.
MARKUP = 32_000_000
#: Bytes of one picture, unpacked.
PICTURE = 50_000_000
#: Parts: a document with a picture on every page has some hundreds.
_ENTRIES = 10_000
#: What ISO/IEC 29500-1 calls the namespaces of its strict form, and what the transitional form calls them.
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"wordprocessingml/main": b"wordprocessingml/2006/main",
    b"officeDocument/relationships": b"officeDocument/2006/relationships",
    b"officeDocument/math": b"officeDocument/2006/math",
    b"officeDocument/customProperties": b"officeDocument/2006/custom-properties",
    b"drawingml/main": b"drawingml/2006/main",
    b"drawingml/picture": b"drawingml/2006/picture",
    b"drawingml/wordprocessingDrawing": b"drawingml/2006/wordprocessingDrawing",
}
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    NotImplementedError,
    LookupError,
)
_ANEW = "Open it in Word or LibreOffice, and save it anew as .docx."


@dataclass(frozen=True, kw_only=True)
class Relation:
    """How one part names another: *kind* as in "hyperlink", *target* the part's name, or an address outside."""

    kind: str
    target: str
    external: bool


class WordPackage:
    """The parts of one document, each read when it is asked for."""

    def __init__(self, content: bytes, where: str) -> None:
        """Open *content*, called *where* in messages.

        Raises:
            Refusal: it is no DOCX, is protected, holds macros, is damaged, or would unpack to more than there is room for.
        """
        self.where = where
        self._left = MARKUP
        _check_kind(content, where)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            self.names = frozenset(self._zip.namelist())
        except _FAULTS:
            raise self.refusal("the document is damaged: its end is missing, or its list of parts is wrong", _ANEW) from None
        if len(self.names) > _ENTRIES:
            raise self.refusal(f"it holds more than {_ENTRIES:,} parts", _ANEW)
        self._cased = {name.lower(): name for name in self.names}
        self.main = self._main()

    def refusal(self, what: str, remedy: str) -> Refusal:
        """Return the refusal of this document."""
        return Refusal(Problem(self.where, what, remedy))

    def has(self, name: str) -> bool:
        """Return whether there is a part *name*; as in Windows, small and capital letters are one."""
        return name.lower() in self._cased

    def xml(self, name: str) -> Element | None:
        """Return the root of the part *name*; None where there is none.

        Raises:
            Refusal: it is damaged, declares entities, or there is too much of it.
        """
        if not self.has(name):
            return None
        content = self._read(name, self._left, "its text unpacks to more than there is room for")
        self._left -= len(content)
        try:
            return _parsed(content)
        except _Declares:
            raise self.refusal(f'its part "{name}" declares entities of its own, as no Word document does', _ANEW) from None
        except _FAULTS as error:
            raise self.refusal(f'the document is damaged: "{name}" is not XML ({error})', _ANEW) from None

    def picture(self, name: str) -> bytes | None:
        """Return the bytes of the picture *name*; None where there is none.

        Raises:
            Refusal: it is damaged or too large.
        """
        if not self.has(name):
            return None
        return self._read(name, PICTURE, f'the picture "{name}" is larger than {PICTURE:,} bytes')

    def _read(self, name: str, limit: int, too_much: str) -> bytes:
        try:
            with self._zip.open(self._cased[name.lower()]) as stream:
                content = stream.read(limit + 1)
        except _FAULTS as error:
            raise self.refusal(f'the document is damaged: "{name}" cannot be unpacked ({error})', _ANEW) from None
        if len(content) > limit:
            raise self.refusal(too_much, "Divide the document, or make what is in it smaller.")
        return content

    def relations(self, owner: str) -> dict[str, Relation]:
        """Return what the part *owner* names, by the ids that it gives; the package itself is owner ""."""
        folder, _, name = owner.rpartition("/")
        root = self.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        return {relation.get("Id", ""): _relation(relation, folder) for relation in (root if root is not None else ()) if _is(relation)}

    def _main(self) -> str:
        """Return the name of the part that holds the text."""
        named = [relation.target for relation in self.relations("").values() if relation.kind == "officeDocument"]
        found = next((name for name in (*named, "word/document.xml") if self.has(name)), "")
        if not found:
            raise self.refusal(f"it is no DOCX: {_contents(self.names)}", _ANEW)
        kind = self._content_type(found)
        if "macroEnabled" in kind:
            raise self.refusal("it is a document with macros", "Save it as .docx: programs are no part of a statement.")
        if kind and "wordprocessingml" not in kind:
            raise self.refusal("it is no DOCX: it is a file of another Office program", "Save its text as a Word document.")
        return found

    def _content_type(self, name: str) -> str:
        """Return what the package says that the part *name* is; empty where it says nothing."""
        root = self.xml("[Content_Types].xml")
        if root is None:
            return ""
        for entry in root:
            if entry.get("PartName", "").lstrip("/").lower() == name.lower():
                return entry.get("ContentType", "")
        return ""


class _Declares(Exception):
    """A part declares a document type: Open Packaging Conventions (ECMA-376, part 2, 6.2.5) forbid it."""


def _parsed(content: bytes) -> Element:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        if "<!DOCTYPE".encode(encoding) in content:
            raise _Declares
    if _STRICT in content:
        for strict, transitional in _TRANSITIONAL.items():
            content = content.replace(_STRICT + strict, b"http://schemas.openxmlformats.org/" + transitional)
    return ElementTree.fromstring(content)  # noqa: S314 - it declares no entities


def _is(relation: Element) -> bool:
    return relation.tag == _RELATIONSHIP


def _relation(relation: Element, folder: str) -> Relation:
    target, external = relation.get("Target", ""), relation.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
    return Relation(kind=relation.get("Type", "").rpartition("/")[2], target=target, external=external)


def _check_kind(content: bytes, where: str) -> None:
    """Refuse what is something else than a ZIP, by what it is."""
    if content[:4] == b"PK\x03\x04":
        head = content[:200]
        if b"mimetype" in head and _OPEN_DOCUMENT in head:
            raise Refusal(Problem(where, "it is an OpenDocument file (.odt), not a DOCX", "Save it as .docx in LibreOffice."))
        return
    for what, remedy in _compound(content):
        raise Refusal(Problem(where, what, remedy))
    raise Refusal(Problem(where, f"it is no DOCX: it is {kind_of(content)}", "Give a Word document (.docx)."))


def _compound(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield what a compound file is ([MS-CFB]): a document with a password, or one of Word 97."""
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if "EncryptedPackage".encode("utf-16-le") in content:
            yield "it is protected with a password", "Take the password away in Word (File, Info, Protect Document), and save it."
        else:
            yield "it is a document of Word 97 to 2003 (.doc)", "Open it in Word or LibreOffice, and save it as .docx."


def _contents(names: frozenset[str]) -> str:
    folders = {name.partition("/")[0] for name in names}
    for folder, program in (("xl", "Excel"), ("ppt", "PowerPoint"), ("visio", "Visio")):
        if folder in folders:
            return f"it is a file of {program}"
    return "it is a ZIP archive without a text"
