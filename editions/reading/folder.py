"""A statement's folder: statement.toml, one Markdown file a language, and the images they show."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from editions.model.annexes import Annex
from editions.model.prose import Image, inline_runs, walk_inlines
from editions.model.statement import Picture, SourceFile, Statement, Text
from editions.problems import Problem, Refusal, nearest
from editions.reading.annexes import read_annexes
from editions.reading.encoding import decode, read_bytes
from editions.reading.images import read_picture
from editions.reading.text import read_text
from editions.surroundings import Limits
from editions.toml_source import TomlSource

_STATEMENT_KEYS = {"date", "original", "layout", "place", "reference", "keywords", "conformance", "annexes"}
#: The name of a text: a language, as its tag is written in lower case.
LANGUAGE_FILE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\.md")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A statement, and what there is to say of it that does not stop the work."""

    statement: Statement
    remarks: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True)
class _Header:
    """What statement.toml says."""

    day: date
    original: str
    original_line: int
    layout: str
    place: str
    reference: str
    keywords: tuple[str, ...]
    required: bool
    annexes: tuple[Annex, ...]


def read_folder(folder: Path, limits: Limits) -> Reading:
    """Return the statement in *folder*.

    Raises:
        Refusal: with all that is wrong in the folder, at once.
    """
    problems: list[Problem] = []
    sources: list[SourceFile] = []
    header = _header(folder, limits, problems, sources)
    place = header.place if header else ""
    texts = [text for path in _language_files(folder) if (text := _text(path, place, limits, problems, sources))]
    pictures = _pictures(folder, [*texts, *(header.annexes if header else ())], limits, problems)
    if not _language_files(folder):
        problems.append(Problem(str(folder), "there is no text", "Write one Markdown file a language: en.md, az.md …"))
    elif header and texts and not problems and header.original not in (text.language for text in texts):
        what = f'the original is "{header.original}", and there is no {header.original}.md'
        problems.append(Problem(str(folder / "statement.toml"), what, "Add it, or name another.", header.original_line))
    if problems or header is None:
        raise Refusal(*dict.fromkeys(problems))
    statement = Statement(
        id=folder.resolve().name,
        date=header.day,
        original=header.original,
        layout=header.layout,
        texts=tuple(texts),
        reference=header.reference,
        keywords=header.keywords,
        conformance_required=header.required,
        annexes=header.annexes,
        pictures=pictures,
        sources=(*sources, *_words_of(header.annexes), *_shown(pictures)),
        where=str(folder),
    )
    return Reading(statement=statement, remarks=tuple(_remarks(statement, folder)))


def _words_of(annexes: tuple[Annex, ...]) -> Iterator[SourceFile]:
    """Yield the annexes that are text: a part of the source, as strangers' files are not."""
    for annex in annexes:
        if annex.kind == "markdown":
            yield SourceFile(name=annex.file, content=annex.content)


def _shown(pictures: tuple[Picture, ...]) -> Iterator[SourceFile]:
    for picture in pictures:
        yield SourceFile(name=picture.file, content=picture.source or picture.content)


def no_recipients(text: Text) -> Problem:
    """Return the remark that *text* is addressed to nobody."""
    return Problem(text.file, "the statement names no recipients", "Add [recipients] with lead and names, if it is addressed to anyone.")


def _language_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.md") if LANGUAGE_FILE.fullmatch(path.name))


def _remarks(statement: Statement, folder: Path) -> Iterator[Problem]:
    for text in statement.texts:
        if text.recipients is None:
            yield no_recipients(text)
    annexes = {annex.file for annex in statement.annexes}
    for path in sorted(folder.glob("*.md")):
        if not LANGUAGE_FILE.fullmatch(path.name) and path.name not in annexes:
            yield Problem(str(path), "not read: its name is not a language", 'A text is called after its language, as in "en.md".')


def _header(folder: Path, limits: Limits, problems: list[Problem], sources: list[SourceFile]) -> _Header | None:
    """Return what statement.toml says; None, with the reason in *problems*, where that is nothing sound."""
    path = folder / "statement.toml"
    text = _decoded(path, limits, problems, sources)
    if text is None:
        return None
    source = TomlSource(text, where=str(path))
    values = source.values
    if source.parsed:
        source.check_keys(values, _STATEMENT_KEYS)
    header = _Header(
        day=source.get(values, "date", date, required=source.parsed, default=date.min),
        original=source.get(values, "original", str, required=source.parsed, default=""),
        original_line=source.line("original"),
        layout=source.get(values, "layout", str, default="plain"),
        place=source.line_of_text(values, "place"),
        reference=source.line_of_text(values, "reference"),
        keywords=source.texts(values, "keywords"),
        required=_is_required(source),
        annexes=read_annexes(source, folder, limits),
    )
    problems.extend(source.problems)
    return None if source.problems else header


def _is_required(source: TomlSource) -> bool:
    """Return whether an edition that reaches less than PDF/A-3a and PDF/UA-1 is refused."""
    value = source.get(source.values, "conformance", str, default="reached")
    if value not in ("reached", "required"):
        source.complain("conformance", f'"conformance" cannot be "{value}"', nearest(value, ("reached", "required")))
    return bool(value == "required")


def _decoded(path: Path, limits: Limits, problems: list[Problem], sources: list[SourceFile]) -> str | None:
    """Return the text of *path* and keep its bytes in *sources*; what is wrong goes into *problems*."""
    try:
        if path.is_symlink():
            raise Refusal(
                Problem(str(path), "is a symbolic link", "Copy the file itself into the folder: an edition is made from that alone.")
            )
        content = read_bytes(path, limits)
        text = decode(content, str(path), limits.text_bytes)
    except Refusal as refusal:
        problems.extend(refusal.problems)
        return None
    sources.append(SourceFile(name=path.name, content=content))
    return text


def _text(path: Path, place: str, limits: Limits, problems: list[Problem], sources: list[SourceFile]) -> Text | None:
    content = _decoded(path, limits, problems, sources)
    if content is None:
        return None
    text, found = read_text(content, str(path), language=path.stem, place=place)
    problems.extend(found)
    return text


def _pictures(folder: Path, texts: Sequence[Text | Annex], limits: Limits, problems: list[Problem]) -> tuple[Picture, ...]:
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
