"""A lone Word document where a folder is expected: a statement with one text."""

from collections.abc import Iterator
from pathlib import Path

from editions.model.prose import Image, inline_runs, walk_inlines
from editions.model.statement import Picture, SourceFile, Statement
from editions.model.word import WordDocument
from editions.problems import Problem, Refusal
from editions.reading.folder import Reading
from editions.reading.images import picture_of
from editions.reading.letters import Letter, read_letter, told
from editions.reading.names_of_files import LAYOUT, day_of, has_day, id_of_lone
from editions.reading.recipients import read_names
from editions.reading.word.changes import changes, settled
from editions.reading.word.document import bytes_of, read_word
from editions.surroundings import Surroundings


def read_lone_letter(path: Path, language: str, around: Surroundings) -> Reading:
    """Return the statement in the Word document at *path*, a text in *language* if that is given.

    Its date is the one of its name, else the one that stands in it.

    Raises:
        Refusal: it cannot be read, has changes that are pending, or no date.
    """
    content, where = bytes_of(path), str(path)
    document = read_word(content, where)
    if pending := list(changes(document)):
        authors = ", ".join(dict.fromkeys(one.change.author for one in pending if one.change.author)) or "nobody named"
        number = f"{len(pending)} tracked {'change is' if len(pending) == 1 else 'changes are'}"
        what = f"{number} pending (by {authors}): a statement says one thing"
        remedy = "Accept or reject them in Word (Review) and save; or `editions import FILE --changes accept` makes a folder of it."
        raise Refusal(Problem(where, what, remedy))
    letter = read_letter(settled(document, lambda _: True), where, read_names(around.names), around.limits, language=language)
    statement = Statement(
        id=id_of_lone(path), date=day_of(path) if letter.day is None or has_day(path) else letter.day,
        original=letter.text.language, layout=letter.layout or LAYOUT, texts=(letter.text,), reference=letter.reference,
        pictures=tuple(_shown(letter, around)), sources=(SourceFile(name=path.name, content=content),), where=where,
    )  # fmt: skip
    return Reading(statement=statement, remarks=tuple(_remarks(document, letter, where)))


def _shown(letter: Letter, around: Surroundings) -> Iterator[Picture]:
    rows = (*(inlines for _, inlines in inline_runs(letter.text.body)), *(note.inlines for note in letter.text.footnotes))
    shown = {inline.file for inlines in rows for inline in walk_inlines(inlines) if isinstance(inline, Image)}
    yield from (picture_of(picture.content, picture.file, around.limits) for picture in letter.pictures if picture.file in shown)


def _remarks(document: WordDocument, letter: Letter, where: str) -> Iterator[Problem]:
    """Yield what there is to say of *letter*, which *document* holds."""
    for picture in letter.unseen:
        remedy = "Write it in Word (Edit Alt Text), and save again."
        yield Problem(where, f'not shown: the picture "{picture.name}" at "{picture.near}" has no alternative text', remedy)
    yield from (Problem(where, f"left out: {told(one)}") for one in letter.left_out)
    yield from (Problem(where, f"left out: a comment by {one.author or 'nobody named'}: {one.text}") for one in document.comments)
    yield from (Problem(where, f"taken away: {told(one)}") for one in letter.cleaned)
    yield from (Problem(where, what) for what in letter.taken)
    yield from letter.remarks
