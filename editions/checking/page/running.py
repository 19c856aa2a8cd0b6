"""What runs along the pages: the letterhead on the first, the continuation header and the number on the others."""

from collections.abc import Iterator

from editions.checking.lines import POINTS, lines_of
from editions.checking.page.drawings import boxes_of
from editions.checking.parts import parts_of, prepared_of, squeezed
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import Box, PageEvidence
from editions.model.prepared import PreparedStatement

_FAMILY = "page"
_PROMISE = "docs/promises.md, Head and foot"
#: Points by which letters of a table's head may reach into its first row, and that a head is high at most.
_TOUCHING, _HEAD = 3.0, 120.0


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
    lines, number = _lines(pages[0]), _number(prepared, 1, len(pages))
    unwanted = {**{line: {squeezed(line)} for line in prepared.continuation}, number: _at_foot(prepared, number)}
    for line, forms in unwanted.items():
        if lines & forms:
            yield Hit(message=f'the first page bears "{line}", which belongs on later pages', page=1)


@rule("page-number", "Every later page says its number, and how many there are.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def page_number(case: Case) -> Iterator[Hit]:
    """ "Page 2 of 3" is compared with the pages that are there: one that was lost or added shows."""
    prepared, pages = prepared_of(case), parts_of(case).pages
    for number, page in enumerate(pages[1:], 2):
        wanted = _number(prepared, number, len(pages)) if prepared else ""
        if prepared and not _lines(page) & _at_foot(prepared, wanted):
            yield Hit(message=f'the page does not say "{wanted}"', page=page.number)


@rule(
    "running-displaced",
    "Running lines stand in the head and the foot of the page.",
    family=_FAMILY,
    needs=("pdf", "source"),
    clause="docs/promises.md, Head and foot",
)
def running_displaced(case: Case) -> Iterator[Hit]:
    """The continuation header and the page's number, which are no part of the text, keep to the margins above and below it. The
    head of a table that goes on stands right above its rows. Anywhere else, such words look like a part of the text, and are
    read aloud by nobody.
    """
    if case.source is None:
        return
    measures = case.source.layout.tokens.page
    tables: dict[int, list[Box]] = {}
    for element in parts_of(case).walk():
        for number, box in boxes_of(case, element).items() if element.tag == "Table" else ():
            tables.setdefault(number, []).append(box)
    for page in parts_of(case).pages:
        low, high = measures.bottom * POINTS, page.height - measures.top * POINTS
        for run in page.runs:
            middle = (run.box[1] + run.box[3]) / 2
            heads = any(box[3] - _TOUCHING <= run.box[1] <= box[3] + _HEAD for box in tables.get(page.number, ()))
            if run.artifact and run.text.strip() and low < middle < high and not heads:
                yield Hit(message=f'"{quoted(run.text)}" stands amid the text, and is no part of it', page=page.number, box=run.box)


def _number(prepared: PreparedStatement, number: int, count: int) -> str:
    label = prepared.page_label
    return f"{label.before}{number}{label.between}{count}{label.after}"


def _at_foot(prepared: PreparedStatement, number: str) -> set[str]:
    """Return *number*, that of a page, as `squeezed` returns the line that it stands in: alone, or beside the edition mark."""
    mark = prepared.metadata.mark
    return {squeezed(number), squeezed(mark + number), squeezed(number + mark)}


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


RULES = (letterhead_missing, continuation_missing, continuation_on_first, page_number, running_displaced)
