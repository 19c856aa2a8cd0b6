"""What the paragraphs and tables of a document say, one after the other, and which of them stand apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from editions.model.word import WordBlock, WordParagraph, paragraphs
from editions.reading.word.signatures import rows_of
from editions.reading.word.wording import one_line, rows

_SHOWN = 40


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the block *number* says, once tidied (*block*) and as it was received.

    *is_apart* where an empty paragraph, or something else than a paragraph, stands between it and the words before it.
    """

    number: int
    block: WordBlock
    received: WordBlock
    is_apart: bool

    @cached_property
    def words(self) -> str:
        """All words in one line."""
        return one_line(self.block) if isinstance(self.block, WordParagraph) else " / ".join(rows((self.block,)))

    @cached_property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The lines, each divided at its tabs; of a table, the rows with their cells."""
        return tuple(map(tuple, rows_of(self.received)))

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return not isinstance(self.block, WordParagraph)

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return isinstance(self.block, WordParagraph) and self.block.number is not None


def said_by(blocks: Sequence[WordBlock], received: Sequence[WordBlock], without: Iterable[int]) -> Iterator[Said]:
    """Yield what *blocks* say, which are those *received*, tidied: no box, nothing empty, and none of the blocks *without*."""
    passed, is_apart = set(without), True
    for number, block in enumerate(blocks):
        is_paragraph = isinstance(block, WordParagraph)
        if number in passed or (isinstance(block, WordParagraph) and block.in_box):
            continue
        if not (one_line(block) if isinstance(block, WordParagraph) else any(rows((block,)))):
            is_apart = True
            continue
        yield Said(number=number, block=block, received=received[number], is_apart=is_apart or not is_paragraph)
        is_apart = not is_paragraph


def place_of(blocks: Sequence[WordBlock], number: int) -> str:
    """Return where the block *number* stands: which paragraph with words it is, those of tables counted, and how it begins."""
    before = sum(bool(one_line(paragraph)) for paragraph in paragraphs(blocks[:number]))
    begin = next((said for paragraph in paragraphs(blocks[number : number + 1]) if (said := one_line(paragraph))), "")
    return f'paragraph {before + 1} ("{begin if len(begin) <= _SHOWN else f"{begin[:_SHOWN]}…"}")'
