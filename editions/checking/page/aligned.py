"""Lines that stand out of line: beside the edge that the layout gives to their paragraph, or that their column has."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editions.checking.annexes.joining import annex_elements
from editions.checking.copied import is_own, own_marks
from editions.checking.lines import POINTS, Line
from editions.checking.parts import Block, blocks_of, parts_of, squeezed
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, Source, rule
from editions.language import direction
from editions.model.evidence import Element

_FAMILY = "page"
_PROMISE = "docs/promises.md, Type and page"
#: Points by which letters that begin at one edge may differ: each has room of its own at its side.
_NEAR = 4.0
#: The share of its note's size by which a note's number is wide, and the blank behind it.
_NUMBER = 0.7
#: Blocks that stand in a paragraph's place; a label stands before its item, as wide as it is.
_TEXT = frozenset(("P", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "Note"))
#: Lines from which a column of a table has an edge, or a middle, that most of them share.
_FEWEST = 3


@rule(
    "line-shifted",
    "Every line begins where the layout says, or where its column does.",
    family=_FAMILY,
    needs=("pdf", "source"),
    clause=_PROMISE,
)
def line_shifted(case: Case) -> Iterator[Hit]:
    """Paragraphs begin at the margin, set in by as much as lists and quotations around them are; recipients at their
    columns; the lines of a table's column share an edge or their middle. A line that does not was moved.

    Letterhead, heading and signature block may also be centred, or end at the right margin.
    """
    if case.source is None or case.pdf is None:
        return
    own = own_marks(case)
    for house, block in _blocks(case, case.source):
        if (
            block.tag in _TEXT
            and not is_own(block.element, own)
            and "Table" not in block.around
            and not any(kid.tag == "Figure" for kid in block.element.walk())
        ):
            for index, line in enumerate(block.lines):
                if not house.is_in_place(block, index, line):
                    yield _hit(line)
    for table in _tables(case):
        for lines in _columns(case, table):
            yield from map(_hit, _astray(lines))


def _hit(line: Line) -> Hit:
    return Hit(message=f'"{quoted(line.text)}" begins at no edge of its page', page=line.page, box=line.box)


@dataclass(frozen=True, kw_only=True)
class _House:
    """Where the layout lets lines begin, in points from the left edge of the paper; *free* are the words of display."""

    source: Source
    left: float
    right: float
    free: frozenset[str]
    leftwards: bool

    @classmethod
    def of(cls, source: Source, language: str) -> "_House":
        """Return what *source* and its layout say of a text in *language*."""
        prepared, page = source.prepared, source.layout.tokens.page
        display = (" ".join(prepared.body_name), *prepared.letterhead_lines, prepared.reference, prepared.place_and_date)
        people = (words for signatory in prepared.signatories for words in (signatory.name, signatory.office))
        lead = prepared.recipients.lead if prepared.recipients else ""
        words = (*display, prepared.heading, prepared.subject, lead, *people)
        return cls(
            source=source,
            left=page.left * POINTS,
            right=(source.layout.tokens.paper[0] - page.right) * POINTS,
            free=frozenset(squeezed(text) for text in words if text),
            leftwards=direction(language) == "rtl",
        )

    def is_in_place(self, block: Block, index: int, line: Line) -> bool:
        """Return whether *line*, the one of *block* at *index*, begins where it may."""
        begins, ends = line.box[0], line.box[2]
        if any(abs(self._start(line) - edge) <= _NEAR for edge in self._edges(block, index)):
            return True
        centred = abs(begins + ends - self.left - self.right) <= 2 * _NEAR
        return block.words in self.free and (centred or abs(ends - self.right) <= _NEAR)

    def _start(self, line: Line) -> float:
        """Return how far from the margin at which lines begin this one does."""
        return self.right - line.box[2] if self.leftwards else line.box[0] - self.left

    def _edges(self, block: Block, index: int) -> list[float]:
        """Return the distances from that margin at which the line may begin."""
        tokens = self.source.layout.tokens
        if block.tag == "LBody":
            hang = tokens.recipients.hang * POINTS if index and not self.leftwards else 0.0
            count, gap = tokens.recipients.columns, tokens.recipients.gap
            width = (tokens.measure - (count - 1) * gap) / count + gap
            return [column * width * POINTS + hang for column in range(count)]
        depth = sum(tag in ("L", "BlockQuote") for tag in block.around)
        edges = [tokens.text.indent * depth]
        if tokens.text.numbered:
            edges.append(edges[0] + tokens.text.indent * 1.5)
        if block.tag == "Note":
            # From right to left, the number may stand a little higher than its line, and be one of its own.
            edges.append(tokens.footnote.size * _NUMBER)
        if block.words in self.free:
            edges.append(tokens.signature.indent * POINTS)
        return edges


def _blocks(case: Case, source: Source) -> Iterator[tuple[_House, Block]]:
    """Yield the blocks of the statement, and of annexes that are set in its layout, each with what holds for it."""
    language = source.prepared.metadata.language
    house = _House.of(source, language)
    yield from ((house, block) for block in parts_of(case).blocks)
    for element, own in _set_here(case):
        house = _House.of(source, own or language)
        yield from ((house, block) for block in (blocks_of(case.pdf, element) if case.pdf else ()))


def _set_here(case: Case) -> Iterator[tuple[Element, str]]:
    """Yield the annexes that are set in the statement's layout, each with its language."""
    table = case.source.prepared.annexes if case.source else None
    annexes = table.annexes if table else ()
    here = {f"{annex.label}: {annex.title}": annex.language for annex in annexes if annex.annex.kind == "markdown"}
    for element in annex_elements(case.pdf.tree) if case.pdf else ():
        if element.title in here:
            yield element, here[element.title]


def _tables(case: Case) -> Iterator[Element]:
    for top in (*parts_of(case).elements, *(element for element, _ in _set_here(case))):
        yield from (element for element in top.walk() if element.tag == "Table")


def _columns(case: Case, table: Element) -> Iterator[list[Line]]:
    """Yield the lines of each column of *table*."""
    columns: dict[int, list[Line]] = {}
    for row in (element for element in table.walk() if element.tag == "TR"):
        for index, cell in enumerate(row.children):
            if case.pdf and not any(kid.tag == "Figure" for kid in cell.walk()):
                columns.setdefault(index, []).extend(line for block in blocks_of(case.pdf, cell) for line in block.lines)
    yield from columns.values()


def _astray(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield those of *lines*, a column's, that share neither the edge nor the middle that most of them share."""
    if len(lines) < _FEWEST:
        return
    sides = [[line.box[0] for line in lines], [line.box[2] for line in lines], [(line.box[0] + line.box[2]) / 2 for line in lines]]
    agreed = [_agreed(side) for side in sides]
    best = max(range(3), key=lambda number: sum(agreed[number]))
    yield from (line for line, fits in zip(lines, agreed[best], strict=True) if not fits)


def _agreed(places: Sequence[float]) -> list[bool]:
    """Return of each of *places* whether it is near to where most are."""
    counts = Counter(round(place) for place in places)
    most = max(counts, key=lambda at: sum(counts[at + step] for step in range(-2, 3)))
    return [abs(place - most) <= _NEAR for place in places]


RULES = (line_shifted,)
