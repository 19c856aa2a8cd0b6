"""A statement's folder made from a text as it was received: nothing is dropped unsaid."""

import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from editions.model.prose import Paragraph, Words
from editions.model.statement import SourceFile, Text
from editions.problems import Problem, Refusal
from editions.reading.plaintext import PlainText
from editions.writing_source.front import statement_toml
from editions.writing_source.text import text_file

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(\d{{1,2}}),\s+(\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ABSENT = "The received text gives no place and no reference: none is shown."


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What is said of a received text beside its words."""

    id: str
    day: date
    date_from: str
    language: str
    layout: str


def date_in(*texts: str) -> date | None:
    """Return the one full date that *texts* give, in English words or as YYYY-MM-DD; None if none, or several."""
    found: set[date] = set()
    for text in texts:
        found |= {_date(year, _MONTHS.index(month.lower()) + 1, day) for day, month, year in _DAY_FIRST.findall(text)}
        found |= {_date(year, _MONTHS.index(month.lower()) + 1, day) for month, day, year in _MONTH_FIRST.findall(text)}
        found |= {_date(year, month, day) for year, month, day in _ISO.findall(text)}
    found.discard(date.min)
    return found.pop() if len(found) == 1 else None


def _date(year: str, month: str | int, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return date.min


def slug(text: str) -> str:
    """Return *text* as a folder's name: its first words, in small letters, with hyphens."""
    letters = "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in text.lower())
    return "-".join(letters.split()[:6]) or "statement"


def folder_files(plain: PlainText, origin: Origin, received: SourceFile) -> list[SourceFile]:
    """Return the files of the statement's folder: source, text, and the received file as it was."""
    return [
        statement_toml(origin.day, language=origin.language, layout=origin.layout, date_from=origin.date_from, absent=_ABSENT),
        text_file(_text(plain, origin.language)),
        SourceFile(name=f"received/{received.name}", content=received.content),
    ]


def _text(plain: PlainText, language: str) -> Text:
    return Text(
        language=language,
        heading=plain.heading,
        subject=plain.subject,
        body=tuple(Paragraph(inlines=(Words(text=text),)) for _, text in plain.paragraphs),
        signatories=(plain.signatory,),
        recipients=plain.recipients,
    )


def write_folder(folder: Path, files: Iterable[SourceFile]) -> None:
    """Write *files* as the new *folder*: whole, or not at all.

    Raises:
        Refusal: the folder is there already, or cannot be written.
    """
    if folder.exists():
        raise Refusal(Problem(str(folder), "the folder is there already", "Choose another id with --id, or move the folder away."))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            for file in files:
                path = new / file.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.content)
            new.chmod(0o777 & ~_umask())
            new.rename(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise Refusal(
            Problem(str(folder), f"cannot be written: {error.strerror}", "Choose another place, or mend its permissions.")
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
