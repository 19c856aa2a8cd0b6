"""A statement's folder made from a Word document: its text, its pictures, and the document as it was."""

from collections.abc import Iterator
from datetime import date

from editions.importing import Origin
from editions.model.statement import SourceFile
from editions.reading.letters import Letter
from editions.writing_source.front import statement_toml, toml
from editions.writing_source.text import text_file

_ABSENT = "The received document gives no place and no reference of its own: none is shown."


def letter_files(letter: Letter, origin: Origin, received: SourceFile) -> list[SourceFile]:
    """Return the files of the statement's folder: source, text, pictures, and the received document as it was.

    Pictures that cannot be shown yet are there too: a line of the text shows them once somebody says what is on them.

    Raises:
        Refusal: Markdown has no form for something that the text says.
    """
    return [
        _statement_toml(letter, origin),
        text_file(letter.text, place=letter.text.place),
        *(SourceFile(name=picture.file, content=picture.content) for picture in letter.pictures),
        SourceFile(name=f"received/{received.name}", content=received.content),
    ]


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
