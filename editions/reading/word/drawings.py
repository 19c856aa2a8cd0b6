"""Drawings: their pictures, the words in them, and the text boxes that hang on a paragraph."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from editions.model.word import Change, WordImage
from editions.reading.word.names import A, R, local
from editions.reading.word.package import Relation, WordPackage
from editions.reading.word.story import TEXTS, Story

_OFFICE = "{urn:schemas-microsoft-com:office:office}"
#: What else may be drawn, and what is said of it.
_LEFT = {
    "chart": "a chart",
    "relIds": "a diagram",
    "OLEObject": "an embedded object, of which its picture is taken",
    "textpath": "words drawn as a picture",
    "control": "a control with a program of its own (ActiveX)",
}


class Drawings:
    """Reads the drawings of one part; *chosen* chooses between alternatives."""

    def __init__(self, package: WordPackage, relations: dict[str, Relation], story: Story, chosen: Callable[[Element], Element]) -> None:
        self._package = package
        self._relations = relations
        self._story = story
        self._chosen = chosen
        self._boxes: list[Element] = []

    def take_boxes(self) -> list[Element]:
        """Return the text boxes that hang on the paragraph read last."""
        boxes, self._boxes = self._boxes, []
        return boxes

    def pictures(self, drawing: Element, change: Change | None) -> Iterator[WordImage]:
        """Yield the pictures of *drawing*; its text boxes are kept until the paragraph is whole."""
        elements = list(self._apart_from_boxes(drawing))
        alt, name = _described(elements)
        words: list[str] = []
        for element in elements:
            match local(element.tag):
                case "blip" if element.tag.startswith(A):
                    yield from self._image((element.get(f"{R}embed", ""), element.get(f"{R}link", "")), alt, name, change)
                case "imagedata":
                    said = alt or element.get(f"{_OFFICE}title", "") or element.get("title", "")
                    relations = (element.get(f"{R}id", "") or element.get(f"{_OFFICE}relid", ""), element.get(f"{R}href", ""))
                    yield from self._image(relations, said, name, change)
                case "hlinkClick" if element.get(f"{R}id"):
                    self._story.leave("a link on a picture", self._target(element.get(f"{R}id", "")))
                case "t" | "delText" if element.tag in TEXTS:
                    words.append(self._story.take(element))
                case kind if kind in _LEFT:
                    self._story.leave(_LEFT[kind], self._said_by(element))
        if words:
            self._story.leave("words drawn in a picture", " ".join(words))

    def _apart_from_boxes(self, drawing: Element) -> Iterator[Element]:
        """Yield what is in *drawing*, in order, keeping its text boxes for later and following one of each alternatives."""
        open_elements = [drawing]
        while open_elements:
            element = open_elements.pop()
            name = local(element.tag)
            if name == "txbxContent":
                self._boxes.append(element)
                continue
            yield element
            if name == "AlternateContent":
                element = self._chosen(element)
            open_elements.extend(reversed(element))

    def _image(self, relations: tuple[str, str], alt: str, name: str, change: Change | None) -> Iterator[WordImage]:
        """Yield the picture that the first of *relations* names, embedded, or else the second, linked; neither: nothing."""
        if not any(relations):
            return
        relation = self._relations.get(relations[0]) or self._relations.get(relations[1])
        if relation is None or relation.external or not self._package.has(relation.target):
            self._story.leave("a picture that lies outside the document", relation.target if relation else "")
            yield WordImage(content=None, part="", alt=alt, name=name, change=change)
            return
        yield WordImage(content=self._package.picture(relation.target), part=relation.target, alt=alt, name=name, change=change)

    def _said_by(self, element: Element) -> str:
        """Return the words of a chart or a diagram, which stand in a part of their own, or of a text that is drawn."""
        relation = element.get(f"{R}id") or element.get(f"{R}dm")
        target = self._target(relation) if relation and local(element.tag) in ("chart", "relIds") else ""
        root = self._package.xml(target) if target else None
        if root is None:
            return element.get("string", "")
        texts = (child.text or "" for child in root.iter() if child.tag == f"{A}t" or local(child.tag) == "v")
        return " ".join(text for text in texts if text.strip())

    def _target(self, identifier: str) -> str:
        relation = self._relations.get(identifier)
        return relation.target if relation is not None else ""


def _described(elements: list[Element]) -> tuple[str, str]:
    """Return the alternative text and the name of the drawing of which *elements* are all."""
    described = next((element for element in elements if local(element.tag) == "docPr"), None)
    if described is None:
        return next((alt for element in elements if (alt := element.get("alt", ""))), ""), ""
    return described.get("descr", "") or described.get("title", ""), described.get("name", "")
