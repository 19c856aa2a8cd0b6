"""The body as Word has it: one paragraph after another, each with a style that says where it stands, and tables between."""

from collections.abc import Iterator
from dataclasses import dataclass

from editions.model.layout import Layout
from editions.model.places import Place
from editions.model.prose import Block, Heading, Image, Inline, ListBlock, Paragraph, Quotation, Table, walk_inlines
from editions.rendering.docx.numbering import Numbering
from editions.rendering.docx.xml import twips


@dataclass(frozen=True, kw_only=True)
class Line:
    """A paragraph: its style, and what it says.

    *list* is the number of the list that it is an item of, 0 where it is none; *level* is how deep that list stands, from
    0; *indent* is what of an item is set further in than its level, as w:ind has it.
    """

    style: str
    inlines: tuple[Inline, ...]
    list: int = 0
    level: int = 0
    indent: str = ""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table, and where it stands."""

    table: Table
    place: Place


class Flat:
    """Lays blocks out; each list gets a number of its own from *numbering*."""

    def __init__(self, numbering: Numbering, layout: Layout) -> None:
        self._numbering = numbering
        self._unit = twips(layout.tokens.text.indent)
        self.lists: dict[int, ListBlock] = {}

    def body(self, blocks: tuple[Block, ...]) -> Iterator[Line | Grid]:
        """Yield what each of *blocks* is made of; the last stays with the signature block."""
        yield from self._all(blocks, Place(), kept=True)

    def _all(self, blocks: tuple[Block, ...], place: Place, *, kept: bool = False) -> Iterator[Line | Grid]:
        """Yield *blocks*, which stand at *place*; what begins it is marked if a twin of it stands just before."""
        for number, block in enumerate(blocks):
            follows_twin = number > 0 and isinstance(block, Quotation) and isinstance(blocks[number - 1], Quotation)
            here = place.beginning(len(place.path) + 1) if follows_twin else place
            yield from self._block(block, here, kept=kept and number == len(blocks) - 1)
            place = place.going_on()

    def _block(self, block: Block, place: Place, *, kept: bool = False) -> Iterator[Line | Grid]:
        match block:
            case Heading(level=level, inlines=inlines):
                yield Line(style=place.style(f"EditionsSection{level}"), inlines=inlines)
            case Paragraph(inlines=inlines, number=number):
                yield Line(style=place.style_of_text(numbered=bool(number), kept=kept), inlines=inlines)
            case ListBlock():
                yield from self._list(block, place)
            case Quotation(blocks=blocks):
                yield from self._all(blocks, place.inside("Q"))
            case Table():
                yield Grid(table=block, place=place)

    def _list(self, block: ListBlock, place: Place) -> Iterator[Line | Grid]:
        level = place.path.count("L")
        number = self._numbering.list(block, level)
        self.lists[number] = block
        inside = place.inside("L")
        for count, item in enumerate(block.items, 1):
            last = not place.path and count == len(block.items)
            first, others = (item[0].inlines, item[1:]) if isinstance(item[0], Paragraph) else ((), item)
            # The mark needs a paragraph to stand at, if only an empty one.
            style = inside.style_of_item(last=last and not others)
            yield Line(style=style, inlines=first, list=number, level=level, indent=self._indent(inside))
            inside = inside.going_on()
            yield from self._all(others, inside)

    def _indent(self, place: Place) -> str:
        """Return how far in an item stands within a quotation: further than its level says."""
        return f'<w:ind w:left="{self._unit * len(place.path)}" w:hanging="{self._unit}"/>' if "Q" in place.path else ""


def item_mark(number: int, level: int) -> str:
    """Return the property that makes a paragraph an item of the list *number*; of none, where that is 0."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""


def room_for_images(inlines: tuple[Inline, ...], leading: float) -> str:
    """Return the property that lets the lines of a paragraph with an image be as high as the image; *leading* is in points."""
    if not any(isinstance(inline, Image) for inline in walk_inlines(inlines)):
        return ""
    return f'<w:spacing w:line="{twips(leading)}" w:lineRule="atLeast"/>'
