"""Which pages of a PDF are the statement's own, and which its annexes': their labels say it."""

from collections.abc import Iterator

from editions.model.evidence import PageEvidence, PdfEvidence
from editions.model.prepared import PreparedStatement


def annex_ranges(pdf: PdfEvidence, prepared: PreparedStatement, *, two_sided: bool) -> dict[str, str]:
    """Return the pages of each annex by its number, as the table of annexes lists them: "II-1 – II-4".

    In a *two_sided* edition the last page of an annex may be an empty one that is none of its own.
    """
    ranges = {}
    for number in _numbers(prepared):
        pages = [page for page in pdf.pages if page.label.startswith(f"{number}-")]
        if two_sided and len(pages) > 1 and not pages[-1].runs and not pages[-1].shapes:
            pages.pop()
        labels = [page.label for page in pages]
        ranges[number] = " – ".join(dict.fromkeys((*labels[:1], *labels[-1:])))
    return ranges


def own_pages(pdf: PdfEvidence, prepared: PreparedStatement) -> Iterator[PageEvidence]:
    """Yield the pages before the first annex."""
    first = next(iter(_numbers(prepared)), None)
    for page in pdf.pages:
        # A cover has the number of its annex alone.
        if first and (page.label == first or page.label.startswith(f"{first}-")):
            return
        yield page


def _numbers(prepared: PreparedStatement) -> tuple[str, ...]:
    return tuple(annex.number for annex in prepared.annexes.annexes) if prepared.annexes else ()
