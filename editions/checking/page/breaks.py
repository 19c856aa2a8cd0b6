"""Page breaks: no line of a paragraph left behind or ahead, no heading at a foot."""

from collections.abc import Iterator
from itertools import pairwise

from editions.checking.lines import Line
from editions.checking.parts import HEADINGS, Block, parts_of
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule

_FAMILY = "page"
_PROMISE = "docs/promises.md, Page breaks"
_TEXT = ("P", "LBody", "Note")


@rule("orphan", "No first line of a paragraph stands alone at the foot of a page.", family=_FAMILY, needs=("pdf",), clause=_PROMISE)
def orphan(case: Case) -> Iterator[Hit]:
    """Two lines of a paragraph at least stay together before a page break."""
    for pages in _cut(case):
        if len(pages[0]) == 1:
            line = pages[0][0]
            yield Hit(message=f'the first line of a paragraph, "{_said(line)}", stands alone at the foot', page=line.page, box=line.box)


@rule("widow", "No last line of a paragraph stands alone at the head of a page.", family=_FAMILY, needs=("pdf",), clause=_PROMISE)
def widow(case: Case) -> Iterator[Hit]:
    """Two lines of a paragraph at least stay together after a page break."""
    for pages in _cut(case):
        if len(pages[-1]) == 1:
            line = pages[-1][0]
            yield Hit(message=f'the last line of a paragraph, "{_said(line)}", stands alone at the head', page=line.page, box=line.box)


@rule("heading-at-foot", "No heading stands at the foot of a page, without its text.", family=_FAMILY, needs=("pdf",), clause=_PROMISE)
def heading_at_foot(case: Case) -> Iterator[Hit]:
    """A heading is followed by text on its page, and is not cut by a page break itself."""
    blocks = [block for block in parts_of(case).blocks if block.lines and block.tag not in ("Note", "Lbl") and "Note" not in block.around]
    for index, block in enumerate(blocks):
        if block.tag not in HEADINGS:
            continue
        last = block.lines[-1]
        following = blocks[index + 1].lines[0] if index + 1 < len(blocks) else None
        if last.page != block.page or (following and following.page > last.page):
            yield Hit(
                message=f'the heading "{block.text}" stands at the foot of its page, its text on the next', page=block.page, box=last.box
            )


@rule("table-head-at-foot", "No header row of a table stands at the foot of a page alone.", family=_FAMILY, needs=("pdf",), clause=_PROMISE)
def table_head_at_foot(case: Case) -> Iterator[Hit]:
    """A header row is followed by a row of its table on the page."""
    blocks = [block for block in parts_of(case).blocks if block.lines]
    for block, following in pairwise(blocks):
        if block.tag == "TH" and following.tag == "TD" and "THead" in block.around and following.page > block.page:
            yield Hit(message=f'the header row with "{block.text}" stands at the foot, its table on the next page', page=block.page)


def _cut(case: Case) -> Iterator[list[list[Line]]]:
    """Yield the lines of each paragraph that a page break cuts, page by page."""
    for block in parts_of(case).blocks:
        if block.tag in _TEXT and block.lines and block.lines[0].page != block.lines[-1].page and "Table" not in block.around:
            yield _by_page(block)


def _by_page(block: Block) -> list[list[Line]]:
    pages: list[list[Line]] = []
    for line in block.lines:
        if not pages or pages[-1][0].page != line.page:
            pages.append([])
        pages[-1].append(line)
    return pages


def _said(line: Line) -> str:
    return quoted(line.text)


RULES = (orphan, widow, heading_at_foot, table_head_at_foot)
