"""The shapes of a DOCX, and the words in them: text boxes, words drawn across a page, diagrams (ECMA-376, part 1, 20; part 4, 19)."""

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: A drawing that holds this is an image.
_IMAGE = "/picture"
#: Parts with the words of diagrams and charts; the drawing of a diagram says them once more.
_DRAWN = ("word/diagrams/data", "word/charts/chart", "word/charts/chartEx")
#: Parts that no page shows, and that whose shapes are marks of lists.
_UNSHOWN = ("word/glossary/", "word/numbering", "word/comments")


def shapes_in(parts: Mapping[str, Element]) -> Iterator[tuple[str, str]]:
    """Yield each shape of *parts*: the part that it stands in, and its words; what is drawn anew for older programs is one."""
    for name, part in parts.items():
        if name.startswith(_DRAWN):
            yield name, _words_of_drawing(part)
        elif name.startswith("word/") and not name.startswith(_UNSHOWN):
            yield from dict.fromkeys((name, words) for words in _shapes(part))


def _shapes(holder: Element) -> Iterator[str]:
    for child in holder:
        match _local(child.tag):
            case "pict" | "contentPart":
                yield _words(child)
            case "drawing" if not _is_image(child):
                yield _words(child)
            case _:
                yield from _shapes(child)


def _is_image(drawing: Element) -> bool:
    holds = [element.get("uri", "") for element in drawing.iter() if _local(element.tag) == "graphicData"]
    boxes = any(_local(element.tag) == "txbxContent" for element in drawing.iter())
    return not boxes and all(one.endswith(_IMAGE) for one in holds)


def _words(shape: Element) -> str:
    """Return the words of *shape*, line by line: those in its boxes, and those that are drawn as a picture of words."""
    lines: list[str] = []
    for element in shape.iter():
        match _local(element.tag):
            case "textpath":
                lines.append(element.get("string", ""))
            case "p":
                lines.append("".join(text.text or "" for text in element.iter(f"{_W}t")))
    return " ".join(dict.fromkeys(line for line in lines if line.strip()))


def _words_of_drawing(part: Element) -> str:
    """Return the words of a diagram, or of a chart: its titles, and the names of its rows and columns."""
    found = [element.text or "" for element in part.iter() if _local(element.tag) in ("t", "v")]
    return " ".join(dict.fromkeys(words.strip() for words in found if any(letter.isalpha() for letter in words)))


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]
