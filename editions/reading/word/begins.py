"""Where the head of a letter begins: below the letterhead, and those written to."""

from collections.abc import Iterator, Sequence

from editions.model.word import WordBlock, WordParagraph
from editions.reading.plaintext import Line
from editions.reading.recipients import is_address
from editions.reading.word.headings import Looks, styled_level
from editions.reading.word.labels import heads, label_of
from editions.reading.word.said import Said

#: Lines above the heading that may be a letterhead, characters of one, and of one that may end in a point.
_ABOVE, _LONGEST_ABOVE, _ABBREVIATED = 16, 120, 60


class Begin:
    """Looks for the line with which a head begins."""

    def __init__(self, said: Sequence[Said], blocks: Sequence[WordBlock], looks: Looks) -> None:
        """Take what *blocks* have *said*, and how they look."""
        self._said = said
        self._blocks = blocks
        self._looks = looks

    def begin(self, lines: Sequence[Line]) -> int:
        """Return the number of the block that begins the head; what stands above it is a letterhead, or those written to.

        It is a title, or the only heading of the first level; a line that says by its words that it is one; a centred line in bold,
        larger or in capitals; a subject line; else the first line.
        """
        zone = list(self._zone(lines))
        found = (self._styled("title", lines, zone), self._worded(2, zone), self._styled("heading 1", lines, zone), self._worded(1, zone))
        if (first := next((number for number in found if number is not None), None)) is not None:
            return first
        if (looks := self._by_look(zone)) is not None:
            return looks
        labelled = (number for number, said in zone if label_of(said, "subject"))
        return next(labelled, lines[0][0])

    def _styled(self, style: str, lines: Sequence[Line], zone: Sequence[Line]) -> int | None:
        """Return the first block of *zone* in *style*; a heading must be the only one of its level, and the first of all."""
        levels = [styled_level(self._paragraph(number)) for number, _ in zone]
        names = [self._paragraph(number).style_name.lower() for number, _ in lines]
        if style != "title" and names.count(style) != 1:
            return None
        for place, (number, _) in enumerate(zone):
            if names[place] == style:
                return number if style == "title" or not any(level is not None for level in levels[:place]) else None
        return None

    def _worded(self, certainty: int, zone: Sequence[Line]) -> int | None:
        """Return the first block of *zone* that is a heading by its words, as certainly as that."""
        found = (number for number, said in zone if heads(said) == certainty and not label_of(said) and not is_address(f"{said} x"))
        return next(found, None)

    def _zone(self, lines: Sequence[Line]) -> Iterator[Line]:
        """Yield the *lines* above the running text, and its first."""
        is_listed = False
        for number, said in lines[:_ABOVE]:
            # Those written to may be a list.
            is_listed = (is_listed and self._paragraph(number).number is not None) or label_of(said, "to", "copies") is not None
            if self._paragraph(number).number is not None and not is_listed:
                return
            yield number, said
            if len(said) > _LONGEST_ABOVE or (said[-1] in ".;" and len(said) > _ABBREVIATED):
                return

    def _by_look(self, zone: Sequence[Line]) -> int | None:
        """Return the block that looks like a heading: one that stands apart from a letterhead before any other."""
        apart = {one.number for one in self._said if one.is_apart}
        found = [number for number, _ in zone if self._looks.is_heading_of_all(self._paragraph(number))]
        first = zone[0][0] if zone else -1
        later = [number for number in found if number in apart and number != first]
        if later or not found:
            return later[0] if later else None
        return None if any(label_of(said, "subject") for _, said in zone) else found[0]

    def _paragraph(self, number: int) -> WordParagraph:
        block = self._blocks[number]
        assert isinstance(block, WordParagraph)  # noqa: S101 - lines are made of paragraphs
        return block
