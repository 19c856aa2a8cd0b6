"""The styles of a document: what each adds up to, along the line of those that it is based on."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from xml.etree.ElementTree import Element

from editions.reading.word.names import VAL, W, number, toggle, value


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
    hidden: bool | None = None
    size: int | None = None
    font: str | None = None
    colour: str | None = None
    spacing: int | None = None
    outline: int | None = None
    alignment: str | None = None
    list: int | None = None
    level: int | None = None
    indent: tuple[tuple[str, int], ...] | None = None


class Styles:
    """The styles part of a document."""

    def __init__(self, root: Element | None) -> None:
        self._elements = {
            element.get(f"{W}styleId", ""): element for element in (root if root is not None else ()) if element.tag == f"{W}style"
        }
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        # Word's own default is 10 points (ECMA-376, part 1, 17.3.2.38).
        self.size = number(value(defaults, "sz"), 20)
        self.font = font_of(defaults.find(f"{W}rFonts") if defaults is not None else None) or ""
        self.language = self._language(defaults)
        self.default = next(self._defaults(), "")
        self._known: dict[str, Style] = {}

    @staticmethod
    def _language(defaults: Element | None) -> str:
        found = defaults.find(f"{W}lang") if defaults is not None else None
        return found.get(VAL, "") if found is not None else ""

    def _defaults(self) -> Iterator[str]:
        for identifier, element in self._elements.items():
            if element.get(f"{W}default") in ("1", "true", "on") and element.get(f"{W}type") == "paragraph":
                yield identifier

    def get(self, identifier: str) -> Style:
        """Return what the style *identifier* adds up to; one that says nothing where there is none."""
        if identifier not in self._known:
            # Each is added up once, on that which it is based on: a file may have as many, in as long a line, as it likes.
            line = list(self._line(identifier))
            based = self._known.get(value(self._elements.get(line[-1]), "basedOn"), _NONE) if line else _NONE
            for nearer in reversed(line):
                based = self._known[nearer] = _over(based, _own(self._elements[nearer], nearer))
        return self._known.setdefault(identifier, Style(id=identifier))

    def _line(self, identifier: str) -> Iterator[str]:
        """Yield the style and those that it is based on that are not yet known; a circle ends where it closes."""
        seen: set[str] = set()
        while identifier in self._elements and identifier not in self._known and identifier not in seen:
            seen.add(identifier)
            yield identifier
            identifier = value(self._elements[identifier], "basedOn")


_NONE = Style()


def _own(element: Element, identifier: str) -> Style:
    """Return what the style *element* says itself."""
    look, properties = element.find(f"{W}rPr"), element.find(f"{W}pPr")
    numbers = properties.find(f"{W}numPr") if properties is not None else None
    return Style(
        id=identifier,
        name=value(element, "name"),
        strong=toggle(look, "b"),
        emphasis=toggle(look, "i"),
        strong_rtl=toggle(look, "bCs"),
        emphasis_rtl=toggle(look, "iCs"),
        hidden=toggle(look, "vanish"),
        size=_number(look, "sz"),
        font=font_of(look.find(f"{W}rFonts") if look is not None else None),
        colour=value(look, "color") or None,
        spacing=_number(look, "spacing"),
        outline=_number(properties, "outlineLvl"),
        alignment=value(properties, "jc") or None,
        list=_number(numbers, "numId"),
        level=_number(numbers, "ilvl"),
        indent=indent_of(properties),
    )


def font_of(fonts: Element | None) -> str | None:
    """Return the face, or the name of the theme's, that *fonts* sets for Latin letters; None where it sets none."""
    if fonts is None:
        return None
    return fonts.get(f"{W}asciiTheme") or fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsiTheme") or fonts.get(f"{W}hAnsi")


#: The sides from which a paragraph is set in, by their two names (ECMA-376, part 1, 17.3.1.12).
_SIDES = {"left": "left", "start": "left", "right": "right", "end": "right", "firstLine": "first", "hanging": "hanging"}


def indent_of(properties: Element | None) -> tuple[tuple[str, int], ...] | None:
    """Return how far a paragraph with *properties* is set in, in twentieths of a point; None where they do not say."""
    found = properties.find(f"{W}ind") if properties is not None else None
    if found is None:
        return None
    said = {side: number(found.get(f"{W}{name}")) for name, side in _SIDES.items() if found.get(f"{W}{name}")}
    return tuple(sorted((side, far) for side, far in said.items() if far))


def _number(parent: Element | None, name: str) -> int | None:
    text = value(parent, name)
    return number(text) if text else None


def _over(based: Style, own: Style) -> Style:
    """Return *own* with what it does not say taken from *based*."""
    said = {name: mine for name in _INHERITED if (mine := getattr(own, name)) is not None}
    return replace(based, id=own.id, name=own.name, **said)


_INHERITED = tuple(field.name for field in fields(Style) if field.name not in ("id", "name"))
