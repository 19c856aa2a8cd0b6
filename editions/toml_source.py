"""TOML with places: values are taken out by name, and what is wrong with them is said with its line."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, get_args, get_origin, get_type_hints

from editions.problems import Problem, nearest

_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")

_KIND_NAMES = {str: "a text in quotes", bool: "true or false", int: "a whole number", float: "a number", date: "a date"}


def _in_words(message: str) -> tuple[str, str]:
    """Return what a message of tomllib means, and what to do."""
    if "Illegal character '\\n'" in message:
        return "a text does not end where its line does", 'Put the closing quote: name = "…"'
    if "date" in message:
        return "there is no such date", "A date is written year, month, day: 2022-01-20"
    return f"not TOML: {message[:1].lower()}{message[1:]}", "A text stands in quotes, a date does not; a table begins with [name]."


def key_lines(source: str, first_line: int = 1) -> dict[str, int]:
    """Return the line of each key and table of *source*, by dotted name; the first of each counts.

    The tables of a list have names with their number, from 1: "signatory[2].name".
    """
    lines: dict[str, int] = {}
    counts: Counter[str] = Counter()
    table = ""
    for number, line in enumerate(source.split("\n"), first_line):
        if found := _TABLE.match(line):
            table = _dotted(found[2])
            lines.setdefault(table, number)
            if found[1] == "[[":
                counts[table] += 1
                table = f"{table}[{counts[table]}]"
                lines[table] = number
        elif found := _KEY.match(line):
            name = ".".join(part for part in (table, _dotted(found[1])) if part)
            lines.setdefault(name, number)
            lines.setdefault(name.split(".")[0], number)
    return lines


def _dotted(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


class TomlSource:
    """One TOML text, read once; every problem that is found in it is kept in *problems*."""

    def __init__(self, source: str, *, where: str, first_line: int = 1) -> None:
        self.where = where
        self.lines = key_lines(source, first_line)
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.values: dict[str, Any] = self._parse(source)
        self.parsed = not self.problems

    def _parse(self, source: str) -> dict[str, Any]:
        try:
            return tomllib.loads(source)
        except tomllib.TOMLDecodeError as error:
            message = str(error)
            at = _AT_LINE.search(message)
            line = self.first_line + (int(at[1]) - 1 if at and at[1] else max(source.count("\n") - 1, 0))
            column = int(at[2]) if at and at[2] else 0
            what, remedy = _in_words(_AT_LINE.sub("", message))
            self.problems.append(Problem(self.where, what, remedy, line, column))
            return {}
        except RecursionError:
            self.problems.append(Problem(self.where, "lists or tables lie too deep in each other", "Write it flat."))
            return {}

    def line(self, name: str) -> int:
        """Return the line of the dotted *name*, or of the nearest table around it."""
        while name:
            if name in self.lines:
                return self.lines[name]
            name = name.rpartition(".")[0]
        return self.first_line

    def complain(self, name: str, what: str, remedy: str = "") -> None:
        """Keep a problem with the value called *name*."""
        self.problems.append(Problem(self.where, what, remedy, self.line(name)))

    def check_keys(self, table: Mapping[str, Any], known: set[str], prefix: str = "") -> None:
        """Complain of each key of *table* that is not *known*."""
        for key in table:
            if key not in known:
                name = f"{prefix}.{key}" if prefix else key
                self.complain(name, f'unknown key "{key}"', nearest(key, known))

    def get(self, table: Mapping[str, Any], name: str, kind: type, *, required: bool = False, default: Any = None) -> Any:
        """Return the last part of the dotted *name* out of *table*, if it is there and of its *kind*."""
        key = name.rpartition(".")[2]
        if key not in table:
            if required:
                self.complain(name, f'"{key}" is missing', f"Add a line: {key} = {_EXAMPLES.get(kind, '…')}")
            return default
        value = table[key]
        if not _is(value, kind):
            remedy = f"As in: {key} = {_EXAMPLES.get(kind, '…')}"
            self.complain(name, f'"{key}" must be {_KIND_NAMES.get(kind, "a table")}, not {_show(value)}', remedy)
            return default
        return float(value) if kind is float else value

    def line_of_text(self, table: Mapping[str, Any], name: str, *, required: bool = False) -> str:
        """Return a text of one line out of *table*; if it is *required*, it says something."""
        value: str = self.get(table, name, str, required=required, default="")
        key = name.rpartition(".")[2]
        if required and key in table and not value.strip():
            self.complain(name, f'"{key}" is empty', "Write it between the quotes.")
        if not is_one_line(value):
            self.complain(name, f'"{key}" runs over several lines', "Write it in one.")
        return value

    def texts(self, table: Mapping[str, Any], name: str) -> tuple[str, ...]:
        """Return a list of texts out of *table*; empty where there is none."""
        key = name.rpartition(".")[2]
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.complain(name, f'"{key}" must be a list of texts in quotes, not {_show(value)}')
            return ()
        return tuple(value)

    def table(self, table: Mapping[str, Any], name: str, *, required: bool = False) -> dict[str, Any]:
        """Return a table out of *table*; empty where there is none."""
        key = name.rpartition(".")[2]
        if required and key not in table:
            self.complain(name, f'the table "[{name}]" is missing')
        value = table.get(key, {})
        if not isinstance(value, dict):
            self.complain(name, f'"{key}" must be a table, as in [{name}], not {_show(value)}')
            return {}
        return value

    def check_record(self, table: Mapping[str, Any], kind: type, prefix: str = "") -> None:
        """Complain of what in *table* does not fit the dataclass *kind*; what is absent is no fault."""
        hints = get_type_hints(kind)
        self.check_keys(table, set(hints), prefix)
        for key, value in table.items():
            if key in hints:
                self._check_field(value, hints[key], f"{prefix}.{key}" if prefix else key)

    def _check_field(self, value: Any, hint: Any, name: str) -> None:
        key = name.rpartition(".")[2]
        if is_dataclass(hint) and isinstance(hint, type):
            if isinstance(value, dict):
                self.check_record(value, hint, name)
            else:
                self.complain(name, f'"{key}" must be a table, as in [{name}], not {_show(value)}')
        elif get_origin(hint) is tuple and get_args(hint)[0] is str:
            self.texts({key: value}, name)
        elif not _is(value, hint):
            self.complain(name, f'"{key}" must be {_KIND_NAMES[hint]}, not {_show(value)}')


_EXAMPLES = {str: '"…"', date: "2022-01-20", bool: "true", int: "1", float: "12"}


def is_one_line(text: str) -> bool:
    """Return whether *text* has no line end of any kind in it."""
    return text.splitlines() in ([], [text])


def record(kind: type, values: Mapping[str, Any], prefix: str = "") -> Any:
    """Return the dataclass *kind* filled from *values*, which have been checked.

    Raises:
        KeyError: with the dotted name of a field that *values* do not have.
    """
    hints = get_type_hints(kind)
    filled: dict[str, Any] = {}
    for field in fields(kind):
        name = f"{prefix}.{field.name}" if prefix else field.name
        if field.name not in values:
            raise KeyError(name)
        value, hint = values[field.name], hints[field.name]
        if is_dataclass(hint) and isinstance(hint, type):
            value = record(hint, value, name)
        elif isinstance(value, list):
            value = tuple(value)
        elif hint is float:
            value = float(value)
        filled[field.name] = value
    return kind(**filled)


def _is(value: Any, kind: type) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, kind)


def _show(value: Any) -> str:
    text = repr(value) if isinstance(value, list | dict) else str(value)
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'
