"""Redlines: pairs of small statements that differ in one thing each, and what is read of a redline once it is settled."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from editions.comparing.units import Unit
from editions.model.statement import Statement
from editions.model.word import WordDocument
from editions.preparing import prepare
from editions.reading.text import read_text
from editions.reading.word.document import read_word
from editions.redlining.word import Signed
from editions.rendering.docx.tracked import to_tracked_docx
from tests.support.making import EVERYTHING, layout, statement
from tests.support.returning import read_document, returned_units

SIGNED = Signed(author="A. Reviewer", time=datetime(2026, 3, 9, 10, tzinfo=UTC))
_HEAD = 'heading = "HEAD"\nsubject = "of a sample"\n'
_SIGNATORY = '[signatory]\nname = "A. Sample"\noffice = "Sample Officer"\n'
_RECIPIENTS = '[recipients]\nlead = "This is for"\nnames = ["One man", "Two men", "Three men", "Four women"]\n'


@dataclass(frozen=True, kw_only=True)
class Change:
    """A statement that was *old*, and is *new*."""

    name: str
    old: Statement
    new: Statement


def statement_with(body: str, *, head: str = _HEAD, signatory: str = _SIGNATORY, recipients: str = _RECIPIENTS) -> Statement:
    """Return a statement in English with the *body*, in Markdown, and the pictures of the sample with everything."""
    source = f"+++\n{head}{signatory}{recipients}+++\n{body}\n"
    text, problems = read_text(source, "sample/en.md", language="en", place="Sampletown")
    assert text is not None, problems
    assert not problems
    return replace(statement(EVERYTHING), texts=(text,), original="en")


def redline(old: Statement, new: Statement) -> bytes:
    """Return what became of *old*, which is *new*, with tracked changes."""
    look, language = layout(new.layout), new.original
    return to_tracked_docx(prepare(old, language, look), prepare(new, language, look), look, SIGNED, "Changes")


def units_in(content: bytes, settle: Callable[[WordDocument], WordDocument], made_from: Statement) -> tuple[Unit, ...]:
    """Return what the DOCX *content* says once it is settled, and says then what *made_from* does."""
    returned = read_document(settle(read_word(content, "redline.docx")), made_from)
    assert not returned.lost
    assert not returned.taken
    return returned_units(returned)


_IMAGE, _OTHER_IMAGE = "![four bars](images/chart.png)", "![a photograph](images/photo.jpg)"
_TABLE = "| A | B |\n|---|---|\n| one | two |\n| three | four |\n| five | six |\n"
_BODIES = {
    "words": ("First.\n\nThe old man and the sea.\n\nLast.", "First.\n\nThe old woman and the blue sea.\n\nLast."),
    "all the words of a paragraph": ("First.\n\nOld.\n\nLast.", "First.\n\nNew.\n\nLast."),
    "words became bold and others no longer italic": ("Old man sea and this *is* it.\n\nLast.", "Old **man** sea and this is it.\n\nLast."),
    "bold words became italic": ("The old **man and** the sea.\n\nLast.", "The old *man and* the sea.\n\nLast."),
    "italic words of a heading": ("First.\n\n# Words *in* it\n\nLast.", "First.\n\n# Words in it\n\nLast."),
    "a paragraph came": ("First.\n\nLast.", "First.\n\nOne more.\n\nLast."),
    "the last paragraph went": ("First.\n\nLast.", "First."),
    "the first paragraph went": ("First.\n\nLast.", "Last."),
    "a paragraph was parted": ("First.\n\nOne two three. Four five six.\n\nLast.", "First.\n\nOne two three.\n\nFour five six.\n\nLast."),
    "a paragraph was parted in three": ("One two three. Four five six. Seven eight.", "One two three.\n\nFour five six.\n\nSeven eight."),
    "two paragraphs were joined": ("One two three.\n\nFour five six.\n\nLast.", "One two three. Four five six.\n\nLast."),
    "the last paragraphs were joined": ("First.\n\nOne two three.\n\nFour five six.", "First.\n\nOne two three. Four five six."),
    "two items were joined": ("- One two three.\n- Four five six.\n- a\n\nLast.", "- One two three. Four five six.\n- a\n\nLast."),
    "a paragraph moved": ("First of all.\n\nThe second.\n\nA third one.\n\nLast.", "First of all.\n\nA third one.\n\nThe second.\n\nLast."),
    "several paragraphs moved": (
        "First one here.\n\nThe second.\n\nThe third of all.\n\nA fourth comes by.\n\nLast of them all.",
        "Last of them all.\n\nFirst one here.\n\nThe third of all.\n\nA fourth comes by.\n\nThe second.",
    ),
    "a paragraph moved and changed": (
        "First one here.\n\nThe second paragraph has eight words in it.\n\nThe third of all.\n\nA fourth comes by.\n\nLast.",
        "First one here.\n\nThe third of all.\n\nA fourth comes by.\n\nThe second paragraph has nine words in it.\n\nLast.",
    ),
    "an item came and another went": ("- one\n- two\n- three\n\nLast.", "- one\n- three\n- four\n\nLast."),
    "an item moved": ("- first item\n- second item\n- third of them\n\nLast.", "- third of them\n- first item\n- second item\n\nLast."),
    "an item became a paragraph": ("First.\n\n- item one\n- item two\n- item three", "First.\n\n- item one\n\nitem two\n\n- item three"),
    "a paragraph became an item": ("First.\n\n- item one\n\nitem two\n\n- item three", "First.\n\n- item one\n- item two\n- item three"),
    "bullets became numbers": ("First.\n\n- item one\n- item two\n\nLast.", "First.\n\n1. item one\n2. item two\n\nLast."),
    "a list counts from another number": ("1. item one\n2. item two\n\nLast.", "4. item one\n5. item two\n\nLast."),
    "an item went deeper": ("- item one\n- item two\n- item three\n\nLast.", "- item one\n  - item two\n- item three\n\nLast."),
    "an item came up": ("- item one\n  - item two\n- item three\n\nLast.", "- item one\n- item two\n- item three\n\nLast."),
    "a second paragraph of an item became an item": (
        "1. item one\n\n   more of it\n2. item two",
        "1. item one\n2. more of it\n3. item two",
    ),
    "a paragraph became a quotation": ("First.\n\nwas it said\n\nLast.", "First.\n\n> was it said\n\nLast."),
    "a quotation became a paragraph": ("First.\n\n> was it said\n\nLast.", "First.\n\nwas it said\n\nLast."),
    "a heading went up": ("# One\n\nFirst.\n\n## was it said\n\nLast.", "# One\n\nFirst.\n\n# was it said\n\nLast."),
    "a heading became a paragraph": ("First.\n\n# was it said\n\nLast.", "First.\n\nwas it said\n\nLast."),
    "a table came": ("First.\n\nLast.", f"First.\n\n{_TABLE}\nLast."),
    "a table came first": ("Last.", f"{_TABLE}\nLast."),
    "a table went last": (f"First.\n\n{_TABLE}", "First."),
    "rows of a table": (f"First.\n\n{_TABLE}\nLast.", "First.\n\n| A | B |\n|---|---|\n| zero | null |\n| one | two |\n| five | six |\n"),
    "a cell of a table": (f"First.\n\n{_TABLE}\nLast.", "First.\n\n" + _TABLE.replace("six", "six *hundred*") + "\nLast."),
    "a column came": (f"First.\n\n{_TABLE}\nLast.", "First.\n\n| A | B | C |\n|---|---|---|\n| one | two | x |\n\nLast."),
    "a column is aligned": (f"First.\n\n{_TABLE}\nLast.", "First.\n\n" + _TABLE.replace("|---|---|", "|---|--:|") + "\nLast."),
    "a table moved": (f"First words here.\n\n{_TABLE}\nAnd second.\n\nLast.", f"First words here.\n\nAnd second.\n\n{_TABLE}\nLast."),
    "an image became another": (f"First.\n\n{_IMAGE}\n\nLast.", f"First.\n\n{_OTHER_IMAGE}\n\nLast."),
    "an image in a line": (f"First.\n\nSee {_IMAGE} here.\n\nLast.", f"First.\n\nSee {_OTHER_IMAGE} here.\n\nLast."),
    "an image in a cell": (
        f"First.\n\n{_TABLE.replace('two', _IMAGE)}\nLast.",
        f"First.\n\n{_TABLE.replace('two', _OTHER_IMAGE)}\nLast.",
    ),
    "the words of a link": (
        "Old man and [the sea of the moon](https://a.example/c) it is.\n\nLast.",
        "Old man and [the sea of a big moon](https://a.example/c) it is.\n\nLast.",
    ),
    "notes came, went and changed": (
        "First[^a].\n\nSecond[^b] one.\n\n[^a]: note *a*\n\n[^b]: the note b",
        "First.\n\nSecond[^b] one[^c].\n\n[^b]: the *note* bee\n\n[^c]: note c",
    ),
    "a note in a cell changed": (
        f"First.\n\n{_TABLE.replace('two', 'two[^a]').replace('six', 'six[^b]')}\nLast.\n\n[^a]: the note a\n\n[^b]: note b",
        f"First.\n\n{_TABLE.replace('two', 'two[^a]').replace('six', 'six[^b]')}\nLast.\n\n[^a]: the *note* alpha\n\n[^b]: note b",
    ),
    "notes in cells came and went": (
        f"First.\n\n{_TABLE.replace('two', 'two[^a]')}\nLast[^c].\n\n[^a]: the note a\n\n[^c]: note c",
        f"First.\n\n{_TABLE.replace('four', 'four[^b]')}\nLast[^c].\n\n[^b]: note b\n\n[^c]: note c",
    ),
    "a row with a note went": (
        f"First.\n\n{_TABLE.replace('four', 'four[^a]').replace('six', 'six[^b]')}\nLast.\n\n[^a]: note a\n\n[^b]: note b",
        "First.\n\n| A | B |\n|---|---|\n| one | two |\n| five | six[^b] |\n\nLast.\n\n[^b]: note b",
    ),
    "a paragraph was parted in four": (
        "First.\n\nOne two three. Four five six. Seven eight nine. Ten eleven.\n\nLast.",
        "First.\n\nOne two three.\n\nFour five six.\n\nSeven eight nine.\n\nTen eleven.\n\nLast.",
    ),
    "paragraphs became a list": ("First.\n\nitem one\n\nitem two\n\nLast.", "First.\n\n1. item one\n2. item two\n\nLast."),
    "a list became a quotation": ("First.\n\n- item one\n- item two\n\nLast.", "First.\n\n> item one\n>\n> item two\n\nLast."),
    "a note went with its paragraph": ("First.\n\nSecond[^b].\n\n# Third\n\nLast.\n\n[^b]: note b", "First.\n\n# Third\n\nLast."),
    "a linked paragraph moved": (
        "First of all.\n\nThe [second](https://a.example/c).\n\nA third one.\n\nLast.",
        "First of all.\n\nA third one.\n\nThe [second](https://a.example/c).\n\nLast.",
    ),
    "a paragraph moved before a heading and changed": (
        "First.\n\nThe second one[^a] has seven words here.\n\nThird.\n\n# Head\n\nLast.\n\n[^a]: note",
        "First.\n\nThird.\n\nThe second one[^a] has eight words here.\n\n# Head\n\nLast.\n\n[^a]: note a",
    ),
    "words came at the end, and a paragraph": (
        "First of all.\n\n# Head\n\nLast.",
        "First of all. And more words here.\n\nA second paragraph.\n\n# Head\n\nLast.",
    ),
    "words came at the end, and a heading": ("First of all.\n\nLast.", "First of all. And more words here.\n\n# Head\n\nLast."),
    "a break of a line": ("First line\\\nsecond line\n\nLast.", "First line second line\n\nLast."),
}
_LINKS = {
    "a link leads elsewhere": ("Old [sea](https://a.example/c) it is.\n\nLast.", "Old [sea](https://a.example/d) it is.\n\nLast."),
    "words are no longer linked": ("Old [sea](https://a.example/c) it is.\n\nLast.", "Old sea it is.\n\nLast."),
    "words are linked": ("Old sea it is.\n\nLast.", "Old [sea](https://a.example/c) it is.\n\nLast."),
}
_LINES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "another heading": ({"head": 'heading = "OLD HEAD"\nsubject = "of a sample"\n'}, {}),
    "a subject came": ({"head": 'heading = "HEAD"\n'}, {}),
    "a subject went": ({}, {"head": 'heading = "HEAD"\n'}),
    "an office came": ({"signatory": '[signatory]\nname = "A. Sample"\n'}, {}),
    "an office went": ({}, {"signatory": '[signatory]\nname = "A. Sample"\n'}),
    "another signatory": ({"signatory": '[signatory]\nname = "X. Other"\n'}, {}),
    "recipients came, went and moved": ({}, {"recipients": '[recipients]\nlead = "For"\nnames = ["Two men", "Five women", "One man"]\n'}),
    "there are recipients now": ({"recipients": ""}, {}),
    "there are no recipients any more": ({}, {"recipients": ""}),
}


def _of_bodies(bodies: dict[str, tuple[str, str]]) -> tuple[Change, ...]:
    return tuple(Change(name=name, old=statement_with(old), new=statement_with(new)) for name, (old, new) in bodies.items())


def changes() -> tuple[Change, ...]:
    """Return the pairs that LibreOffice settles as they are meant."""
    lines = (
        Change(name=name, old=statement_with("First.", **old), new=statement_with("First.", **new)) for name, (old, new) in _LINES.items()
    )
    return (*_of_bodies(_BODIES), *lines)


def changes_of_links() -> tuple[Change, ...]:
    """Return the pairs in which links come and go, which LibreOffice 7.4 saves with other words in them."""
    return _of_bodies(_LINKS)
