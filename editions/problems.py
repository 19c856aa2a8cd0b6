"""Errors that a person can mend: where, what is wrong, what to do, and the exit status."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from typing import TypeVar

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


class Exit(IntEnum):
    """The exit status of a command."""

    DONE = 0
    CHECK_FAILED = 1
    USAGE = 2
    SOURCE = 3
    MISSING = 4
    SIGNING = 5
    ARCHIVE = 6


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. *line* and *column* count from 1; 0 means that there is none."""

    where: str
    what: str
    remedy: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = ":".join([self.where, *(str(number) for number in (self.line, self.column) if number)])
        return f"{place}: {self.what}" + (f"\n  {self.remedy}" if self.remedy else "")


class Refusal(Exception):
    """The work stops here: the problems that stop it, all of them at once."""

    status = Exit.SOURCE

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)

    def __reduce__(self) -> tuple[type["Refusal"], tuple[Problem, ...]]:
        return type(self), self.problems


class UsageRefusal(Refusal):
    """The command was called in a way that it does not know."""

    status = Exit.USAGE


class MissingRefusal(Refusal):
    """Something is missing on this computer."""

    status = Exit.MISSING


class FaultRefusal(Refusal):
    """The program itself is wrong: what Python says of it goes to standard error, too."""

    status = Exit.CHECK_FAILED


class CheckRefusal(Refusal):
    """What was made did not pass a check, and is not published."""

    status = Exit.CHECK_FAILED


class SigningRefusal(Refusal):
    """What was given is not signed: the key, the certificate, the time stamp or the edition stands in the way."""

    status = Exit.SIGNING


class ArchiveRefusal(Refusal):
    """The archive is damaged."""

    status = Exit.ARCHIVE


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raise one Refusal with all *problems*, if there are any."""
    found = tuple(dict.fromkeys(problems))
    if found:
        raise Refusal(*found)


def gather(work: Callable[[_Given], _Made], things: Iterable[_Given]) -> list[_Made]:
    """Return ``work(thing)`` for each of *things*.

    Raises:
        Refusal: with the problems of all that were refused; of its kind, if all are of one.
    """
    made, refusals = [], []
    for thing in things:
        try:
            made.append(work(thing))
        except Refusal as refusal:
            refusals.append(refusal)
    if refusals:
        kinds = {type(refusal) for refusal in refusals}
        kind = kinds.pop() if len(kinds) == 1 else Refusal
        raise kind(*dict.fromkeys(problem for refusal in refusals for problem in refusal.problems))
    return made


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the sentence that names the word nearest to *word*, or else all that are *known*."""
    names = sorted(known)
    if close := get_close_matches(word, names, n=1, cutoff=0.6):
        return f'Did you mean "{close[0]}"?'
    return "Known: " + ", ".join(f'"{name}"' for name in names) + "."
