"""The styles of a document: what each adds up to, along the line of those that it is based on."""

from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element

from editions.reading.word.names import VAL, W, number, toggle, value

#: Styles based one on the other: Word takes no more than some ten.
_LONGEST_LINE = 50


@dataclass(frozen=True, kw_only=True)
class Style:
    """What a style adds up to; None where neither it nor a style before it says."""

    id: str = ""
    name: str = ""
    strong: bool | None = None
    emphasis: bool | None = None
    hidden: bool = False
    size: int = 0
    outline: int | None = None
    alignment: str = ""
    list: int | None = None
    level: int = 0


class Styles:
    """The styles part of a document."""

    def __init__(self, root: Element | None) -> None:
        self._elements = {
            element.get(f"{W}styleId", ""): element for element in (root if root is not None else ()) if element.tag == f"{W}style"
        }
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self.size = number(value(defaults, "sz"), 20)
        self.language = self._language(defaults)
        self.default = next(
            (
                identifier
                for identifier, element in self._elements.items()
                if _is_default(element) and element.get(f"{W}type") == "paragraph"
            ),
            "",
        )
        self.get = cache(self._get)

    @staticmethod
    def _language(defaults: Element | None) -> str:
        found = defaults.find(f"{W}lang") if defaults is not None else None
        return found.get(VAL, "") if found is not None else ""

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
            strong=_first([toggle(look, "b") for look in looks]),
            emphasis=_first([toggle(look, "i") for look in looks]),
            hidden=bool(_first([toggle(look, "vanish") for look in looks])),
            size=next((size for look in looks if (size := number(value(look, "sz")))), 0),
            outline=next((number(text, 9) for found in properties if (text := value(found, "outlineLvl"))), None),
            alignment=next((text for found in properties if (text := value(found, "jc"))), ""),
            list=next((number(text) for found in lists if (text := value(found, "numId"))), None),
            level=next((number(text) for found in lists if (text := value(found, "ilvl"))), 0),
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


def _is_default(element: Element) -> bool:
    return element.get(f"{W}default") in ("1", "true", "on")


def _first(said: list[bool | None]) -> bool | None:
    return next((one for one in said if one is not None), None)
