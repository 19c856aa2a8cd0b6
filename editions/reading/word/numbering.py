"""The lists of a document: what form and start a level of each has."""

from functools import cache
from xml.etree.ElementTree import Element

from editions.model.word import Numbering
from editions.reading.word.names import W, number, value
from editions.reading.word.styles import Styles

#: The last of the nine levels of a list (ECMA-376, part 1, 17.9.6).
_LAST = 8


class Lists:
    """The numbering part of a document."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        children = list(root) if root is not None else []
        self._abstract = {child.get(f"{W}abstractNumId", ""): child for child in children if child.tag == f"{W}abstractNum"}
        self._instances = {number(child.get(f"{W}numId")): child for child in children if child.tag == f"{W}num"}
        self._styles = styles
        self._abstract_of = cache(self._abstract_of_list)
        self._link = cache(self._link_of)
        self._levels = cache(self._levels_of)
        self._overrides = cache(self._overrides_of)
        self._numbering = cache(self._found)

    def at(self, list_number: int, level: int) -> Numbering | None:
        """Return what *level* of the list *list_number* is; None where that is no list: 0 takes a paragraph out of one."""
        return self._numbering(list_number, max(0, min(level, _LAST)))

    def level_of(self, list_number: int, style: str) -> int:
        """Return the level of the list *list_number* that says that it goes with the paragraphs of *style*, else the first."""
        levels = self._levels(self._abstract_of(list_number))
        return next((level for level, element in levels.items() if value(element, "pStyle") == style), 0)

    def _found(self, list_number: int, level: int) -> Numbering | None:
        if not list_number or list_number not in self._instances:
            return None
        override = self._overrides(list_number).get(level)
        own = override.find(f"{W}lvl") if override is not None else None
        described = own if own is not None else self._levels(self._abstract_of(list_number)).get(level)
        form = value(described, "numFmt", "decimal") if described is not None else "bullet"
        anew = value(override, "startOverride")
        start = anew or value(described, "start")
        return Numbering(
            list=list_number, level=level, form=form, start=number(start, 1), pattern=value(described, "lvlText"),
            definition=value(self._instances[list_number], "abstractNumId"), restarts=bool(anew),
        )  # fmt: skip

    def _abstract_of_list(self, list_number: int) -> str:
        """Return what describes the list; where that only names a style, what describes that style's list."""
        identifier = value(self._instances.get(list_number), "abstractNumId")
        style = self._link(identifier)
        other = self._instances.get(self._styles.get(style).list or 0) if style else None
        return value(other, "abstractNumId") if other is not None else identifier

    def _link_of(self, abstract: str) -> str:
        return value(self._abstract.get(abstract), "numStyleLink")

    def _levels_of(self, abstract: str) -> dict[int, Element]:
        return _by_level(self._abstract.get(abstract), "lvl")

    def _overrides_of(self, list_number: int) -> dict[int, Element]:
        return _by_level(self._instances.get(list_number), "lvlOverride")


def _by_level(holder: Element | None, name: str) -> dict[int, Element]:
    return {number(child.get(f"{W}ilvl")): child for child in (holder.iterfind(W + name) if holder is not None else ())}
