"""The lists of a document: what form and start a level of each has."""

from xml.etree.ElementTree import Element

from editions.model.word import Numbering
from editions.reading.word.names import W, number, value


class Lists:
    """The numbering part of a document."""

    def __init__(self, root: Element | None) -> None:
        children = list(root) if root is not None else []
        self._abstract = {child.get(f"{W}abstractNumId", ""): child for child in children if child.tag == f"{W}abstractNum"}
        self._instances = {number(child.get(f"{W}numId")): child for child in children if child.tag == f"{W}num"}
        self._known: dict[tuple[int, int], Numbering | None] = {}

    def at(self, list_number: int, level: int) -> Numbering | None:
        """Return what *level* of the list *list_number* is; None where that is no list: 0 takes a paragraph out of one."""
        key = (list_number, min(level, 8))
        if key not in self._known:
            self._known[key] = self._found(*key)
        return self._known[key]

    def _found(self, list_number: int, level: int) -> Numbering | None:
        instance = self._instances.get(list_number)
        if not list_number or instance is None:
            return None
        abstract = self._abstract.get(value(instance, "abstractNumId"))
        overrides = [child for child in instance.iterfind(f"{W}lvlOverride") if number(child.get(f"{W}ilvl")) == level]
        levels = [found for child in overrides if (found := child.find(f"{W}lvl")) is not None]
        levels += [
            child for child in (abstract.iterfind(f"{W}lvl") if abstract is not None else ()) if number(child.get(f"{W}ilvl")) == level
        ]
        start = next(
            (text for child in overrides if (text := value(child, "startOverride"))), value(levels[0] if levels else None, "start")
        )
        form = value(levels[0], "numFmt", "decimal") if levels else "bullet"
        return Numbering(
            list=list_number, level=level, form=form, start=number(start, 1),
            definition=value(instance, "abstractNumId"), restarts=any(value(child, "startOverride") for child in overrides),
        )  # fmt: skip
