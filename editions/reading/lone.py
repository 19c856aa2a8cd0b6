"""A lone file where a folder is expected: a statement with one text, in the default layout."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from editions.model.prose import Image, Paragraph, Words, inline_runs, walk_inlines
from editions.model.statement import Picture, SourceFile, Statement, Text
from editions.model.word import WordDocument
from editions.problems import Problem, Refusal
from editions.reading.encoding import decode, read_bytes
from editions.reading.folder import Reading, no_recipients
from editions.reading.images import picture_of
from editions.reading.letters import Letter, read_letter, told
from editions.reading.plaintext import read_plaintext
from editions.reading.recipients import read_names
from editions.reading.text import read_text
from editions.reading.word.changes import changes, settled
from editions.reading.word.document import bytes_of, read_word
from editions.surroundings import Surroundings

_NAME = re.compile(r"(?P<id>.+?)(?:\.(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.(?:txt|md|docx)")
_DAY = re.compile(r"^(\d{4}-\d{2}-\d{2})")
_LAYOUT = "plain"


def read_lone(path: Path, around: Surroundings) -> Reading:
    """Return the statement in the file at *path*: ``ID.txt``, ``ID.md``, ``ID.docx`` or, with its language, ``ID.az.txt``.

    Its date is the one its name begins with (``2022-01-20-….txt``); without a language it is English, or that of the DOCX.

    Raises:
        Refusal: with all that is wrong with it.
    """
    match = _NAME.fullmatch(path.name)
    if match is None:
        raise Refusal(
            Problem(str(path), "the file's name is not that of a statement", "Call it ID.txt, ID.md, ID.docx or ID.LANGUAGE.txt.")
        )
    if path.suffix == ".docx":
        return _word(path, match["language"] or "", around)
    content = read_bytes(path, around.limits)
    read = _plain_text if path.suffix == ".txt" else _markdown
    language = match["language"] or "en"
    text, remarks = read(path, content, language, around)
    statement = Statement(
        id=id_of_lone(path), date=_day(path), original=language, layout=_LAYOUT, texts=(text,),
        sources=(SourceFile(name=path.name, content=content),), where=str(path),
    )  # fmt: skip
    return Reading(statement=statement, remarks=remarks)


def id_of_lone(path: Path) -> str:
    """Return the id that the name of the file at *path* gives its statement: without language and ending."""
    match = _NAME.fullmatch(path.name)
    return match["id"] if match else path.stem


def _day(path: Path) -> date:
    match = _DAY.match(path.name)
    if match is None:
        remedy = f"Begin its name with one, as in 2022-01-20-{path.name}, or make it a folder."
        raise Refusal(Problem(str(path), "the statement has no date", remedy))
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        raise Refusal(Problem(str(path), f"there is no date {match[1]}, with which its name begins", "Mend its name.")) from None


def _plain_text(path: Path, content: bytes, language: str, around: Surroundings) -> tuple[Text, tuple[Problem, ...]]:
    plain = read_plaintext(decode(content, str(path), around.limits.text_bytes), str(path), read_names(around.names))
    text = Text(
        language=language, heading=plain.heading, subject=plain.subject, signatories=(plain.signatory,), recipients=plain.recipients,
        body=tuple(Paragraph(inlines=(Words(text=words),), line=line) for line, words in plain.paragraphs), file=str(path),
    )  # fmt: skip
    cleaned = tuple(Problem(str(path), f"taken away: {item.what}", "", item.line, item.column) for item in plain.removals)
    return text, cleaned + plain.remarks


def _markdown(path: Path, content: bytes, language: str, around: Surroundings) -> tuple[Text, tuple[Problem, ...]]:
    text, problems = read_text(decode(content, str(path), around.limits.text_bytes), str(path), language=language)
    if text is None or problems:
        raise Refusal(*problems)
    if any(isinstance(inline, Image) for _, inlines in inline_runs(text.body) for inline in walk_inlines(inlines)):
        raise Refusal(Problem(str(path), "a lone file has no images", "Make it a folder: statement.toml, en.md and the images."))
    return text, () if text.recipients else (no_recipients(text),)


def _word(path: Path, language: str, around: Surroundings) -> Reading:
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
        id=id_of_lone(path), date=_day(path) if letter.day is None or _DAY.match(path.name) else letter.day,
        original=letter.text.language, layout=letter.layout or _LAYOUT, texts=(letter.text,), reference=letter.reference,
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
