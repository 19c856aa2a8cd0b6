"""The numbers that Word shows before the paragraphs of a DOCX, counted as Word counts them (ECMA-376, part 1, 17.9)."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
#: Formats that show no number.
_UNNUMBERED = ("bullet", "none")
_SMALL = "abcdefghijklmnopqrstuvwxyz"


class Numbers:
    """Counts the paragraphs of a document, from the first on, by its parts word/numbering.xml and word/styles.xml."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        found = list(numbering) if numbering is not None else []
        self._abstract = {item.get(f"{_W}abstractNumId"): _levels(item) for item in found if item.tag == f"{_W}abstractNum"}
        self._instances = {item.get(f"{_W}numId"): item for item in found if item.tag == f"{_W}num"}
        self._counts: dict[str, dict[int, int]] = {}
        self._of_styles = {
            style.get(f"{_W}styleId", ""): properties
            for style in (styles if styles is not None else ())
            if (properties := style.find(f"{_W}pPr/{_W}numPr")) is not None
        }

    def next(self, properties: Element | None, style: str) -> str:
        """Return the number of the next paragraph, with its marks ("3."); empty where it has none."""
        own = properties.find(f"{_W}numPr") if properties is not None else None
        numbered = own if own is not None else self._of_styles.get(style)
        instance = self._instances.get(_value(numbered, "numId"))
        if numbered is None or instance is None:
            return ""
        level = _number(_value(numbered, "ilvl"))
        levels = self._abstract.get(_value(instance, "abstractNumId"), {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(instance.get(f"{_W}numId", ""), {})
        counts[level] = counts[level] + 1 if level in counts else _start(instance, levels, level)
        for deeper in [deeper for deeper in counts if deeper > level]:
            del counts[deeper]
        return _shown(levels, counts, level, instance)


def _levels(abstract: Element) -> Mapping[int, Element]:
    return {_number(level.get(f"{_W}ilvl", "0")): level for level in abstract.iter(f"{_W}lvl")}


def _start(instance: Element, levels: Mapping[int, Element], level: int) -> int:
    for override in instance.iter(f"{_W}lvlOverride"):
        if override.get(f"{_W}ilvl") == str(level) and (start := _value(override, "startOverride")):
            return _number(start)
    return _number(_value(levels[level], "start") or "1")


def _shown(levels: Mapping[int, Element], counts: Mapping[int, int], level: int, instance: Element) -> str:
    if _value(levels[level], "numFmt") in _UNNUMBERED:
        return ""

    def said(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        if place not in levels:
            return ""
        return _formatted(counts.get(place, _start(instance, levels, place)), _value(levels[place], "numFmt"))

    return _PLACE.sub(said, _value(levels[level], "lvlText"))


def _formatted(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = _SMALL[(number - 1) % len(_SMALL)] * ((number - 1) // len(_SMALL) + 1)
        return letter if form == "lowerLetter" else letter.upper()
    return str(number)


def _value(element: Element | None, name: str) -> str:
    found = element.find(f"{_W}{name}") if element is not None else None
    return found.get(f"{_W}val", "") if found is not None else ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
