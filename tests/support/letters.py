"""Sample letters, written in Word's own XML: the head, the signature and the address around a text. Samples: nobody sent them."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from editions.model.parties import Signatory
from editions.model.prose import Paragraph, Words, inline_runs, plain
from editions.model.statement import Text
from editions.model.word import WordDocument, WordText, paragraphs
from editions.reading.word.changes import accepted
from editions.reading.word.document import read_word
from editions.reading.word.foreign import Foreign, read_foreign
from editions.writing_source.blocks import body_lines
from tests.support.word_parts import paragraph, parts, text, zipped

CENTRED = '<w:jc w:val="center"/>'
HEAD = paragraph(text("STATEMENT", "<w:b/>"), CENTRED) + paragraph("by the Ombudsman concerning a sample of 3 May 2026", CENTRED)
SIGNATURE = paragraph("Ada Sample") + paragraph("Ombudsman")
ADDRESS = paragraph("This Statement is addressed to the first office, the second office, as well as the third office.")
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/></w:style>'
    for identifier, name in (
        ("berschrift1", "heading 1"), ("berschrift2", "heading 2"), ("berschrift4", "heading 4"), ("Zitat", "Quote"), ("Titel", "Title"),
        ("Verz1", "toc 1"), ("Listenabsatz", "List Paragraph"),
    )
)  # fmt: skip
#: A list with bullets (1), one with numbers (2), and one with numbers as "Article 1" (3).
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern.format(level + 1)}"/></w:lvl>'
        for level in range(9)
    )
    + "</w:abstractNum>"
    for number, form, pattern in ((1, "bullet", "•"), (2, "decimal", "%{}."), (3, "decimal", "Article %{}"))
) + "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2, 3))


def letter(body: str, *, head: str = HEAD, end: str = SIGNATURE + ADDRESS, **more: Any) -> bytes:
    """Return a letter whose text is *body*; *more* is as word_parts.parts takes it."""
    return zipped(parts(head + body + end, **{"styles": STYLES, "numbering": NUMBERING, **more}))


def foreign(body: str, **more: Any) -> Foreign:
    """Return what a letter says whose text is *body*, with every change accepted; *more* is as letter takes it."""
    return said_by(accepted(read_word(letter(body, **more), "letter.docx")))


def said_by(document: WordDocument) -> Foreign:
    """Return what *document* says; pictures are shown where they begin as a PNG does."""
    return read_foreign(document, "letter.docx", (), lambda content: "" if content.startswith(b"\x89PNG") else "is no PNG")


def source(found: Foreign) -> str:
    """Return the body that *found* says, as Markdown."""
    return "\n".join(body_lines(found.body, found.footnotes))


def item(words: str, number: int = 1, level: int = 0) -> str:
    """Return a paragraph of *words* in the list *number*."""
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def styled(words: str, style: str) -> str:
    """Return a paragraph of *words* in *style*."""
    return paragraph(words, f'<w:pStyle w:val="{style}"/>')


def left(found: Foreign) -> dict[str, str]:
    """Return what *found* left out: the words by the kind."""
    return {one.kind: one.words for one in found.left_out}


def cleaned(found: Foreign) -> dict[str, int]:
    """Return how often what was taken away of *found*."""
    return {one.kind: one.count for one in found.cleaned}


def given_words(document: WordDocument) -> str:
    """Return all characters of *document*, wherever they stand; a picture has none."""
    blocks = (document.blocks, *document.notes.values())
    runs = (run for part in blocks for line in paragraphs(part) for run in line.runs)
    return "".join([*(run.text for run in runs if isinstance(run, WordText)), *(words for _, words in document.running)])


def found_words(found: Foreign) -> str:
    """Return all characters of *found*: of its parts, and of what it names as left out, as often as it was left out."""
    people = [(one.name, one.office) for one in found.signatories]
    recipients = (found.recipients.lead, *found.recipients.names) if found.recipients else ()
    return "".join(
        [
            found.heading, found.subject,
            *(part for person in people for part in person),
            *recipients,
            *(plain(inlines) for _, inlines in inline_runs(found.body)),
            *(plain(note.inlines) for note in found.footnotes),
            *_named(found),
        ]
    )  # fmt: skip


def text_of(found: Foreign) -> Text:
    """Return *found* as a text, with stand-ins for what it does not have."""
    body = found.body or (Paragraph(inlines=(Words(text="None."),)),)
    signatories = found.signatories or (Signatory(name="Ada Sample"),)
    return Text(
        language="en", heading=found.heading or "None", subject=found.subject, body=body, signatories=signatories,
        footnotes=found.footnotes, recipients=found.recipients,
    )  # fmt: skip


def letters_of(words: str) -> Counter[str]:
    """Return how often each letter and figure is in *words*."""
    return Counter(character for character in words if character.isalnum())


def _named(found: Foreign) -> Iterable[str]:
    for one in found.left_out:
        # What a kind quotes are words of the document; the others are ours.
        yield from [*one.kind.split('"')[1::2], one.words] * one.count
    for what in found.taken:
        if what.startswith(("the raised", "the lowered")) or what.endswith(
            ("is taken for place and date, which an edition writes itself", "which has marks of its own")
        ):
            yield from what.split('"')[1::2]
    for cleaned in found.cleaned:
        yield from cleaned.kind.split('"')[1::2] * cleaned.count
    for remark in found.remarks:
        if remark.what.startswith("left out of"):
            yield from remark.what.split('"')[1::2]
