"""A signed file judged before it is published: its signatures, its standards, and that nothing else of it was changed."""

import re
from collections.abc import Iterator

from editions.checking.conformance.page_validation import KNOWN, check_conformance
from editions.checking.conformance.parents import check_parents
from editions.checking.conformance.verapdf import check_with_verapdf, find_verapdf, is_judge_of
from editions.checking.evidence.pdf import read_pdf
from editions.model.findings import Finding
from editions.problems import CheckRefusal, Problem
from editions.signing.rechecking import recheck, recheck_with_poppler
from editions.signing.unchanged import changes

#: page-validation asks that each signature cover the whole file, which with two of them only the last can: so is PDF made
#: (ISO 32000-1, 12.8.1). That each covers all before it is looked at by recheck.
_COVERS_ALL = "PDFA3A-SIGNATURE-BYTERANGE-001"
_REPORT = "Nothing was published. This is a fault of editions: report it with the statement's source."


def refuse_unsound(before: bytes, after: bytes, filled: tuple[str, ...], claims: tuple[str, ...], where: str) -> None:
    """Look at the PDF *after*, which should be *before* with the fields *filled*, and keep all the *claims* that it makes.

    Raises:
        CheckRefusal: it is not, or does not.
    """
    count = len(re.findall(rb"/ByteRange\s*\[", before)) + len(filled)
    problems = [*recheck(after, before, count), *recheck_with_poppler(after)]
    if not problems:
        problems = [*changes(before, after, filled), *_other_words(before, after)]
        problems += [Problem(where, f"{one.clause}: {one.message} ({one.rule})", _REPORT) for one in _findings(after, claims, where, count)]
    if problems:
        raise CheckRefusal(*problems)


def _findings(content: bytes, claims: tuple[str, ...], where: str, count: int) -> Iterator[Finding]:
    """Yield what keeps *content* from being what it claims."""
    for finding in check_conformance(content, where, tuple(claim for claim in claims if claim in KNOWN)):
        if finding.rule != _COVERS_ALL or count == 1:
            yield finding
    yield from check_parents(content, where)
    if program := find_verapdf():
        for claim in claims:
            if is_judge_of(claim):
                yield from check_with_verapdf(program, content, where, claim)


def _other_words(before: bytes, after: bytes) -> Iterator[Problem]:
    """Yield what a reader would find other in *after*: its words, its tags, its properties."""
    old, new = read_pdf(before), read_pdf(after)
    for what, one, other in (
        ("its text", [page.runs for page in old.pages], [page.runs for page in new.pages]),
        ("what its pages show", [page.shapes for page in old.pages], [page.shapes for page in new.pages]),
        ("its tags", old.tree, new.tree),
        ("its XMP", old.packet, new.packet),
        ("its properties", old.info, new.info),
        ("its bookmarks and links", (old.bookmarks, old.links), (new.bookmarks, new.links)),
        ("the files in it", old.files, new.files),
    ):
        if one != other:
            yield Problem("the signed file", f"signing changed {what}", _REPORT)
