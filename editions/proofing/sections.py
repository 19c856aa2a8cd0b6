"""What the proof says of one language, and of each rule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editions.checking.rules import Case, Rule
from editions.language import direction, english_name, is_known
from editions.model.parties import RecipientList
from editions.model.proof import Compared, Verdict
from editions.proofing.differences import Piece, pieces, shown
from editions.proofing.metadata import Property, properties
from editions.proofing.pages import Spreads, key

#: Why a rule was passed over, by what it lacked.
_LACKING = {
    "pdf": "there is no PDF, or it cannot be opened",
    "docx": "there is no DOCX, or it cannot be opened",
    "source": "there is no source to hold the files against",
    "manifest": "there is no manifest, or it cannot be trusted",
    "verapdf": "veraPDF is not on PATH, or was not to be asked",
}


@dataclass(frozen=True, kw_only=True)
class Side:
    """What the PDF or the DOCX says in a paragraph's place; no pieces: it does not say it."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A paragraph: its text, if all say the same; and those that say otherwise."""

    role: str
    #: "PDF" or "DOCX", where the other need not say it.
    alone: str
    text: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """What the proof says of an edition in one language."""

    language: str
    name: str
    direction: str
    #: What the ids of its parts end with.
    key: str
    spreads: Spreads
    rows: tuple[Row, ...]
    compared_with: tuple[str, ...]
    recipients: RecipientList | None
    properties: tuple[Property, ...]

    @property
    def differing(self) -> tuple[int, ...]:
        """The numbers of the paragraphs, from 1, that are not the same in all."""
        return tuple(number for number, row in enumerate(self.rows, 1) if row.sides)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A rule, and what became of asking it; *findings* is None where it was passed over."""

    rule: Rule
    findings: int | None
    why_not: str


def section(case: Case, spread: Spreads, compared: Iterable[Compared]) -> Section:
    """Return what is to be said of *case*."""
    sides = tuple(name for name, there in (("PDF", case.pdf), ("DOCX", case.docx)) if there)
    return Section(
        language=case.language if is_known(case.language) else "",
        name=english_name(case.language) if case.language else "The file",
        direction=direction(case.language) if is_known(case.language) else "ltr",
        key=key(case.language) or "file",
        spreads=spread,
        rows=tuple(_row(one, sides) for one in compared),
        compared_with=sides,
        recipients=case.source.prepared.recipients if case.source else None,
        properties=properties(case),
    )


def _row(one: Compared, sides: Sequence[str]) -> Row:
    said = {"PDF": one.pdf, "DOCX": one.docx}
    held = [name for name in sides if one.alone in ("", name)]
    differing = tuple(_side(name, one.source, said[name]) for name in held if said[name] != one.source)
    return Row(role=one.role, alone=one.alone, text=one.source or "", sides=differing)


def _side(name: str, source: str | None, said: str | None) -> Side:
    if said is None:
        return Side(name=name, pieces=())
    if source is None:
        return Side(name=name, pieces=(Piece(kind="ins", text=shown(said)),))
    return Side(name=name, pieces=pieces(source, said))


def asked(verdict: Verdict, rules: Iterable[Rule]) -> tuple[Asked, ...]:
    """Return all *rules*, those that were asked first."""
    lacking = dict(verdict.passed_over)
    rows = [Asked(rule=one, findings=_count(verdict, one), why_not="") for one in rules if one.id in verdict.asked]
    return (*rows, *(Asked(rule=one, findings=None, why_not=_why_not(lacking.get(one.id, ""))) for one in rules if one.id in lacking))


def _count(verdict: Verdict, one: Rule) -> int:
    return sum(finding.rule == one.id for finding in verdict.findings)


def _why_not(need: str) -> str:
    return _LACKING.get(need, f"there is no {need}")
