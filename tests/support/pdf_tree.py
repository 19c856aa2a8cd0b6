"""A PDF taken apart: its structure tree as nodes, with the words that each marked content shows.

The tree is walked by pypdf, the words are read by PDFium: neither made the file.
"""

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A structure element: its tag, the words directly in it, and its children, in reading order."""

    tag: str
    kids: tuple["Node | str", ...]
    element: DictionaryObject

    @property
    def text(self) -> str:
        """All words in the element, blanks folded."""
        return " ".join("".join(_words(self)).split())

    @property
    def children(self) -> list["Node"]:
        """The elements directly in this one."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> Iterator["Node"]:
        """Yield the element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def find(self, tag: str) -> list["Node"]:
        """Return all elements with *tag*, in reading order."""
        return [node for node in self.walk() if node.tag == tag]

    def outline(self, depth: int = 0) -> str:
        """Return the tree as indented lines, for a golden comparison or for the eye."""
        lines = [f"{'  ' * depth}{self.tag}"]
        for kid in self.kids:
            lines.append(kid.outline(depth + 1) if isinstance(kid, Node) else f"{'  ' * (depth + 1)}{kid!r}")
        return "\n".join(lines)


def _words(node: Node) -> Iterator[str]:
    for kid in node.kids:
        yield kid if isinstance(kid, str) else "".join(_words(kid))


def structure(content: bytes) -> Node:
    """Return the Document element of the PDF *content*."""
    reader = PdfReader(io.BytesIO(content))
    root: Any = reader.root_object["/StructTreeRoot"]
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages) if page.indirect_reference}
    kids = root["/K"]
    return _node((kids[0] if isinstance(kids, ArrayObject) else kids).get_object(), _marked_words(content), pages, page=0)


def _node(element: DictionaryObject, words: list[dict[int, str]], pages: dict[int, int], *, page: int) -> Node:
    if "/Pg" in element:
        page = _page(element, pages)
    kids = element.get("/K", ArrayObject())
    kids = kids if isinstance(kids, ArrayObject) else ArrayObject([kids])
    found = [_kid(kid, words, pages, page) for kid in kids]
    return Node(tag=str(element["/S"])[1:], kids=tuple(kid for kid in found if kid is not None), element=element)


def _page(element: DictionaryObject, pages: dict[int, int]) -> int:
    reference: Any = element.raw_get("/Pg")
    return pages[reference.idnum]


def _kid(kid: Any, words: list[dict[int, str]], pages: dict[int, int], page: int) -> "Node | str | None":
    if isinstance(kid, IndirectObject):
        kid = kid.get_object()
    if isinstance(kid, int):
        return words[page].get(int(kid), "")
    if kid.get("/Type") == "/OBJR":
        return None
    if kid.get("/Type") == "/MCR":
        return words[_page(kid, pages)].get(int(kid["/MCID"]), "")
    return _node(kid, words, pages, page=page)


def _marked_words(content: bytes) -> list[dict[int, str]]:
    """Return, for each page, the words of each marked content by its MCID."""
    document = pypdfium2.PdfDocument(content)
    found = []
    for page in document:
        text_page = page.get_textpage()
        words: dict[int, str] = {}
        for item in page.get_objects(max_depth=5):
            if item.type == pdfium.FPDF_PAGEOBJ_TEXT and (mcid := _mcid(item.raw)) is not None:
                words[mcid] = words.get(mcid, "") + _text(item.raw, text_page.raw)
        found.append(words)
    return found


def _mcid(item: Any) -> int | None:
    for number in range(pdfium.FPDFPageObj_CountMarks(item)):
        value = ctypes.c_int()
        if pdfium.FPDFPageObjMark_GetParamIntValue(pdfium.FPDFPageObj_GetMark(item, number), b"MCID", value):
            return value.value
    return None


def _text(item: Any, text_page: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(item, text_page, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFTextObj_GetText(item, text_page, buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le")
