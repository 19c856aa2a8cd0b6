"""A document that we did not make, as a statement: heading, text, signature and recipients; the rest is named."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from editions.model.parties import RecipientList, Signatory
from editions.model.prose import Block, Footnote
from editions.model.word import Leftover, Look, WordBlock, WordDocument, WordNote, WordParagraph, WordText, paragraphs
from editions.problems import Problem
from editions.reading.word.headings import Looks
from editions.reading.word.inlines import NewPicture
from editions.reading.word.parts import Places
from editions.reading.word.passages import Passages
from editions.reading.word.places import places
from editions.reading.word.tidying import Fault, Tally, tidied
from editions.reading.word.typed import TypedLists
from editions.reading.word.unseen import SeenInlines, Unseen
from editions.reading.word.wording import note_wording, wording

#: What stands in a document beside its words, and is lost even where it has none.
_LOST = (
    "another document", "a chart", "a diagram", "an embedded object", "handwriting", "a control with a program", "a character that only",
    "words drawn", "a picture",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Foreign:
    """What a document says, by its parts. *signatories* and *heading* are empty only where *problems* say so.

    *cleaned* are marks and blanks that no reader misses, *left_out* is what has words or meaning and no place in a source;
    *taken* tells what was taken for what by its look; *unseen* are the pictures that cannot be shown before somebody says
    what is on them, each with the words before it.
    """

    heading: str
    subject: str
    body: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    signatories: tuple[Signatory, ...]
    recipients: RecipientList | None
    #: The place, which may be empty, and the day, where a line says them alone.
    dated: tuple[str, date] | None
    pictures: tuple[NewPicture, ...]
    unseen: tuple[Unseen, ...]
    cleaned: tuple[Leftover, ...]
    left_out: tuple[Leftover, ...]
    taken: tuple[str, ...]
    remarks: tuple[Problem, ...]
    problems: tuple[Problem, ...]


def read_foreign(document: WordDocument, where: str, names: Iterable[str], fault: Fault) -> Foreign:
    """Return what *document*, of which every tracked change is settled, says; *where* it is called in messages.

    *names* are recipients' names that contain commas; *fault* says what keeps the bytes of a picture from being shown.
    """
    tidy, tally = tidied(document, fault)
    return _Reader(tidy, tally, places(tidy.blocks, document.blocks, names, where, (line for _, line in document.running))).foreign()


class _Reader:
    def __init__(self, document: WordDocument, tally: Tally, found: Places) -> None:
        self._document = document
        self._blocks = document.blocks
        self._tally = tally
        self._places = found
        self._inlines = SeenInlines(document)
        self._typed = TypedLists()

    def foreign(self) -> Foreign:
        """Return all that the document says."""
        places = self._places
        outside = [*places.head, *places.signed, *places.addressed, *self._date_line()]
        for mark in places.marks:
            self._tally.leave("a mark of the signature", mark)
        self._leave_outside(set(outside))
        self._look_at_lines(places.head, "heading or the subject")
        passages = Passages(self._document, self._inlines, self._tally)
        body = passages.of(self._with_typed_lists())
        self._look_at_lines(places.signed, "signature")
        self._look_at_lines(self._date_line(), "date")
        self._look_at_lines(places.addressed, "recipients")
        self._leave_notes(set(outside) | set(self._body()))
        self._leave_running()
        taken = (*self._said_of_date(), *places.taken, *self._tally.taken(), *self._inlines.taken, *passages.taken)
        return Foreign(
            heading=places.heading,
            subject=places.subject,
            body=body,
            footnotes=tuple(self._inlines.notes),
            signatories=places.signatories,
            recipients=places.recipients,
            dated=places.dated,
            pictures=tuple(self._inlines.pictures),
            unseen=tuple(self._inlines.unseen),
            cleaned=tuple(self._cleaned()),
            left_out=tuple(self._left_out()),
            # Of lists each: two may begin alike.
            taken=(*dict.fromkeys(taken), *self._typed.taken),
            remarks=tuple(places.remarks),
            problems=tuple(places.problems),
        )

    def _date_line(self) -> list[int]:
        return [self._places.date_line] if self._places.dated and self._places.date_line >= 0 else []

    def _said_of_date(self) -> Iterator[str]:
        for number in self._date_line():
            shown = " ".join(wording(self._document, self._blocks[number]))
            yield f'the line "{shown}" is taken for place and date, which an edition writes itself'

    def _body(self) -> list[int]:
        """Return the numbers of the blocks that are the text: a box beside the heading is none of them."""
        numbers = list(self._places.body)
        while self._places.head and numbers and self._blocks[numbers[0]].in_box:
            del numbers[0]
        return numbers

    def _with_typed_lists(self) -> list[WordBlock]:
        """Return the blocks of the text; those that were typed as items of a list are some."""
        looks = Looks(self._blocks)
        blocks = [self._blocks[number] for number in self._body()]
        return list(self._typed.of(blocks, [isinstance(block, WordParagraph) and looks.level(block) is not None for block in blocks]))

    def _leave_outside(self, taken: set[int]) -> None:
        """Name what stands above the heading, beside it, and after the signature."""
        body = self._body()
        read = taken | set(body)
        for number, block in enumerate(self._blocks):
            if number in read:
                continue
            if shown := " / ".join(wording(self._document, block)):
                first = body[0] if body else len(self._blocks)
                place = "above the heading, or beside it" if number < first else "after the signature"
                self._tally.leave(f"what stands {place}", shown)

    def _look_at_lines(self, numbers: Iterable[int], role: str) -> None:
        """Tell of what is more than words in the blocks *numbers*, which were taken for *role*."""
        for number in numbers:
            for paragraph in paragraphs((self._blocks[number],)):
                self._inlines.line((replace(run, look=Look()) if isinstance(run, WordText) else run for run in paragraph.runs), role)
            self._inlines.near(self._blocks[number])

    def _leave_notes(self, read: set[int]) -> None:
        """Name the notes that nothing calls which was read, among them those that only notes call."""
        called = {
            (run.kind, run.id)
            for number in read
            for paragraph in paragraphs((self._blocks[number],))
            for run in paragraph.runs
            if isinstance(run, WordNote)
        }
        for key in self._document.notes:
            if key not in called and (shown := note_wording(self._document, key)):
                self._tally.leave(f"a {key[0]} that the text does not call", shown)

    def _leave_running(self) -> None:
        """Name the words of headers and footers, the same ones once."""
        parts: dict[str, list[str]] = {}
        for part, line in self._document.running:
            parts.setdefault(part, []).append(line.replace("\n", " ").strip())
        for part, lines in parts.items():
            name = "footer" if "footer" in part.rpartition("/")[2].lower() else "header"
            self._tally.leave(f"the {name} of the pages", " / ".join(lines))

    def _cleaned(self) -> Iterator[Leftover]:
        for what, count in self._tally.cleaned.items():
            yield Leftover(kind=what, count=count)
        yield from (one for one in self._document.leftovers if not one.words and not one.kind.startswith(_LOST))

    def _left_out(self) -> Iterator[Leftover]:
        yield from self._tally.leftovers()
        yield from (one for one in self._document.leftovers if one.words or one.kind.startswith(_LOST))
        yield from (Leftover(kind=what, count=count) for what, count in Counter(self._inlines.lost).items())
