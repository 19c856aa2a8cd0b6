"""Conformance: what the files are by the standards, and whether they claim more than that."""

from collections.abc import Iterator

from editions.checking.conformance.drawn import check_drawn
from editions.checking.conformance.page_validation import KNOWN, check_conformance
from editions.checking.conformance.parents import CLAUSE, check_parents
from editions.checking.conformance.untagged import CLAUSE as UNTAGGED
from editions.checking.conformance.untagged import check_untagged
from editions.checking.rules import Case, Hit, rule
from editions.model.findings import Finding, in_words

_FAMILY = "conformance"
#: The standards that ask for tags.
_TAGGED = {"PDF/UA-1", "PDF/A-1a", "PDF/A-2a", "PDF/A-3a"}


@rule("claim-false", "The PDF claims a standard only where it keeps it.", family=_FAMILY, needs=("pdf",), clause="ISO 19005-3; ISO 14289-1")
def claim_false(case: Case) -> Iterator[Hit]:
    """The standards that the file's metadata claim (PDF/A-3a, PDF/UA-1) are checked with page-validation, and with rules of our own
    for fonts and pictures.

    A file that claims what it is not misleads archives and screen readers; it is better to claim less.
    """
    claims = case.pdf.claims if case.pdf else ()
    for finding in check_conformance(case.pdf_bytes, case.pdf_name, tuple(claim for claim in claims if claim in KNOWN)):
        yield _hit(finding, f"{finding.clause} is claimed, and {finding.message} ({finding.rule})")
    archival = [claim for claim in claims if claim in ("PDF/A-3a", "PDF/A-3b", "PDF/A-3u")]
    for finding in check_drawn(case.pdf_bytes, case.pdf_name) if archival else ():
        yield _hit(finding, f"{archival[0]} is claimed, and {finding.message} ({finding.rule})")
    for claim in claims:
        if claim not in KNOWN:
            yield Hit(message=f"{claim} is claimed, which nothing here can check; known are {', '.join(KNOWN)}")


@rule("tags-disconnected", "Every piece of content leads to its tag, and to that alone.", family=_FAMILY, needs=("pdf",), clause=CLAUSE)
def tags_disconnected(case: Case) -> Iterator[Hit]:
    """A reader goes from the page to the parent tree to find what a piece of content is.

    Where an entry is missing or leads elsewhere, a screen reader says the wrong words, or none; the
    validators do not look at this. A file that does not claim to be tagged, as an annex is not, is not asked.
    """
    if case.pdf and case.pdf.tree and set(case.pdf.claims) & _TAGGED:
        for finding in check_parents(case.pdf_bytes, case.pdf_name):
            yield _hit(finding, finding.message)


@rule(
    "content-untagged", "Everything that a page paints is tagged, or marked as no content.", family=_FAMILY, needs=("pdf",), clause=UNTAGGED
)
def content_untagged(case: Case) -> Iterator[Hit]:
    """What is neither in the tree of tags nor an artifact is passed over by screen readers, unsaid.

    A file without tags, which does not claim to have any, is not asked.
    """
    if case.pdf and case.pdf.tree and set(case.pdf.claims) & _TAGGED:
        for finding in check_untagged(case.pdf_bytes, case.pdf_name):
            yield _hit(finding, finding.message)


def _hit(finding: Finding, message: str) -> Hit:
    also = f", also on {in_words(finding.pages[1:])}" if finding.pages[1:] else ""
    return Hit(message=message + also, page=finding.page, object_number=finding.object_number)


RULES = (claim_false, tags_disconnected, content_untagged)
