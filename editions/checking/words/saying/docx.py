"""What a DOCX says, in the order in which it is read; what each paragraph is, its style says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from editions.checking.words.saying.said import Said
from editions.checking.words.saying.source import with_called
from editions.model.evidence import DocxEvidence, DocxParagraph, DocxSection

#: What runs along the pages, in the order in which it is said: the first page's, and those of the later pages.
_RUNNING = ("header first", "header default", "footer first", "footer default", "header even", "footer even")
#: What stands for a field that counts.
_COUNTED = {"PAGE": "{page}", "NUMPAGES": "{pages}"}

#: What the paragraphs of our styles are; later ones only where no earlier one fits.
_KINDS = (
    (re.compile(r"EditionsHeading$"), "heading 1"),
    (re.compile(r"Editions(Recipient|Annexes)Lead$"), "heading 2"),
    (re.compile(r"Editions(Recipient|Annex|ListEnd)$|EditionsListItem|EditionsTextIn[LQ]*L"), "item"),
    (re.compile(r"EditionsQuotation|EditionsTextIn[LQ]*Q"), "quotation"),
    (re.compile(r"EditionsHeaderCell"), "header cell"),
    (re.compile(r"EditionsCell"), "cell"),
    (re.compile(r"EditionsFootnote$"), "note"),
)
_SECTION = re.compile(r"EditionsSection(\d)")


def said_in(docx: DocxEvidence) -> tuple[Said, ...]:
    """Return what *docx* says: letterhead, head and foot of the later pages, body, footnotes and endnotes.

    A header or footer that no section names is on no page, and says nothing; neither does the letterhead where the
    first page is like the others. Page numbers are said as "{page}" and "{pages}", footnotes with the numbers that Word
    will give them, whatever their ids are.
    """
    numbers = {identifier: number for number, identifier in enumerate(sorted(docx.footnotes), 1)}
    return tuple(said for said in _all(_numbered(docx, numbers)) if said.text.strip())


def _all(docx: DocxEvidence) -> Iterator[Said]:
    for part in _running(docx):
        yield from (_said(paragraph, counted=True) for paragraph in docx.running.get(part, ()))
    for paragraph in docx.body:
        if paragraph.number and (paragraph.text or paragraph.images):
            yield Said(kind="number", text=paragraph.number, passage=paragraph.passage)
        yield _said(paragraph)
    for notes in (docx.footnotes, docx.endnotes):
        yield from (_said(paragraph) for number in sorted(notes) for paragraph in notes[number])


def _numbered(docx: DocxEvidence, numbers: Mapping[int, int]) -> DocxEvidence:
    """Return *docx* with *numbers* for the ids of its notes where they are called; a call of none keeps its id."""
    body = (replace(paragraph, notes=tuple(numbers.get(note, note) for note in paragraph.notes)) for paragraph in docx.body)
    return replace(docx, body=tuple(body))


def _running(docx: DocxEvidence) -> Iterator[str]:
    """Yield the headers and footers that are on a page: one of each kind, that of the first section that names it."""
    named = [(place, section) for section in docx.sections for place in section.running]
    shown = {place: section.running[place] for place, section in reversed(named) if "first" not in place or _has_first(section)}
    yield from (shown[place] for place in _RUNNING if place in shown)


def _has_first(section: DocxSection) -> bool:
    return section.look.get("titlePg", "false") not in ("false", "0", "off")


def _said(paragraph: DocxParagraph, *, counted: bool = False) -> Said:
    shown = [run for run in paragraph.runs if run.change != "del" and not run.hidden]
    text = "".join(run.text for run in shown)
    if counted:
        fields = ["", *(_COUNTED.get(instruction.partition(" ")[0].upper(), "") for instruction in paragraph.fields)]
        text = "".join(fields[number] or "".join(run.text for run in runs) for number, runs in groupby(shown, lambda run: run.field))
    kind = _kind(paragraph.style)
    text = text.lstrip(" ") if kind == "note" else text
    return Said(kind=kind, text=with_called(text, paragraph.notes, paragraph.images), passage=paragraph.passage)


def _kind(style: str) -> str:
    if section := _SECTION.match(style):
        return f"heading {min(int(section[1]) + 1, 6)}"
    return next((kind for pattern, kind in _KINDS if pattern.match(style)), "paragraph")
