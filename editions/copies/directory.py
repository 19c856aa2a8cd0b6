"""The office's directory read and checked as a whole: every row that is wrong is named, with its line."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from sys import intern

from editions.copies.rows import LISTS, Row, read_rows, shown, tidy
from editions.language import is_country, is_known
from editions.model.directory import DELIVERIES, Addressee, Directory
from editions.problems import Problem, Refusal

#: Rows of a directory.
_ROWS = 200_000
#: Problems that are told one by one.
_TOLD = 50
#: Lines of an address with the name, as many as the window of an envelope shows (DIN 5008, 2020: form B, "Anschriftzone").
_LINES = 6
_LONGEST = 200
_MOST_COPIES, _LAST_RANK = 1000, 1_000_000
_ID = re.compile(r"[^\W_][\w.-]{0,63}")
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+")
#: What parts the values of a cell that holds several: the end of a line in it, or a bar.
_PARTS = re.compile(r"\r\n|[\n\r|]")
#: A spreadsheet takes a cell that begins so for a formula, and may run it; a telephone number begins with "+", and is nothing more.
_FORMULA = re.compile(r"\s*(?:[=@＝＠]|[+＋－-](?![\d\s()/.-]*$))")
#: Characters that show nothing themselves: those that turn the direction of what follows, or join and part words unseen. The joiners that
#: some scripts are written with are none of them.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u061c\u2060\u00ad\ufeff")
#: Bytes of an id, which is part of a file's name.
_ID_BYTES = 160


def read_directory(path: Path) -> Directory:
    """Return the directory at *path*.

    Raises:
        Refusal: it cannot be read, or rows in it are wrong: all of them, the first fifty one by one.
    """
    problems: list[Problem] = []
    addressees: dict[str, Addressee] = {}
    lines: dict[str, int] = {}
    count = 0
    for found in read_rows(path):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        count += 1
        if count > _ROWS:
            problems.insert(0, Problem(str(path), f"has more than {_ROWS:,} rows", "Part it into several.", found.line))
            break
        identifier = tidy(found.cells.get("id", ""))
        wrong = list(_faults(found))
        if key := identifier.casefold():
            if key in lines:
                wrong.append((f'the id "{shown(identifier)}" is in line {lines[key]}, too', "Give one of them another."))
            lines.setdefault(key, found.line)
        problems += (Problem(str(path), what, remedy, found.line) for what, remedy in wrong)
        if not wrong:
            addressees[identifier] = _addressee(found)
    if not count and not problems:
        problems.append(Problem(str(path), "has no recipients", "Each stands in a row of its own, below the names of the columns."))
    _refuse(problems, str(path))
    return Directory(where=str(path), addressees=addressees)


def _refuse(problems: list[Problem], where: str) -> None:
    if len(problems) > _TOLD:
        more = Problem(where, f"and {len(problems) - _TOLD:,} more problems", "Mend these first.")
        raise Refusal(*problems[:_TOLD], more)
    if problems:
        raise Refusal(*problems)


def _faults(row: Row) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with *row*, and what to do."""
    for column, cell in row.cells.items():
        yield from _faults_of_cell(column, cell)
    cells = {column: tidy(cell) for column, cell in row.cells.items()}
    for column in ("id", "name"):
        if not cells.get(column):
            yield f"there is no {column}", "Each recipient has an id, by which it is known here, and a name."
    if cells.get("name") and not any(character.isalnum() for character in cells["name"]):
        yield f'the name "{shown(cells["name"])}" has neither a letter nor a figure', "Write out who it is."
    if cells.get("id") and not (_ID.fullmatch(cells["id"]) and len(cells["id"].encode()) <= _ID_BYTES):
        yield f'"{shown(cells["id"])}" is no id', 'An id is letters, digits, ".", "-" and "_", up to 64 of them: "un-security-council".'
    if len(_parts(row.cells.get("address", ""))) >= _LINES:
        yield f"the address has more than {_LINES - 1} lines", "With the name it has to fit into the window of an envelope."
    if (country := cells.get("country", "")) and not is_country(country):
        yield f'"{shown(country)}" is no country', 'A country is named by its two letters (ISO 3166-1): "AZ", "CH".'
    if (language := cells.get("language", "")) and not is_known(language):
        yield f'"{shown(language)}" is no language', 'A language is named as in BCP 47: "en", "az".'
    yield from _faults_of_delivery(cells)
    for column, words, most in (("copies", "is no number of copies", _MOST_COPIES), ("rank", "is no rank", _LAST_RANK)):
        given = cells.get(column)
        if given and not (given.isascii() and given.isdigit() and len(given) <= len(str(_LAST_RANK)) and 1 <= int(given) <= most):
            yield f'"{shown(given)}" {words}', f"A whole number from 1 to {most:,}."


def _faults_of_delivery(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    delivery, email = cells.get("delivery", "post").lower(), cells.get("email", "")
    if delivery not in DELIVERIES:
        yield f'"{shown(delivery)}" is no way of delivery', f"There are: {', '.join(DELIVERIES)}."
    if email and not _EMAIL.fullmatch(email):
        yield f'"{shown(email)}" is no e-mail address', "As in: office@ministry.example"
    if delivery == "e-mail" and not email:
        yield "is sent by e-mail, and has no e-mail address", 'Fill in the column "email", or choose another delivery.'


def _faults_of_cell(column: str, cell: str) -> Iterator[tuple[str, str]]:
    kept = "\t\n\r" if column in LISTS or column == "notes" else "\t"
    strange = next((one for one in cell if one in _TURNING or (unicodedata.category(one) in ("Cc", "Co", "Cs") and one not in kept)), "")
    if strange in ("\n", "\r"):
        yield f"{column} runs over several lines", "Write it in one."
    elif strange:
        yield f"{column} holds U+{ord(strange):04X}, which shows nothing", "Type it anew."
    if any(map(_FORMULA.match, _parts(cell) if column in LISTS else (cell,))):
        yield f'{column} begins like a formula: "{shown(cell)}"', "Begin it with a letter or a digit."
    if max(map(len, _parts(cell) if column in LISTS else (cell,)), default=0) > _LONGEST and column != "notes":
        yield f"{column} has more than {_LONGEST} characters in a line", "Shorten it."


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in map(tidy, _PARTS.split(cell)) if part)


@lru_cache(maxsize=1_000)
def _groups(cell: str) -> tuple[str, ...]:
    return _parts(cell)


def _addressee(row: Row) -> Addressee:
    cells = {column: tidy(cell) for column, cell in row.cells.items()}
    # What many rows say is kept once: a directory may have a hundred thousand of them.
    return Addressee(
        id=cells["id"],
        name=cells["name"],
        address=_parts(row.cells.get("address", "")),
        country=intern(cells.get("country", "").upper()),
        language=intern(cells.get("language", "")),
        delivery=intern(cells.get("delivery", "post").lower()),
        email=cells.get("email", ""),
        copies=int(cells.get("copies", 1)),
        rank=int(cells.get("rank", 0)),
        salutation=intern(cells.get("salutation", "")),
        groups=_groups(row.cells.get("groups", "")),
        notes=cells.get("notes", ""),
        line=row.line,
    )
