"""Which part of a foreign document is what, by position and wording, as in plain text: head, text, signature, recipients."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from editions.model.parties import RecipientList, Signatory
from editions.model.word import WordBlock, WordParagraph, WordTable, paragraphs
from editions.problems import Problem
from editions.reading.plaintext import END, office_in
from editions.reading.recipients import divide, is_address, names_in
from editions.reading.word.addressed import named
from editions.reading.word.dated import in_columns, place_and_date
from editions.reading.word.ends import Ending, ending, leads, opens_list
from editions.reading.word.headings import Looks
from editions.reading.word.heads import Head, head
from editions.reading.word.labels import Label, is_beside, is_numbered, label_of
from editions.reading.word.said import Said, place_of, said_by
from editions.reading.word.signatures import rows_of
from editions.reading.word.typed import without_mark
from editions.reading.word.wording import one_line, says

#: Lines from the beginning and from the end among which a date may stand alone.
_NEAR_BEGIN, _NEAR_END = 12, 10
#: Doubtful paragraphs that are named one by one.
_NAMED = 3
_NO_TEXT = ("there is no text between the heading and the signatory", "Write it, a paragraph a line.")
_NOBODY = ("there is no signatory", "Write the name in a line of its own, after the text; the office may follow.")


@dataclass(kw_only=True)
class Places:
    """What was found where. *body* are the numbers of the blocks that are the text.

    *problems* keep the document from being a statement; *remarks* are for whoever looks at it. *marks* are words of the signature
    that say where a pen or a seal is put.
    """

    heading: str = ""
    subject: str = ""
    signatories: tuple[Signatory, ...] = ()
    recipients: RecipientList | None = None
    #: The place, which may be empty, and the day that a line of their own says; the number of that line, -1 where it is in a table.
    dated: tuple[str, date] | None = None
    date_line: int = -1
    #: The numbers of the blocks that each role was taken from.
    head: list[int] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    addressed: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    marks: tuple[str, ...] = ()
    taken: list[str] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def places(
    blocks: Sequence[WordBlock], received: Sequence[WordBlock], names: Iterable[str], where: str, running: Iterable[str] = ()
) -> Places:
    """Return what stands where in *blocks*, which are those *received*, tidied; *names* are recipients' names that contain commas.

    *running* are the lines of headers and footers, in which a date may stand.
    """
    return _Finder(blocks, received, tuple(names), where).found(tuple(running))


class _Finder:
    def __init__(self, blocks: Sequence[WordBlock], received: Sequence[WordBlock], names: tuple[str, ...], where: str) -> None:
        self._blocks = blocks
        self._received = received
        self._looks = Looks(blocks)
        self._names = names
        self._where = where
        self._places = Places()

    def found(self, running: tuple[str, ...]) -> Places:
        """Return all places."""
        places = self._places
        self._date_line()
        said = list(said_by(self._blocks, self._received, [places.date_line]))
        top = head(said, self._blocks, self._where)
        self._take_head(top)
        below = [one for one in said if one.number >= top.first]
        end = ending(below, self._blocks)
        begin = end.signature[0].number if end else len(self._blocks)
        places.body = [number for number in range(top.first, begin) if number != places.date_line]
        self._take_signature(end)
        self._take_recipients(top, end, [one for one in below if one.number < begin])
        self._date_elsewhere(running)
        self._doubt()
        if not any(says(self._blocks[number]) for number in places.body):
            places.problems.append(Problem(self._where, *_NO_TEXT))
        return places

    def _at(self, number: int) -> str:
        """Return where the block *number* is, for messages."""
        return f"{self._where}, {place_of(self._blocks, number)}"

    # The date

    def _date_line(self) -> None:
        """Set aside the one line near the beginning or the end that says place and date alone."""
        said = [one for one in said_by(self._blocks, self._received, ()) if not one.is_table]
        near = {one.number: one for one in (*said[:_NEAR_BEGIN], *said[-_NEAR_END:])}
        found = {number: dated for number, one in near.items() if (dated := place_and_date(one.words) or self._in_columns(one))}
        if len(found) == 1:
            (self._places.date_line, self._places.dated), *_ = found.items()

    def _in_columns(self, one: Said) -> tuple[str, date] | None:
        """Return the place and the day that the line *one* says side by side, and nothing else."""
        if len(one.rows) != 1 or any(map(is_numbered, one.rows[0])):
            return None
        return in_columns(one.rows[0])

    def _date_elsewhere(self, running: tuple[str, ...]) -> None:
        """Take the one date that stands alone in a cell or a line of a letterhead, or below the signature, if none has a line."""
        outside = set(range(len(self._blocks))) - set(self._places.body)
        tables = [block for number, block in enumerate(self._blocks) if number in outside and isinstance(block, WordTable)]
        rows = [row for number in sorted(outside) for row in rows_of(self._received[number])]
        lines_of_cells = [said for paragraph in paragraphs(tables) for row in rows_of(paragraph) for said in row]
        cells = {dated for said in lines_of_cells if (dated := place_and_date(said))}
        cells |= {dated for row in rows if (dated := in_columns(row) or place_and_date(" ".join(row)))}
        lines = {dated for said in running for line in said.split("\n") if (dated := place_and_date(line.strip()))}
        for found in (cells, lines):
            days = {day for _, day in found}
            if self._places.dated is None and len(days) == 1:
                self._places.dated = max(found)
                self._places.taken.append("the date is taken from a line of the letterhead")

    # Head and signature

    def _take_head(self, top: Head) -> None:
        places = self._places
        places.heading, places.subject, places.head = top.heading, top.subject, sorted(top.blocks)
        places.problems += top.problems
        places.remarks += [replace(remark, where=self._at(top.blocks[0])) for remark in top.remarks]
        if top.dropped:
            shown = ", ".join(f'"{label}"' for label in top.dropped)
            places.remarks.append(Problem(self._where, f"left out of the subject: {shown}"))

    def _take_signature(self, end: Ending | None) -> None:
        places = self._places
        if end is None:
            last = next((number for number in reversed(places.body) if says(self._blocks[number])), -1)
            places.problems.append(Problem(self._at(last) if last >= 0 else self._where, *_NOBODY))
            return
        places.signatories, places.marks = end.signed.signatories, end.signed.marks
        places.signed = [one.number for one in end.signature]
        places.taken += [f'the lines of an office are made one: "{office}"' for office in end.signed.joined]
        if len(places.signatories) == 1 and not places.signatories[0].office and (office := office_in(places.subject)):
            places.signatories = (replace(places.signatories[0], office=office),)
            places.remarks.append(Problem(self._where, f'the office is taken from the subject line: "{office}"'))
        if len({bool(one.office) for one in places.signatories}) > 1:
            names = ", ".join(f'"{one.name}"' for one in places.signatories if not one.office)
            what = f"not certain: {names} is taken for one who signs, without an office, beside others who have one"
            places.remarks.append(Problem(self._at(places.signed[0]), what, "Look at those who sign."))
        if not end.is_certain:
            what = "not certain: the last lines of the document are taken for none of the text, as they stand below a signature"
            places.remarks.append(
                Problem(self._at(end.below[0].number), what, "What they say is left out, and named: put back what is text.")
            )

    # Recipients

    def _take_recipients(self, top: Head, end: Ending | None, text: Sequence[Said]) -> None:
        """Take those written to: of an address sentence or a list after one, of "To:" above the text, or of copies below it."""
        below = end.below if end else ()
        for said in (below, text):
            if self._take_sentence(said) or self._take_listed(said, address=True):
                return
        if top.to:
            self._places.recipients = RecipientList(lead=top.lead, names=tuple(top.to))
            self._places.addressed = top.to_blocks
            return
        if not self._take_listed(below, address=False):
            remedy = 'It begins "This Statement is addressed to …".'
            self._places.remarks.append(Problem(self._where, "there is no address sentence, so the statement names no recipients", remedy))

    def _take_sentence(self, said: Sequence[Said]) -> bool:
        """Take the last of *said* that is a whole address sentence."""
        one = next((one for one in reversed(said) if is_address(one.words) and not one.is_table), None)
        if one is None or (said[-1] is not one and one.number in self._places.body):
            return False
        division = divide(one.words, self._names)
        self._leave_of_recipients(division.left_out, one.number)
        self._places.remarks.extend(
            Problem(self._at(one.number), f"not certain: {doubt}", "Look at the recipients; a name with commas goes into names.txt.")
            for doubt in division.doubts
        )
        self._set_recipients(RecipientList(lead=division.lead, names=division.names), [one.number])
        return True

    def _take_listed(self, said: Sequence[Said], *, address: bool) -> bool:
        """Take those who are named below the first line of *said* that leads to them: an *address*, or the label of copies."""
        for place, one in enumerate(said):
            label = None if address or one.is_table else label_of(one.words, "to", "copies")
            if not (leads(one.words) if address else label):
                continue
            listed = list(self._listed(said[place + 1 :], alone=label is None or not label.rest))
            found = named(self._names_in(label), [self._blocks[other.number] for other in listed])
            lead = (label.label if label else one.words).rstrip(" :：")
            if found.names and (not address or one.number not in self._places.body or said[-1:] == listed[-1:]):
                self._leave_of_recipients(found.left, one.number)
                self._set_recipients(RecipientList(lead=lead, names=tuple(found.names)), [one.number, *(other.number for other in listed)])
                return True
            if not found.names:
                what = f'nobody is named after "{lead}"'
                self._places.remarks.append(Problem(self._at(one.number), what, "Name the recipients below it."))
        return False

    def _names_in(self, label: Label | None) -> tuple[str, ...]:
        """Return those whom the line of *label* names behind it."""
        if label is None or not label.rest:
            return ()
        return names_in(label.rest, self._names) if label.kind == "copies" else (label.rest,)

    def _listed(self, said: Sequence[Said], *, alone: bool) -> Iterator[Said]:
        """Yield the first of *said* that stand in one list; an empty line may stand before it only where its label is *alone*."""
        if any(len(one.words) > 250 and not one.is_table for one in said[:1]):
            return
        for place, one in enumerate(said):
            is_first = place == 0 and alone
            ends = opens_list(one) or is_beside(one.words) or is_address(one.words)
            if ends or (one.is_apart and not is_first and not one.is_table and not one.is_item and not said[place - 1].is_item):
                return
            yield one

    def _leave_of_recipients(self, left: Iterable[str], number: int) -> None:
        if shown := ", ".join(f'"{words}"' for words in dict.fromkeys(left)):
            self._places.remarks.append(Problem(self._at(number), f"left out of the recipient list: {shown}"))

    def _set_recipients(self, recipients: RecipientList, numbers: list[int]) -> None:
        self._places.recipients, self._places.addressed = recipients, numbers
        if moved := set(numbers) & set(self._places.body):
            self._places.body = [number for number in self._places.body if number not in moved]
            self._places.taken.append("the recipients, who are named before the signature, stand after it")

    # What is not certain

    def _doubt(self) -> None:
        """Tell of the paragraphs that end in no mark: lines that were cut off, a line of the head or of the signature."""
        found = [number for number in self._places.body if self._is_unfinished(self._blocks[number])]
        for number in found[:_NAMED]:
            what = "not certain: it is taken for a paragraph, and does not end as a sentence does"
            remedy = "It may be a heading, or a part of the heading or of the signature."
            self._places.remarks.append(Problem(self._at(number), what, remedy))
        if (more := len(found) - _NAMED) > 0:
            what = f"not certain: {more} more paragraphs do not end as a sentence does"
            self._places.remarks.append(Problem(self._where, what, "Look at them in the text that was made."))

    def _is_unfinished(self, block: WordBlock) -> bool:
        if not isinstance(block, WordParagraph) or block.in_box or block.number is not None or self._looks.level(block) is not None:
            return False
        said = one_line(block)
        return bool(said) and not END.search(said) and not without_mark(said)[0]
