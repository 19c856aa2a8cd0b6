"""What a statement says of itself for all languages, and which files belong to it: what of that changed."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from editions.comparing.tokens import composed
from editions.model.annexes import Annex
from editions.model.statement import Statement


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that a statement says of itself for all languages, as *old* and *new* say it; empty: not at all."""

    name: str
    old: str
    new: str


def facts(old: Statement, new: Statement) -> Iterator[Fact]:
    """Yield what changed: what statement.toml says, the annexes with their order, and the pictures."""
    for before, after in zip(_said(old), _said(new), strict=True):
        if composed(before[1]) != composed(after[1]):
            yield Fact(name=before[0], old=before[1], new=after[1])
    names = _new_names(old.annexes, new.annexes)
    yield from (Fact(name="Annex renamed", old=before, new=after) for before, after in names.items())
    yield from _annexes(old.annexes, new.annexes, names)
    yield from _order(old.annexes, new.annexes, names)
    yield from _pictures(old, new)


def _said(statement: Statement) -> Iterator[tuple[str, str]]:
    yield "Date", statement.date.isoformat()
    yield "Original", statement.original
    yield "Layout", statement.layout
    yield "Keywords", ", ".join(statement.keywords)
    yield "Conformance", "required" if statement.conformance_required else "reached"


def _new_names(old: Sequence[Annex], new: Sequence[Annex]) -> dict[str, str]:
    """Return the new name of each annex of *old* that lies under another now, with the same bytes."""
    before, after = {annex.file for annex in old}, {annex.file for annex in new}
    came: dict[bytes, list[str]] = defaultdict(list)
    for annex in new:
        if annex.file not in before and annex.file not in came[annex.content]:
            came[annex.content].append(annex.file)
    gone = {annex.file: annex.content for annex in old if annex.file not in after}
    return {file: came[content].pop(0) for file, content in gone.items() if came[content]}


def _annexes(old: Sequence[Annex], new: Sequence[Annex], names: dict[str, str]) -> Iterator[Fact]:
    """Yield what became of each annex, by its new name; one file may be declared more than once."""
    before = _by_file((names.get(annex.file, annex.file), _declared(annex)) for annex in old)
    after = _by_file((annex.file, _declared(annex)) for annex in new)
    for file in dict.fromkeys((*before, *after)):
        lost, found = list((before[file] - after[file]).elements()), list((after[file] - before[file]).elements())
        again = ", declared again" if (before[file] & after[file]) else ""
        for number, (was, now) in enumerate(zip_longest(lost, found, fillvalue="")):
            yield Fact(name=f"Annex {file}{', declared again' if number else again}", old=was, new=now)


def _by_file(declared: Iterator[tuple[str, str]]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for file, said in declared:
        found[file][said] += 1
    return found


def _declared(annex: Annex) -> str:
    """Return all that is declared of *annex*, and which bytes it has."""
    titles = "; ".join(f"{language}: {title}" for language, title in sorted(annex.titles.items()))
    pages = f"pages {', '.join(map(str, annex.pages))}" if annex.pages else ""
    alt = f"alternative text “{'” “'.join(annex.alt)}”" if annex.alt else ""
    fit = "" if annex.fit is None else "fitted to the paper" if annex.fit else "not fitted to the paper"
    said = (titles, f"language {annex.language}" if annex.language else "", annex.treatment, pages, alt, fit, _content(annex.content))
    return composed(", ".join(part for part in said if part))


def _content(content: bytes) -> str:
    return f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()[:12]}…"


def _order(old: Sequence[Annex], new: Sequence[Annex], names: dict[str, str]) -> Iterator[Fact]:
    before, after = [names.get(annex.file, annex.file) for annex in old], [annex.file for annex in new]
    if sorted(before) == sorted(after) and before != after:
        yield Fact(name="Order of annexes", old=", ".join(before), new=", ".join(after))


def _pictures(old: Statement, new: Statement) -> Iterator[Fact]:
    before, after = ({picture.file: _content(picture.content) for picture in one.pictures} for one in (old, new))
    for file in dict.fromkeys((*before, *after)):
        if before.get(file) != after.get(file):
            yield Fact(name=f"Picture {file}", old=before.get(file, ""), new=after.get(file, ""))
