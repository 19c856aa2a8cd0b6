"""What a DOCX says, in the order in which it is read; what each paragraph is, its style says."""

import re
from collections.abc import Iterator

from editions.checking.words.saying.said import Said
from editions.checking.words.saying.source import with_called
from editions.model.evidence import DocxEvidence, DocxParagraph

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
_LETTERHEAD = ("EditionsBodyName", "EditionsLetterheadLine")


def said_in(docx: DocxEvidence) -> tuple[Said, ...]:
    """Return what *docx* says: letterhead, head of the later pages, body, footnotes; page numbers left out."""
    return tuple(said for said in _all(docx) if said.text.strip())


def _all(docx: DocxEvidence) -> Iterator[Said]:
    running = [paragraph for name in sorted(docx.running) for paragraph in docx.running[name]]
    yield from (_said(paragraph) for paragraph in running if paragraph.style in _LETTERHEAD)
    yield from (_said(paragraph) for paragraph in running if paragraph.style not in (*_LETTERHEAD, "EditionsPageNumber"))
    for paragraph in docx.body:
        if paragraph.number and paragraph.text:
            yield Said(kind="number", text=paragraph.number)
        yield _said(paragraph)
    for number in sorted(docx.footnotes):
        yield from (_said(paragraph) for paragraph in docx.footnotes[number])


def _said(paragraph: DocxParagraph) -> Said:
    text = "".join(run.text for run in paragraph.runs if run.change != "del" and not run.hidden)
    kind = _kind(paragraph.style)
    text = text.lstrip(" ") if kind == "note" else text
    return Said(kind=kind, text=with_called(text, paragraph.notes, paragraph.images))


def _kind(style: str) -> str:
    if section := _SECTION.match(style):
        return f"heading {min(int(section[1]) + 1, 6)}"
    return next((kind for pattern, kind in _KINDS if pattern.match(style)), "paragraph")
