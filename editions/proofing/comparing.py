"""The words of source, PDF and DOCX brought side by side, paragraph by paragraph."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from editions.checking.rules import Case
from editions.model.evidence import DocxEvidence, Element, PdfEvidence
from editions.model.prepared import PreparedStatement
from editions.model.proof import Compared
from editions.model.prose import Heading, Table, plain, walk

#: Elements that are paragraphs, where none of them lies in them.
_BLOCKS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "TH", "TD", "Note", "Caption"}

_Said = tuple[str, str]


def compare(case: Case) -> tuple[Compared, ...]:
    """Return each paragraph of the source as source, PDF and DOCX say it; empty where there is no source.

    What stands before the first and after the last of them (a letterhead, annexes) is left out.
    """
    if case.source is None:
        return ()
    said = [(role, " ".join(text.split())) for role, text in _source(case.source.prepared) if text.strip()]
    pdf = _aligned(said, list(_pdf(case.pdf))) if case.pdf else []
    docx = _aligned(said, list(_docx(case.docx))) if case.docx else []
    rows = []
    for index, (role, text) in enumerate(said):
        in_pdf, in_docx = (side[index] if side else [None] for side in (pdf, docx))
        rows.append(Compared(role=role, source=text, pdf=in_pdf[0], docx=in_docx[0]))
        for more in zip_longest(in_pdf[1:], in_docx[1:]):
            rows.append(Compared(role="Added", source=None, pdf=more[0], docx=more[1]))
    return tuple(rows)


def _source(prepared: PreparedStatement) -> Iterator[_Said]:
    yield "Reference", prepared.reference
    yield "Place and date", prepared.place_and_date
    yield "Heading", prepared.heading
    yield "Subject", prepared.subject
    for block in walk(prepared.body):
        if isinstance(block, Table):
            yield from (("Cell of a table", plain(cell)) for row in (block.header, *block.rows) for cell in row)
        elif hasattr(block, "inlines"):
            yield "Heading" if isinstance(block, Heading) else "Paragraph", plain(block.inlines)
    for note in prepared.footnotes:
        yield "Footnote", plain(note.inlines)
    for signatory in prepared.signatories:
        yield "Signatory", signatory.name
        yield "Office", signatory.office
    if prepared.recipients:
        yield "Recipients", prepared.recipients.lead
        yield from (("Recipient", name) for name in prepared.recipients.names)


def _pdf(pdf: PdfEvidence) -> Iterator[str]:
    for element in pdf.tree.walk() if pdf.tree else ():
        if element.tag in _BLOCKS and not any(inner.tag in _BLOCKS for child in element.children for inner in child.walk()):
            yield _words(pdf, element)


def _words(pdf: PdfEvidence, element: Element) -> str:
    """Return the words of *element*; a blank stands where a line ends."""
    text, line = "", None
    for page, run in pdf.runs_of(element):
        here = (page.number, round(run.box[1] + run.box[3]) // 12)
        text += run.text if line in (None, here) or text.endswith(" ") else f" {run.text}"
        line = here
    return " ".join(text.split())


def _docx(docx: DocxEvidence) -> Iterator[str]:
    yield from (" ".join(paragraph.text.split()) for paragraph in docx.body)
    yield from (" ".join(paragraph.text.split()) for note in docx.footnotes.values() for paragraph in note)


def _aligned(said: Sequence[_Said], found: list[str]) -> list[list[str | None]]:
    """Return for each of *said* what *found* has in its place, and what follows that belongs to none."""
    found = [text for text in found if text]
    places: list[list[str | None]] = [[None] for _ in said]
    bare = [_bare(text) for _, text in said]
    for kind, first, last, start, end in SequenceMatcher(None, bare, [_bare(text) for text in found], autojunk=False).get_opcodes():
        if kind == "equal":
            for index in range(first, last):
                places[index] = [said[index][1]]
            continue
        for offset in range(max(last - first, end - start)):
            text = found[start + offset] if start + offset < end else None
            if first + offset < last:
                places[first + offset] = [text]
            elif 0 < last < len(said) and text:
                places[last - 1].append(text)
    return places


def _bare(text: str) -> str:
    return "".join(text.split())
