"""Bookmarks, the table of contents beside the page: the same words as the headings, in the same order."""

from collections.abc import Iterator
from itertools import zip_longest

from editions.checking.parts import HEADINGS, Block, pages_of, parts_of, squeezed
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import Bookmark

_FAMILY = "accessibility"
_CLAUSE = "WCAG 2.2, 2.4.5"


@rule("bookmarks", "Bookmarks say the same as the headings, and lead to them.", family=_FAMILY, needs=("pdf",), clause=_CLAUSE)
def bookmarks(case: Case) -> Iterator[Hit]:
    """Each heading of the statement has a bookmark with its words, in the order of the text, that opens its page."""
    headings = [block for block in parts_of(case).blocks if block.tag in HEADINGS and block.lines]
    if not (case.pdf and case.pdf.tree):
        return
    for block, mark in zip_longest(headings, _of_statement(case)):
        if mark is None:
            yield Hit(message=f'the heading "{block.text}" has no bookmark', page=block.page)
        elif block is None:
            yield Hit(message=f'the bookmark "{mark.title}" stands for no heading', page=mark.page)
        elif squeezed(mark.title) != block.words:
            yield Hit(message=f'the bookmark "{mark.title}" stands where the heading is "{block.text}"', page=block.page)
            return
        elif mark.page != block.page:
            yield Hit(message=f'the bookmark "{mark.title}" opens page {mark.page}; the heading is on page {block.page}', page=block.page)


@rule("bookmark-depth", "Bookmarks are nested as the headings are.", family=_FAMILY, needs=("pdf",), clause=_CLAUSE)
def bookmark_depth(case: Case) -> Iterator[Hit]:
    """A heading of a higher level never stands deeper in the bookmarks than one of a lower level."""
    pairs = [(_level(block), mark) for block, mark in zip(_headings(case), _of_statement(case), strict=False)]
    deepest: dict[int, int] = {}
    for level, mark in pairs:
        deepest[level] = max(deepest.get(level, 0), mark.depth)
    for level, mark in pairs:
        if any(mark.depth < depth for higher, depth in deepest.items() if higher < level) or (level > 1 and mark.depth == 0):
            yield Hit(message=f'the bookmark "{mark.title}" does not stand under the heading that it belongs to', page=mark.page)


@rule("bookmark-annex", "Every annex has a bookmark that opens its first page.", family=_FAMILY, needs=("pdf",), clause=_CLAUSE)
def bookmark_annex(case: Case) -> Iterator[Hit]:
    """The bookmark has the annex's label and title, as its Part element has them."""
    if case.pdf is None:
        return
    for part in parts_of(case).annexes:
        pages = pages_of(part)
        found = [mark for mark in case.pdf.bookmarks if mark.depth == 0 and mark.title == part.title]
        if not found:
            yield Hit(message=f'the annex "{part.title}" has no bookmark', page=min(pages, default=0))
        elif pages and found[0].page not in pages:
            yield Hit(
                message=f'the bookmark "{part.title}" opens page {found[0].page}; the annex begins on page {min(pages)}', page=min(pages)
            )


def _headings(case: Case) -> list[Block]:
    return [block for block in parts_of(case).blocks if block.tag in HEADINGS and block.lines]


def _level(block: Block) -> int:
    return int(block.tag[1:] or 1)


def _of_statement(case: Case) -> list[Bookmark]:
    """Return the bookmarks before those of the annexes."""
    marks = case.pdf.bookmarks if case.pdf else ()
    titles = {part.title for part in parts_of(case).annexes if part.title}
    found: list[Bookmark] = []
    for mark in marks:
        if mark.depth == 0 and mark.title in titles:
            break
        found.append(mark)
    # An annex whose bookmark has lost its words leads to a page behind the statement.
    last = max((page.number for page in parts_of(case).pages), default=0)
    return [mark for mark in found if mark.page <= last]


RULES = (bookmarks, bookmark_depth, bookmark_annex)
