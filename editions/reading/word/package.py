"""The package that a DOCX is: parts of XML that name each other, each read when it is asked for, within bounds.

Neither python-docx nor lxml is asked: the first fails on Strict documents and drops what it does not know.
"""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from editions.problems import Refusal
from editions.reading.word.archive import ANEW, FAULTS, Archive

#: Bytes of markup that all parts together may have, unpacked: 100 pages have some 2 million.
MARKUP = 32_000_000
#: Tags of all parts together: 100 pages have some 60,000, the largest of a thousand files of public test suites 600,000.
_TAGS = 1_000_000
#: Bytes of memory that the trees of all parts may take, by the rule below.
_TREE = 320_000_000
#: Bytes of memory that a tree takes for a tag, for an attribute and for a character (measured, Python 3.11, and rounded up).
_TAG, _ATTRIBUTE, _CHARACTER = 100, 270, 2
#: Elements one in the other: a table in a table takes three. What takes a tree apart goes down as deep.
_DEEPEST = 300
#: Bytes of one picture, and of all, unpacked.
PICTURE, PICTURES = 50_000_000, 150_000_000
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
    b"drawingml/chart": b"drawingml/2006/chart",
    b"drawingml/diagram": b"drawingml/2006/diagram",
}
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TOO_MUCH = "its text unpacks to more than there is room for"
_SMALLER = "Divide the document, or make what is in it smaller."


@dataclass(frozen=True, kw_only=True)
class Relation:
    """How one part names another: *kind* as in "hyperlink", *target* the part's name, or an address outside."""

    kind: str
    target: str
    external: bool


class WordPackage:
    """The parts of one document."""

    def __init__(self, content: bytes, where: str) -> None:
        """Open *content*, called *where* in messages.

        Raises:
            Refusal: it is no DOCX, is protected, holds macros, is damaged, or would unpack to more than there is room for.
        """
        self._archive = Archive(content, where)
        self.refusal = self._archive.refusal
        self.has = self._archive.has
        self._left = MARKUP
        self._tags_left = _TAGS
        self._tree_left = _TREE
        self._pictures: dict[str, bytes] = {}
        self._pictures_left = PICTURES
        self._relations: dict[str, dict[str, Relation]] = {}
        self.main = self._main()

    def xml(self, name: str) -> Element | None:
        """Return the root of the part *name*; None where there is none.

        Raises:
            Refusal: it is damaged, declares entities, lies too deep, or there is too much of it.
        """
        if not self.has(name):
            return None
        content = self._archive.read(name, self._left, _TOO_MUCH)
        self._left -= len(content)
        if _declares(content):
            raise self.refusal(f'its part "{name}" declares entities of its own, as no Word document does', ANEW)
        tags = content.count(b"<")
        self._tags_left -= tags
        self._tree_left -= tags * _TAG + content.count(b"=") * _ATTRIBUTE + len(content) * _CHARACTER
        if self._tree_left < 0 or self._tags_left < 0:
            raise self.too_much()
        try:
            root = ElementTree.fromstring(_transitional(content))  # noqa: S314 - it declares no entities
        except (ElementTree.ParseError, *FAULTS) as error:
            raise self.refusal(f'the document is damaged: "{name}" is not XML ({error})', ANEW) from None
        if _is_deeper(root, _DEEPEST):
            raise self.too_deep()
        return root

    def beginning(self, name: str) -> bytes:
        """Return the first bytes of the part *name*, which must be there: enough to see what its root is."""
        return self._archive.beginning(name, 1000)

    def picture(self, name: str) -> bytes | None:
        """Return the bytes of the picture *name*; None where there is none.

        Raises:
            Refusal: it is damaged or too large, or all pictures together are.
        """
        if not self.has(name):
            return None
        if name not in self._pictures:
            content = self._archive.read(name, PICTURE, f'the picture "{name}" is larger than {PICTURE:,} bytes')
            self._pictures_left -= len(content)
            if self._pictures_left < 0:
                raise self.refusal(f"its pictures are larger than {PICTURES:,} bytes", _SMALLER)
            self._pictures[name] = content
        return self._pictures[name]

    def too_much(self) -> Refusal:
        """Return the refusal of a document that is longer than any text."""
        return self.refusal("it has more paragraphs, words and marks than there is room for", _SMALLER)

    def too_deep(self) -> Refusal:
        """Return the refusal of a document whose parts lie too deep in each other."""
        return self.refusal("tables, boxes, controls or changes lie too deep in each other", "Take them out of each other in Word.")

    def relations(self, owner: str) -> dict[str, Relation]:
        """Return what the part *owner* names, by the ids that it gives; the package itself is owner ""."""
        if owner not in self._relations:
            folder, _, name = owner.rpartition("/")
            root = self.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
            entries = [child for child in (root if root is not None else ()) if child.tag == _RELATIONSHIP]
            self._relations[owner] = {entry.get("Id", ""): _relation(entry, folder) for entry in entries}
        return self._relations[owner]

    def named(self, owner: str, *kinds: str) -> list[str]:
        """Return the names of the parts inside that *owner* names as one of *kinds*, each once."""
        found = [relation.target for relation in self.relations(owner).values() if relation.kind in kinds and not relation.external]
        return list(dict.fromkeys(name for name in found if self.has(name)))

    def _main(self) -> str:
        """Return the name of the part that holds the text."""
        found = next((name for name in (*self.named("", "officeDocument"), "word/document.xml") if self.has(name)), "")
        if not found:
            raise self.refusal(f"it is no DOCX: {_contents(self._archive.names)}", ANEW)
        kind = self._content_type(found)
        if kind and "word" not in kind:
            program = _contents(self._archive.names, "it is a file of another Office program")
            raise self.refusal(f"it is no DOCX: {program}", "Save its text as a Word document.")
        if "macroEnabled" in kind or self.named(found, "vbaProject"):
            raise self.refusal("it is a document with macros", "Save it as .docx: programs are no part of a statement.")
        return found

    def _content_type(self, name: str) -> str:
        """Return what the package says that the part *name* is; empty where it says nothing."""
        root = self.xml("[Content_Types].xml")
        of_ending = ""
        for entry in root if root is not None else ():
            if entry.get("PartName", "").lstrip("/").lower() == name.lower():
                return entry.get("ContentType", "")
            if entry.get("Extension", "").lower() == name.rpartition(".")[2].lower():
                of_ending = entry.get("ContentType", "")
        # What is said of all XML is not worth more than that it is XML.
        return of_ending if "main" in of_ending else ""


def _declares(content: bytes) -> bool:
    """Return whether a part declares a document type, as the packaging conventions forbid (ECMA-376, part 2, 6.2.5)."""
    return any("<!DOCTYPE".encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def _transitional(content: bytes) -> bytes:
    """Return *content* with the namespaces of the transitional form, in UTF-8 where it has others."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = content.decode("utf-16").partition("?>")[2].encode()
    if _STRICT in content:
        for strict, transitional in _TRANSITIONAL.items():
            content = content.replace(_STRICT + strict, b"http://schemas.openxmlformats.org/" + transitional)
    return content


def _is_deeper(root: Element, most: int) -> bool:
    """Return whether elements of *root* lie more than *most* deep in each other."""
    level = [root]
    for _ in range(most):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _relation(relation: Element, folder: str) -> Relation:
    target, external = relation.get("Target", ""), relation.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
    return Relation(kind=relation.get("Type", "").rpartition("/")[2], target=target, external=external)


def _contents(names: frozenset[str], otherwise: str = "it is a ZIP archive without a text") -> str:
    folders = {name.partition("/")[0] for name in names}
    for folder, program in (("xl", "Excel"), ("ppt", "PowerPoint"), ("visio", "Visio")):
        if folder in folders:
            return f"it is a file of {program}"
    return otherwise
