"""Blocks without what only their source has: lines, numbers, widths, the order of nesting. What is equal says the same."""

from collections.abc import Iterable, Mapping

from editions.model.prose import Block, Footnote, Heading, ListBlock, Paragraph, Quotation, Table
from editions.model.runs import laid_flat

#: A block's kind, then what it is made of: values that can be compared and hashed.
Bare = tuple[object, ...]


def bare(block: Block, notes: Mapping[int, Footnote]) -> Bare:
    """Return what *block* says, its footnotes, which are taken from *notes*, where they are called.

    Raises:
        KeyError: a footnote is called that *notes* do not have.
    """
    match block:
        case Heading(level=level, inlines=inlines):
            return ("heading", level, laid_flat(inlines, notes))
        case Paragraph(inlines=inlines):
            return ("paragraph", laid_flat(inlines, notes))
        case ListBlock(ordered=ordered, start=start, items=items):
            return ("list", ordered, start if ordered else 1, tuple(all_bare(item, notes) for item in items))
        case Quotation(blocks=inner):
            return ("quotation", all_bare(inner, notes))
        case Table(header=header, rows=rows, alignments=alignments):
            return ("table", alignments, tuple(tuple(laid_flat(cell, notes) for cell in row) for row in (header, *rows)))


def all_bare(blocks: Iterable[Block], notes: Mapping[int, Footnote]) -> tuple[Bare, ...]:
    """Return what each of *blocks* says."""
    return tuple(bare(block, notes) for block in blocks)


def by_number(footnotes: Iterable[Footnote]) -> dict[int, Footnote]:
    """Return *footnotes* by their numbers."""
    return {note.number: note for note in footnotes}
