"""Which part of a foreign document is what, by position and wording, as in plain text: head, text, signature, recipients."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from editions.model.word import WordBlock, WordParagraph, WordTable, paragraphs
from editions.problems import Problem
from editions.reading.plaintext import END, office_in
from editions.reading.word.dated import in_columns, place_and_date
from editions.reading.word.ends import Ending, ending
from editions.reading.word.headings import Looks
from editions.reading.word.heads import head
from editions.reading.word.labelled import Head
from editions.reading.word.labels import is_numbered
from editions.reading.word.parts import Places
from editions.reading.word.said import Said, place_of, said_by
from editions.reading.word.signatures import rows_of
from editions.reading.word.typed import without_mark
from editions.reading.word.wording import one_line, says
from editions.reading.word.written_to import WrittenTo

#: Lines from the beginning and from the end among which a date may stand alone.
_NEAR_BEGIN, _NEAR_END = 12, 10
#: Doubtful paragraphs that are named one by one.
_NAMED = 3
_NO_TEXT = ("there is no text between the heading and the signatory", "Write it, a paragraph a line.")
_NOBODY = ("there is no signatory", "Write the name in a line of its own, after the text; the office may follow.")


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
        WrittenTo(places, self._blocks, self._names, self._where).take(top, end, [one for one in below if one.number < begin])
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
