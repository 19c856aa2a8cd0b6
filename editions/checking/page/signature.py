"""The signature block: never alone on a page, whole, and with room for ink."""

from collections.abc import Iterator

from editions.checking.lines import POINTS, Line, apart
from editions.checking.parts import Block, parts_of, prepared_of, squeezed
from editions.checking.rules import Case, Hit, rule

_FAMILY = "page"
_PROMISE = "docs/promises.md, The signature"
#: Lines of the body that stand with the block, where the body has as many (docs: the design's fourth promise).
_LINES = 2
#: Points by which a measured distance may fall short: coordinates are rounded.
_ROUNDING = 0.5
#: Blocks that are no text of the body.
_NO_BODY = ("Lbl", "Note", "Figure")


@rule(
    "signature-alone",
    "The signature block stands with text of the statement on its page.",
    family=_FAMILY,
    needs=("pdf", "source"),
    clause=_PROMISE,
)
def signature_alone(case: Case) -> Iterator[Hit]:
    """A signature on a page of its own could be put behind another text. Two lines of the body stand above it at least."""
    names = names_of(case)
    if not names or any(block is None for block in names):
        yield Hit(message="the signature block is not found: no part of the text is the signatory's name alone")
        return
    first = names[0]
    lines = [line for block in _body(case, first) for line in block.lines] if first else []
    above = [line for line in lines if first and line.page == first.page]
    if first and len(above) < min(_LINES, len(lines)):
        message = f"the signature block has {len(above)} lines of the statement's text above it on its page; {_LINES} are the least"
        yield Hit(message=message, page=first.page, box=first.lines[0].box)


@rule("signature-room", "There is room to sign above each name.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def signature_room(case: Case) -> Iterator[Hit]:
    """The layout says how much (signature.ink); it is measured from the lowest ink above the name to the name."""
    if case.source is None:
        return
    wanted = case.source.layout.tokens.signature.ink * POINTS
    for block in names_of(case):
        if block is None or not block.lines:
            continue
        line = block.lines[0]
        lowest = _lowest_above(case, line)
        free = 0.0 if lowest is None else lowest - line.box[3]
        if lowest is not None and free < wanted - _ROUNDING:
            message = f'there are {free / POINTS:.1f} mm of free space above "{block.text}"; the layout asks for {wanted / POINTS:g}'
            yield Hit(message=message, page=line.page, box=line.box)


@rule(
    "signature-torn",
    "The signature block is whole: each name with its office, on one page.",
    family=_FAMILY,
    needs=("pdf", "source"),
    clause=_PROMISE,
)
def signature_torn(case: Case) -> Iterator[Hit]:
    """The office stands directly under the name; all signatories of a block that fits one page stand on it."""
    prepared, parts = prepared_of(case), parts_of(case)
    for signatory, block in zip(prepared.signatories if prepared else (), names_of(case), strict=False):
        if block is None or not signatory.office:
            continue
        office = next((one for one in parts.blocks[parts.blocks.index(block) :] if one.words == squeezed(signatory.office)), None)
        if office is None or not office.lines or not block.lines:
            continue
        gap = block.lines[-1].box[1] - office.lines[0].box[3]
        if office.page != block.page or not -_ROUNDING <= gap <= 2 * block.lines[-1].size:
            message = f'the office of "{block.text}" does not stand directly under the name'
            yield Hit(message=message, page=office.page, box=office.lines[0].box)


def names_of(case: Case) -> list[Block | None]:
    """Return the block of each signatory's name: the last that says it, before those addressed are named: one may be a signatory."""
    prepared, blocks = prepared_of(case), parts_of(case).blocks
    if prepared is None:
        return []
    leads = [prepared.recipients.lead] if prepared.recipients else [prepared.annexes.heading] if prepared.annexes else []
    end = max((number for number, block in enumerate(blocks) if block.words in map(squeezed, leads)), default=len(blocks))
    return [next((block for block in blocks[:end][::-1] if block.words == squeezed(one.name)), None) for one in prepared.signatories]


def _body(case: Case, name: Block | None) -> list[Block]:
    """Return the blocks between the heading, or the subject, and the signature block."""
    prepared, blocks = prepared_of(case), parts_of(case).blocks
    end = blocks.index(name) if name in blocks else 0
    heads = {squeezed(text) for text in (prepared.heading, prepared.subject) if text} if prepared else set()
    start = max((index for index, block in enumerate(blocks[:end]) if block.words in heads), default=-1) + 1
    return [block for block in blocks[start:end] if block.tag not in _NO_BODY]


def _lowest_above(case: Case, name: Line) -> float | None:
    """Return the lowest ink above *name* and over it, or the upper edge of the page; None where that cannot be told."""
    page = next((page for page in parts_of(case).pages if page.number == name.page), None)
    if page is None or not name.box[3]:
        # An annex's page by its label, though the name stands on it, or letters without a place: other rules say so.
        return None
    ink = [run.box for run in page.runs if run.visible and run.text.strip()]
    # What only has the words in it, the frame of a list for instance, is no ink there.
    ink += [shape.box for shape in page.shapes if shape.box[1] > name.box[1]]
    above = [box[1] for box in ink if (box[1] + box[3]) / 2 > name.box[3] and not apart(box, name.box)]
    return min(above, default=page.height)


RULES = (signature_alone, signature_room, signature_torn)
