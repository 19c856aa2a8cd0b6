"""A statement's folder, written: statement.toml and one Markdown file, as a person would write them."""

import re
from datetime import date

from editions.model.parties import RecipientList, Signatory
from editions.model.statement import SourceFile

#: Characters that Markdown may take for marks, wherever they stand.
_MARKS = re.compile(r"([\\`*_\[\]<>|~^])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
#: What makes a heading, a list, a quotation, a rule or code of a line that begins with it.
_START = re.compile(r"^(?:(?P<number>\d{1,9})(?P<point>[.)])(?=\s|$)|(?P<mark>[-+=#:!]|\+\+\+))")


def markdown(text: str) -> str:
    """Return the plain *text* as one Markdown paragraph that says the same."""
    escaped = _ENTITY.sub("&amp;", _MARKS.sub(r"\\\1", text))
    return _START.sub(_escaped_start, escaped)


def _escaped_start(match: re.Match[str]) -> str:
    return f"{match['number']}\\{match['point']}" if match["number"] else f"\\{match[0]}"


def toml(text: str) -> str:
    """Return *text* as a TOML string (TOML 1.0, basic strings)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() or c in "\u00a0\u00ad" else f"\\U{ord(c):08x}" for c in escaped) + '"'


def statement_toml(day: date, *, language: str, layout: str, date_from: str, absent: str) -> SourceFile:
    """Return statement.toml; *date_from* says where the date comes from, *absent* what is not given."""
    lines = [
        *(f"# {line}" for line in date_from.splitlines()),
        f"date = {day.isoformat()}",
        f"original = {toml(language)}",
        f"layout = {toml(layout)}",
        *(f"# {line}" for line in absent.splitlines()),
    ]
    return SourceFile(name="statement.toml", content=("\n".join(lines) + "\n").encode())


def text_file(
    language: str, heading: str, subject: str, signatory: Signatory, recipients: RecipientList | None, paragraphs: list[str]
) -> SourceFile:
    """Return LANGUAGE.md; *paragraphs* are plain text."""
    front = [f"heading = {toml(heading)}"]
    front += [f"subject = {toml(subject)}"] if subject else []
    front += ["", "[signatory]", f"name = {toml(signatory.name)}"]
    front += [f"office = {toml(signatory.office)}"] if signatory.office else []
    if recipients:
        front += ["", "[recipients]", f"lead = {toml(recipients.lead)}", "names = ["]
        front += [f"  {toml(name)}," for name in recipients.names] + ["]"]
    body = "\n\n".join(markdown(paragraph) for paragraph in paragraphs)
    return SourceFile(name=f"{language}.md", content=("+++\n" + "\n".join(front) + f"\n+++\n\n{body}\n").encode())
