"""A directory as a spreadsheet saves it, or as TOML: rows with their lines, before anything is said of what they hold."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editions.problems import Problem, Refusal, nearest
from editions.toml_source import TomlSource

#: The columns of a directory; those that it has to have come first.
REQUIRED = ("id", "name")
COLUMNS = (*REQUIRED, "address", "country", "language", "delivery", "email", "copies", "rank", "salutation", "groups", "notes")
#: Columns that hold several values, and what parts them; in TOML they are lists.
LISTS = ("address", "groups")
#: Bytes of a directory: some 200,000 rows.
_BYTES = 50_000_000
#: Columns that do not belong there which are named, and characters of a text that are shown.
_STRANGE, _SHOWN = 20, 40
_DELIMITERS = ",;\t"
_ANEW = 'Save it as "CSV UTF-8".'


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row: the *line* at which it begins, from 1, and its cells by the names of their columns; absent ones are left out."""

    line: int
    cells: dict[str, str]


def read_rows(path: Path) -> Iterator[Row | Problem]:
    """Yield the rows of the directory at *path*, a CSV or a TOML file, and what is wrong with its form, where it is.

    Raises:
        Refusal: it cannot be read, is not UTF-8, or has no columns that are known.
    """
    text = _text(path)
    yield from _of_toml(text, str(path)) if path.suffix == ".toml" else _of_csv(text, str(path))


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(Problem(str(path), f"cannot be read: {error.strerror}", "Mend the path or its permissions.")) from None
    if len(content) > _BYTES:
        raise Refusal(Problem(str(path), f"has {len(content):,} bytes, where {_BYTES:,} are allowed", "Part it into several."))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal(Problem(str(path), "is UTF-16, not UTF-8", _ANEW))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8: the byte {content[error.start]:#04x} begins no character; it may be Windows-1251, -1252 or -1254"
        raise Refusal(Problem(str(path), what, _ANEW, line)) from None


def _of_csv(text: str, where: str) -> Iterator[Row | Problem]:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda one: len(set(COLUMNS) & {cell.strip().strip('"').lower() for cell in first.split(one)}))
    # strict: a lone quote would swallow the rows behind it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        _refuse_columns(names, where)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) == len(names):
                    yield Row(line=line, cells={name: cell for name, cell in zip(names, cells, strict=True) if cell.strip()})
                else:
                    what = f"the row has {len(cells)} cells, where there are {len(names)} columns"
                    yield Problem(where, what, f'A cell with "{delimiter}" in it stands in quotes.', line)
            line = reader.line_num + 1
    except csv.Error as error:
        what = f"the row that begins here cannot be read: {error}; nor can what follows"
        yield Problem(where, what, 'A quote within a cell is doubled: "".', line)


def _refuse_columns(names: list[str], where: str) -> None:
    def problem(what: str, remedy: str) -> Problem:
        return Problem(where, what, remedy, 1)

    known = set(COLUMNS)
    twice = sorted({name for name in names if names.count(name) > 1})
    strange = [shown(name) for name in names if name not in known][:_STRANGE]
    problems = [problem(f'there is no column "{name}" in a directory', nearest(name, known)) for name in strange]
    problems += [problem(f'the column "{shown(name)}" is there twice', "Take one out.") for name in twice[:_STRANGE]]
    named = f"The first line names the columns: {', '.join(COLUMNS)}."
    problems += [problem(f'the column "{name}" is missing', named) for name in REQUIRED if name not in names]
    if problems:
        raise Refusal(*problems)


def _of_toml(text: str, where: str) -> Iterator[Row | Problem]:
    source = TomlSource(text, where=where)
    source.check_keys(source.values, {"recipients"})
    tables = source.values.get("recipients", [])
    if source.parsed and not (isinstance(tables, list) and all(isinstance(table, dict) for table in tables)):
        source.complain("recipients", '"recipients" must be tables, as in [[recipients]]')
    yield from source.problems
    source.problems.clear()
    for number, table in enumerate(tables if isinstance(tables, list) else (), 1):
        name = f"recipients[{number}]"
        if isinstance(table, dict):
            source.check_keys(table, set(COLUMNS), name)
            cells = {key: _cell(source, table, f"{name}.{key}") for key in table if key in COLUMNS}
            if not source.problems:
                yield Row(line=source.line(name), cells={key: cell for key, cell in cells.items() if cell.strip()})
            yield from source.problems
            source.problems.clear()


def _cell(source: TomlSource, table: dict[str, object], name: str) -> str:
    key = name.rpartition(".")[2]
    if key in LISTS:
        return "\n".join(source.texts(table, name))
    if key in ("copies", "rank"):
        return str(source.get(table, name, int, default=""))
    return str(source.get(table, name, str, default=""))


def tidy(text: str) -> str:
    """Return *text* in composed form (NFC), each run of blanks in it one, those at its ends taken off."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def shown(text: str) -> str:
    """Return the beginning of *text* as it may be shown: nothing in it acts on a terminal."""
    clean = "".join(one if one.isprintable() else "\ufffd" for one in text)
    return clean if len(clean) <= _SHOWN else f"{clean[: _SHOWN - 1]}…"
