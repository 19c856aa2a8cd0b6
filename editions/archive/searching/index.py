"""The index: made from the archive, brought up to date before each question, made anew where it is not what it should be."""

import contextlib
import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.archive.entries import DESCRIPTION
from editions.archive.inventories import SIDECAR
from editions.archive.layout import require_root, statement_of, tuples
from editions.archive.objects import Held, read_object
from editions.archive.searching.asking import Asked
from editions.archive.searching.folding import folded
from editions.problems import ArchiveRefusal

#: The form of the tables: an index of another form is made anew.
_FORM = 1
_TABLES = """
CREATE TABLE folder (name TEXT PRIMARY KEY, changed INTEGER);
CREATE TABLE object (number INTEGER PRIMARY KEY, place TEXT UNIQUE, sidecar TEXT, id TEXT, version TEXT, kind TEXT, day TEXT, title TEXT);
CREATE INDEX object_day ON object (day);
CREATE VIRTUAL TABLE words USING fts5 (statement, people, recipients, marks, day, said, tokenize = 'unicode61 remove_diacritics 0');
"""
_FOUND = "SELECT object.id, version, kind, object.day, title FROM object"
_ORDER = "ORDER BY object.day DESC, object.id LIMIT ?"
#: Nanoseconds after which a folder's time tells whether it was changed: a second change may carry the same time as the first.
_SETTLED = 2_000_000_000


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A statement that was found: its last version, of what kind that is, its date, and its subject or heading."""

    statement: str
    version: str
    kind: str
    day: str
    title: str


def index_path(root: Path, cache: Path) -> Path:
    """Return where the index of the archive *root* lies."""
    return cache / "archives" / f"{hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]}.sqlite"


def search(root: Path, index: Path, question: Asked, limit: int) -> list[Hit]:
    """Return what *question* finds in the archive *root*, the latest first, at most *limit*.

    Raises:
        MissingRefusal: there is no archive.
    """
    require_root(root)
    if question.nothing:
        return []
    try:
        return _search(root, index, question, limit)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            # Damaged where it was not looked at when it was opened.
            with contextlib.suppress(OSError):
                forget(index)
            with contextlib.suppress(sqlite3.Error):
                return _search(root, index, question, limit)
    return _search(root, None, question, limit)


def _search(root: Path, index: Path | None, question: Asked, limit: int) -> list[Hit]:
    with _opened(index) as found:
        _bring_up_to_date(found, root)
        where, values = ["object.day >= ?"], [question.first]
        if question.last:
            where.append("object.day <= ?")
            values.append(question.last)
        join = ""
        if question.match:
            join = " JOIN words ON words.rowid = object.number"
            where.append("words MATCH ?")
            values.append(question.match)
        if question.without:
            where.append("object.number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)")
            values.append(question.without)
        rows = found.execute(f"{_FOUND}{join} WHERE {' AND '.join(where)} {_ORDER}", (*values, limit))
        return [Hit(statement=statement_of(row[0]), version=row[1], kind=row[2], day=row[3], title=row[4]) for row in rows]


def forget(index: Path) -> None:
    """Throw the index away: the next question makes it anew."""
    for ending in ("", "-journal", "-wal", "-shm"):
        Path(f"{index}{ending}").unlink(missing_ok=True)


@contextlib.contextmanager
def _opened(index: Path | None) -> Iterator[sqlite3.Connection]:
    """Open the index; where it is damaged, or cannot be written, another is made: in its place, or in memory."""
    found = _usable(index) or _usable(None)
    assert found is not None  # noqa: S101 - memory can be written
    try:
        yield found
    finally:
        found.close()


def _usable(index: Path | None) -> sqlite3.Connection | None:
    for attempt in (1, 2):
        try:
            if index:
                index.parent.mkdir(parents=True, exist_ok=True)
            found = sqlite3.connect(index or ":memory:", timeout=30, isolation_level=None)
            if found.execute("PRAGMA user_version").fetchone()[0] == _FORM:
                found.execute("SELECT count(*) FROM folder")
                return found
            found.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {_FORM}; COMMIT")
            return found
        except (sqlite3.Error, OSError):
            if index is None or attempt == 2:
                return None
            with contextlib.suppress(OSError):
                forget(index)
    return None


def _bring_up_to_date(found: sqlite3.Connection, root: Path) -> None:
    """Read again what was changed: a folder's own time tells whether an object in it was put in place since."""
    known = dict(found.execute("SELECT name, changed FROM folder"))
    there = {path.name: path.stat().st_mtime_ns for path in tuples(root)}
    stale = sorted(name for name in known.keys() | there.keys() if known.get(name) != there.get(name))
    if not stale:
        return
    found.execute("BEGIN IMMEDIATE")
    try:
        for name in stale:
            _read_again(found, root, name)
            settled = there.get(name, 0) if time.time_ns() - there.get(name, 0) > _SETTLED else 0
            found.execute("REPLACE INTO folder VALUES (?, ?)", (name, settled))
            if name not in there:
                found.execute("DELETE FROM folder WHERE name = ?", (name,))
        found.execute("COMMIT")
    except BaseException:
        found.execute("ROLLBACK")
        raise


def _read_again(found: sqlite3.Connection, root: Path, name: str) -> None:
    known = {row[0]: row[1:] for row in found.execute("SELECT place, sidecar, number FROM object WHERE place GLOB ?", (f"{name}/*",))}
    places = {f"{name}/{path.name}": path for path in (root / name).iterdir() if path.is_dir()} if (root / name).is_dir() else {}
    for place, folder in places.items():
        try:
            sidecar = (folder / SIDECAR).read_text("utf-8", "replace")
            if place in known and known[place][0] == sidecar:
                continue
            _put(found, place, sidecar, read_object(folder))
        except (OSError, ArchiveRefusal):
            # It is damaged: what was known of it still finds it, and `archive verify` names it.
            continue
    for place in known.keys() - places.keys():
        _take_away(found, place)


def _take_away(found: sqlite3.Connection, place: str) -> None:
    found.execute("DELETE FROM words WHERE rowid IN (SELECT number FROM object WHERE place = ?)", (place,))
    found.execute("DELETE FROM object WHERE place = ?", (place,))


def _put(found: sqlite3.Connection, place: str, sidecar: str, held: Held) -> None:
    _take_away(found, place)
    said = list(_descriptions(held))
    last: Mapping[str, Any] = said[-1] if said else {}
    texts = [text for one in said for text in _list(one, "texts") if isinstance(text, dict)]
    title = str(next((text.get("subject") or text.get("heading") for text in _list(last, "texts") if isinstance(text, dict)), "") or "")
    row = (
        place,
        sidecar,
        held.inventory.id,
        held.inventory.head.name,
        str(last.get("stands") or last.get("kind", "")),
        str(last.get("date", "")),
        title,
    )
    number = found.execute("INSERT INTO object VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row).lastrowid
    columns = (
        statement_of(held.inventory.id),
        [text.get("signatories", "") for text in texts],
        [text.get("recipients", "") for text in texts],
        [mark for one in said for mark in (*_list(one, "marks"), *(str(mark).replace("-", "") for mark in _list(one, "marks")))],
        [one.get("date", "") for one in said],
        [said, [version.message for version in held.inventory.versions], [version.by.name for version in held.inventory.versions]],
    )
    found.execute("INSERT INTO words (rowid, statement, people, recipients, marks, day, said) VALUES (?, ?, ?, ?, ?, ?, ?)",
                  (number, *(folded(" ; ".join(_texts(column))) for column in columns)))  # fmt: skip


def _descriptions(held: Held) -> Iterator[dict[str, Any]]:
    """Yield what describes each version of *held*; each once."""
    for digest in dict.fromkeys(version.state.get(DESCRIPTION, "") for version in held.inventory.versions):
        try:
            said = json.loads(held.read(digest)) if digest else {}
        except (ValueError, ArchiveRefusal):
            continue
        if isinstance(said, dict):
            yield said


def _list(said: Mapping[str, Any], key: str) -> list[Any]:
    value = said.get(key)
    return value if isinstance(value, list) else []


def _texts(value: Any) -> Iterator[str]:
    """Yield all texts in *value*, at any depth; not the names of its keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
