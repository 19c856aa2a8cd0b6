"""What is drawn beside the words: the lines of the layout, of tables and under links, images of the text, and nothing else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editions.checking.colours import named
from editions.checking.lines import POINTS, around
from editions.checking.page.mark import is_code
from editions.checking.parts import parts_of, set_here, squeezed
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, Source, rule
from editions.model.evidence import Box, Element, PageEvidence, Run, Shape
from editions.model.prepared import PreparedStatement

_FAMILY = "page"
#: Points that a line is thick at most, and by which it may end elsewhere than the text does.
_THICKEST, _NEAR = 2.6, 3.0
#: The shares of the height of a word between which a line runs through it: below it underlines, above it stands over it.
_LOW, _HIGH = 0.3, 0.85
#: Points between a rule and the line of words above or below it, beside what the layout says; those that an empty row takes.
_PADDED, _ROW = 8.0, 24.0
#: The layout that the tool brings along with style sheet and templates.
_TOOLS = "plain"
#: What draws in a style sheet or a template and stands in none of the tool's own layouts.
_DRAWING = re.compile(rb"background|outline\s*:|box-shadow|border(?:-(?:left|right|inline|block|image)[\w-]*|-radius)?\s*:|column-rule"
                      rb"|line-through|overline|<svg|letterhead\w*\s*img|position\s*:")  # fmt: skip


@rule(
    "drawing-strange",
    "Nothing is drawn but lines of the layout, of tables and under links, and images of the text.",
    family=_FAMILY,
    needs=("pdf", "source"),
    clause="docs/promises.md, Type and page",
)
def drawing_strange(case: Case) -> Iterator[Hit]:
    """A box, a stamp, a white field over a line or a stroke through a word is on no page that was made from the source. Each
    thing drawn is explained: a rule below the letterhead, above the recipients, the annexes or the notes; a line of a table;
    a line under a link; an image that is tagged; the code at the foot. The pages of the statement and of annexes in Markdown are looked at.

    Where the layout's own style sheet draws more (a background, a frame), what is not explained is a warning: look at it.
    """
    if case.pdf is None or case.source is None:
        return
    severity = "warning" if _draws(case.source) else ""
    elements, pages = set_here(case)
    gathered = _explanations(case, elements)
    for page in pages:
        explained = gathered.on(case, case.source, page)
        for shape in page.shapes:
            code = shape.artifact and shape.kind == "path" and is_code(shape.seen, page, case.source)
            if _is_seen(shape) and not code and not explained.explains(shape):
                yield Hit(message=_called(shape), page=page.number, box=shape.seen, severity=severity)


@rule("word-struck", "No line runs through a word.", family=_FAMILY, needs=("pdf", "source"), clause="docs/promises.md, Type and page")
def word_struck(case: Case) -> Iterator[Hit]:
    """Words that are struck through read as withdrawn, though they are still copied, searched and read aloud."""
    if case.pdf is None:
        return
    elements, pages = set_here(case)
    images = _explanations(case, elements).marks
    for page in pages:
        own = images.get(page.number, set())
        paths = [shape for shape in page.shapes if shape.kind == "path" and shape.mark not in own and _is_seen(shape)]
        lines = [shape.seen for shape in paths if _is_flat(shape.seen)]
        for line in lines:
            for run in page.runs:
                if _strikes(line, run):
                    yield Hit(message=f'a line runs through "{quoted(run.text)}"', page=page.number, box=run.box)


def _strikes(line: Box, run: Run) -> bool:
    left, low, right, high = run.box
    middle, height = (line[1] + line[3]) / 2, high - low
    through = low + _LOW * height < middle < low + _HIGH * height
    wide = min(line[2], right) - max(line[0], left)
    return through and wide > _NEAR and sum(map(str.isalnum, run.text)) > 1


def _is_flat(box: Box) -> bool:
    return box[3] - box[1] <= min(_THICKEST, box[2] - box[0])


def _is_seen(shape: Shape) -> bool:
    return shape.seen[2] > shape.seen[0] and shape.seen[3] > shape.seen[1] and (shape.kind != "path" or bool(shape.colour or shape.stroke))


def _called(shape: Shape) -> str:
    if shape.kind == "image":
        return "an image is no part of the text, and of no layout"
    what = "a line" if _is_flat(shape.seen) else "a shape"
    return f"{what} in {named(shape.colour or shape.stroke or 'colours')} is drawn that neither the text nor the layout explains"


def _draws(source: Source) -> bool:
    """Return whether the layout has a style sheet or a template of its own, or one that draws more than the tool's."""
    looks = [(name.split("/")[1], content) for name, content in source.layout.files if name.endswith((".css", ".html", ".svg"))]
    return any(owner != _TOOLS or _DRAWING.search(content) for owner, content in looks)


@dataclass(frozen=True, kw_only=True)
class _Explained:
    """What may be drawn on a page: images by their *marks*, lines under *links* and within *tables*, *rules* as high as these.

    *colour* is that of the layout's rules, *left* and *right* are the edges of its text.
    """

    marks: frozenset[int]
    links: tuple[Run, ...]
    tables: tuple[Box, ...]
    rules: tuple[Box, ...]
    colour: str
    left: float
    right: float

    def explains(self, shape: Shape) -> bool:
        """Return whether *shape* belongs on the page."""
        box = shape.seen
        if not shape.artifact and shape.mark in self.marks:
            return True
        if shape.kind != "path" or not _is_flat(box) or not self.left - _NEAR < box[0] < box[2] < self.right + _NEAR:
            return False
        if not shape.artifact and any(_underlines(box, run) for run in self.links):
            return True
        if (shape.colour or shape.stroke) != self.colour or (shape.colour and shape.stroke):
            return False
        whole = abs(box[0] - self.left) < _NEAR and abs(box[2] - self.right) < _NEAR
        middle = (box[1] + box[3]) / 2
        return any(low <= middle <= high for _, low, _, high in (*self.tables, *(self.rules if whole else ())))


def _underlines(box: Box, run: Run) -> bool:
    """Return whether *box* lies on the foot of *run*, or a little below it, and no further to the sides."""
    left, low, right, high = run.box
    foot = low - 0.3 * run.size <= box[1] and box[3] <= low + 0.45 * max(high - low, run.size / 2)
    return foot and box[0] < right and box[2] > left


def _explanations(case: Case, elements: tuple[Element, ...]) -> "_Gathered":
    """Return what *elements* explain on each page, gone through once."""
    gathered = _Gathered(marks={}, links={}, tables={}, notes={})
    for element in (inner for top in elements for inner in top.walk()):
        if element.tag == "Figure":
            for kid in element.contents():
                gathered.marks.setdefault(kid.page, set()).add(kid.mark)
        elif element.tag == "Link" and case.pdf:
            for page, run in case.pdf.runs_of(element):
                gathered.links.setdefault(page.number, []).append(run)
        elif element.tag in ("Table", "Note"):
            boxes = gathered.tables if element.tag == "Table" else gathered.notes
            for number, box in boxes_of(case, element).items():
                boxes.setdefault(number, []).append(box)
    return gathered


@dataclass(frozen=True, kw_only=True)
class _Gathered:
    """By pages: the marks of images, the runs of links, the boxes of tables and of notes."""

    marks: dict[int, set[int]]
    links: dict[int, list[Run]]
    tables: dict[int, list[Box]]
    notes: dict[int, list[Box]]

    def on(self, case: Case, source: Source, page: PageEvidence) -> _Explained:
        """Return what may be drawn on *page*."""
        tokens = source.layout.tokens
        slack = tokens.table.leading + tokens.table.before + tokens.table.after + 4
        return _Explained(
            marks=frozenset(self.marks.get(page.number, ())),
            links=tuple(self.links.get(page.number, ())),
            tables=tuple((left, low - slack, right, high + slack) for left, low, right, high in self.tables.get(page.number, ())),
            rules=tuple(_rules(case, source, page, self.notes.get(page.number, ()))),
            colour=tokens.rule_colour,
            left=tokens.page.left * POINTS,
            right=page.width - tokens.page.right * POINTS,
        )


def boxes_of(case: Case, element: Element) -> dict[int, Box]:
    """Return the box of what *element* shows on each page; the room that empty rows take is added below."""
    found: dict[int, Box] = {}
    for page, run in case.pdf.runs_of(element) if case.pdf else ():
        if run.text.strip():
            found[page.number] = around(found[page.number], run.box) if page.number in found else run.box
    for figure in (inner for inner in element.walk() if inner.tag == "Figure"):
        for kid in figure.contents():
            shapes = case.pdf.pages[kid.page - 1].shapes if case.pdf and 0 < kid.page <= len(case.pdf.pages) else ()
            for shape in shapes:
                if shape.kind == "image" and shape.mark == kid.mark:
                    found[kid.page] = around(found[kid.page], shape.box) if kid.page in found else shape.box
    rows = [inner for inner in element.walk() if inner.tag == "TR"]
    empty = sum(not any(run.text.strip() for _, run in case.pdf.runs_of(row)) for row in rows) if case.pdf else 0
    return {number: (left, low - _ROW * empty, right, high + _ROW * empty) for number, (left, low, right, high) in found.items()}


def _rules(case: Case, source: Source, page: PageEvidence, notes: Iterable[Box]) -> Iterator[Box]:
    """Yield where a rule across the whole text may stand: below the letterhead, above the recipients, the annexes, the notes."""
    prepared, tokens = source.prepared, source.layout.tokens
    below = _PADDED + max(tokens.body_name.leading, tokens.letterhead_line.leading)
    above = _PADDED + tokens.recipients.space + tokens.recipient_lead.leading
    heads = {squeezed(" ".join(prepared.body_name)), *map(squeezed, prepared.letterhead_lines)}
    leads = {squeezed(lead) for lead in (prepared.recipients.lead if prepared.recipients else "", _annexes(prepared)) if lead}
    for block in parts_of(case).blocks:
        for line in block.lines[-1:] if page.number == 1 and block.words in heads else ():
            if line.page == 1:
                yield (line.box[0], line.box[1] - below, line.box[2], line.box[1])
        for line in block.lines[:1] if block.words in leads else ():
            if line.page == page.number:
                yield (line.box[0], line.box[3], line.box[2], line.box[3] + above)
    highest = max((box[3] for box in notes), default=None)
    if highest is not None:
        yield (0.0, highest, page.width, highest + _PADDED + tokens.footnote.leading)


def _annexes(prepared: PreparedStatement) -> str:
    return prepared.annexes.heading if prepared.annexes else ""


RULES = (drawing_strange, word_struck)
