"""A statement's folder: statement.toml, one Markdown file a language, and the images they show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from editions.model.prose import Image, inline_runs, walk_inlines
from editions.model.statement import Picture, SourceFile, Statement, Text
from editions.problems import Problem, Refusal, refuse_if
from editions.reading.encoding import decode, read_bytes
from editions.reading.images import read_picture
from editions.reading.text import read_text
from editions.surroundings import Limits
from editions.toml_source import TomlSource

_STATEMENT_KEYS = {"date", "original", "layout", "place", "reference", "keywords"}
_LANGUAGE_FILE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\.md")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A statement, and what there is to say of it that does not stop the work."""

    statement: Statement
    remarks: tuple[Problem, ...]


def read_folder(folder: Path, limits: Limits) -> Reading:
    """Return the statement in *folder*.

    Raises:
        Refusal: with all that is wrong in the folder, at once.
    """
    problems: list[Problem] = []
    sources: list[SourceFile] = []
    header = _header(folder, limits, problems, sources)
    texts = [text for path in _language_files(folder) if (text := _text(path, header, limits, problems, sources))]
    pictures = _pictures(folder, texts, limits, problems)
    original = header.get("original", "")
    if not _language_files(folder):
        problems.append(Problem(str(folder), "there is no text", "Write one Markdown file a language: en.md, az.md …"))
    elif original and texts and not problems and original not in (text.language for text in texts):
        problems.append(
            Problem(
                str(folder / "statement.toml"), f'the original is "{original}", and there is no {original}.md', "Add it, or name another."
            )
        )
    refuse_if(problems)
    statement = Statement(
        id=folder.name,
        date=header["date"],
        original=original,
        layout=header["layout"],
        texts=tuple(texts),
        reference=header["reference"],
        keywords=header["keywords"],
        pictures=pictures,
        sources=(*sources, *(SourceFile(name=picture.file, content=picture.content) for picture in pictures)),
        where=str(folder),
    )
    return Reading(statement=statement, remarks=tuple(_remarks(statement, folder)))


def no_recipients(text: Text) -> Problem:
    """Return the remark that *text* is addressed to nobody."""
    return Problem(text.file, "the statement names no recipients", "Add [recipients] with lead and names, if it is addressed to anyone.")


def _language_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.md") if _LANGUAGE_FILE.fullmatch(path.name))


def _remarks(statement: Statement, folder: Path) -> Iterator[Problem]:
    for text in statement.texts:
        if text.recipients is None:
            yield no_recipients(text)
    for path in sorted(folder.glob("*.md")):
        if not _LANGUAGE_FILE.fullmatch(path.name):
            yield Problem(str(path), "not read: its name is not a language", 'A text is called after its language, as in "en.md".')


def _header(folder: Path, limits: Limits, problems: list[Problem], sources: list[SourceFile]) -> dict[str, Any]:
    """Return the values of statement.toml."""
    path = folder / "statement.toml"
    text = _decoded(path, limits, problems, sources)
    if text is None:
        return {}
    source = TomlSource(text, where=str(path))
    values = source.values
    if source.parsed:
        source.check_keys(values, _STATEMENT_KEYS)
    header = {
        "date": source.get(values, "date", date, required=source.parsed),
        "original": source.get(values, "original", str, required=source.parsed, default=""),
        "layout": source.get(values, "layout", str, default="plain"),
        "place": source.get(values, "place", str, default=""),
        "reference": source.get(values, "reference", str, default=""),
        "keywords": source.texts(values, "keywords"),
    }
    problems.extend(source.problems)
    return header


def _decoded(path: Path, limits: Limits, problems: list[Problem], sources: list[SourceFile]) -> str | None:
    """Return the text of *path* and keep its bytes in *sources*; what is wrong goes into *problems*."""
    try:
        content = read_bytes(path, limits)
        text = decode(content, str(path), limits.text_bytes)
    except Refusal as refusal:
        problems.extend(refusal.problems)
        return None
    sources.append(SourceFile(name=path.name, content=content))
    return text


def _text(path: Path, header: dict[str, Any], limits: Limits, problems: list[Problem], sources: list[SourceFile]) -> Text | None:
    content = _decoded(path, limits, problems, sources)
    if content is None:
        return None
    text, found = read_text(content, str(path), language=path.stem, place=header.get("place", ""))
    problems.extend(found)
    return text


def _pictures(folder: Path, texts: list[Text], limits: Limits, problems: list[Problem]) -> tuple[Picture, ...]:
    """Return the images that *texts* show, each once, in the order in which they are shown."""
    pictures: dict[str, Picture | None] = {}
    for text in texts:
        for line, inlines in (*inline_runs(text.body), *((note.line, note.inlines) for note in text.footnotes)):
            for inline in walk_inlines(inlines):
                if isinstance(inline, Image) and inline.file not in pictures:
                    pictures[inline.file] = _picture(folder, inline.file, limits, problems, (text.file, line))
    return tuple(picture for picture in pictures.values() if picture is not None)


def _picture(folder: Path, file: str, limits: Limits, problems: list[Problem], place: tuple[str, int]) -> Picture | None:
    try:
        return read_picture(folder, file, limits)
    except Refusal as refusal:
        problems.extend(replace(problem, where=place[0], line=place[1]) for problem in refusal.problems)
        return None
