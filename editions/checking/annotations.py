"""What was laid upon the pages after they were made: notes, stamps and highlights, those that an annex brought along left out."""

from collections import Counter
from collections.abc import Iterator

from editions.checking.annexes.content import pairs
from editions.checking.annexes.joining import annexes_of
from editions.checking.parts import parts_of
from editions.checking.rules import Case
from editions.model.evidence import Annotation

#: Fields are looked at elsewhere; the window of a note has its note's words.
_OTHERS = ("Widget", "Popup")


def laid_on(case: Case) -> Iterator[Annotation]:
    """Yield all that lies on the pages of the case's PDF, but links, fields, and what the original of a merged annex has there, too.

    Where an original is not at hand, as that of a lone file is not, nothing is said of its pages.
    """
    if case.pdf is None:
        return
    brought, unknown = _of_originals(case)
    for one in case.pdf.annotations:
        if one.kind in _OTHERS or one.page in unknown:
            continue
        key = (one.page, one.kind, one.contents, one.author)
        if brought[key]:
            brought[key] -= 1
        else:
            yield one


def _of_originals(case: Case) -> tuple[Counter[tuple[int, str, str, str]], set[int]]:
    """Return what the originals of merged annexes have, by the page that shows it; and the pages whose original is not at hand."""
    brought: Counter[tuple[int, str, str, str]] = Counter()
    known: set[int] = set()
    for pair in pairs(case):
        known.add(pair.page.number)
        brought.update((pair.page.number, one.kind, one.contents, one.author) for one in pair.notes)
    annexes = annexes_of(case)
    merged = {index for index, one in enumerate(annexes) if (one.annex.kind, one.annex.treatment) == ("pdf", "merge")}
    covers = {one.number for one in annexes}
    return brought, {
        page.number
        for index, page in parts_of(case).annex_pages
        if page.number not in known and page.label not in covers and (not annexes or index in merged)
    }
