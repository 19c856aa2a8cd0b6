"""How the styles of a DOCX look: what each says, followed through those that it is based on (ECMA-376, part 1, 17.7.2)."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Styles that a base is followed through; one based on itself would never end.
_STEPS = 20
#: Elements with these names stand on both sides of a style: the properties of paragraphs and those of runs.
_SIDES = ("pPr", "rPr")

#: Properties by their path, with their values: "pPr.spacing.line": "300"; one that only stands there is "true".
Look = Mapping[str, str]


class Looks:
    """The styles of a document's part word/styles.xml; None where it has none."""

    def __init__(self, styles: Element | None) -> None:
        found = styles if styles is not None else ()
        self._styles = {style.get(f"{_W}styleId", ""): style for style in found if style.tag == f"{_W}style"}
        defaults = styles.find(f"{_W}docDefaults") if styles is not None else None
        self._defaults: dict[str, str] = {}
        for side in _SIDES:
            self._defaults |= said_by(defaults.find(f"{_W}{side}Default/{_W}{side}") if defaults is not None else None)

    def of(self, identifier: str) -> Look:
        """Return the look of a style: a paragraph's with the document's defaults, another's as far as it says one itself."""
        line: list[Element] = []
        for _ in range(_STEPS):
            style = self._styles.get(identifier)
            if style is None:
                break
            line.append(style)
            base = style.find(f"{_W}basedOn")
            identifier = base.get(f"{_W}val", "") if base is not None else ""
        look = dict(self._defaults) if line and line[0].get(f"{_W}type") == "paragraph" else {}
        for style in reversed(line):
            for side in (*_SIDES, "tblPr", "tcPr"):
                look |= said_by(style.find(f"{_W}{side}"))
        return look


def said_by(element: Element | None) -> dict[str, str]:
    """Return all that *element* says and that stands below it, by its path ("sectPr.pgSz.w"); nothing where there is none."""
    return _flat(element, _local(element.tag)) if element is not None else {}


def _flat(element: Element, path: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for child in element:
        name = f"{path}.{_local(child.tag)}"
        if not len(child) and not child.attrib:
            said[name] = "true"
        for attribute, value in child.attrib.items():
            local = _local(attribute)
            said[name if local == "val" else f"{name}.{local}"] = value
        said |= _flat(child, name)
    return said


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
