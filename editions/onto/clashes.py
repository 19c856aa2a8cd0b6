"""Conflicts as somebody has to settle them: where each is, and what either side made of what was there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editions.comparing.differences import Difference, compare
from editions.comparing.merging import Conflict
from editions.comparing.naming import named
from editions.comparing.parting import with_partings
from editions.comparing.units import Unit
from editions.onto.base import Source

#: The key in front of the text beside which a part of a statement stands.
_KEYS = {
    "heading": "heading",
    "subject": "subject",
    "signatory": "signatory",
    "recipients lead": "recipients.lead",
    "recipient": "recipients.names",
}


@dataclass(frozen=True, kw_only=True)
class Clash:
    """A conflict, where it is: *place* in words, *file* in the statement's folder and *line* there, 0 if the source has it no more.

    *source* and *document* are what became of it in either, each told from what it was.
    """

    conflict: Conflict
    place: str
    file: str
    line: int
    source: tuple[Difference, ...]
    document: tuple[Difference, ...]


def clashes(conflicts: Sequence[Conflict], mine: Source, before: Sequence[Unit], now: Sequence[Unit]) -> Iterator[Clash]:
    """Yield *conflicts*; *now* are the units of *mine*, and *before* what they were."""
    for conflict in conflicts:
        at, units = (conflict.mine, now) if conflict.mine else (conflict.base, before)
        place = _place(at[0], units) if at else conflict.role
        file, line = _where(conflict, mine, now)
        yield Clash(
            conflict=conflict,
            place=place if conflict.mine else f"{place} as it was",
            file=file,
            line=line,
            source=with_partings(compare(conflict.base, conflict.mine)),
            document=with_partings(compare(conflict.base, conflict.theirs)),
        )


def _place(unit: Unit, units: Sequence[Unit]) -> str:
    """Return where *unit*, one of *units*, is."""
    names = named(compare(units, units))
    return next((name for one, name in zip(units, names, strict=True) if one == unit), unit.role)


def _where(conflict: Conflict, mine: Source, now: Sequence[Unit]) -> tuple[str, int]:
    """Return the file and the line of what *mine*, whose units are *now*, has where *conflict* is."""
    if conflict.role in ("reference", "place and date"):
        return "statement.toml", 0
    file, lines = f"{mine.text.language}.md", dict(mine.text.lines)
    if conflict.role in _KEYS:
        key = _KEYS[conflict.role]
        if conflict.role == "signatory" and conflict.mine:
            number = [unit for unit in now if unit.role == "signatory"].index(conflict.mine[0]) + 1
            key = f"signatory[{number}]" if f"signatory[{number}]" in lines else key
        return file, lines.get(key, 0)
    body = [unit for unit in now if unit.role == "body"]
    number = body.index(conflict.mine[0]) if conflict.mine and conflict.mine[0] in body else -1
    return file, mine.text.body[number].line if number >= 0 else 0
