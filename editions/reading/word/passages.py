"""The text of a foreign document: its headings, paragraphs, lists and quotations, as a source says them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from editions.model.prose import Block, Heading, Inline, Paragraph
from editions.model.runs import Break, Run, Stretch
from editions.model.word import WordBlock, WordDocument, WordParagraph, WordTable, WordText, words
from editions.reading.word.containers import Containers
from editions.reading.word.grids import Grids
from editions.reading.word.headings import Levels, Looks, styled_level
from editions.reading.word.items import Items
from editions.reading.word.tidying import Tally
from editions.reading.word.unseen import SeenInlines
from editions.reading.word.wording import wording

_QUOTES = ("quote", "intense quote", "block text", "quotations", "block quotation", "blockquote")
_CONTENTS = re.compile(r"toc( heading|\s*\d)|table of (figures|authorities)|(contents|index) (heading|\d)|index heading")
#: How a list's numbers are written where the layout writes them the same way.
_PLAIN_NUMBER = re.compile(r"%\d[.)]")
_SHOWN = 60


class Passages:
    """Turns blocks of one document into those of a source; *taken* tells what was taken for what."""

    def __init__(self, document: WordDocument, inlines: SeenInlines, tally: Tally) -> None:
        """Read parts of *document*, from all of which it is known what stands out."""
        self._document = document
        self._looks = Looks(document.blocks)
        self._inlines = inlines
        self._tally = tally
        self._levels = Levels()
        self._items = Items()
        self._body = Containers()
        self.taken: list[str] = []
        self._grids = Grids(inlines, tally, self.taken)

    def of(self, blocks: Iterable[WordBlock]) -> tuple[Block, ...]:
        """Return *blocks* as those of a source."""
        self._take(blocks)
        return self._body.blocks()

    def _take(self, blocks: Iterable[WordBlock]) -> None:
        for block in blocks:
            if isinstance(block, WordTable):
                self._take_table(block)
            elif block.runs:
                self._take_paragraph(block)
            self._inlines.near(block)

    def _take_table(self, table: WordTable) -> None:
        self._items.close()
        if (inner := self._grids.inner(table)) is not None:
            self._take(inner)
            return
        for block in self._grids.read(table):
            self._body.add(block)

    def _take_paragraph(self, paragraph: WordParagraph) -> None:
        if _CONTENTS.fullmatch(paragraph.style_name.lower()):
            self._tally.leave("a line of the table of contents", " ".join(wording(self._document, paragraph)))
        elif (level := self._looks.level(paragraph)) is not None:
            self._take_heading(paragraph, level)
        elif paragraph.number is not None:
            self._take_item(paragraph)
        else:
            self._items.close()
            path = "Q" if paragraph.style_name.lower() in _QUOTES else ""
            for inlines in self._divided(paragraph):
                self._body.add(Paragraph(inlines=inlines), path)

    def _take_heading(self, paragraph: WordParagraph, level: int) -> None:
        self._items.close()
        flat = self._inlines.runs(_without_weight(run) if isinstance(run, WordText) else run for run in paragraph.runs)
        if any(isinstance(run, Break) for run in flat):
            self._tally.cleaned["a line break in a heading"] += 1
        inlines = self._inlines.folded(Stretch(text=" ") if isinstance(run, Break) else run for run in flat)
        if not any(character.isalnum() for character in words(run for run in paragraph.runs if isinstance(run, WordText))):
            self._body.add(Paragraph(inlines=inlines))
            return
        if paragraph.number is not None and paragraph.number.form not in ("none", "bullet"):
            self._tally.cleaned["a number that Word writes before a heading"] += 1
        if styled_level(paragraph) is None:
            self.taken.append(f'"{_shown(paragraph)}", which stands out by its look, is taken for a heading')
        self._body.add(Heading(level=self._levels.next(level), inlines=inlines))

    def _take_item(self, paragraph: WordParagraph) -> None:
        assert paragraph.number is not None  # noqa: S101 - asked before
        path, number = self._items.next(paragraph.number)
        if number.form not in ("bullet", "none") and not _PLAIN_NUMBER.fullmatch(number.pattern):
            self.taken.append(f'a list whose numbers Word writes as "{number.pattern}" has numbers of the layout\'s own')
        first, *others = list(self._divided(paragraph)) or [()]
        self._body.add(Paragraph(inlines=first), path, number)
        for inlines in others:
            self._body.add(Paragraph(inlines=inlines), path)

    def _divided(self, paragraph: WordParagraph) -> Iterator[tuple[Inline, ...]]:
        """Yield the inlines of *paragraph*, which empty lines in it divide."""
        parts: list[list[Run]] = [[]]
        breaks = 0
        for run in self._inlines.runs(paragraph.runs):
            if isinstance(run, Break):
                breaks += 1
                continue
            if breaks > 1 and parts[-1]:
                self._tally.cleaned["an empty line in a paragraph, which is divided there"] += 1
                parts.append([])
            elif breaks and parts[-1]:
                parts[-1].append(Break())
            breaks = 0
            parts[-1].append(run)
        for part in parts:
            if inlines := self._inlines.folded(part):
                yield inlines


def _without_weight(run: WordText) -> WordText:
    """Return *run* without the weight that a heading has by itself."""
    return replace(run, look=replace(run.look, strong=False))


def _shown(paragraph: WordParagraph) -> str:
    said = " ".join(words(paragraph.runs).split())
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
