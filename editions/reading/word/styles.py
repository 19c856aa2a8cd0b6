"""The styles of a document: what each adds up to, along the line of those that it is based on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element

from editions.reading.word.names import VAL, W, number, toggle, value

#: Styles based one on the other: Word takes no more than some ten.
_LONGEST_LINE = 50


@dataclass(frozen=True, kw_only=True)
class Style:
    """What a style adds up to; None where neither it nor a style before it says.

    *strong_rtl* and *emphasis_rtl* are for scripts written from right to left.
    """

    id: str = ""
    name: str = ""
    strong: bool | None = None
    emphasis: bool | None = None
    strong_rtl: bool | None = None
    emphasis_rtl: bool | None = None
    hidden: bool = False
    size: int = 0
    outline: int | None = None
    alignment: str = ""
    list: int | None = None
    level: int | None = None


class Styles:
    """The styles part of a document."""

    def __init__(self, root: Element | None) -> None:
        self._elements = {
            element.get(f"{W}styleId", ""): element for element in (root if root is not None else ()) if element.tag == f"{W}style"
        }
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        # Word's own default is 10 points (ECMA-376, part 1, 17.3.2.38).
        self.size = number(value(defaults, "sz"), 20)
        self.language = self._language(defaults)
        self.default = next(self._defaults(), "")
        self.get = cache(self._get)

    @staticmethod
    def _language(defaults: Element | None) -> str:
        found = defaults.find(f"{W}lang") if defaults is not None else None
        return found.get(VAL, "") if found is not None else ""

    def _defaults(self) -> Iterator[str]:
        for identifier, element in self._elements.items():
            if element.get(f"{W}default") in ("1", "true", "on") and element.get(f"{W}type") == "paragraph":
                yield identifier

    def _get(self, identifier: str) -> Style:
        line = self._line(identifier)
        if not line:
            return Style(id=identifier)
        looks = [element.find(f"{W}rPr") for element in line]
        properties = [element.find(f"{W}pPr") for element in line]
        lists = [found.find(f"{W}numPr") for found in properties if found is not None]
        return Style(
            id=identifier,
            name=value(line[0], "name"),
            strong=_first(looks, "b"),
            emphasis=_first(looks, "i"),
            strong_rtl=_first(looks, "bCs"),
            emphasis_rtl=_first(looks, "iCs"),
            hidden=bool(_first(looks, "vanish")),
            size=next((size for look in looks if (size := number(value(look, "sz")))), 0),
            outline=next((number(text, 9) for found in properties if (text := value(found, "outlineLvl"))), None),
            alignment=next((text for found in properties if (text := value(found, "jc"))), ""),
            list=next((number(text) for found in lists if (text := value(found, "numId"))), None),
            level=next((number(text) for found in lists if (text := value(found, "ilvl"))), None),
        )

    def _line(self, identifier: str) -> list[Element]:
        """Return the style and those that it is based on, the nearest first; a circle ends where it closes."""
        line: list[Element] = []
        while identifier in self._elements and len(line) < _LONGEST_LINE:
            element = self._elements[identifier]
            if element in line:
                break
            line.append(element)
            identifier = value(element, "basedOn")
        return line


def _first(looks: list[Element | None], name: str) -> bool | None:
    """Return what the first of *looks* that says it says of *name*."""
    return next((said for look in looks if (said := toggle(look, name)) is not None), None)
