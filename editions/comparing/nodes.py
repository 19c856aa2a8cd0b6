"""Blocks in the one form in which they are compared: two that say the same are equal, and can be looked up.

A leaf has words, a branch has parts; what else there is to say of a block, the level of a heading for instance, is
its shape. Lines of the source, numbers and column widths, which are settled elsewhere, are left out; footnotes stand
where they are called.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from editions.model.prose import Block, Footnote, Heading, Inline, ListBlock, Paragraph, Quotation, Table
from editions.model.runs import Run, folded, laid_flat


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a node is: "paragraph", "heading", "list", "item", "quotation", "table", "header", "row" or "cell".

    Beside those of blocks there are "line", one of the statement's own, and "signatory" with "name" and "office".
    *level* is a heading's, from 1; *start* the first number of an ordered list; *alignments* are a table's.
    """

    name: str
    level: int = 0
    ordered: bool = False
    start: int = 1
    alignments: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A node of words."""

    shape: Shape
    runs: tuple[Run, ...]


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A node of parts: a list of items, an item of blocks, a table of rows, a row of cells."""

    shape: Shape
    parts: tuple["Node", ...]


Node = Leaf | Branch


def nodes(blocks: Iterable[Block], notes: Iterable[Footnote]) -> tuple[Node, ...]:
    """Return *blocks* as nodes; the footnotes that they call are taken from *notes*.

    Raises:
        KeyError: a footnote is called that *notes* do not have.
    """
    numbered = {note.number: note for note in notes}
    return tuple(_node(block, numbered) for block in blocks)


def _node(block: Block, notes: Mapping[int, Footnote]) -> Node:
    match block:
        case Heading(level=level, inlines=inlines):
            return Leaf(shape=Shape(name="heading", level=level), runs=laid_flat(inlines, notes))
        case Paragraph(inlines=inlines):
            return Leaf(shape=Shape(name="paragraph"), runs=laid_flat(inlines, notes))
        case Quotation(blocks=blocks):
            return Branch(shape=Shape(name="quotation"), parts=tuple(_node(inner, notes) for inner in blocks))
        case ListBlock(ordered=ordered, start=start, items=items):
            parts = (Branch(shape=Shape(name="item"), parts=tuple(_node(inner, notes) for inner in item)) for item in items)
            return Branch(shape=Shape(name="list", ordered=ordered, start=start if ordered else 1), parts=tuple(parts))
        case Table(header=header, rows=rows, alignments=alignments):
            parts = (_row("row" if number else "header", row, notes) for number, row in enumerate((header, *rows)))
            return Branch(shape=Shape(name="table", alignments=alignments), parts=tuple(parts))


def _row(name: str, cells: Iterable[tuple[Inline, ...]], notes: Mapping[int, Footnote]) -> Branch:
    return Branch(shape=Shape(name=name), parts=tuple(Leaf(shape=Shape(name="cell"), runs=laid_flat(cell, notes)) for cell in cells))


def blocks(found: Iterable[Node]) -> tuple[tuple[Block, ...], tuple[Footnote, ...]]:
    """Return the nodes *found* as blocks, and the footnotes that these call, numbered from 1.

    Raises:
        ValueError: a node is no block, or its parts are not what its shape has.
    """
    notes: list[Footnote] = []
    made = tuple(_block(node, notes) for node in found)
    return made, tuple(notes)


def _block(node: Node, notes: list[Footnote]) -> Block:
    shape = node.shape
    match node:
        case Leaf(runs=runs) if shape.name == "heading":
            return Heading(level=shape.level, inlines=folded(runs, notes))
        case Leaf(runs=runs) if shape.name == "paragraph":
            return Paragraph(inlines=folded(runs, notes))
        case Branch(parts=parts) if shape.name == "quotation":
            return Quotation(blocks=tuple(_block(part, notes) for part in parts))
        case Branch(parts=parts) if shape.name == "list":
            items = tuple(tuple(_block(inner, notes) for inner in _parts(part, "item")) for part in parts)
            return ListBlock(ordered=shape.ordered, start=shape.start, items=items)
        case Branch(parts=(header, *rows)) if shape.name == "table":
            return Table(
                header=_cells(header, "header", notes), rows=tuple(_cells(row, "row", notes) for row in rows), alignments=shape.alignments
            )
        case _:
            raise ValueError(f'"{shape.name}" is no block')


def _parts(node: Node, name: str) -> Sequence[Node]:
    if not isinstance(node, Branch) or node.shape.name != name:
        raise ValueError(f'"{node.shape.name}" stands where "{name}" should')
    return node.parts


def _cells(node: Node, name: str, notes: list[Footnote]) -> tuple[tuple[Inline, ...], ...]:
    return tuple(folded(cell.runs, notes) for cell in _parts(node, name) if isinstance(cell, Leaf))


def leaves(node: Node) -> tuple[Leaf, ...]:
    """Return the leaves of *node*, in reading order; of a leaf, itself."""
    return (node,) if isinstance(node, Leaf) else tuple(leaf for part in node.parts for leaf in leaves(part))
