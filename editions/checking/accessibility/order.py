"""The order in which the text is read aloud, held against where it stands on the page."""

from collections.abc import Iterator

from editions.checking.lines import Line, apart, beside
from editions.checking.parts import Block, parts_of
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.language import direction, is_known

_FAMILY = "accessibility"
_CLAUSE = "WCAG 2.2, 1.3.2"
#: Points by which a line may begin above the end of the one before it: ink of accents and of raised numbers.
_ABOVE = 2.0


@rule("order-up", "The text is read from the top of the page down.", family=_FAMILY, needs=("pdf",), clause=_CLAUSE)
def order_up(case: Case) -> Iterator[Hit]:
    """A screen reader follows the tags, the eye the page. A line that is read next may stand higher only in the next column.

    Footnotes are left out: they are read after the text, and stand below it on every page.
    """
    leftwards = case.pdf is not None and is_known(case.pdf.language or "?") and direction(case.pdf.language) == "rtl"
    before: Line | None = None
    for block in _read(case):
        for line in block.lines:
            if before and before.page == line.page and line.box[1] > before.box[3] - _ABOVE and not _is_next(before, line, leftwards):
                yield Hit(message=f'"{_said(line)}" is read after "{_said(before)}", and stands above it', page=line.page, box=line.box)
            before = line


@rule("order-pages", "Pages are read one after the other.", family=_FAMILY, needs=("pdf",), clause=_CLAUSE)
def order_pages(case: Case) -> Iterator[Hit]:
    """What is read next never stands on an earlier page; footnotes, which are read last, stand on the pages that call them."""
    before = 0
    for block in _read(case):
        for line in block.lines:
            if line.page < before:
                yield Hit(message=f'"{_said(line)}" on page {line.page} is read after text of page {before}', page=line.page, box=line.box)
            before = line.page


@rule("order-across", "Cells of a row are read in the direction of the text.", family=_FAMILY, needs=("pdf",), clause=_CLAUSE)
def order_across(case: Case) -> Iterator[Hit]:
    """In a row of a table, cells follow each other from the left to the right; in Arabic or Hebrew the other way round.

    A table that is set in the other direction throughout is not objected to: it says the same in both.
    """
    leaps: list[tuple[float, Line]] = []
    before: Line | None = None
    for block in parts_of(case).blocks:
        line = block.lines[0] if block.lines and block.tag in ("TH", "TD") else None
        if line and before and before.page == line.page and beside(before.box, line.box) and apart(before.box, line.box):
            leaps.append((line.box[0] - before.box[0], line))
        before = line or before
    forwards = sum(leap > 0 for leap, _ in leaps)
    for leap, line in leaps:
        if (leap > 0) != (forwards * 2 >= len(leaps)):
            yield Hit(message=f'the cell "{_said(line)}" is read after one that stands behind it', page=line.page, box=line.box)


def _is_next(before: Line, line: Line, leftwards: bool) -> bool:
    """Return whether *line* stands in a column that comes after that of the line *before*."""
    return apart(before.box, line.box) and (line.box[0] < before.box[0]) == leftwards


def _read(case: Case) -> Iterator[Block]:
    return (block for block in parts_of(case).blocks if block.tag not in ("Note", "Lbl", "Figure") and "Note" not in block.around)


def _said(line: Line) -> str:
    return quoted(line.text)


RULES = (order_up, order_pages, order_across)
