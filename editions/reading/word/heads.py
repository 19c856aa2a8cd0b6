"""How a letter begins: its heading and subject, and who is written to above the text."""

from collections.abc import Sequence
from dataclasses import replace

from editions.model.word import WordBlock, WordParagraph
from editions.problems import Problem, Refusal
from editions.reading.plaintext import END, Line, head_of, office_in
from editions.reading.word.begins import Begin
from editions.reading.word.headings import Looks, styled_level
from editions.reading.word.labelled import Head, Labelled
from editions.reading.word.labels import Label, heads, is_salutation, label_of
from editions.reading.word.said import Said, place_of
from editions.reading.word.wording import lines_of

#: Lines of the head: the heading and a subject that goes over several.
_HEAD = 6
_LONGEST_SUBJECT = 250


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
        begin = Begin(self._said, self._blocks, self._looks).begin(lines)
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
            labelled = Labelled(self._said, self._head)
            labelled.look_above(begin)
            labelled.take_below()
        return self._head

    def _at(self, number: int) -> str:
        """Return where the block *number* is, for messages."""
        return f"{self._where}, {place_of(self._blocks, number)}"

    def _paragraph(self, number: int) -> WordParagraph:
        block = self._blocks[number]
        assert isinstance(block, WordParagraph)  # noqa: S101 - lines are made of paragraphs
        return block

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
