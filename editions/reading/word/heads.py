"""How a letter begins: its heading and subject, and who is written to above the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from editions.model.word import WordBlock, WordParagraph
from editions.problems import Problem, Refusal
from editions.reading.plaintext import END, Line, head_of, office_in
from editions.reading.recipients import is_address
from editions.reading.word.headings import Looks, styled_level
from editions.reading.word.labels import Label, heads, is_salutation, label_of
from editions.reading.word.said import Said, place_of
from editions.reading.word.wording import lines_of

#: Lines above the heading that may be a letterhead, characters of one, and of one that may end in a point.
_ABOVE, _LONGEST_ABOVE, _ABBREVIATED = 16, 120, 60
#: Lines of the head: the heading and a subject that goes over several.
_HEAD = 6
_LONGEST_SUBJECT = 250


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


def head(said: Sequence[Said], blocks: Sequence[WordBlock], where: str) -> Head:
    """Return how the document of *blocks* begins; *said* is what they say."""
    return _Finder(said, blocks, where).found()


class _Finder:
    def __init__(self, said: Sequence[Said], blocks: Sequence[WordBlock], where: str) -> None:
        self._said = said
        self._blocks = blocks
        self._looks = Looks(blocks)
        self._where = where
        self._head = Head()

    def found(self) -> Head:
        """Return the head."""
        lines = [(one.number, one.words) for one in self._said if not one.is_table]
        if not lines:
            self._head.problems.append(Problem(self._where, "the document has no words", "Give one that has."))
            return self._head
        begin = self._begin(lines)
        below = [line for line in lines if line[0] >= begin]
        if subject := label_of(below[0][1], "subject"):
            self._take_label_for_heading(below, subject)
        elif found := self._head_lines(below):
            texts = [part for number, _ in found for part in lines_of(self._paragraph(number))]
            self._head.heading, self._head.subject = texts[0], " ".join(texts[1:])
            self._head.blocks = [number for number, _ in found]
            self._head.first = found[-1][0] + 1
        else:
            self._by_position(begin)
        self._without_label()
        self._without_spaces()
        if self._head.heading:
            self._look_above(begin)
            self._take_labelled()
        return self._head

    def _at(self, number: int) -> str:
        """Return where the block *number* is, for messages."""
        return f"{self._where}, {place_of(self._blocks, number)}"

    def _paragraph(self, number: int) -> WordParagraph:
        block = self._blocks[number]
        assert isinstance(block, WordParagraph)  # noqa: S101 - lines are made of paragraphs
        return block

    # Where the head begins

    def _begin(self, lines: Sequence[Line]) -> int:
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
        for number, said in lines[:_ABOVE]:
            if self._paragraph(number).number is not None:
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

    # Heading and subject

    def _head_lines(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines at the beginning of *lines* that look like a head: the heading and its subject."""
        found: list[Line] = []
        for number, said in lines[:_HEAD]:
            paragraph = self._paragraph(number)
            if not self._looks.is_of_head(paragraph) or (found and (label_of(said) or not self._goes_on(found, number))):
                break
            found.append((number, said))
        if len(found) == 1 and (subject := self._plain_subject(lines)):
            found.append(subject)
        return found

    def _goes_on(self, found: Sequence[Line], number: int) -> bool:
        """Return whether the paragraph *number* belongs to *found*, the lines before it."""
        first, paragraph = self._paragraph(found[0][0]), self._paragraph(number)
        name = paragraph.style_name.lower()
        if name == "subtitle":
            return True
        if styled_level(paragraph) is not None or number - found[-1][0] > 2:
            return name == "title" and styled_level(first) == 0
        # A third line that stands out by its weight alone may be a section's heading.
        is_centred = paragraph.alignment == first.alignment == "center"
        return is_centred or (len(found) == 1 and (paragraph.alignment == first.alignment or styled_level(first) == 0))

    def _plain_subject(self, lines: Sequence[Line]) -> Line | None:
        """Return the line after the heading where it is a subject by its position and wording alone."""
        if len(lines) < 3:
            return None
        (first, _), (number, said), (after, _) = lines[:3]
        paragraph = self._paragraph(number)
        if self._looks.level(paragraph) is not None or paragraph.number is not None or len(said) > _LONGEST_SUBJECT or label_of(said):
            return None
        is_apart = after > number + 1 and not END.search(said)
        return (number, said) if number <= first + 2 and (is_apart or office_in(said)) else None

    def _by_position(self, begin: int) -> None:
        """Take heading and subject as of a plain text."""
        groups: list[list[Line]] = []
        for one in (one for one in self._said if one.number >= begin):
            if one.is_apart or not groups:
                groups.append([])
            if not one.is_table:
                groups[-1].append((one.number, one.words))
        groups = [group for group in groups if group]
        if len(groups[0]) > 2 or (len(groups[0]) == 2 and label_of(groups[0][1][1])):
            # No empty paragraph parts the head from the text: what is no subject by its wording is text.
            second = groups[0][1][1]
            is_subject = (office_in(second) or not END.search(second)) and not label_of(second)
            groups = [groups[0][: 2 if is_subject else 1], groups[0][2 if is_subject else 1 :], *groups[1:]]
        elif len(groups) > 1 and label_of(groups[1][0][1]):
            groups = [groups[0], [], *groups[1:]]
        try:
            heading, subject, rest = head_of(groups, self._where)
        except Refusal as refusal:
            self._head.problems += [replace(problem, where=self._at(problem.line), line=0) for problem in refusal.problems]
            self._head.first = begin
            return
        spoken = next((line for group in groups[:3] for line in group[:_HEAD] if is_salutation(line[1])), None)
        if spoken and not heads(heading[1]):
            remedy = 'Write one above it, in the style Title, or a line "Subject: …".'
            self._head.problems.append(Problem(self._at(spoken[0]), "there is no heading above it, and no subject line", remedy))
            self._head.first = begin
            return
        taken = {number for group in groups for number, _ in group} - {number for group in rest for number, _ in group}
        self._head.heading, self._head.subject, self._head.blocks = heading[1], subject, sorted(taken)
        self._head.first = max(taken) + 1
        if not heads(heading[1]):
            what = "not certain: it is taken for the heading, as the first line"
            self._head.remarks.append(Problem(self._where, what, "In the style Title, it would be one for certain."))

    # Labels

    def _take_label_for_heading(self, lines: Sequence[Line], label: Label) -> None:
        """Take what a subject line says for the heading: no other stands above the text."""
        self._head.blocks = [lines[0][0]]
        self._head.heading, self._head.dropped = label.rest, [label.label]
        if not label.rest and len(lines) > 1:
            self._head.heading = lines[1][1]
            self._head.blocks.append(lines[1][0])
        self._head.first = self._head.blocks[-1] + 1
        what = f'the subject line is taken for the heading: "{self._head.heading}"'
        self._head.remarks.append(Problem(self._where, what, "Where there is a heading, write it; the line is the subject then."))

    def _without_label(self) -> None:
        if label := label_of(self._head.subject, "subject"):
            self._head.subject = label.rest
            self._head.dropped.append(label.label)

    def _without_spaces(self) -> None:
        """Write a heading of spaced letters as the word that it is: read aloud, it would be spelt."""
        letters = self._head.heading.split()
        if len(letters) > 2 and all(len(letter) == 1 for letter in letters):
            self._head.heading = "".join(letters)
            what = f'the spaced letters of the heading are written as one word, "{self._head.heading}"'
            self._head.remarks.append(Problem(self._where, what, "Look at it: it may be several."))

    def _look_above(self, begin: int) -> None:
        """Take those written to, and a subject, where a label above the heading says them."""
        above = [one for one in self._said if one.number < begin]
        self._take(above)

    def _take_labelled(self) -> None:
        """Take the lines with labels between heading and text."""
        below = [one for one in self._said if one.number >= self._head.first]
        if taken := self._take(below, only_first=True):
            self._head.first = below[taken - 1].number + 1

    def _take(self, said: Sequence[Said], *, only_first: bool = False) -> int:
        """Take the labelled lines of *said*, of which *only_first* those at its beginning; return how many lines were looked at."""
        place = 0
        while place < len(said):
            one = said[place]
            if one.is_table and self._is_memo(one):
                for row in one.rows:
                    self._take_row(" ".join(row), one.number, is_whole=False)
                place += 1
            elif not one.is_table and (label := label_of(one.words)) and label.kind != "beside":
                more = self._more(said, place, label)
                self._take_row(" ".join((one.words, *more)) if label.kind == "subject" else one.words, one.number, is_whole=True)
                if label.kind == "to" and self._head.to_blocks[-1:] == [one.number]:
                    self._head.to = [", ".join((*self._head.to, *more))]
                    self._head.to_blocks += [said[place + number].number for number in range(1, len(more) + 1)]
                elif label.kind == "subject" and self._head.blocks[-1:] == [one.number]:
                    self._head.blocks += [said[place + number].number for number in range(1, len(more) + 1)]
                place += 1 + (len(more) if label.kind in ("to", "subject") else 0)
            elif only_first:
                break
            else:
                place += 1
        return place

    def _more(self, said: Sequence[Said], place: int, label: Label) -> list[str]:
        """Return the lines that belong to *label*: below one that is alone the next, below "To:" all of the group."""
        found: list[str] = []
        for one in said[place + 1 :]:
            if one.is_table or one.is_apart or label_of(one.words) or len(one.words) > _LONGEST_ABOVE or END.search(one.words):
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
        if label.kind == "subject" and not self._head.subject and label.rest != self._head.heading:
            self._head.subject = label.rest
            if is_whole:
                self._head.blocks.append(number)
                self._head.dropped.append(label.label)
        elif label.kind == "to" and not self._head.to:
            self._head.to, self._head.lead = [label.rest], label.label.rstrip(" :：")
            self._head.to_blocks += [number] if is_whole else []

    def _is_memo(self, one: Said) -> bool:
        """Return whether most rows of the table *one* begin with a label."""
        labelled = sum(label_of(" ".join(row)) is not None for row in one.rows)
        return 2 * labelled > len(one.rows)
