"""TOML by its tables: values set, keys added and taken away. The door to tomlkit.

tomlkit changes values and keeps what stands beside them. Lines are added and taken away here: it puts a new key below
the comment of the next table, and a new name behind a comment without a comma before it (version 0.15.2).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from editions.writing_source.front import toml

_HEADER = re.compile(r"^[ \t]*\[\[?[ \t]*([A-Za-z0-9_-]+)[ \t]*\]\]?[ \t]*(?:#.*)?$")


#: The line ends and empty lines at the end of a source.
_END = re.compile(r"(?:\n[ \t]*)*\Z")


@dataclass(frozen=True, kw_only=True)
class Section:
    """A table as it stands in the source, with the comment above it; what stands above all tables has no *name*."""

    name: str
    lines: tuple[str, ...]
    is_new: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def sections_of(source: str) -> list[Section]:
    """Return *source* divided at its tables; a comment right above a table belongs to it."""
    lines = source.split("\n")
    starts = [(number, match[1]) for number, line in enumerate(lines) if (match := _HEADER.match(line))]
    found = []
    start, name = 0, ""
    for number, next_name in starts:
        above = number
        while above > start + 1 and lines[above - 1].lstrip(" \t").startswith("#"):
            above -= 1
        found.append(Section(name=name, lines=tuple(lines[start:above])))
        start, name = above, next_name
    return [*found, Section(name=name, lines=tuple(lines[start:]))]


def joined(sections: Sequence[Section], source: str) -> str:
    """Return *sections* with an empty line above each that is new; the end is that of *source*, which they come from."""
    found: list[str] = []
    for number, section in enumerate(sections):
        lines = list(section.lines)
        if number < len(sections) - 1 and sections[number + 1].is_new and lines and lines[-1].strip():
            lines.append("")
        found += lines
    end = _END.search(source)
    return _END.sub("", "\n".join(found), count=1) + (end[0] if end else "")


def table_in(section: Section) -> tuple[Any, Any]:
    """Return the document that *section* is, and the table in it."""
    import tomlkit

    document = tomlkit.parse(section.text)
    found: Any = document if not section.name else document[section.name]
    return document, found[0] if isinstance(found, list) else found


def with_text(section: Section, key: str, value: str, after: Sequence[str]) -> Section:
    """Return *section* with the text *value* as *key*, without it where it is empty; a new one stands behind one of *after*."""
    if str(table_in(section)[1].get(key, "")) == value:
        return section
    return with_value(section, key, value or None, toml(value), after)


def with_value(section: Section, key: str, value: object, written: str, after: Sequence[str]) -> Section:
    """Return *section* with *value*, in TOML *written*, as *key*, or without it where it is None; as with_text does."""
    document, table = table_in(section)
    if key in table and value is not None:
        table[key] = value
        return Section(name=section.name, lines=tuple(document.as_string().split("\n")))
    lines = list(section.lines)
    if key in table:
        del lines[line_of(lines, key)]
    else:
        place = next((line_of(lines, one) + 1 for one in after if one in table), _first(lines))
        lines.insert(place, f"{key} = {written}")
    return Section(name=section.name, lines=tuple(lines))


def line_of(lines: Sequence[str], key: str) -> int:
    """Return the number of the line in *lines*, from 0, on which *key* begins."""
    wanted = re.compile(rf"""[ \t]*["']?{re.escape(key)}["']?[ \t]*=""")
    return next(number for number, line in enumerate(lines) if wanted.match(line))


def _first(lines: Sequence[str]) -> int:
    """Return the line below a table's header, or the first."""
    return next((number + 1 for number, line in enumerate(lines) if _HEADER.match(line)), 0)
