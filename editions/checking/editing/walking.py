"""All paragraphs of a DOCX, wherever they stand, and the styles that are in use in them."""

from collections.abc import Iterator

from editions.model.evidence import DocxEvidence, DocxParagraph


def places(docx: DocxEvidence) -> Iterator[tuple[str, DocxParagraph]]:
    """Yield each paragraph with the part that it stands in."""
    for paragraph in docx.body:
        yield "word/document.xml", paragraph
    for note in docx.footnotes.values():
        for paragraph in note:
            yield "word/footnotes.xml", paragraph
    for name, paragraphs in docx.running.items():
        for paragraph in paragraphs:
            yield name, paragraph


def styles_in_use(docx: DocxEvidence) -> dict[str, str]:
    """Return the id of each style that paragraphs and runs are in, with the first words that are in it."""
    found: dict[str, str] = {}
    for _, paragraph in places(docx):
        found.setdefault(paragraph.style, begin(paragraph.text))
        for run in paragraph.runs:
            if run.style:
                found.setdefault(run.style, begin(run.text))
    return found


def begin(text: str) -> str:
    """Return the first words of *text*, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"{words[:40]}…"
