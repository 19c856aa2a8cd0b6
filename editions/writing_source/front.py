"""TOML as a person would write it: statement.toml, and the front matter of a text."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from editions.model.parties import RecipientList, Signatory
from editions.model.statement import SourceFile, Text

#: Not left bare: controls and line ends (TOML 1.0, basic strings), and what turns the order of letters round.
_NAMED = ("Cc", "Zl", "Zp", "Cs")
_MISLEADING = frozenset("\u202d\u202e\ufeff")


def toml(text: str) -> str:
    """Return *text* as a TOML string (TOML 1.0, basic strings)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\U{ord(c):08x}" if c in _MISLEADING or unicodedata.category(c) in _NAMED else c for c in escaped) + '"'


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


def front_lines(text: Text, *, place: str) -> list[str]:
    """Return the front matter of *text* without its fences; its place only where it is not the statement's, *place*."""
    lines = [f"heading = {toml(text.heading)}"]
    lines += [f"subject = {toml(text.subject)}"] if text.subject else []
    lines += [f"place = {toml(text.place)}"] if text.place != place else []
    lines += _signatories(text.signatories)
    return lines + (["", *recipients_lines(text.recipients)] if text.recipients else [])


def _signatories(signatories: Sequence[Signatory]) -> Iterator[str]:
    for signatory in signatories:
        yield ""
        yield "[signatory]" if len(signatories) == 1 else "[[signatory]]"
        yield from signatory_lines(signatory)


def signatory_lines(signatory: Signatory) -> list[str]:
    """Return what stands below [signatory]."""
    return [f"name = {toml(signatory.name)}", *([f"office = {toml(signatory.office)}"] if signatory.office else [])]


def recipients_lines(recipients: RecipientList) -> list[str]:
    """Return the table of the recipients, one name a line."""
    names = [f"  {toml(name)}," for name in recipients.names]
    return ["[recipients]", f"lead = {toml(recipients.lead)}", "names = [", *names, "]"]
