"""What changed from one statement to another: of the statement as a whole, and of its text in each language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from editions.comparing.crossing import with_crossings
from editions.comparing.differences import Difference, compare
from editions.comparing.nodes import nodes
from editions.comparing.parting import with_partings
from editions.comparing.pictures import renamed, told_apart
from editions.comparing.units import Unit, units
from editions.language import direction, english_name, is_known, place_and_date
from editions.model.annexes import Annex
from editions.model.statement import Statement
from editions.problems import Problem, UsageRefusal, nearest
from editions.redlining.facts import Fact, facts
from editions.redlining.sides import Side


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
    found, annexes = tuple(facts(old.statement, new.statement)), tuple(_annex_changes(old.statement, new.statement))
    return Changes(old=old, new=new, facts=found, texts=texts, annexes=annexes)


def _languages(old: Side, new: Side) -> list[str]:
    """Return the languages in which either has a text; those of the originals come first."""
    present = [text.language for side in (new, old) for text in side.statement.texts]
    originals = [side.statement.original for side in (new, old) if side.statement.original in present]
    return list(dict.fromkeys((*originals, *present)))


def _text_change(old: Statement, new: Statement, language: str) -> TextChange:
    before, after = _units(old, language, told_apart(old.pictures, new.pictures)), _units(new, language, {})
    found = with_crossings(with_partings(compare(before, after)))
    is_same = all(one.kind == "same" for one in found)
    kind = "same" if is_same else "inserted" if not before else "deleted" if not after else "changed"
    return TextChange(language=language, kind=kind, differences=found)


def _units(statement: Statement, language: str, names: Mapping[str, str]) -> tuple[Unit, ...]:
    """Return the units of the text in *language*, whose pictures go by *names*; none where there is no such text."""
    text = next((text for text in statement.texts if text.language == language), None)
    if text is None:
        return ()
    found = units(text, reference=statement.reference, place_and_date=place_and_date(text.place, statement.date, text.language))
    return tuple(replace(unit, node=renamed(unit.node, names)) for unit in found)


def _annex_changes(old: Statement, new: Statement) -> Iterator[TextChange]:
    names = told_apart(old.pictures, new.pictures)
    before = {annex.file: annex for annex in old.annexes}
    for annex in {annex.file: annex for annex in new.annexes}.values():
        if annex.kind == "markdown" and (was := before.get(annex.file)):
            found = with_crossings(with_partings(compare(_annex_units(was, names), _annex_units(annex, {}))))
            if any(one.kind != "same" for one in found):
                yield TextChange(language=annex.language or new.original, kind="changed", differences=found, annex=annex.file)


def _annex_units(annex: Annex, names: Mapping[str, str]) -> tuple[Unit, ...]:
    return tuple(Unit(role="body", node=renamed(node, names)) for node in nodes(annex.body, annex.footnotes))
