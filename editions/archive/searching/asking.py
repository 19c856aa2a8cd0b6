"""What is asked, as people write it, and as SQLite is asked: nothing that they write is taken for its language."""

import re
from dataclasses import dataclass

from editions.archive.searching.folding import folded
from editions.problems import Problem, UsageRefusal

#: In which column a word with one of these before it is looked for.
_COLUMNS = {"by": "people", "to": "recipients", "mark": "marks", "id": "statement"}
_DATES = ("on", "from", "until")
_TERM = re.compile(r'(?P<minus>-?)(?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))')
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
HELP = 'Words; "several words"; beginn*; -without; by:signatory; to:recipient; mark:…; on:2022, from:2022-01, until:2022-01-20.'


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question: what is to *match*, in the language of FTS5 ("": every statement), what is not to (*without*), and between which
    dates, both included ("": any); *nothing*: it asks for what has no letters, and no statement is found."""

    match: str
    without: str = ""
    first: str = ""
    last: str = ""
    nothing: bool = False


def asked(question: str) -> Asked:
    """Return what *question* asks for: all its words, and none of those with "-" before them.

    Raises:
        UsageRefusal: a date in it is none.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    first, last, nothing = "", "", False
    for term in _TERM.finditer(question):
        field, text = term["field"] or "", term["phrase"] if term["phrase"] is not None else term["word"]
        if field in _DATES:
            day = _date(field, text)
            first = max(first, day) if field != "until" else first
            last = min(last or "9", f"{day}~") if field != "from" else last
        elif match := _match(field, text):
            (unwanted if term["minus"] else wanted).append(match)
        elif field in _COLUMNS and not term["minus"]:
            nothing = True
    return Asked(match=" AND ".join(wanted), without=" OR ".join(unwanted), first=first, last=last, nothing=nothing)


def _date(field: str, text: str) -> str:
    if not _DATE.fullmatch(text):
        raise UsageRefusal(Problem(f"{field}:{text}", "is no date", "Write 2022, 2022-01 or 2022-01-20."))
    return text


def _match(field: str, text: str) -> str:
    """Return what finds *text*: in its column, or, where *field* is none, everywhere; "" where there are no letters in it."""
    column = _COLUMNS.get(field, "")
    words = folded(text if column or not field else f"{field} {text}")
    if not words:
        return ""
    # What is folded holds letters, digits and blanks: between quotation marks, a phrase.
    phrase = f'"{words}"' + ("*" if text.endswith("*") else "")
    return f"{{{column}}} : {phrase}" if column else phrase
