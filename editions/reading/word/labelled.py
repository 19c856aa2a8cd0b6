"""The head of a letter, and the lines in it that say by a label what they are: the subject, those written to."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from editions.problems import Problem
from editions.reading.plaintext import END
from editions.reading.word.addressed import named
from editions.reading.word.labels import Label, label_of
from editions.reading.word.said import Said

#: Characters of a line that goes on with what a label began.
_LONGEST = 120


@dataclass(kw_only=True)
class Head:
    """What stands above the text, which begins with the block *first*; *blocks* are those of heading and subject.

    *to* are those written to, with the blocks that name them; *dropped* are labels that are no part of what they lead.
    """

    heading: str = ""
    subject: str = ""
    blocks: list[int] = field(default_factory=list)
    first: int = 0
    to: list[str] = field(default_factory=list)
    lead: str = ""
    to_blocks: list[int] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Labelled:
    """Takes labelled lines into *head*."""

    def __init__(self, said: Sequence[Said], head: Head) -> None:
        """Take what a document has *said*, and what is known of its *head*."""
        self._said = said
        self.head = head

    def look_above(self, begin: int) -> None:
        """Take those written to, and a subject, where a label above the heading says them."""
        above = [one for one in self._said if one.number < begin]
        self._take(above)

    def take_below(self) -> None:
        """Take the lines with labels between heading and text."""
        below = [one for one in self._said if one.number >= self.head.first]
        if taken := self._take(below, only_first=True):
            self.head.first = below[taken - 1].number + 1

    def _take(self, said: Sequence[Said], *, only_first: bool = False) -> int:
        """Take the labelled lines of *said*, of which *only_first* those at its beginning; return how many lines were looked at."""
        place = 0
        while place < len(said):
            one = said[place]
            label = None if one.is_table else label_of(one.words)
            if one.is_table and self._is_memo(one):
                for row in one.rows:
                    self._take_row(" ".join(row), one.number, is_whole=False)
                place += 1
            elif label and label.kind != "beside":
                place += self._take_line(said, place, label)
            elif only_first:
                break
            else:
                place += 1
        return place

    def _take_line(self, said: Sequence[Said], place: int, label: Label) -> int:
        """Take the line at *place*, and those that go on with what its *label* says; return how many they are."""
        one, more = said[place], self._more(said, place, label)
        numbers = [other.number for other in said[place + 1 : place + 1 + len(more)]]
        self._take_row(" ".join((one.words, *more)) if label.kind == "subject" else one.words, one.number, is_whole=True)
        if label.kind == "to" and not label.rest and more and not self.head.to:
            found = named(more, ())
            self.head.to, self.head.lead = found.names, label.label.rstrip(" :：")
            if found.left:
                shown = ", ".join(f'"{words}"' for words in dict.fromkeys(found.left))
                self.head.remarks.append(Problem("", f"left out of the recipient list: {shown}"))
            self.head.to_blocks = [one.number, *numbers]
        elif label.kind == "to" and self.head.to_blocks[-1:] == [one.number]:
            self.head.to = [", ".join((*self.head.to, *more))]
            self.head.to_blocks += numbers
        elif label.kind == "subject" and self.head.blocks[-1:] == [one.number]:
            self.head.blocks += numbers
        return 1 + (len(more) if label.kind in ("to", "subject") else 0)

    def _more(self, said: Sequence[Said], place: int, label: Label) -> list[str]:
        """Return the lines that belong to *label*: below one that is alone the next, below "To:" all of the group."""
        found: list[str] = []
        for one in said[place + 1 :]:
            if one.is_table or one.is_apart or label_of(one.words) or len(one.words) > _LONGEST:
                break
            if END.search(one.words) and not one.is_item:
                break
            if label.kind != "to" and (label.rest or found):
                break
            found.append(one.words)
        return found

    def _take_row(self, words: str, number: int, *, is_whole: bool) -> None:
        """Take what the line *words* of block *number* says; a part of a block only is told by its own words, too."""
        label = label_of(words)
        if label is None or not label.rest:
            return
        if label.kind == "subject" and not self.head.subject and label.rest != self.head.heading:
            self.head.subject = label.rest
            if is_whole:
                self.head.blocks.append(number)
                self.head.dropped.append(label.label)
        elif label.kind == "to" and not self.head.to:
            self.head.to, self.head.lead = [label.rest], label.label.rstrip(" :：")
            self.head.to_blocks += [number] if is_whole else []

    def _is_memo(self, one: Said) -> bool:
        """Return whether most rows of the table *one* begin with a label."""
        labelled = sum(label_of(" ".join(row)) is not None for row in one.rows)
        return 2 * labelled > len(one.rows)
