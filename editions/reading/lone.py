"""A lone file where a folder is expected: a statement with one text, in the default layout."""

import re
from datetime import date
from pathlib import Path

from editions.model.prose import Image, Paragraph, Words, inline_runs, walk_inlines
from editions.model.statement import SourceFile, Statement, Text
from editions.problems import Problem, Refusal
from editions.reading.encoding import decode, read_bytes
from editions.reading.folder import Reading, no_recipients
from editions.reading.plaintext import read_plaintext
from editions.reading.recipients import read_names
from editions.reading.text import read_text
from editions.surroundings import Surroundings

_NAME = re.compile(r"(?P<id>.+?)(?:\.(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.(?:txt|md)")
_DAY = re.compile(r"^(\d{4}-\d{2}-\d{2})")
_LAYOUT = "plain"


def read_lone(path: Path, around: Surroundings) -> Reading:
    """Return the statement in the file at *path*: ``ID.txt``, ``ID.md`` or, with its language, ``ID.az.txt``.

    Its date is the one its name begins with (``2022-01-20-….txt``); without a language it is English.

    Raises:
        Refusal: with all that is wrong with it.
    """
    match = _NAME.fullmatch(path.name)
    if match is None:
        raise Refusal(Problem(str(path), "the file's name is not that of a statement", "Call it ID.txt, ID.md or ID.LANGUAGE.txt."))
    content = read_bytes(path, around.limits)
    read = _plain_text if path.suffix == ".txt" else _markdown
    language = match["language"] or "en"
    text, remarks = read(path, content, language, around)
    statement = Statement(
        id=id_of_lone(path), date=_day(path), original=language, layout=_LAYOUT, texts=(text,),
        sources=(SourceFile(name=path.name, content=content),), where=str(path),
    )  # fmt: skip
    return Reading(statement=statement, remarks=remarks)


def id_of_lone(path: Path) -> str:
    """Return the id that the name of the file at *path* gives its statement: without language and ending."""
    match = _NAME.fullmatch(path.name)
    return match["id"] if match else path.stem


def _day(path: Path) -> date:
    match = _DAY.match(path.name)
    if match is None:
        remedy = f"Begin its name with one, as in 2022-01-20-{path.name}, or make it a folder."
        raise Refusal(Problem(str(path), "the statement has no date", remedy))
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        raise Refusal(Problem(str(path), f"there is no date {match[1]}, with which its name begins", "Mend its name.")) from None


def _plain_text(path: Path, content: bytes, language: str, around: Surroundings) -> tuple[Text, tuple[Problem, ...]]:
    plain = read_plaintext(decode(content, str(path), around.limits.text_bytes), str(path), read_names(around.names))
    text = Text(
        language=language, heading=plain.heading, subject=plain.subject, signatories=(plain.signatory,), recipients=plain.recipients,
        body=tuple(Paragraph(inlines=(Words(text=words),), line=line) for line, words in plain.paragraphs), file=str(path),
    )  # fmt: skip
    cleaned = tuple(Problem(str(path), f"taken away: {item.what}", "", item.line, item.column) for item in plain.removals)
    return text, cleaned + plain.remarks


def _markdown(path: Path, content: bytes, language: str, around: Surroundings) -> tuple[Text, tuple[Problem, ...]]:
    text, problems = read_text(decode(content, str(path), around.limits.text_bytes), str(path), language=language)
    if text is None or problems:
        raise Refusal(*problems)
    if any(isinstance(inline, Image) for _, inlines in inline_runs(text.body) for inline in walk_inlines(inlines)):
        raise Refusal(Problem(str(path), "a lone file has no images", "Make it a folder: statement.toml, en.md and the images."))
    return text, () if text.recipients else (no_recipients(text),)
