"""The sheets: their size, their numbers, and none of them blank."""

from collections.abc import Iterator

from editions.checking.lines import POINTS
from editions.checking.ours import is_our_pdf
from editions.checking.page.mark import is_code
from editions.checking.parts import parts_of, prepared_of
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import PageEvidence

_FAMILY = "page"
_PROMISE = "docs/promises.md, Type and page"
#: Points by which a page may differ from its paper.
_ROUNDING = 1.0


@rule("paper-size", "Every page of the statement is of the layout's paper.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def paper_size(case: Case) -> Iterator[Hit]:
    """A page of another size is made smaller, cut, or printed from another tray."""
    width, height = case.source.layout.tokens.paper if case.source else (0.0, 0.0)
    for page in parts_of(case).pages:
        if abs(page.width - width * POINTS) > _ROUNDING or abs(page.height - height * POINTS) > _ROUNDING:
            is_now = f"{page.width / POINTS:.0f} × {page.height / POINTS:.0f} mm"
            yield Hit(message=f"the page is of {is_now}; the layout's paper is of {width:g} × {height:g} mm", page=page.number)


@rule("page-turned", "No page of the statement is turned.", family=_FAMILY, needs=("pdf",), clause="ISO 32000-1, table 30")
def page_turned(case: Case) -> Iterator[Hit]:
    """A page can say that it is shown turned to its side, or upside down (/Rotate). No page of a statement does: its lines are then read
    from the side, and stand where no layout has them. Of a file that this program did not make, nothing is said.
    """
    if case.pdf is None or not (case.source or is_our_pdf(case.pdf)):
        return
    for page in parts_of(case).pages:
        turned = case.pdf.entries[page.number - 1].get("Rotate", "0")
        if turned not in ("0", "360"):
            yield Hit(message=f"page {page.number} is turned by {turned} degrees", page=page.number)


@rule("page-unit", "Every page is measured in points.", family=_FAMILY, needs=("pdf",), clause="ISO 32000-1, table 30")
def page_unit(case: Case) -> Iterator[Hit]:
    """A page can say that it is so many times as large as its numbers (/UserUnit). Some programs heed it, others do not:
    what is A4 here is a poster there. No page of an edition says so.
    """
    for page, entries in zip(case.pdf.pages, case.pdf.entries, strict=False) if case.pdf else ():
        if entries.get("UserUnit", "1") not in ("1", "1.0"):
            severity = "" if case.source else "note"
            yield Hit(message=f"the page is said to be {entries['UserUnit']} times its size", page=page.number, severity=severity)


@rule("page-blank", "No page is blank.", family=_FAMILY, needs=("pdf",), clause=_PROMISE)
def page_blank(case: Case) -> Iterator[Hit]:
    """A blank page is printed, filed, and asked about. Before an annex there may be one where the layout is two-sided.

    Of a file that is not ours, only the last page is looked at: a blank page within it may be meant.
    """
    parts, pages = parts_of(case), case.pdf.pages if case.pdf else ()
    two_sided = case.source is not None and case.source.layout.tokens.annexes.two_sided
    statement = {page.number for page in parts.pages}
    for page in pages:
        wanted = two_sided and page.number not in statement and page is not pages[-1]
        if not _has_ink(page, case) and not wanted and (case.source or page is pages[-1]):
            yield Hit(message="the page is blank", page=page.number)


@rule(
    "page-labels",
    "Pages are numbered from 1, and those of annexes with their annex.",
    family=_FAMILY,
    needs=("pdf", "source"),
    clause="docs/promises.md, Head and foot",
)
def page_labels(case: Case) -> Iterator[Hit]:
    """The label is what a reader shows as the page's number ("2", "II-1"), and what one enters to go there."""
    prepared, parts = prepared_of(case), parts_of(case)
    wanted = {page.number: str(number) for number, page in enumerate(parts.pages, 1)}
    counts: dict[int, int] = {}
    for index, page in parts.annex_pages:
        if prepared and prepared.annexes and index < len(prepared.annexes.annexes):
            number = prepared.annexes.annexes[index].number
            # A cover bears the number alone.
            if page.label != number:
                counts[index] = counts.get(index, 0) + 1
                wanted[page.number] = f"{number}-{counts[index]}"
    for page in case.pdf.pages if case.pdf else ():
        if page.label != wanted.get(page.number, page.label):
            yield Hit(message=f'the page is labelled "{page.label}", and is page "{wanted[page.number]}"', page=page.number)


def _has_ink(page: PageEvidence, case: Case) -> bool:
    """Return whether something stands on the page beside running lines and the code at its foot."""
    words = any(run.visible and run.text.strip() and not run.artifact for run in page.runs)
    drawn = [shape for shape in page.shapes if shape.kind == "image" or shape.colour != "#ffffff"]
    return words or any(not (shape.artifact and case.source and is_code(shape.seen, page, case.source)) for shape in drawn)


RULES = (paper_size, page_turned, page_unit, page_blank, page_labels)
