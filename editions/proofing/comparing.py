"""The words of source, PDF and DOCX brought side by side, paragraph by paragraph."""

from collections.abc import Iterator, Sequence

from editions.checking.rules import Case
from editions.model.evidence import DocxEvidence, Element, PdfEvidence
from editions.model.prepared import PreparedStatement
from editions.model.proof import Compared
from editions.model.prose import Heading, Table, plain, walk
from editions.proofing.aligning import Told, Wanted, bare, rows

#: Elements that are paragraphs, where none of them lies in them.
_BLOCKS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "TH", "TD", "Note", "Caption"}


def compare(case: Case) -> tuple[Compared, ...]:
    """Return each paragraph of the source as source, PDF and DOCX say it; empty where there is no source.

    What stands before the first and after the last of them (a letterhead, annexes) is left out.
    """
    if case.source is None:
        return ()
    wanted = tuple((role, " ".join(text.split())) for role, text in _source(case.source.prepared) if text.strip())
    pdf = _told(wanted, tuple(_pdf(case.pdf))) if case.pdf else None
    docx = _told(wanted, tuple(_docx(case.docx))) if case.docx else None
    return rows(pdf, docx)


def _told(wanted: Sequence[Wanted], found: Sequence[str]) -> Told:
    known = {bare(text) for _, text in wanted}
    places = [index for index, text in enumerate(found) if bare(text) in known] or [0]
    return Told(wanted=tuple(wanted), found=tuple(text for text in found[places[0] : places[-1] + 1] if text))


def _source(prepared: PreparedStatement) -> Iterator[Wanted]:
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
