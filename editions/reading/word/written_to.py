"""Those written to: where a document names them, and which of several that are named are its recipients."""

from collections.abc import Iterable, Iterator, Sequence

from editions.model.parties import RecipientList
from editions.model.word import WordBlock
from editions.problems import Problem
from editions.reading.recipients import divide, is_address, names_in
from editions.reading.word.addressed import LONGEST, named
from editions.reading.word.ends import Ending, leads, opens_list
from editions.reading.word.labelled import Head
from editions.reading.word.labels import Label, is_beside, label_of
from editions.reading.word.parts import Places
from editions.reading.word.said import Said, place_of


class WrittenTo:
    """Takes those written to into *places*."""

    def __init__(self, places: Places, blocks: Sequence[WordBlock], names: tuple[str, ...], where: str) -> None:
        """Look in *blocks*, called *where*; *names* are recipients' names that contain commas."""
        self._places = places
        self._blocks = blocks
        self._names = names
        self._where = where

    def take(self, top: Head, end: Ending | None, text: Sequence[Said]) -> None:
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
        if any(len(one.words) > LONGEST and not one.is_table for one in said[:1]):
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

    def _at(self, number: int) -> str:
        return f"{self._where}, {place_of(self._blocks, number)}"
