"""Single damages made by rote, part by part, with no rule in mind: how many of them does a check notice?

The damages in tests/support/damages were each made for a rule. These go through what an edition is made
of (pages, tags, operators, properties, parts of the package) and take away, exchange or change one thing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from editions.checking.book import ask
from editions.checking.evidence.unreadable import Unreadable
from editions.checking.rules import Case
from tests.support.cases import Damage, sample_case
from tests.support.mutations import docx, pdf


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A damage, and the rules that noticed it; empty where none did."""

    name: str
    noticed_by: tuple[str, ...]


def mutations(case: Case) -> tuple[Damage, ...]:
    """Return all damages by rote to *case*."""
    return (*pdf.mutations(case), *docx.mutations(case))


def outcomes(damages: Iterable[Damage]) -> Iterator[Outcome]:
    """Yield what a check says of an edition with each of *damages*, beyond what it says of the whole one."""
    for damage in damages:
        before = _of_the_whole(damage.base or sample_case)
        try:
            found = ask((damage.apply(damage.whole),), "damaged").findings
        except Unreadable:
            yield Outcome(name=damage.name, noticed_by=("unreadable",))
            continue
        grave = [one for one in found if one.severity != "note" and (one.rule, one.message) not in before]
        yield Outcome(name=damage.name, noticed_by=tuple(dict.fromkeys(one.rule for one in grave)))


@cache
def _of_the_whole(base: Callable[[], Case]) -> set[tuple[str, str]]:
    """Return what a check says of an edition that is not damaged."""
    return {(finding.rule, finding.message) for finding in ask((base(),), "whole").findings}
