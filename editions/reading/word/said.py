"""What the paragraphs and tables of a document say, one after the other, and which of them stand apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from editions.model.word import WordBlock, WordParagraph, paragraphs
from editions.reading.word.signatures import rows_of
from editions.reading.word.wording import one_line, rows

_SHOWN = 40


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the block *number* says: its *words* in one line, and its *rows*, each divided at its tabs, or its cells.

    *is_apart* where an empty paragraph, or something else than a paragraph, stands between it and the words before it.
    """

    number: int
    words: str
    rows: tuple[tuple[str, ...], ...]
    is_apart: bool
    is_table: bool
    is_item: bool


def said_by(blocks: Sequence[WordBlock], received: Sequence[WordBlock], without: Iterable[int]) -> Iterator[Said]:
    """Yield what *blocks* say, which are those *received*, tidied: no box, nothing empty, and none of the blocks *without*."""
    passed, is_apart = set(without), True
    for number, block in enumerate(blocks):
        is_paragraph = isinstance(block, WordParagraph)
        if number in passed or (isinstance(block, WordParagraph) and block.in_box):
            continue
        words = one_line(block) if isinstance(block, WordParagraph) else " / ".join(rows((block,)))
        if not words:
            is_apart = True
            continue
        is_item = isinstance(block, WordParagraph) and block.number is not None
        yield Said(
            number=number, words=words, rows=tuple(map(tuple, rows_of(received[number]))), is_apart=is_apart or not is_paragraph,
            is_table=not is_paragraph, is_item=is_item,
        )  # fmt: skip
        is_apart = not is_paragraph


def place_of(blocks: Sequence[WordBlock], number: int) -> str:
    """Return where the block *number* stands: which paragraph with words it is, those of tables counted, and how it begins."""
    before = sum(bool(one_line(paragraph)) for paragraph in paragraphs(blocks[:number]))
    begin = next((said for paragraph in paragraphs(blocks[number : number + 1]) if (said := one_line(paragraph))), "")
    return f'paragraph {before + 1} ("{begin if len(begin) <= _SHOWN else f"{begin[:_SHOWN]}…"}")'
