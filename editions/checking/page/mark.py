"""The edition mark at the foot of each page, in letters and as a code."""

from collections.abc import Iterator

from editions.checking.lines import POINTS, lines_of
from editions.checking.parts import parts_of, prepared_of, squeezed
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, Source, rule
from editions.model.evidence import Box, PageEvidence
from editions.seeing.codes import codes_at_foot

_FAMILY = "page"
_PROMISE = "docs/promises.md, Head and foot"
#: Modules along a side of the code, and by how many its lines may reach over it: their boxes have room for their ends.
_MODULES, _OVER = 21, 2.5


@rule("edition-mark", "Every page bears the edition mark.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def edition_mark(case: Case) -> Iterator[Hit]:
    """By its mark a sheet of paper is known again: which statement, in which language, with which words. It is made from the
    source, and stands in letters at the foot of each page. The pages of annexes have it in their own mark.
    """
    prepared = prepared_of(case)
    for page in parts_of(case).pages:
        if prepared and not bears(page, prepared.metadata.mark):
            yield Hit(message=f'the page does not bear the edition mark, "{prepared.metadata.mark}"', page=page.number)


@rule("edition-code", "The code on each page says the edition mark.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def edition_code(case: Case) -> Iterator[Hit]:
    """A scanner finds the edition of a sheet by the QR code at its foot, which is read here from the picture of the page. One that
    says another mark leads to another statement.
    """
    if case.source is None:
        return
    mark, tokens = case.source.prepared.metadata.mark, case.source.layout.tokens
    pages = [page.number for page in parts_of(case).pages] if tokens.mark.code else []
    for number, codes in codes_at_foot(case.pdf_bytes, pages, tokens.page.bottom * POINTS).items():
        if not codes:
            yield Hit(message="the page bears no code that can be read", page=number)
        elif set(codes) != {mark}:
            yield Hit(message=f'the code on the page says "{quoted(", ".join(codes))}", the edition mark is "{mark}"', page=number)


def bears(page: PageEvidence, mark: str) -> bool:
    """Return whether *mark* is seen on *page*, and is no content: a line of its own, or at the side of the page's number."""
    lines = lines_of((page, run) for run in page.runs if run.artifact and run.visible)
    return any(squeezed(mark) in (line.text.strip(), *line.text.split()) for line in lines)


def is_code(box: Box, page: PageEvidence, source: Source) -> bool:
    """Return whether *box* is where the code stands on *page*: as large as the layout says, where the foot begins."""
    tokens = source.layout.tokens
    side, foot = tokens.mark.code * POINTS, tokens.page.foot * POINTS
    left, low, right, high = box
    near = _OVER * side / _MODULES
    size = abs(right - left - side) < near and abs(high - low - side) < near
    at_side = left - tokens.page.left * POINTS if source.prepared.direction == "ltr" else page.width - tokens.page.right * POINTS - right
    return bool(side) and size and abs(at_side) < near and foot - near < low < foot + tokens.running.leading


RULES = (edition_mark, edition_code)
