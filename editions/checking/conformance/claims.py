"""What an edition with annexes may claim: the levels that the whole file reached, and what stands in the way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from editions.checking.conformance.drawn import FONTS, PICTURES, check_drawn
from editions.checking.conformance.judges import compared
from editions.checking.conformance.page_validation import check_conformance
from editions.checking.conformance.pages import unexplained_types
from editions.checking.conformance.parents import CLAUSE, check_parents
from editions.checking.conformance.untagged import CLAUSE as UNTAGGED
from editions.checking.conformance.untagged import check_untagged
from editions.checking.conformance.verapdf import check_with_verapdf, find_verapdf
from editions.model.edition import FULL
from editions.model.findings import Finding

#: What is left of PDF/A-3 where level A is not reached: U where all text has Unicode, B for the look alone.
_LOWER = ("PDF/A-3u", "PDF/A-3b")
#: The rules by which content is found to be untagged: then level A is not reached either (ISO 19005-3, 6.7.1).
_UNTAGGED = ("PDFUA1-CONTENT-TAGGING-001", "veraPDF 7.1-3")
#: The clauses whose findings stand in the way of each.
_CLAUSES = {"PDF/A-3a": ("PDF/A-3a", CLAUSE, UNTAGGED, FONTS, PICTURES), "PDF/UA-1": ("PDF/UA-1", CLAUSE, UNTAGGED, FONTS)}

#: How the rules end by which each type must stand for a standard one.
_ROLES = ("STRUCT-TREE-ROLE-MAP-001", "veraPDF 7.1-5", "veraPDF 6.7.3.4-1")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The bytes that claim what they reached: *claims*, and the *findings* that stand in the way of more."""

    content: bytes
    claims: tuple[str, ...]
    findings: tuple[Finding, ...]


def doubted(where: str, doubt: str) -> Finding:
    """Return the finding that the annex *where* does not stand by its tags (ISO 14289-1, 7.1): what it says is *doubt*."""
    return Finding(rule="tags-doubted", severity="error", where=where, message=doubt, clause=UNTAGGED)


def settle_claims(write: Callable[[tuple[str, ...]], bytes], where: str, doubts: Sequence[Finding] = ()) -> Verdict:
    """Return the file that *write* gives for the highest claims that it bears out.

    *write* returns the bytes of the whole with the claims that it is given. They are judged by
    page-validation, by rules of ours for the parent tree, for content without a mark, and for fonts and pictures, and
    by veraPDF where it is on PATH. *doubts* are what annexes say against their own tags, of which the whole shows nothing.
    """
    content = write(FULL)
    findings = (*doubts, *_explained(list(_judge(content, where, FULL)), content))
    if not findings:
        return Verdict(content=content, claims=FULL, findings=())
    ua = () if any(hinders("PDF/UA-1", finding.rule, finding.clause) for finding in findings) else ("PDF/UA-1",)
    if not any(hinders("PDF/A-3a", finding.rule, finding.clause) for finding in findings):
        return _settled(write, ("PDF/A-3a", *ua), findings, where)
    for level in _LOWER:
        if not list(_judge(write((level, *ua)), where, (level,))):
            return _settled(write, (level, *ua), findings, where)
    return _settled(write, ua, findings, where)


def hinders(standard: str, rule: str, clause: str) -> bool:
    """Return whether a finding of *rule* and *clause* stands in the way of *standard*, one of FULL."""
    return clause in _CLAUSES[standard] or (standard == "PDF/A-3a" and rule in _UNTAGGED)


def _explained(findings: Sequence[Finding], content: bytes) -> Iterator[Finding]:
    """Yield *findings*; those on types that stand for nothing once for each type, with its name and its pages, which no judge tells."""
    types: dict[str, tuple[int, ...]] | None = None
    for finding in findings:
        if finding.pages or not finding.rule.endswith(_ROLES):
            yield finding
            continue
        types = unexplained_types(content) if types is None else types
        for name, pages in types.items():
            word = name.removeprefix("/").encode("utf-8", "replace").decode("utf-8")
            message = f'the type "{word}" stands for no standard one: {finding.message}'
            yield replace(finding, message=message, page=pages[0] if pages else 0, pages=pages)
        if not types:
            yield finding


def _settled(write: Callable[[tuple[str, ...]], bytes], claims: tuple[str, ...], findings: tuple[Finding, ...], where: str) -> Verdict:
    """Return the verdict, once the file with its lesser claims has been judged by them."""
    content = write(claims)
    refuted = tuple(_judge(content, where, claims))
    if refuted:
        return Verdict(content=write(()), claims=(), findings=(*findings, *refuted))
    return Verdict(content=content, claims=claims, findings=tuple(replace(finding, severity="warning") for finding in findings))


def _judge(content: bytes, where: str, standards: tuple[str, ...]) -> Iterator[Finding]:
    program = find_verapdf()
    for standard in standards:
        found = list(check_conformance(content, where, (standard,)))
        yield from compared(found, list(check_with_verapdf(program, content, where, standard))) if program else found
    if standards:
        is_archival = any(standard.startswith("PDF/A") for standard in standards)
        yield from (finding for finding in check_drawn(content, where) if finding.clause == FONTS or is_archival)
    if "PDF/A-3a" in standards or "PDF/UA-1" in standards:
        yield from check_parents(content, where)
        yield from check_untagged(content, where)
