"""What a PDF claims: as much as it could, and what its manifest says; and what veraPDF says of that."""

from collections.abc import Iterator, Mapping
from typing import Any

from editions.checking.conformance.claims import hinders
from editions.checking.conformance.page_validation import check_conformance
from editions.checking.conformance.verapdf import check_with_verapdf, is_judge_of
from editions.checking.rules import Case, Hit, rule
from editions.model.edition import FULL
from editions.model.findings import in_words

_FAMILY = "conformance"
_PROMISE = "docs/promises.md, No false claim"


def output_of(case: Case, name: str) -> Mapping[str, Any] | None:
    """Return what the manifest says of the file *name*; None where it does not name it."""
    outputs = case.manifest["outputs"] if case.manifest else ()
    return next((output for output in outputs if output["file"] == name), None)


@rule(
    "claim-unlisted", "The PDF claims what its manifest says that it claims.", family=_FAMILY, needs=("pdf", "manifest"), clause=_PROMISE,
)  # fmt: skip
def claim_unlisted(case: Case) -> Iterator[Hit]:
    """The manifest (edition.json) lists the standards that each file was found to keep when it was made.

    An archive goes by that list; a file that says something else was made, or altered, in another way.
    """
    listed = output_of(case, case.pdf_name)
    claims = case.pdf.claims if case.pdf else ()
    if listed is not None and set(claims) != set(listed["claims"]):
        yield Hit(message=f"the file claims {_said(claims)}, and the manifest says {_said(listed['claims'])}")


@rule(
    "claim-lower", "The PDF claims PDF/A-3a and PDF/UA-1, or there is a reason why not.", family=_FAMILY, needs=("pdf",),
    severity="warning", clause="ISO 19005-3; ISO 14289-1",
)  # fmt: skip
def claim_lower(case: Case) -> Iterator[Hit]:
    """An annex can stand in the way of a standard; then the edition claims less, and the manifest tells why.

    Where no annex does, a claim has been lost: the file is better than it says. Of a file that this program did
    not make, it is only noted what it claims: nothing obliges it to claim more.
    """
    claims = case.pdf.claims if case.pdf else ()
    missing = [standard for standard in FULL if standard not in claims]
    if case.manifest is None:
        if not claims:
            yield Hit(message="it claims neither PDF/A nor PDF/UA: it may not open the same in years to come", severity="note")
        return
    for standard in missing:
        reasons = [finding["message"] for finding in case.manifest["findings"] if hinders(standard, finding["rule"], finding["clause"])]
        could = not reasons and not _broken(case, standard)
        # veraPDF judges what is claimed, and no more.
        why = (
            "though nothing was found to stand in its way (veraPDF is not asked of it)"
            if could
            else (reasons[0] if reasons else "and breaks it")
        )
        yield Hit(message=f"{standard} is not claimed, {why}")


def _broken(case: Case, standard: str) -> bool:
    """Return whether the PDF breaks *standard* in more than that it does not name it."""
    found = check_conformance(case.pdf_bytes, case.pdf_name, (standard,))
    # Rules of identification are called PDFA3A-ID-SCHEMA-001 and the like.
    return any("-ID-" not in finding.rule for finding in found)


@rule(
    "verapdf-objects", "veraPDF, the judge of reference, agrees with what the PDF claims.", family=_FAMILY, needs=("pdf", "verapdf"),
    clause="ISO 19005-3; ISO 14289-1",
)  # fmt: skip
def verapdf_objects(case: Case) -> Iterator[Hit]:
    """veraPDF is the validator that archives use. It is asked where it is on PATH, and takes some seconds a file.

    Without it the edition is checked all the same, by page-validation and by rules of our own.
    """
    claims = case.pdf.claims if case.pdf else ()
    for standard in filter(is_judge_of, claims):
        for finding in check_with_verapdf(case.verapdf or "", case.pdf_bytes, case.pdf_name, standard):
            also = f", also on {in_words(finding.pages[1:])}" if finding.pages[1:] else ""
            yield Hit(message=f"{standard} is claimed, and {finding.message} ({finding.rule}){also}", page=finding.page)


def _said(claims: object) -> str:
    return " and ".join(sorted(map(str, claims))) or "nothing"  # type: ignore[call-overload]


RULES = (claim_unlisted, claim_lower, verapdf_objects)
