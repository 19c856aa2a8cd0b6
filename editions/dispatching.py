"""What goes out with copies: addressed envelopes, sheets of labels, and the list by which they are sent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editions.checking.conformance.page_validation import refuse_unless_conforming
from editions.copies.addressing import address
from editions.copies.printing import Sheets, inked, labelled, printed
from editions.describing import xmp_packet
from editions.fonts import uncovered
from editions.layouts import fill
from editions.model.copies import Planned
from editions.model.edition import FULL
from editions.model.layout import Layout
from editions.model.prepared import Lines, Places, PreparedStatement
from editions.model.prose import Table, Words
from editions.problems import Problem, refuse_if
from editions.rendering.html import to_css, to_html, tokens_of
from editions.rendering.pdf import to_pdf, to_sheet
from editions.rendering.places import placed
from editions.rendering.taking_apart import Taken
from editions.surroundings import Surroundings, at_work

_POINTS = 72 / 25.4
_TOLERANCE = 0.05


@dataclass(frozen=True, kw_only=True)
class Room:
    """Where an address stands on a sheet, in millimetres from its upper and left edge; its type's *size* and *leading* in points."""

    top: float
    left: float
    width: float
    height: float
    size: float
    leading: float


@dataclass(frozen=True, kw_only=True)
class Paper:
    """An envelope or a sheet of labels, *width* by *height* millimetres; *places* are those of its labels from the first one."""

    width: float
    height: float
    room: Room
    places: tuple[tuple[float, float], ...] = ((0, 0),)
    sender: bool = True


#: Envelopes by their names (ISO 269), as they go through a printer. The address stands in the right half, at least 40 mm from the
#: upper edge and 15 mm from the right and the lower one (Universal Postal Convention Regulations, article 17-105, 2021).
ENVELOPES: Mapping[str, Paper] = {
    "C5/6": Paper(width=229, height=114, room=Room(top=48, left=110, width=100, height=50, size=12, leading=14)),
    "C4": Paper(width=324, height=229, room=Room(top=110, left=165, width=130, height=90, size=13, leading=16)),
}
_ACROSS, _DOWN, _LABEL = 3, 8, (70.0, 37.125)
#: A4, 24 labels of 70 by 37 mm.
LABELS = Paper(
    width=210,
    height=297,
    room=Room(top=4, left=4, width=62, height=29, size=9, leading=11),
    places=tuple((column * _LABEL[0], -row * _LABEL[1]) for row in range(_DOWN) for column in range(_ACROSS)),
    sender=False,
)
#: Envelopes, or labels, that are set in one go: whole sheets.
ADDRESSES = 20 * len(LABELS.places)
#: Rows of one dispatch list: some 20 pages. A longer one would take more memory than all else.
ROWS = 500


@dataclass(frozen=True, kw_only=True)
class Addressed:
    """What is addressed to those whom *copies* go to: on *paper*, in the words and for the office of *text*."""

    copies: tuple[Planned, ...]
    text: PreparedStatement
    layout: Layout
    home: str
    directory: str
    paper: Paper
    what: str


def addressed(order: Addressed, around: Surroundings) -> bytes:
    """Return envelopes, or sheets of labels, as one PDF for the printer.

    Raises:
        Refusal: an address does not fit on them; all are named.
    """
    around = at_work(around)
    distinct = dict.fromkeys(address(copy.addressee, copy.language, order.home) for copy in order.copies)
    numbers: dict[Lines, int] = {one: number for number, one in enumerate(distinct)}
    base, taken = _set(order, Places(addresses=tuple(distinct)), around)
    chosen = [numbers[address(copy.addressee, copy.language, order.home)] for copy in order.copies]
    refuse_if(_too_high(order, taken, chosen))
    shown = [taken.places["address"][number].operators for number in chosen]
    ink = inked(taken.matrix, order.layout.tokens.address.colour)
    places = order.paper.places
    if len(places) == 1:
        return printed(base, ((show,) for show in shown), Sheets())
    return labelled(base, shown, [(right * _POINTS, up * _POINTS) for right, up in places], ink)


def _set(order: Addressed, places: Places, around: Surroundings) -> tuple[bytes, Taken]:
    paper, text, layout = order.paper, order.text, order.layout
    sender = ", ".join((" ".join(text.body_name), *text.letterhead_lines)).strip(", ") if paper.sender else ""
    language = text.metadata.language
    html = fill(layout, "addressed.html", language=language, title=order.what, sender=sender, places=placed(places))
    css = fill(layout, "addressed.css", **tokens_of(layout), width=paper.width, height=paper.height, room=paper.room)
    return to_sheet(html, (css, ""), places, layout, order.what, text.metadata.date, around)


def _too_high(order: Addressed, taken: Taken, chosen: Sequence[int]) -> Iterator[Problem]:
    for copy, number in zip(order.copies, chosen, strict=True):
        if taken.places["address"][number].height > order.paper.room.height * _POINTS + _TOLERANCE:
            one = copy.addressee
            yield Problem(order.directory, f"{one.name}: the address does not fit on {order.what}", "Shorten it.", one.line)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A dispatch list, or a part of it: whom *copies* go to, in the words of *text*; *part* of *parts*."""

    copies: tuple[Planned, ...]
    text: PreparedStatement
    layout: Layout
    part: int
    parts: int


def dispatch_list(order: Listed, around: Surroundings) -> bytes:
    """Return the list by which copies are sent out, as a tagged PDF: number, recipient, delivery, and a box to tick.

    Raises:
        Refusal: it has characters that no font has.
        CheckRefusal: what came out is not what it claims to be.
    """
    around = at_work(around)
    text, words = order.text, order.text.copy_words
    of = f" {order.part}/{order.parts}" if order.parts > 1 else ""
    ways = {"post": words["by_post"], "hand": words["by_hand"], "e-mail": words["by_email"]}
    rows = tuple(
        tuple((Words(text=cell),) for cell in (str(copy.number), copy.addressee.name, _way(copy, ways), "□")) for copy in order.copies
    )
    header = tuple((Words(text=words[f"{name}_column"]),) for name in ("number", "recipient", "delivery", "sent"))
    table = Table(header=header, rows=rows, alignments=("right", "left", "left", "center"), widths=(0.1, 0.5, 0.28, 0.12))
    title = words["dispatch"] + of
    metadata = replace(
        text.metadata, identifier=f"{text.metadata.identifier}/dispatch{of.strip()}", title=f"{title}: {text.metadata.title}", mark=""
    )
    prepared = replace(
        text,
        metadata=metadata,
        heading=title,
        subject=text.metadata.title,
        body=(table,),
        footnotes=(),
        signatories=(),
        fields=None,
        recipients=None,
        continuation=(*text.continuation[:-1], f"{title} · {text.continuation[-1].rpartition(' · ')[2]}"),
        annexes=None,
        pictures=(),
        sources=(),
    )
    xmp = xmp_packet(metadata, FULL)
    families = (order.layout.tokens.table.font, *order.layout.tokens.text.fallback)
    refuse_if(
        Problem(metadata.identifier, f'no font of the layout has "{character}" (U+{ord(character):04X})', "Write it with other letters.")
        for character in uncovered("".join(cell.text for row in rows for (cell,) in row), around.fonts, families)
    )
    content = to_pdf(prepared, order.layout, to_html(prepared, order.layout), to_css(prepared, order.layout), xmp, around)
    refuse_unless_conforming(content, f"{metadata.identifier}.pdf")
    return content


def _way(copy: Planned, ways: Mapping[str, str]) -> str:
    one = copy.addressee
    return f"{ways[one.delivery]}: {one.email}" if one.delivery == "e-mail" else ways[one.delivery]
