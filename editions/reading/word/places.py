"""Which part of a foreign document is what, by position and wording, as in plain text: head, text, signature, recipients."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from editions.model.parties import RecipientList, Signatory
from editions.model.word import WordBlock, WordParagraph, WordTable
from editions.problems import Problem, Refusal
from editions.reading.plaintext import END, Line, head_of, office_in, recipients_of, signatory_of
from editions.reading.recipients import is_address
from editions.reading.word.dated import place_and_date
from editions.reading.word.headings import Looks, styled_level
from editions.reading.word.signatures import in_table, in_two_lines
from editions.reading.word.wording import lines_of, one_line, rows, says

#: Lines above the heading that may be a letterhead, and characters of one.
_ABOVE, _LONGEST_ABOVE = 10, 120
#: Lines from the beginning and from the end among which a date may stand alone.
_NEAR_BEGIN, _NEAR_END = 8, 6
#: Lines of the head: the heading and a subject that goes over several.
_HEAD = 6
_LONGEST_SUBJECT = 250
_JOINT = re.compile(r"\s*[;,.]?\s*(?:[;,]\s*(?:and|и|а также|sowie|und))?$|\s+(?:and|и|sowie|und)$", re.IGNORECASE)
#: Characters of a recipient in a list of them.
_LONGEST_NAME = 250
#: Doubtful paragraphs that are named one by one.
_NAMED = 3
_NO_TEXT = ("there is no text between the heading and the signatory", "Write it, a paragraph a line.")


@dataclass(kw_only=True)
class Places:
    """What was found where. *body* are the numbers of the blocks that are the text.

    *problems* keep the document from being a statement; *remarks* are for whoever looks at it.
    """

    heading: str = ""
    subject: str = ""
    signatory: Signatory | None = None
    recipients: RecipientList | None = None
    #: The place, which may be empty, and the day that a line of their own says; the number of that line.
    dated: tuple[str, date] | None = None
    date_line: int = -1
    #: The numbers of the blocks that each role was taken from.
    head: list[int] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    addressed: list[int] = field(default_factory=list)
    body: range = range(0)
    remarks: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def places(blocks: Sequence[WordBlock], received: Sequence[WordBlock], names: Iterable[str], where: str) -> Places:
    """Return what stands where in *blocks*, which are those *received*, tidied; *names* are recipients' names that contain commas."""
    found = _Finder(blocks, received, tuple(names), where).found()
    found.remarks = [replace(remark, line=0) for remark in found.remarks]
    return found


class _Finder:
    def __init__(self, blocks: Sequence[WordBlock], received: Sequence[WordBlock], names: tuple[str, ...], where: str) -> None:
        self._blocks = blocks
        self._received = received
        self._looks = Looks(blocks)
        self._names = names
        self._where = where
        self._places = Places()

    def found(self) -> Places:
        """Return all places."""
        places = self._places
        self._date_line()
        lines = list(self._lines(range(len(self._blocks))))
        end = self._recipients(lines, len(self._blocks))
        first = self._head(lines, end)
        end = self._signatory(first, end)
        if places.signatory and not places.signatory.office and (office := office_in(places.subject)):
            places.signatory = Signatory(name=places.signatory.name, office=office)
            places.remarks.append(Problem(self._where, f'the office is taken from the subject line: "{office}"'))
        places.body = range(first, end)
        self._doubt(places.body)
        if not any(self._is_said(number) for number in places.body):
            places.problems.append(Problem(self._where, *_NO_TEXT))
        return places

    def _date_line(self) -> None:
        """Set aside the one line near the beginning or the end that says place and date alone."""
        lines = list(self._lines(range(len(self._blocks))))
        near = dict((*lines[:_NEAR_BEGIN], *lines[-_NEAR_END:]))
        found = {number: dated for number, said in near.items() if (dated := place_and_date(said))}
        if len(found) == 1:
            (self._places.date_line, self._places.dated), *_ = found.items()

    def _doubt(self, numbers: range) -> None:
        """Tell of the paragraphs *numbers* that end in no mark: lines that were cut off, a second signatory, a line of the head."""
        lines = [(number, said) for number, said in self._lines(numbers) if not self._is_more(self._paragraph(number))]
        found = [said for _, said in lines if not END.search(said)]
        for said in found[:_NAMED]:
            shown = said if len(said) <= 40 else f"{said[:40]}…"
            what = f'not certain: the paragraph "{shown}" does not end as a sentence does'
            self._places.remarks.append(Problem(self._where, what, "It may be a heading, or a part of the heading or of the signature."))
        if (more := len(found) - _NAMED) > 0:
            what = f"not certain: {more} more paragraphs do not end as a sentence does"
            self._places.remarks.append(Problem(self._where, what, "Look at them in the text that was made."))

    def _is_more(self, paragraph: WordParagraph) -> bool:
        """Return whether *paragraph* is more than a paragraph: a heading or a list's item."""
        return self._looks.level(paragraph) is not None or paragraph.number is not None

    def _lines(self, numbers: Iterable[int]) -> Iterator[Line]:
        """Yield number and words of each paragraph that can be a line of the head or of the signature."""
        for number in numbers:
            block = self._blocks[number]
            if isinstance(block, WordParagraph) and number != self._places.date_line and not block.in_box and (said := one_line(block)):
                yield number, said

    def _paragraph(self, number: int) -> WordParagraph:
        block = self._blocks[number]
        assert isinstance(block, WordParagraph)  # noqa: S101 - lines are made of paragraphs
        return block

    def _groups(self, numbers: range, *, from_line: int = 0) -> list[list[Line]]:
        """Return the lines of *numbers* in groups that empty paragraphs and tables part."""
        groups: list[list[Line]] = [[]]
        for number in numbers:
            block = self._blocks[number]
            said = one_line(block) if isinstance(block, WordParagraph) and not block.in_box else ""
            if number == self._places.date_line:
                continue
            if said and number >= from_line:
                groups[-1].append((number, said))
            elif groups[-1] and not (isinstance(block, WordParagraph) and block.in_box):
                groups.append([])
        return [group for group in groups if group]

    # The head

    def _head(self, lines: Sequence[Line], end: int) -> int:
        """Take heading and subject; return the number of the first block after them."""
        lines = [line for line in lines if line[0] < end]
        if not lines:
            self._complain(Refusal(Problem(self._where, "the document has no words", "Give one that has.")))
            return 0
        begin = self._begin(lines)
        head = self._head_lines([line for line in lines if line[0] >= begin])
        if not head:
            return self._head_by_position(range(begin, end), begin)
        texts = [part for number, _ in head for part in lines_of(self._paragraph(number))]
        self._places.heading, self._places.subject = texts[0], " ".join(texts[1:])
        self._places.head = [number for number, _ in head]
        return head[-1][0] + 1

    def _begin(self, lines: Sequence[Line]) -> int:
        """Return the number of the block that begins the head; what stands above it is a letterhead, or those written to.

        It is a title, or the only heading of the first level, or a centred line in bold, larger or in capitals; else the first line.
        """
        names = [self._paragraph(number).style_name.lower() for number, _ in lines]
        title = "title" if "title" in names[: _ABOVE + 1] else "heading 1" if names.count("heading 1") == 1 else ""
        above: list[Line] = []
        for (number, said), name in zip(lines[: _ABOVE + 1], names, strict=False):
            if (title and name == title) or (above and not title and self._looks.is_heading_of_all(self._paragraph(number))):
                return number
            if self._paragraph(number).number is not None:
                break
            above.append((number, said))
            if len(said) > _LONGEST_ABOVE or said[-1] in ".;":
                break
        return lines[0][0]

    def _head_lines(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines at the beginning of *lines* that look like a head: the heading and its subject."""
        found: list[Line] = []
        for number, said in lines[:_HEAD]:
            paragraph = self._paragraph(number)
            if not self._looks.is_of_head(paragraph):
                break
            if found and not self._goes_on(found, number):
                break
            found.append((number, said))
        if len(found) == 1 and (subject := self._plain_subject(lines)):
            found.append(subject)
        return found

    def _goes_on(self, head: Sequence[Line], number: int) -> bool:
        """Return whether the paragraph *number* belongs to *head*, the lines before it."""
        first, paragraph = self._paragraph(head[0][0]), self._paragraph(number)
        name = paragraph.style_name.lower()
        if name == "subtitle":
            return True
        if styled_level(paragraph) is not None or number - head[-1][0] > 2:
            return name == "title" and styled_level(first) == 0
        # A third line that stands out by its weight alone may be a section's heading.
        is_centred = paragraph.alignment == first.alignment == "center"
        return is_centred or (len(head) == 1 and (paragraph.alignment == first.alignment or styled_level(first) == 0))

    def _plain_subject(self, lines: Sequence[Line]) -> Line | None:
        """Return the line after the heading where it is a subject by its position and wording alone."""
        if len(lines) < 3:
            return None
        (first, _), (number, said), (after, _) = lines[:3]
        paragraph = self._paragraph(number)
        if self._looks.level(paragraph) is not None or paragraph.number is not None or len(said) > _LONGEST_SUBJECT:
            return None
        is_apart = after > number + 1 and not END.search(said)
        return (number, said) if number <= first + 2 and (is_apart or office_in(said)) else None

    def _head_by_position(self, numbers: range, begin: int) -> int:
        """Take heading and subject as of a plain text; return the number of the first block after them."""
        groups = self._groups(numbers, from_line=begin)
        if len(groups[0]) > 2:
            # No empty paragraph parts the head from the text: what is no subject by its wording is text.
            is_subject = office_in(groups[0][1][1]) or not END.search(groups[0][1][1])
            groups = [groups[0][: 2 if is_subject else 1], groups[0][2 if is_subject else 1 :], *groups[1:]]
        try:
            heading, subject, rest = head_of(groups, self._where)
        except Refusal as refusal:
            self._complain(refusal)
            return begin
        taken = {number for group in groups for number, _ in group} - {number for group in rest for number, _ in group}
        self._places.heading, self._places.subject, self._places.head = heading[1], subject, sorted(taken)
        return max(taken) + 1

    # Recipients

    def _recipients(self, lines: Sequence[Line], end: int) -> int:
        """Take the recipients, a sentence or a list after one; return the number of the block that they begin with."""
        for number, said in reversed(lines):
            if is_address(f"{said} x") and not is_address(said):
                return self._listed(number, said, end)
        groups = [[line] for line in lines]
        found, rest = recipients_of(groups, self._names, self._where, self._places.remarks)
        if found is None:
            return end
        self._places.recipients, self._places.addressed = found, [lines[-1][0]]
        return lines[len(rest)][0]

    def _listed(self, number: int, lead: str, end: int) -> int:
        """Take the blocks after *lead*, which is block *number*, as recipients, one each."""
        names: list[str] = []
        left: list[str] = []
        found = list(rows(self._blocks[number + 1 : end]))
        for said in found if all(len(row) <= _LONGEST_NAME for row in found) else ():
            joint = _JOINT.search(said)
            name = said[: joint.start()] if joint else said
            left += [joined] if joint and (joined := joint[0].strip()) else []
            names += [name] if name else []
        if not names:
            self._places.remarks.append(Problem(self._where, f'nobody is named after "{lead}"', "Name the recipients below it."))
            return end
        if left:
            shown = ", ".join(f'"{joined}"' for joined in dict.fromkeys(left))
            self._places.remarks.append(Problem(self._where, f"left out of the recipient list: {shown}"))
        self._places.recipients = RecipientList(lead=lead.removesuffix(":").rstrip(), names=tuple(names))
        self._places.addressed = list(range(number, end))
        return number

    # The signature

    def _signatory(self, first: int, end: int) -> int:
        """Take who signs, between the blocks *first* and *end*; return the number of the block that the signature begins with."""
        number = next((number for number in reversed(range(first, end)) if self._is_said(number)), first)
        table = self._blocks[number] if number < end else None
        if isinstance(table, WordTable) and (signatory := in_table(table)):
            self._places.signatory, self._places.signed = signatory, [number]
            return number
        groups = self._last_groups(first, end)
        try:
            signatory, rest = signatory_of(groups, self._where)
        except Refusal as refusal:
            self._complain(refusal)
            return end
        begin = min({line[0] for group in groups for line in group} - {number for number, _ in rest})
        self._places.signatory = signatory
        self._places.signed = [number for number, _ in self._lines(range(begin, end))]
        return begin

    def _last_groups(self, first: int, end: int) -> list[list[Line]]:
        """Return the lines between *first* and *end* in groups; none where the last of what stands there is no line."""
        groups = self._groups(range(first, end))
        if groups:
            groups[-1] = in_two_lines(groups[-1], self._received[groups[-1][-1][0]], is_apart=len(groups) > 1)
        last = groups[-1][-1][0] if groups else end
        says_more = any(self._is_said(number) for number in range(last + 1, end))
        return groups if groups and not says_more and self._paragraph(last).number is None else []

    def _is_said(self, number: int) -> bool:
        return number != self._places.date_line and says(self._blocks[number])

    def _complain(self, refusal: Refusal) -> None:
        self._places.problems.extend(replace(problem, line=0) for problem in refusal.problems)
