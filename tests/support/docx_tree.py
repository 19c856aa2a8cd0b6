"""A DOCX taken apart: its paragraphs in order, wherever they stand, with style, words and controls."""

import io
import zipfile
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, kw_only=True)
class DocxParagraph:
    """A paragraph: the id of its style, its words, and the tags of the content controls around or in it."""

    style: str
    text: str
    controls: tuple[str, ...]


def part(content: bytes, name: str) -> ElementTree.Element:
    """Return the root of the part called *name* ("word/document.xml")."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(name))  # noqa: S314 - of our own making


def names(content: bytes) -> list[str]:
    """Return the names of all parts, in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def paragraphs(root: ElementTree.Element) -> list[DocxParagraph]:
    """Return all paragraphs below *root*, in order; content controls and tables are walked through."""
    found: list[DocxParagraph] = []
    _walk(root, (), found)
    return found


def _walk(element: ElementTree.Element, controls: tuple[str, ...], found: list[DocxParagraph]) -> None:
    for child in element:
        if child.tag == W + "p":
            found.append(_paragraph(child, controls))
        else:
            _walk(child, controls + _tags(child), found)


def _tags(element: ElementTree.Element) -> tuple[str, ...]:
    tag = element.find(f"{W}sdtPr/{W}tag") if element.tag == W + "sdt" else None
    return (str(tag.get(W + "val")),) if tag is not None else ()


def _paragraph(element: ElementTree.Element, controls: tuple[str, ...]) -> DocxParagraph:
    style = element.find(f"{W}pPr/{W}pStyle")
    inner = tuple(tag for control in element.iter(W + "sdt") for tag in _tags(control))
    text = "".join(_said(node) for node in element.iter())
    return DocxParagraph(style=str(style.get(W + "val")) if style is not None else "", text=text, controls=controls + inner)


def _said(node: Any) -> str:
    if node.tag == W + "t":
        return node.text or ""
    if node.tag.endswith("}docPr"):
        return str(node.get("descr"))
    return "\n" if node.tag == W + "br" else ""
