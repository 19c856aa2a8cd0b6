"""The statement and its annexes made one PDF, which claims what it reached and no more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from editions.annexing import Taken, notes, take_annexes
from editions.assembly.joining import Part
from editions.binding_apart import Whole, join_apart
from editions.checking.conformance.verapdf import find_verapdf
from editions.describing import xmp_packet
from editions.model.edition import FULL, AnnexRecord
from editions.model.findings import Finding, in_words
from editions.model.layout import Layout
from editions.model.prepared import AnnexTable, PreparedStatement
from editions.problems import CheckRefusal, Problem
from editions.rendering.annexes import mark_sheet, marks_of
from editions.rendering.html import to_css, to_html
from editions.rendering.pdf import to_apart
from editions.rendering.taking_apart import Taken as Apart
from editions.surroundings import Surroundings

_MEND = 'Give a better original, a tagged PDF/A; or as = "picture" with alt; or as = "attach".'


@dataclass(frozen=True, kw_only=True)
class Bound:
    """The whole: its bytes, what it claims, what stands in the way of more, and what became of the annexes.

    *places* is what is drawn in the places of a copy.
    """

    content: bytes
    places: Apart
    claims: tuple[str, ...]
    findings: tuple[Finding, ...]
    annexes: tuple[AnnexRecord, ...]


def bind(
    prepared: PreparedStatement,
    table: AnnexTable,
    layout: Layout,
    around: Surroundings,
    *,
    required: bool,
    where: str,
    taken: tuple[Taken, ...] = (),
) -> Bound:
    """Return the statement with its annexes behind it as one PDF, called *where* in findings.

    *taken* are the annexes where they are taken in already.

    Raises:
        Refusal: an annex cannot be taken in.
        CheckRefusal: conformance is *required*, and an annex stands in its way.
    """
    taken = taken or take_annexes(table, prepared, layout, around)
    lengths = tuple(len(part.leaves.leaves) for part in taken)
    ranges = tuple(_range(part.annex.number, length) for part, length in zip(taken, lengths, strict=True))
    statement, places = to_apart(
        prepared, layout, to_html(prepared, layout, ranges), to_css(prepared, layout), xmp_packet(prepared.metadata, FULL), around
    )
    marks = mark_sheet(marks_of(table, lengths), prepared, layout, around)
    parts = [_part(part, number) for number, part in enumerate(taken, 1)]
    two_sided = layout.tokens.annexes.two_sided
    whole = Whole(statement=statement, parts=parts, marks=marks, two_sided=two_sided, metadata=prepared.metadata, where=where)
    verdict = join_apart(whole, around.limits)
    findings = _placed(verdict.findings, taken, verdict.firsts)
    if required and verdict.claims != FULL:
        raise CheckRefusal(*(Problem(finding.where, _said(finding), _MEND) for finding in findings))
    return Bound(
        content=verdict.content,
        places=places,
        claims=verdict.claims,
        findings=(*notes(taken), *_shortfall(findings, verdict.claims, where), *_one_judge(taken, verdict.claims, where)),
        annexes=tuple(_record(part) for part in taken),
    )


def _one_judge(taken: Sequence[Taken], claims: tuple[str, ...], where: str) -> list[Finding]:
    """Return a note where a claim that covers strangers' pages rests on page-validation alone."""
    strange = [
        part.annex.annex.file for part in taken if part.annex.annex.kind in ("pdf", "docx") and part.annex.annex.treatment == "merge"
    ]
    if not claims or not strange or find_verapdf():
        return []
    message = f"{' and '.join(claims)}: judged without veraPDF, which sees more in what others made ({', '.join(strange)})"
    return [Finding(rule="one-judge", severity="note", where=where, message=message)]


def _range(number: str, length: int) -> str:
    """Return the pages of an annex as their labels say them."""
    return f"{number}-1" if length == 1 else f"{number}-1 – {number}-{length}"


def _part(taken: Taken, number: int) -> Part:
    annex = taken.annex
    return Part(
        leaves=taken.leaves,
        number=annex.number,
        heading=f"{annex.label}: {annex.title}",
        language=annex.language,
        anchor=f"annex-{number}",
        where=annex.annex.file,
        cover=taken.cover,
        attachment=taken.attachment,
    )


def _placed(findings: Sequence[Finding], taken: Sequence[Taken], firsts: Sequence[int]) -> tuple[Finding, ...]:
    """Return *findings* with the annex and the pages in it that they are about, each once for each annex.

    Pages are counted as the file of the annex counts them; those of the statement, as the whole does.
    """
    places = {
        first + index: (part.annex.annex.file, leaf.number)
        for part, first in zip(taken, firsts, strict=True)
        for index, leaf in enumerate(part.leaves.leaves, 1)
    }
    found: dict[Finding, list[int]] = {}
    for finding in findings:
        for page in finding.pages or (finding.page,):
            where, number = places.get(page, (finding.where, page))
            found.setdefault(replace(finding, where=where, page=0, pages=(), object_number=0), []).append(number)
    return tuple(
        replace(finding, where=f"{finding.where}, {in_words(pages)}") if any(pages) else finding for finding, pages in found.items()
    )


def _said(finding: Finding) -> str:
    return f"{finding.clause}: {finding.message} ({finding.rule})"


def _shortfall(findings: Sequence[Finding], claims: tuple[str, ...], where: str) -> list[Finding]:
    """Return *findings*, and behind them the sentence that says what was reached and what would mend it."""
    if not findings:
        return []
    reached = " and ".join(claims) or "no standard"
    missed = " and ".join(standard for standard in FULL if standard not in claims)
    message = f"reaches {reached} and claims no more, not {missed}. {_MEND}"
    return [*findings, Finding(rule="claim-lowered", severity="warning", where=where, message=message)]


def _record(taken: Taken) -> AnnexRecord:
    annex = taken.annex.annex
    return AnnexRecord(
        file=annex.file,
        label=taken.annex.label,
        treatment=annex.treatment,
        pages=len(taken.leaves.leaves),
        content=annex.content,
        removals=taken.leaves.removals,
    )
