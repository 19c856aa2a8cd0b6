"""A statement's folder: statement.toml, one Markdown file a language, and the images they show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from editions.model.parties import RecipientList, Signatory
from editions.model.prose import Image, inline_runs, walk_inlines
from editions.model.statement import Picture, SourceFile, Statement, Text
from editions.problems import Problem, Refusal, refuse_if
from editions.reading.encoding import decode
from editions.reading.images import read_picture
from editions.reading.markdown import Body, read_markdown
from editions.surroundings import Limits
from editions.toml_source import TomlSource

_STATEMENT_KEYS = {"date", "original", "layout", "place", "reference", "keywords"}
_TEXT_KEYS = {"heading", "subject", "place", "signatory", "recipients"}
_LANGUAGE_FILE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\.md")
_FENCE = "+++"


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
        problems.append(Problem(str(folder / "statement.toml"), f'the original is "{original}", and there is no {original}.md', "Add it, or name another."))
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


def _language_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.md") if _LANGUAGE_FILE.fullmatch(path.name))


def _remarks(statement: Statement, folder: Path) -> Iterator[Problem]:
    for text in statement.texts:
        if text.recipients is None:
            yield Problem(text.file, "the statement names no recipients", "Add [recipients] with lead and names, if it is addressed to anyone.")
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
        if path.stat().st_size > limits.text_bytes:
            # Not read at all: only its size is of interest.
            decode(b"x" * (limits.text_bytes + 1), str(path), limits.text_bytes)
        content = path.read_bytes()
        text = decode(content, str(path), limits.text_bytes)
    except FileNotFoundError:
        problems.append(Problem(str(path), "the file is missing", "`editions new` makes a folder to start from."))
    except OSError as error:
        problems.append(Problem(str(path), f"cannot be read: {error.strerror}", "Look at the file's permissions."))
    except Refusal as refusal:
        problems.extend(refusal.problems)
    else:
        sources.append(SourceFile(name=path.name, content=content))
        return text
    return None


def _text(path: Path, header: dict[str, Any], limits: Limits, problems: list[Problem], sources: list[SourceFile]) -> Text | None:
    text = _decoded(path, limits, problems, sources)
    if text is None:
        return None
    parts = _parts(text)
    if parts is None:
        problems.append(Problem(str(path), "the file does not begin with TOML between +++ lines", "See docs/guide.md for how a text begins.", 1))
        return None
    front, body_source, first_line = parts
    source = TomlSource(front, where=str(path), first_line=2)
    body = read_markdown(body_source, str(path), first_line)
    found = _assembled(source, body, path, header) if source.parsed else None
    problems.extend(source.problems)
    problems.extend(body.problems)
    if not body.blocks and not body.problems:
        problems.append(Problem(str(path), "the text has no body", "Write it below the second +++ line.", first_line))
    return found


def _parts(text: str) -> tuple[str, str, int] | None:
    """Return the front matter, the body and the body's first line."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    return None


def _assembled(source: TomlSource, body: Body, path: Path, header: dict[str, Any]) -> Text:
    values = source.values
    source.check_keys(values, _TEXT_KEYS)
    return Text(
        language=path.stem,
        heading=_line(source, values, "heading", required=True),
        subject=_line(source, values, "subject"),
        place=_line(source, values, "place") or header.get("place", ""),
        body=body.blocks,
        footnotes=body.footnotes,
        signatories=_signatories(source, values),
        recipients=_recipients(source, values),
        file=str(path),
        lines=tuple(source.lines.items()),
    )


def _line(source: TomlSource, table: dict[str, Any], name: str, *, required: bool = False) -> str:
    """Return a text of one line."""
    value: str = source.get(table, name, str, required=required, default="")
    key = name.rpartition(".")[2]
    if required and key in table and not value.strip():
        source.complain(name, f'"{key}" is empty', "Write it between the quotes.")
    if "\n" in value:
        source.complain(name, f'"{key}" runs over several lines', "Write it in one.")
    return value


def _signatories(source: TomlSource, values: dict[str, Any]) -> tuple[Signatory, ...]:
    found = values.get("signatory")
    tables = found if isinstance(found, list) else [found] if found is not None else []
    if not tables:
        source.complain("signatory", "there is no signatory", 'Add [signatory] with name = "…" and office = "…".')
    signatories = []
    for table in tables:
        if not isinstance(table, dict):
            source.complain("signatory", "the signatory must be a table", 'Write [signatory] and below it name = "…".')
            continue
        source.check_keys(table, {"name", "office"}, "signatory")
        name = _line(source, table, "signatory.name", required=True)
        signatories.append(Signatory(name=name, office=_line(source, table, "signatory.office")))
    return tuple(signatories)


def _recipients(source: TomlSource, values: dict[str, Any]) -> RecipientList | None:
    if "recipients" not in values:
        return None
    table = source.table(values, "recipients")
    source.check_keys(table, {"lead", "names"}, "recipients")
    names = source.texts(table, "recipients.names")
    if not names:
        source.complain("recipients", "the recipient list is empty", 'Add names = ["…", "…"], or take [recipients] away.')
    for name in names:
        if not name.strip() or "\n" in name:
            source.complain("recipients.names", f'"{name}" is no name of a recipient', "One text in quotes for each, on one line.")
    return RecipientList(lead=_line(source, table, "recipients.lead", required=True), names=names)


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
