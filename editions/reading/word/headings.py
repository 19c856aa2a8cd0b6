"""Headings of a document that we did not make: by the style's name, which Word does not translate, by outline level, or by look."""

import re
from collections import Counter
from collections.abc import Sequence

from editions.model.word import WordBlock, WordBreak, WordParagraph, WordText, paragraphs, words

_STYLED = re.compile(r"heading (\d)")
#: Styles of headings that have no number: their level.
_NAMED = {"title": 0, "subtitle": 2}
_TITLES = ("title", "subtitle")
#: Characters of a paragraph that can be a heading by its look, and of a line of the document's own head.
_LONGEST, _LONGEST_OF_HEAD = 120, 300
#: Half points by which a heading is larger than the text.
_LARGER = 2
#: What no heading ends in.
_ENDS = ".;,:!?…"
_DEEPEST = 5
#: Levels that the outline of Word has; those by look come after them.
_OUTLINE = 10


class Looks:
    """What the paragraphs of one document look like, so that those can be told that stand out."""

    def __init__(self, blocks: Sequence[WordBlock]) -> None:
        """Take the look of running text from the paragraphs of *blocks* that stand in no table."""
        given = [(block, len(words(block.runs))) for block in blocks if isinstance(block, WordParagraph)]
        sizes: Counter[int] = Counter()
        strong = centred = total = 0
        for paragraph, length in given:
            sizes[paragraph.size] += length
            strong += length if _is_strong(paragraph) else 0
            centred += length if paragraph.alignment == "center" else 0
            total += length
        self._size = sizes.most_common(1)[0][0] if sizes else 0
        self._is_strong_normal, self._is_centred_normal = 2 * strong > total, 2 * centred > total
        found = {self._rank(paragraph) for paragraph in paragraphs(blocks) if self.stands_out(paragraph)}
        self._ranks = {rank: number for number, rank in enumerate(sorted(found))}

    def _rank(self, paragraph: WordParagraph) -> tuple[int, bool, bool]:
        """Return how much *paragraph* stands out: the least the most."""
        return (-max(paragraph.size, self._size), not _is_capital(paragraph), not _is_strong(paragraph))

    def is_of_head(self, paragraph: WordParagraph) -> bool:
        """Return whether *paragraph* looks like a line above a text: a title, or short and centred, strong or larger."""
        said = words(paragraph.runs).strip()
        if paragraph.style_name.lower() in _TITLES or styled_level(paragraph) is not None:
            return True
        if paragraph.number is not None or len(said) > _LONGEST_OF_HEAD or said[-1:] in (".", ";"):
            return False
        is_centred = paragraph.alignment == "center" and not self._is_centred_normal
        return is_centred or self._is_strong(paragraph) or self._is_larger(paragraph)

    def is_heading_of_all(self, paragraph: WordParagraph) -> bool:
        """Return whether *paragraph* looks like a heading above a whole text: centred, and strong, larger or in capitals."""
        if paragraph.alignment != "center" or self._is_centred_normal or paragraph.number is not None:
            return False
        is_short = len(words(paragraph.runs)) <= _LONGEST
        return is_short and (self._is_strong(paragraph) or self._is_larger(paragraph) or _is_capital(paragraph))

    def _is_strong(self, paragraph: WordParagraph) -> bool:
        return _is_strong(paragraph) and not self._is_strong_normal

    def _is_larger(self, paragraph: WordParagraph) -> bool:
        return paragraph.size >= self._size + _LARGER

    def stands_out(self, paragraph: WordParagraph) -> bool:
        """Return whether *paragraph*, of no heading's style, is one by its look."""
        said = words(paragraph.runs).strip()
        if paragraph.number is not None or not 2 <= len(said) <= _LONGEST or said[-1] in _ENDS or not any(map(str.isalpha, said)):
            return False
        if any(isinstance(run, WordBreak) for run in paragraph.runs):
            return False
        is_centred = paragraph.alignment == "center" and not self._is_centred_normal
        return self._is_strong(paragraph) or self._is_larger(paragraph) or (is_centred and _is_capital(paragraph))

    def level(self, paragraph: WordParagraph) -> int | None:
        """Return at what level *paragraph* is a heading, the least the highest; None where it is none."""
        found = styled_level(paragraph)
        if found is not None:
            return found
        return _OUTLINE + self._ranks[self._rank(paragraph)] if self.stands_out(paragraph) else None


def styled_level(paragraph: WordParagraph) -> int | None:
    """Return the level, from 0, that the style or the outline gives *paragraph* as a heading; None where they give none."""
    name = paragraph.style_name.lower()
    if name in _NAMED:
        return _NAMED[name]
    if found := _STYLED.fullmatch(name):
        return int(found[1])
    outline = paragraph.outline
    return outline + 1 if outline is not None and 0 <= outline < 9 else None


def _is_strong(paragraph: WordParagraph) -> bool:
    said = [run for run in paragraph.runs if isinstance(run, WordText) and run.text.strip()]
    return bool(said) and (paragraph.strong or all(run.look.strong for run in said))


def _is_capital(paragraph: WordParagraph) -> bool:
    said = words(paragraph.runs)
    return said.isupper()


class Levels:
    """Makes the levels of headings gapless, as screen readers demand: each at most one deeper than the one before."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def next(self, level: int) -> int:
        """Return the level, 1 to 5, of the next heading, which the document has at *level*."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return min(len(self._open), _DEEPEST)
