"""Prose: the blocks and inlines of a statement's body.

A closed set. What Markdown or Word can say beyond it is a problem when it is read, never a
silent loss when it is written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: A paragraph of fewer characters may be shorter than two lines: a line of the widest layout has at most 120.
TWO_LINES = 240


@dataclass(frozen=True, kw_only=True)
class Words:
    """A run of characters of one look."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Emphasis:
    """Words that are stressed: italics."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, kw_only=True)
class Strong:
    """Words of weight: bold."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, kw_only=True)
class Link:
    """Words that lead to *target*, an absolute http, https or mailto address."""

    target: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture; *file* is its path inside the statement's folder, *alt* its text, never empty."""

    file: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class FootnoteCall:
    """The place where footnote *number* (counted from 1) is called."""

    number: int


@dataclass(frozen=True, kw_only=True)
class LineBreak:
    """A line that ends here because its author says so."""


Inline = Words | Emphasis | Strong | Link | Image | FootnoteCall | LineBreak


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading within the body. *level* is 1 to 5: the statement's own heading stands above."""

    level: int
    inlines: tuple[Inline, ...]
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph; *number* is set where the layout numbers paragraphs ("7.")."""

    inlines: tuple[Inline, ...]
    number: str = ""
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class ListBlock:
    """A list: its items are blocks; *start* is the first number of an ordered one."""

    ordered: bool
    items: tuple[tuple["Block", ...], ...]
    start: int = 1
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """Blocks that someone else said."""

    blocks: tuple["Block", ...]
    line: int = 0


Cell = tuple[Inline, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: a row of header cells, then rows of as many cells each.

    *alignments* has "left", "right" or "center" for each column. *widths*, the columns' shares of
    the table's width, add up to 1; they are settled when the statement is prepared.
    """

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    alignments: tuple[str, ...]
    widths: tuple[float, ...] = ()
    line: int = 0


Block = Heading | Paragraph | ListBlock | Quotation | Table


@dataclass(frozen=True, kw_only=True)
class Footnote:
    """A note at the foot of the page that calls it."""

    number: int
    inlines: tuple[Inline, ...]
    line: int = 0


def plain(inlines: Iterable[Inline]) -> str:
    """Return the characters of *inlines* as they are read; a break is a newline, an image its alt."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Words(text=text):
            return text
        case Emphasis(children=children) | Strong(children=children) | Link(children=children):
            return plain(children)
        case Image(alt=alt):
            return alt
        case LineBreak():
            return "\n"
        case FootnoteCall():
            return ""


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block of *blocks* and, after each, the blocks inside it, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Quotation(blocks=inner):
                yield from walk(inner)
            case ListBlock(items=items):
                for item in items:
                    yield from walk(item)


def inline_runs(blocks: Iterable[Block]) -> Iterator[tuple[int, tuple[Inline, ...]]]:
    """Yield each run of inlines in *blocks*, in reading order, with the line it starts at."""
    for block in walk(blocks):
        match block:
            case Heading(inlines=inlines, line=line) | Paragraph(inlines=inlines, line=line):
                yield line, inlines
            case Table(header=header, rows=rows, line=line):
                for offset, row in enumerate((header, *rows)):
                    # The line of dashes stands between the header and the first row.
                    where = line + offset + (1 if offset else 0)
                    yield from ((where, cell) for cell in row)


def walk_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield every inline of *inlines* and, after each, those inside it."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Strong | Link):
            yield from walk_inlines(inline.children)
