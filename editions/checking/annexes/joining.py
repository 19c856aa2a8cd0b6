"""The annexes in the PDF: all there, in order, titled, on the pages that the manifest says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from editions.checking.conformance.claiming import output_of
from editions.checking.rules import Case, Hit, rule
from editions.language import direction
from editions.model.annexes import PreparedAnnex
from editions.model.evidence import Element, PageEvidence, PdfEvidence

_FAMILY = "annexes"
_PROMISE = "docs/promises.md, Annexes"
_ALL = ("pdf", "manifest", "source")


@dataclass(frozen=True, kw_only=True)
class Joined:
    """An annex as it should be in the PDF: its heading, its record in the manifest, and its pages there (from 1)."""

    annex: PreparedAnnex
    heading: str
    length: int
    pages: tuple[PageEvidence, ...]


def annexes_of(case: Case) -> tuple[PreparedAnnex, ...]:
    """Return the annexes that the statement's source has."""
    table = case.source.prepared.annexes if case.source else None
    return table.annexes if table else ()


def records_of(case: Case) -> tuple[Mapping[str, Any], ...]:
    """Return what the manifest says of the annexes of the case's PDF."""
    output = output_of(case, case.pdf_name)
    return tuple(output["annexes"]) if output else ()


def joined(case: Case, pdf: PdfEvidence) -> tuple[Joined, ...]:
    """Return each annex with its pages: those labelled with its number, as many as the manifest says."""
    found = []
    for annex, record in zip(annexes_of(case), records_of(case), strict=False):
        labels = [f"{annex.number}-{number}" for number in range(1, min(record["pages"], len(pdf.pages)) + 1)]
        pages = tuple(page for page in pdf.pages if page.label in labels)
        found.append(Joined(annex=annex, heading=f"{annex.label}: {annex.title}", length=record["pages"], pages=pages))
    return tuple(found)


@rule("annex-missing", "All annexes of the statement are in the edition, in their order.", family=_FAMILY, needs=_ALL, clause=_PROMISE)
def annex_missing(case: Case) -> Iterator[Hit]:
    """The statement's source says which annexes it has; the manifest says which were joined, and how (merged, as pictures, attached)."""
    records = records_of(case)
    wanted = [(annex.annex.file, annex.label, annex.annex.treatment) for annex in annexes_of(case)]
    there = [(record["file"], record["label"], record["as"]) for record in records]
    for file, label, _ in wanted:
        if file not in [name for name, _, _ in there]:
            yield Hit(message=f"{label} ({file}) is not in the edition")
    for file, label, _ in there:
        if file not in [name for name, _, _ in wanted]:
            yield Hit(message=f"{label} ({file}) is in the edition, and is no annex of the statement")
    if sorted(file for file, _, _ in wanted) == sorted(file for file, _, _ in there) and wanted != there:
        yield Hit(message=f"the annexes are in another order, or joined in another way: {', '.join(label for _, label, _ in there)}")


@rule(
    "annex-altered",
    "The annexes were made from the originals that are there.",
    family=_FAMILY,
    needs=("manifest", "source"),
    clause=_PROMISE,
)
def annex_altered(case: Case) -> Iterator[Hit]:
    """The manifest has the digest of each original. Another means that the annex was exchanged since: the edition shows the old one."""
    from hashlib import sha256

    contents = {annex.annex.file: annex.annex.content for annex in annexes_of(case)}
    for record in records_of(case):
        if record["file"] in contents and sha256(contents[record["file"]]).hexdigest() != record["sha256"]:
            yield Hit(message=f"{record['label']} was made from another file than the one that is there now", file=record["file"])


@rule(
    "annex-pages",
    "Each annex has the pages that the manifest says, labelled with its number.",
    family=_FAMILY,
    needs=_ALL,
    clause=_PROMISE,
)
def annex_pages(case: Case) -> Iterator[Hit]:
    """A reader's window shows "I-1" for the first page of Annex I; the pages of the statement itself are 1, 2, 3 …

    The table of annexes refers to these labels. Blank pages, by which annexes begin on the front of a sheet, count for nothing.
    """
    pdf = case.pdf
    if pdf is None:
        return
    parts, reached = joined(case, pdf), 0
    for part in parts:
        labels = [page.label for page in part.pages]
        if labels != [f"{part.annex.number}-{number}" for number in range(1, part.length + 1)]:
            yield Hit(message=f"{part.annex.label} should have {part.length} pages, and has {len(labels)} with its label")
        elif labels and part.pages[0].number <= reached:
            yield Hit(message=f"{part.annex.label} stands before an annex that comes before it", page=part.pages[0].number)
        reached = part.pages[-1].number if part.pages else reached
    yield from _others(pdf, parts)


def _others(pdf: PdfEvidence, parts: tuple[Joined, ...]) -> Iterator[Hit]:
    """Yield a hit for each page that is neither the statement's nor an annex's, nor a cover or a blank between them."""
    of_annexes = {page.number for part in parts for page in part.pages}
    covers = {part.annex.number for part in parts}
    first = min(of_annexes, default=len(pdf.pages) + 1)
    for page in pdf.pages:
        blank = not page.runs and not page.shapes
        if page.number in of_annexes or page.label in covers or blank:
            continue
        if page.number > first:
            yield Hit(message=f'the page "{page.label}" belongs to no annex', page=page.number)
        elif page.label != str(page.number):
            yield Hit(message=f'page {page.number} of the statement is labelled "{page.label}"', page=page.number)


def said_by(text: str, words: str, language: str) -> bool:
    """Return whether *words* are in *text*, blanks aside.

    What runs from right to left is painted in an order of its own: there, whether all its letters are.
    """
    text, words = "".join(text.split()), "".join(words.split())
    if language and direction(language) == "rtl":
        return all(text.count(letter) >= words.count(letter) for letter in set(words))
    return words in text


def annex_elements(tree: Element | None) -> tuple[Element, ...]:
    """Return the elements of the tree of tags that hold an annex each."""
    return tuple(element for element in tree.children if element.tag == "Part") if tree else ()


RULES = (annex_missing, annex_altered, annex_pages)
