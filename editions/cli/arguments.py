"""Arguments that several commands take, looked at before anything is done."""

import argparse
import re
from datetime import UTC, date, datetime

from editions.fonts import families
from editions.language import is_known
from editions.layouts import load_layout
from editions.problems import Problem, UsageRefusal
from editions.reading.folder import LANGUAGE_FILE
from editions.surroundings import Surroundings


def day(text: str) -> date:
    """Return the date that *text* says, for argparse.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'there is no date "{text}": year, month and day, as in 2022-01-20') from None


def moment(text: str) -> datetime:
    """Return the moment in UTC that *text* says, for argparse; a day alone is its first.

    Raises:
        ArgumentTypeError: it is none, or does not say from where it counts.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or (found.tzinfo is None and len(text) > len("2022-01-20")):
        remedy = "a day as in 2022-01-20, or a moment as in 2022-01-20T09:30:00Z"
        raise argparse.ArgumentTypeError(f'there is no moment "{text}": {remedy}')
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


#: More would only wait for each other.
_PROCESSES = 256


def processes(text: str) -> int:
    """Return the number of processes that *text* says, for argparse; 0 is one a core.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) > _PROCESSES:
        raise argparse.ArgumentTypeError(f'"{text}" is no number of processes: give 1 or more; without it, one a core')
    return int(text)


def add_executor(parser: argparse.ArgumentParser) -> None:
    """Declare by what work is done that is many: processes of this computer, or a cluster."""
    parser.add_argument("--workers", type=processes, default=0, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--executor", type=cluster, metavar="dask://HOST:PORT", help="give the work to a Dask cluster that you trust")


def cluster(text: str) -> str:
    """Return the address "HOST:PORT" of the Dask cluster that *text* names, for argparse.

    Raises:
        ArgumentTypeError: it names none.
    """
    found = re.fullmatch(r"dask://([^/\s]+:\d{1,5})/?", text)
    if not found:
        raise argparse.ArgumentTypeError(f'"{text}" is no executor: it is written dask://HOST:PORT')
    return found[1]


def check_new_folder(identifier: str, language: str, layout: str, around: Surroundings) -> None:
    """Look whether a statement's folder can be called *identifier*, hold a text in *language*, and be set in *layout*.

    Raises:
        UsageRefusal: the id is no folder's name, or the language is none.
        Refusal: there is no such layout, or it is wrong.
    """
    if not identifier or not all(c.isalnum() or c in "-_." for c in identifier) or identifier.startswith("."):
        what = "an id is made of letters, digits, hyphens, underscores and dots"
        raise UsageRefusal(Problem(identifier or '""', what, 'As in "2022-01-20-anniversary".'))
    check_language(language)
    load_layout(layout, around.layouts, families(around.fonts))


def check_language(language: str) -> None:
    """Look whether a text can be in *language*.

    Raises:
        UsageRefusal: it is none.
    """
    if not LANGUAGE_FILE.fullmatch(f"{language}.md") or not is_known(language):
        raise UsageRefusal(Problem(language or '""', "is not a language tag", 'A language is named as in BCP 47: "en", "az", "ru".'))
