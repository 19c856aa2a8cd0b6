"""What the name of a lone file says of its statement: the id, the language, the date."""

import re
from datetime import date
from pathlib import Path

from editions.problems import Problem, Refusal

NAME = re.compile(r"(?P<id>.+?)(?:\.(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.(?:txt|md|docx)")
_DAY = re.compile(r"^(\d{4}-\d{2}-\d{2})")
#: The layout of a statement that names none.
LAYOUT = "plain"


def id_of_lone(path: Path) -> str:
    """Return the id that the name of the file at *path* gives its statement: without language and ending."""
    match = NAME.fullmatch(path.name)
    return match["id"] if match else path.stem


def has_day(path: Path) -> bool:
    """Return whether the name of the file at *path* begins with a date."""
    return _DAY.match(path.name) is not None


def day_of(path: Path) -> date:
    """Return the date with which the name of the file at *path* begins.

    Raises:
        Refusal: it begins with none.
    """
    match = _DAY.match(path.name)
    if match is None:
        remedy = f"Begin its name with one, as in 2022-01-20-{path.name}, or make it a folder."
        raise Refusal(Problem(str(path), "the statement has no date", remedy))
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        raise Refusal(Problem(str(path), f"there is no date {match[1]}, with which its name begins", "Mend its name.")) from None
