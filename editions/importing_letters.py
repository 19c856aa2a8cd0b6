"""A statement's folder made from a Word document: its text, its pictures, and the document as it was."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from editions.importing import Origin
from editions.model.prose import inline_runs, plain
from editions.model.statement import SourceFile
from editions.problems import Problem, Refusal
from editions.reading.letters import Letter
from editions.writing_source.blocks import body_lines
from editions.writing_source.front import statement_toml, toml
from editions.writing_source.text import text_file

_ABSENT = "The received document gives no place and no reference of its own: none is shown."
_SHOWN = 40


def letter_files(letter: Letter, origin: Origin, received: SourceFile) -> list[SourceFile]:
    """Return the files of the statement's folder: source, text, pictures, and the received document as it was.

    Pictures that cannot be shown yet are there too: a line of the text shows them once somebody says what is on them.

    Raises:
        Refusal: Markdown has no form for something that the text says; the paragraph is named, by its number and its first words.
    """
    return [
        _statement_toml(letter, origin),
        _text_file(letter),
        *(SourceFile(name=picture.file, content=picture.content) for picture in letter.pictures),
        SourceFile(name=f"received/{received.name}", content=received.content),
    ]


def _text_file(letter: Letter) -> SourceFile:
    try:
        return text_file(letter.text, place=letter.text.place)
    except Refusal as refusal:
        place = next(_unwritable(letter), "")
        raise Refusal(
            *(
                Problem(f"{problem.where}{place}", problem.what, f"{problem.remedy} Mend it there in Word, save, and import it again.")
                for problem in refusal.problems
            )
        ) from None


def _unwritable(letter: Letter) -> Iterator[str]:
    """Yield the places of the blocks that cannot be written, as they follow the document's name."""
    for block in letter.text.body:
        try:
            body_lines((block,), letter.text.footnotes)
        except Refusal:
            said = " ".join(plain(inlines) for _, inlines in inline_runs((block,))).strip()
            likest = max(letter.lines, key=lambda line: _shared(line, said), default=said)
            begin = likest if len(likest) <= _SHOWN else f"{likest[:_SHOWN]}…"
            yield f', paragraph {letter.lines.index(likest) + 1 if letter.lines else 0} ("{begin}")'


def _shared(one: str, other: str) -> int:
    """Return with how many characters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _statement_toml(letter: Letter, origin: Origin) -> SourceFile:
    """Return statement.toml; place and reference only where the document says them."""
    known = list(_known(letter))
    absent = "" if known else _ABSENT
    file = statement_toml(origin.day, language=origin.language, layout=origin.layout, date_from=origin.date_from, absent=absent)
    return SourceFile(name=file.name, content=file.content + "".join(known).encode())


def _known(letter: Letter) -> Iterator[str]:
    for key, value in (("place", letter.text.place), ("reference", letter.reference)):
        if value:
            yield f"{key} = {toml(value)}\n"


def day_of(letter: Letter, found: date | None) -> tuple[date | None, str]:
    """Return the date and where it comes from: a line of its own, the source that is carried, or *found* in heading or subject.

    A line that says nothing else is surer than a subject, which may speak of another day.
    """
    if letter.day is not None:
        return letter.day, "From the source that the document carries." if letter.layout else "From the line that says it alone."
    return found, "From the heading or the subject." if found else ""
