"""Where things stand on the paper: within it, within the margins, and not over each other."""

from collections.abc import Iterator

from editions.checking.copied import own_marks
from editions.checking.lines import POINTS, area, around, shared
from editions.checking.parts import parts_of, prepared_of, squeezed
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import Box, PageEvidence, Run

_FAMILY = "page"
_PROMISE = "docs/promises.md, Type and page"
#: Millimetres from the edge of the paper that an office printer leaves white.
_EDGE = 5.0
#: Points by which ink may stand out of the type area: an italic letter, a comma that hangs.
_OVERHANG = 3.0
#: The share of the smaller of two texts that must be covered by the other, and the share of the lower one's height
#: and the points across, to be seen: the marks of Arabic letters reach into the next line.
_COVERED, _HEIGHT, _SEEN = 0.15, 0.3, 1.5


@rule("outside-printable", "Nothing stands where a printer cannot print.", family=_FAMILY, needs=("pdf",), clause=_PROMISE)
def outside_printable(case: Case) -> Iterator[Hit]:
    """Office printers leave 5 mm at each edge white: what stands there is cut off on paper."""
    edge = _EDGE * POINTS
    for page in parts_of(case).pages:
        inside = (edge, edge, page.width - edge, page.height - edge)
        for what, box in _things(page):
            if not _within(box, inside):
                yield Hit(message=f"{what} stands less than {_EDGE:g} mm from the paper's edge, or beyond it", page=page.number, box=box)


@rule("outside-margins", "The text keeps to its margins.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def outside_margins(case: Case) -> Iterator[Hit]:
    """The layout says how wide the margins are. What stands out of them, a long address for instance, looks like a mistake."""
    if case.source is None:
        return
    measures, own = case.source.layout.tokens.page, own_marks(case)
    for page in parts_of(case).pages:
        inside = (
            measures.left * POINTS - _OVERHANG,
            measures.bottom * POINTS - _OVERHANG,
            page.width - measures.right * POINTS + _OVERHANG,
            page.height - measures.top * POINTS + _OVERHANG,
        )
        # An address stands where the window of an envelope is.
        for what, box in _things(page, running=False, own=own):
            if not _within(box, inside):
                yield Hit(message=f"{what} stands out of the margins", page=page.number, box=box)


@rule(
    "over-letterhead",
    "Nothing stands in the letterhead, or in the header of a later page.",
    family=_FAMILY,
    needs=("pdf", "source"),
    clause=_PROMISE,
)
def over_letterhead(case: Case) -> Iterator[Hit]:
    """The letterhead and the continuation header have the whole width of the page to themselves."""
    prepared = prepared_of(case)
    heads = {squeezed(" ".join(prepared.body_name)), *map(squeezed, prepared.letterhead_lines)} if prepared else set()
    letterhead = [block for block in parts_of(case).blocks if block.page == 1 and block.words in heads]
    marks = {content.mark for block in letterhead for content in block.element.contents()}
    for page in parts_of(case).pages:
        own = [run for run in page.runs if (run.mark in marks if page.number == 1 else run.artifact and run.box[1] > page.height / 2)]
        band = [run.box for run in own if run.text.strip()]
        if page.number > 1 and case.source:
            band = [box for box in band if box[1] > page.height - case.source.layout.tokens.page.top * POINTS]
        if not band:
            continue
        low, high = min(box[1] for box in band), max(box[3] for box in band)
        for run in page.runs:
            if run not in own and run.text.strip() and low < (run.box[1] + run.box[3]) / 2 < high:
                yield Hit(message=f'"{quoted(run.text)}" stands in the head of the page', page=page.number, box=run.box)
        for shape in page.shapes:
            if shape.kind == "image" and not shape.artifact and shape.box[3] > low:
                yield Hit(message="an image stands in the head of the page", page=page.number, box=shape.box)


@rule("text-overlap", "No text stands over other text, or over an image.", family=_FAMILY, needs=("pdf",), clause=_PROMISE)
def text_overlap(case: Case) -> Iterator[Hit]:
    """Words that are printed over each other cannot be read. What a single operator shows is left to its font."""
    for page in parts_of(case).pages:
        runs = sorted((run for run in page.runs if run.visible and sum(map(str.isalnum, run.text)) > 1), key=lambda run: -run.box[3])
        for index, run in enumerate(runs):
            for other in runs[index + 1 :]:
                if other.box[3] < run.box[1]:
                    break
                if _covers(run, other):
                    message = f'"{quoted(run.text)}" and "{quoted(other.text)}" stand over each other'
                    yield Hit(message=message, page=page.number, box=around(run.box, other.box))
        for shape in page.shapes:
            if shape.kind == "image" and not shape.artifact:
                for run in runs:
                    if shared(run.box, shape.box) > _COVERED * area(run.box):
                        message = f'"{quoted(run.text)}" and an image stand over each other'
                        yield Hit(message=message, page=page.number, box=run.box)


def _covers(one: Run, other: Run) -> bool:
    if one.mark is not None and one.mark == other.mark:
        return False
    a, b = one.box, other.box
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return wide > _SEEN and high > _HEIGHT * min(a[3] - a[1], b[3] - b[1]) and wide * high > _COVERED * min(area(a), area(b))


def _things(page: PageEvidence, *, running: bool = True, own: frozenset[tuple[int, int]] = frozenset()) -> Iterator[tuple[str, Box]]:
    """Yield what stands on the page, each named; the *running* lines among it if they are wanted, and what bears a mark of *own* not."""
    for run in page.runs:
        is_own = run.mark is not None and (page.number, run.mark) in own
        if run.visible and run.text.strip() and (running or not run.artifact) and not is_own:
            yield f'"{quoted(run.text)}"', run.box
    for shape in page.shapes:
        if (shape.kind == "image" or shape.colour not in ("", "#ffffff")) and (running or not shape.artifact):
            yield "an image" if shape.kind == "image" else "a shape", shape.box


def _within(box: Box, inside: Box) -> bool:
    return box[0] >= inside[0] and box[1] >= inside[1] and box[2] <= inside[2] and box[3] <= inside[3]


RULES = (outside_printable, outside_margins, over_letterhead, text_overlap)
