"""What runs along the pages: the letterhead on the first, the continuation header and the number on the others."""

from collections.abc import Iterator

from editions.checking.lines import lines_of
from editions.checking.parts import parts_of, prepared_of, squeezed
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import PageEvidence
from editions.model.prepared import PreparedStatement

_FAMILY = "page"
_PROMISE = "docs/promises.md, Head and foot"


@rule("letterhead-missing", "The first page bears the letterhead.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def letterhead_missing(case: Case) -> Iterator[Hit]:
    """The issuing body's name and the lines of its address, as the layout has them, stand above all else on page 1."""
    prepared = prepared_of(case)
    if prepared is None:
        return
    first = [block for block in parts_of(case).blocks if block.page == 1]
    heading = next((index for index, block in enumerate(first) if block.words == squeezed(prepared.heading)), 0)
    found = {block.words for block in first[:heading]}
    for wanted in (" ".join(prepared.body_name), *prepared.letterhead_lines):
        if wanted and squeezed(wanted) not in found:
            yield Hit(message=f'the letterhead does not say "{wanted}"', page=1)


@rule("continuation-missing", "Later pages bear the continuation header.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def continuation_missing(case: Case) -> Iterator[Hit]:
    """A sheet that was parted from the first still says whose statement it is, and of which date."""
    prepared = prepared_of(case)
    wanted = prepared.continuation if prepared else ()
    for page in parts_of(case).pages[1:]:
        said = _said(page)
        for line in wanted:
            if not _is_said(line, said):
                yield Hit(message=f'the head of the page does not say "{line}"', page=page.number)


@rule(
    "continuation-on-first",
    "The first page bears no continuation header and no number.",
    family=_FAMILY,
    needs=("pdf", "source"),
    clause=_PROMISE,
)
def continuation_on_first(case: Case) -> Iterator[Hit]:
    """The first page has the letterhead; a header that says the same again is a mistake of the layout."""
    prepared, pages = prepared_of(case), parts_of(case).pages
    if prepared is None or not pages:
        return
    lines = _lines(pages[0])
    for line in (*prepared.continuation, _number(prepared, 1, len(pages))):
        if squeezed(line) in lines:
            yield Hit(message=f'the first page bears "{line}", which belongs on later pages', page=1)


@rule("page-number", "Every later page says its number, and how many there are.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def page_number(case: Case) -> Iterator[Hit]:
    """ "Page 2 of 3" is compared with the pages that are there: one that was lost or added shows."""
    prepared, pages = prepared_of(case), parts_of(case).pages
    for number, page in enumerate(pages[1:], 2):
        wanted = _number(prepared, number, len(pages)) if prepared else ""
        if squeezed(wanted) not in _lines(page):
            yield Hit(message=f'the page does not say "{wanted}"', page=page.number)


def _number(prepared: PreparedStatement, number: int, count: int) -> str:
    label = prepared.page_label
    return f"{label.before}{number}{label.between}{count}{label.after}"


def _lines(page: PageEvidence) -> set[str]:
    """Return the lines of the page that are no content, as `squeezed` returns them."""
    return {squeezed(line.text) for line in lines_of((page, run) for run in page.runs if run.artifact and run.visible)}


def _said(page: PageEvidence) -> str:
    return "".join(run.text for run in page.runs if run.artifact and run.visible)


def _is_said(line: str, said: str) -> bool:
    """Return whether *line*, which may turn over, is in what is *said*; of a text from right to left, whether its letters are."""
    wanted, found = squeezed(line), squeezed(said)
    if wanted != "".join(sorted(wanted)):
        return wanted in "".join(said.split()) or wanted in found
    return all(found.count(character) >= wanted.count(character) for character in set(wanted))


RULES = (letterhead_missing, continuation_missing, continuation_on_first, page_number)
