"""Texts of every kind made tame: the same structure, in words as people write them."""

from dataclasses import replace
from zlib import crc32

from editions.model.prose import (
    Block,
    Emphasis,
    Footnote,
    Heading,
    Image,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Words,
)
from editions.model.statement import Text
from tests.support.folders import VOCABULARY


def tame(text: Text) -> Text:
    """Return *text* with other words of its language, and lists that begin below 100."""
    spoken = VOCABULARY[text.language].split()
    return replace(
        text,
        body=tuple(_block(block, spoken) for block in text.body),
        footnotes=tuple(Footnote(number=note.number, inlines=_inlines(note.inlines, spoken)) for note in text.footnotes),
    )


def _block(block: Block, spoken: list[str]) -> Block:
    match block:
        case Heading(inlines=inlines) | Paragraph(inlines=inlines):
            return replace(block, inlines=_inlines(inlines, spoken))
        case Quotation(blocks=blocks):
            return replace(block, blocks=tuple(_block(inner, spoken) for inner in blocks))
        case ListBlock(items=items, start=start):
            tamed = tuple(tuple(_block(inner, spoken) for inner in item) for item in items)
            return replace(block, items=tamed, start=start % 100)
        case Table(header=header, rows=rows):
            cells = [tuple(_inlines(cell, spoken) for cell in row) for row in (header, *rows)]
            return replace(block, header=cells[0], rows=tuple(cells[1:]))


def _inlines(inlines: tuple[Inline, ...], spoken: list[str]) -> tuple[Inline, ...]:
    return tuple(_inline(inline, spoken) for inline in inlines)


def _inline(inline: Inline, spoken: list[str]) -> Inline:
    match inline:
        case Words(text=text):
            number = crc32(text.encode())
            words = " ".join(spoken[(number + step) % len(spoken)] for step in range(number % 4 + 1))
            return Words(text=f"{' ' if text[:1].isspace() else ''}{words}{' ' if text[-1:].isspace() else ''}")
        case Emphasis(children=children) | Strong(children=children) | Link(children=children):
            return replace(inline, children=_inlines(children, spoken))
        case Image(file=file):
            return Image(file=file, alt=" ".join(spoken[:3]))
        case _:
            return inline
