"""A statement in one Word document: a letter by another hand, or one of our own editions, edited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from editions.language import is_known, long_date
from editions.model.prose import inline_runs, plain
from editions.model.statement import Text
from editions.model.word import Leftover, WordDocument, paragraphs
from editions.problems import Problem, Refusal
from editions.reading.images import fault_of
from editions.reading.text import read_text
from editions.reading.tongues import told_and_spoken
from editions.reading.word.foreign import Foreign, read_foreign
from editions.reading.word.inlines import NewPicture
from editions.reading.word.ours import is_ours, read_ours
from editions.reading.word.unseen import Unseen
from editions.reading.word.wording import one_line
from editions.surroundings import Limits
from editions.toml_source import TomlSource


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a document says. *day* is the one that a line says alone, or the source that an edition of ours carries; *layout* and
    *reference* are those of that source.

    *pictures* has those that are shown, and those that are *unseen*; for the rest see Foreign.
    """

    text: Text
    pictures: tuple[NewPicture, ...]
    unseen: tuple[Unseen, ...] = ()
    cleaned: tuple[Leftover, ...] = ()
    left_out: tuple[Leftover, ...] = ()
    taken: tuple[str, ...] = ()
    remarks: tuple[Problem, ...] = ()
    #: The words of each paragraph of the document that has any.
    lines: tuple[str, ...] = ()
    day: date | None = None
    layout: str = ""
    reference: str = ""


def read_letter(document: WordDocument, where: str, names: Iterable[str], limits: Limits, *, language: str = "") -> Letter:
    """Return what *document*, of which every tracked change is settled, says; *where* it is called in messages.

    *names* are recipients' names that contain commas. *language* is that of the text; without it, it is told by its words, or
    else by what the document says.

    Raises:
        Refusal: there is no heading, no text or no signatory.
    """
    if is_ours(document):
        return _ours(document, where, language)
    found = read_foreign(document, where, names, lambda content: fault_of(content, limits))
    if found.problems:
        raise Refusal(*found.problems)
    known, doubt = (language, "") if language else told_and_spoken(document.language, _said(found))
    text = Text(
        language=known, heading=found.heading, subject=found.subject, body=found.body, signatories=found.signatories,
        footnotes=found.footnotes, recipients=found.recipients, place=found.dated[0] if found.dated else "", file=where,
    )  # fmt: skip
    remedy = "Give it with --language; of a lone file, in its name, as in ID.az.docx."
    lines = tuple(filter(None, map(one_line, paragraphs(document.blocks))))
    doubts = (Problem(where, f'not certain: the language is taken for "{known}" ({doubt})', remedy),) if doubt else ()
    return Letter(
        text=text, pictures=found.pictures, unseen=found.unseen, cleaned=found.cleaned, left_out=found.left_out, taken=found.taken,
        remarks=(*found.remarks, *doubts), lines=lines, day=found.dated[1] if found.dated else None,
    )  # fmt: skip


def told(one: Leftover) -> str:
    """Return *one* as it is told: what it is, how often, and its words."""
    often = f" ({one.count} times)" if one.count > 1 else ""
    return f"{one.kind}{often}" + (f': "{one.words}"' if one.words else "")


def _said(found: Foreign) -> str:
    return " ".join((found.heading, found.subject, *(plain(inlines) for _, inlines in inline_runs(found.body))))


def _ours(document: WordDocument, where: str, language: str) -> Letter:
    """Return what an edition of ours says, whatever its styles have become."""
    tag = language or document.custom.get("EditionsLanguage", "") or "en"
    base, day, layout, reference, remarks = _carried(document, tag, where)
    found = read_ours(document, base, {}, reference=reference)
    if missing := _missing(found.text):
        raise Refusal(*(Problem(where, f"there is no {part} in the document", "A statement has one: put it back.") for part in missing))
    expected = ", ".join(part for part in (base.place, long_date(day, tag) if day and is_known(tag) else "") if part)
    if found.date_line and found.date_line != expected:
        remarks = (
            *remarks,
            Problem(where, f'left out: the line "{found.date_line}" (place and date)', "Give the date, and look at the place."),
        )
    identifier = document.custom["EditionsId"]
    remedy = f"`editions import FILE --onto seeds/{identifier}` brings what was changed in it into its own source."
    return Letter(
        text=found.text,
        pictures=found.pictures,
        left_out=(
            *(Leftover(kind=what) for what in found.lost),
            *(Leftover(kind="a line of the list of annexes", words=words) for words in found.annexes),
        ),
        taken=found.taken,
        remarks=(Problem(where, f'the document is an edition of "{identifier}"', remedy), *remarks),
        day=day,
        layout=layout,
        reference=found.reference,
    )


def _missing(text: Text) -> list[str]:
    parts = (("heading", text.heading), ("text", text.body), ("signatory", text.signatories))
    return [name for name, found in parts if not found]


def _carried(document: WordDocument, language: str, where: str) -> tuple[Text, date | None, str, str, tuple[Problem, ...]]:
    """Return the text, the date, the layout and the reference of the source in *document*; and what of it cannot be read."""
    blank = Text(language=language, heading="", subject="", body=(), signatories=(), file=where)
    carried = dict(document.sources)
    if f"{language}.md" not in carried or "statement.toml" not in carried:
        return blank, None, "", "", ()
    header = TomlSource(carried["statement.toml"], where=f"{where}: statement.toml")
    values = header.values
    day = values.get("date")
    place, reference = header.line_of_text(values, "place"), header.line_of_text(values, "reference")
    text, problems = read_text(carried[f"{language}.md"], f"{where}: {language}.md", language=language, place=place)
    layout = header.get(values, "layout", str, default="")
    return text or blank, day if isinstance(day, date) else None, layout, reference, (*header.problems, *problems)
