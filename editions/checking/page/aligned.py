"""Lines that stand out of line: beside the edge that the lines around them share."""

from collections import Counter
from collections.abc import Iterator, Sequence

from editions.checking.annexed import parts_of as annexes_in
from editions.checking.lines import POINTS, Line
from editions.checking.parts import Block, blocks_of, parts_of
from editions.checking.rules import Case, Hit, rule

_FAMILY = "page"
#: Points by which letters that begin at one edge differ: each has room of its own at its side (Tinos at 17 points: 1.3).
_NEAR = 2.0


@rule("line-shifted", "Every line begins, ends or is centred where others do.", family=_FAMILY, needs=("pdf", "source"))
def line_shifted(case: Case) -> Iterator[Hit]:
    """Text stands at an edge: the margin's, a column's, an item's; or in the middle, as a letterhead does.

    A line that shares no edge and no middle with the margins or with a line of another paragraph on its page was moved.
    """
    if case.source is None or case.pdf is None:
        return
    page = case.source.layout.tokens.page
    left, right = page.left * POINTS, case.source.layout.tokens.paper[0] * POINTS - page.right * POINTS
    for number, blocks in _by_page(case).items():
        edges = _edges(blocks, number)
        for block in blocks:
            for line in block.lines:
                if line.page == number and not _in_place(line, block, edges, left, right):
                    message = f'"{line.text.strip()[:40]}" begins at no edge of its page'
                    yield Hit(message=message, page=number, box=line.box)


def _by_page(case: Case) -> dict[int, list[Block]]:
    """Return the blocks of the statement, and of annexes that are set here, by the pages that they have lines on."""
    found: dict[int, list[Block]] = {}
    for block in (*parts_of(case).blocks, *_set_here(case)):
        for number in dict.fromkeys(line.page for line in block.lines):
            found.setdefault(number, []).append(block)
    return found


def _set_here(case: Case) -> Iterator[Block]:
    table = case.source.prepared.annexes if case.source else None
    titles = {f"{annex.label}: {annex.title}" for annex in table.annexes if annex.annex.kind == "markdown"} if table else set()
    for element in annexes_in(case.pdf.tree) if case.pdf else ():
        if element.title in titles:
            yield from blocks_of(case.pdf, element) if case.pdf else ()


_Edges = tuple[Counter[int], Counter[int]]


def _edges(blocks: Sequence[Block], number: int) -> _Edges:
    """Return how many blocks have a line on page *number* that begins, and that ends, at each point of its width."""
    begins: Counter[int] = Counter()
    ends: Counter[int] = Counter()
    for block in blocks:
        lines = [line for line in block.lines if line.page == number]
        begins.update({round(line.box[0]) for line in lines})
        ends.update({round(line.box[2]) for line in lines})
    return begins, ends


def _in_place(line: Line, block: Block, edges: _Edges, left: float, right: float) -> bool:
    begins, ends = edges
    first, last = line.box[0], line.box[2]
    if abs(first - left) <= _NEAR or abs(first + last - left - right) <= 2 * _NEAR:
        return True
    if _shared(begins, first) > 1:
        return True
    # Text that runs along the lines, paragraphs, ends where its words do: its end is no edge.
    if block.tag == "P" and len(block.lines) > 1:
        return abs(last - right) <= _NEAR and all(abs(other.box[2] - right) <= _NEAR for other in block.lines[:-1])
    return abs(last - right) <= _NEAR or _shared(ends, last) > 1


def _shared(edges: Counter[int], at: float) -> int:
    return sum(edges[round(at) + step] for step in (-2, -1, 0, 1, 2))


RULES = (line_shifted,)
