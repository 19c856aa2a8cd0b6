"""What changed from one statement to another: of the statement as a whole, and of its text in each language."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from editions.comparing.differences import Difference, compare
from editions.comparing.nodes import nodes
from editions.comparing.units import Unit, units
from editions.language import direction, english_name, is_known, place_and_date
from editions.model.annexes import Annex
from editions.model.statement import Statement
from editions.problems import Problem, UsageRefusal, nearest
from editions.redlining.sides import Side


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that a statement says of itself for all languages, as *old* and *new* say it; empty: not at all."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class TextChange:
    """What became of the text in one language: *kind* is "same", "changed", "deleted" or "inserted".

    Of an annex in Markdown, *annex* is its file; it is all body.
    """

    language: str
    kind: str
    differences: tuple[Difference, ...]
    annex: str = ""

    @property
    def name(self) -> str:
        """What the language is called in English; of an annex, its file."""
        return f"Annex {self.annex}" if self.annex else english_name(self.language)

    @property
    def direction(self) -> str:
        """The direction in which it is written: "ltr" or "rtl"."""
        return direction(self.language) if is_known(self.language) else "ltr"

    @property
    def changed(self) -> tuple[Difference, ...]:
        """The differences that are some."""
        return tuple(one for one in self.differences if one.kind != "same")


@dataclass(frozen=True, kw_only=True)
class Changes:
    """All that changed from *old* to *new*; *annexes* are those in Markdown that both have and that say something else."""

    old: Side
    new: Side
    facts: tuple[Fact, ...]
    texts: tuple[TextChange, ...]
    annexes: tuple[TextChange, ...] = ()

    @property
    def differ(self) -> bool:
        """Whether anything did."""
        return bool(self.facts) or any(text.kind != "same" for text in self.texts)


def changes(old: Side, new: Side, language: str = "") -> Changes:
    """Return what changed from *old* to *new*; with *language*, in the text in that one alone.

    Raises:
        UsageRefusal: neither has a text in *language*.
    """
    languages = _languages(old, new)
    if language and language not in languages:
        raise UsageRefusal(Problem("--language", f'there is no text in "{language}"', nearest(language, languages)))
    texts = tuple(_text_change(old.statement, new.statement, one) for one in ([language] if language else languages))
    facts, annexes = tuple(_facts(old.statement, new.statement)), tuple(_annex_changes(old.statement, new.statement))
    return Changes(old=old, new=new, facts=facts, texts=texts, annexes=annexes)


def _languages(old: Side, new: Side) -> list[str]:
    """Return the languages in which either has a text; those of the originals come first."""
    present = [text.language for side in (new, old) for text in side.statement.texts]
    originals = [side.statement.original for side in (new, old) if side.statement.original in present]
    return list(dict.fromkeys((*originals, *present)))


def _text_change(old: Statement, new: Statement, language: str) -> TextChange:
    before, after = _units(old, language), _units(new, language)
    kind = "inserted" if not before else "deleted" if not after else "same" if before == after else "changed"
    return TextChange(language=language, kind=kind, differences=compare(before, after))


def _units(statement: Statement, language: str) -> tuple[Unit, ...]:
    """Return the units of the text in *language*; none where there is no such text."""
    text = next((text for text in statement.texts if text.language == language), None)
    if text is None:
        return ()
    return units(text, reference=statement.reference, place_and_date=place_and_date(text.place, statement.date, text.language))


def _annex_changes(old: Statement, new: Statement) -> Iterator[TextChange]:
    before = {annex.file: annex for annex in old.annexes}
    for annex in new.annexes:
        if annex.kind == "markdown" and (was := before.get(annex.file)):
            found = compare(_annex_units(was), _annex_units(annex))
            if any(one.kind != "same" for one in found):
                yield TextChange(language=annex.language or new.original, kind="changed", differences=found, annex=annex.file)


def _annex_units(annex: Annex) -> tuple[Unit, ...]:
    return tuple(Unit(role="body", node=node) for node in nodes(annex.body, annex.footnotes))


def _facts(old: Statement, new: Statement) -> Iterator[Fact]:
    for before, after in zip(_said(old), _said(new), strict=True):
        if before != after:
            yield Fact(name=before[0], old=before[1], new=after[1])
    yield from _files("Annex", _annexes(old), _annexes(new))
    yield from _order(old, new)
    yield from _files("Picture", _pictures(old), _pictures(new))


def _said(statement: Statement) -> Iterator[tuple[str, str]]:
    yield "Date", statement.date.isoformat()
    yield "Original", statement.original
    yield "Layout", statement.layout
    yield "Keywords", ", ".join(statement.keywords)
    yield "Conformance", "required" if statement.conformance_required else "reached"


def _files(name: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Fact]:
    for file in dict.fromkeys((*old, *new)):
        if old.get(file) != new.get(file):
            yield Fact(name=f"{name} {file}", old=old.get(file, ""), new=new.get(file, ""))


def _annexes(statement: Statement) -> dict[str, str]:
    return {annex.file: _annex(annex) for annex in statement.annexes}


def _annex(annex: Annex) -> str:
    """Return all that is declared of *annex*, and which bytes it has."""
    titles = "; ".join(f"{language}: {title}" for language, title in sorted(annex.titles.items()))
    pages = f"pages {', '.join(map(str, annex.pages))}" if annex.pages else ""
    alt = f"alternative text “{'” “'.join(annex.alt)}”" if annex.alt else ""
    fit = "" if annex.fit is None else "fitted to the paper" if annex.fit else "not fitted to the paper"
    said = (titles, f"language {annex.language}" if annex.language else "", annex.treatment, pages, alt, fit, _content(annex.content))
    return ", ".join(part for part in said if part)


def _content(content: bytes) -> str:
    return f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()[:12]}…"


def _order(old: Statement, new: Statement) -> Iterator[Fact]:
    before, after = [annex.file for annex in old.annexes], [annex.file for annex in new.annexes]
    if sorted(before) == sorted(after) and before != after:
        yield Fact(name="Order of annexes", old=", ".join(before), new=", ".join(after))


def _pictures(statement: Statement) -> dict[str, str]:
    return {picture.file: _content(picture.content) for picture in statement.pictures}
