"""All paragraphs of a DOCX, wherever they stand, and the styles that are in use in them."""

from collections.abc import Iterator

from editions.checking.quoting import quoted
from editions.model.evidence import DocxEvidence, DocxParagraph, Passage


def places(docx: DocxEvidence) -> Iterator[tuple[str, DocxParagraph]]:
    """Yield each paragraph with the part that it stands in."""
    for paragraph in docx.body:
        yield "word/document.xml", paragraph
    for part, notes in (("word/footnotes.xml", docx.footnotes), ("word/endnotes.xml", docx.endnotes)):
        for note in notes.values():
            yield from ((part, paragraph) for paragraph in note)
    for name, paragraphs in docx.running.items():
        for paragraph in paragraphs:
            yield name, paragraph


def styles_in_use(docx: DocxEvidence) -> dict[str, tuple[str, Passage]]:
    """Return the id of each style that paragraphs and runs are in, with the first words that are in it, and where they stand."""
    found: dict[str, tuple[str, Passage]] = {}
    for _, paragraph in places(docx):
        found.setdefault(paragraph.style, (quoted(paragraph.text), paragraph.passage))
        for run in paragraph.runs:
            if run.style:
                found.setdefault(run.style, (quoted(run.text), paragraph.passage_of(run)))
    return found


def of_field(docx: DocxEvidence, instruction: str) -> Passage | None:
    """Return what the field with this *instruction* shows; None where the document has none such in its paragraphs, or several."""
    paragraphs = [paragraph for _, paragraph in places(docx) for field in paragraph.fields if field == instruction]
    if len(paragraphs) != 1:
        return None
    number = paragraphs[0].fields.index(instruction) + 1
    return paragraphs[0].passage_of(*(run for run in paragraphs[0].runs if run.field == number))
