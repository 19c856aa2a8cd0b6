"""A lone file where a folder is expected: a statement with one text, in the default layout."""

from pathlib import Path

from editions.model.prose import Image, Paragraph, Words, inline_runs, walk_inlines
from editions.model.statement import SourceFile, Statement, Text
from editions.problems import Problem, Refusal
from editions.reading.encoding import decode, read_bytes
from editions.reading.folder import Reading, no_recipients
from editions.reading.names_of_files import LAYOUT, NAME, day_of, id_of_lone
from editions.reading.plaintext import read_plaintext
from editions.reading.recipients import read_names
from editions.reading.text import read_text
from editions.surroundings import Surroundings


def read_lone(path: Path, around: Surroundings) -> Reading:
    """Return the statement in the file at *path*: ``ID.txt``, ``ID.md``, ``ID.docx`` or, with its language, ``ID.az.txt``.

    Its date is the one its name begins with (``2022-01-20-….txt``); without a language it is English, or that of the DOCX.

    Raises:
        Refusal: with all that is wrong with it.
    """
    match = NAME.fullmatch(path.name)
    if match is None:
        raise Refusal(
            Problem(str(path), "the file's name is not that of a statement", "Call it ID.txt, ID.md, ID.docx or ID.LANGUAGE.txt.")
        )
    if path.suffix == ".docx":
        # What reads Word is as much again as all the rest, and is not loaded for other statements.
        from editions.reading.lone_letters import read_lone_letter

        return read_lone_letter(path, match["language"] or "", around)
    content = read_bytes(path, around.limits)
    read = _plain_text if path.suffix == ".txt" else _markdown
    language = match["language"] or "en"
    text, remarks = read(path, content, language, around)
    statement = Statement(
        id=id_of_lone(path), date=day_of(path), original=language, layout=LAYOUT, texts=(text,),
        sources=(SourceFile(name=path.name, content=content),), where=str(path),
    )  # fmt: skip
    return Reading(statement=statement, remarks=remarks)


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
