"""What is to be changed in a body. Blocks are counted from 0, as they stand before any edit."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from editions.model.prose import Block, Footnote


@dataclass(frozen=True, kw_only=True)
class Replace:
    """Block *number* becomes *block*, whose footnotes *notes* has."""

    number: int
    block: Block
    notes: Mapping[int, Footnote] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Delete:
    """Block *number* is taken away, with the footnotes that it calls."""

    number: int


@dataclass(frozen=True, kw_only=True)
class Insert:
    """*block*, whose footnotes *notes* has, comes before block *before*; behind all where that is their count."""

    before: int
    block: Block
    notes: Mapping[int, Footnote] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Move:
    """Block *number*, as it is or as it is replaced, goes before block *before*, or behind all."""

    number: int
    before: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """Block *number*, a paragraph, is parted: it becomes *blocks*, paragraphs that say its words, whose footnotes *notes* has."""

    number: int
    blocks: tuple[Block, ...]
    notes: Mapping[int, Footnote] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Join:
    """The blocks from *number* to *last*, paragraphs, are joined: they become *block*, whose footnotes *notes* has."""

    number: int
    last: int
    block: Block
    notes: Mapping[int, Footnote] = field(default_factory=dict)


Edit = Replace | Delete | Insert | Move | Part | Join
