"""The words of blocks that are named as left out, with those of the notes that they call."""

from collections.abc import Iterator

from editions.model.word import WordBlock, WordDocument, WordNote, paragraphs, words


def wording(document: WordDocument, block: WordBlock) -> Iterator[str]:
    """Yield the words of *block* of *document*, a paragraph each, with those of the notes that it calls."""
    for paragraph in paragraphs((block,)):
        line = words(paragraph.runs).replace("\n", " ").strip()
        calls = (run for run in paragraph.runs if isinstance(run, WordNote))
        notes = [f"(note: {note})" for run in calls if (note := note_wording(document, (run.kind, run.id)))]
        if line or notes:
            yield " ".join((line, *notes)).strip()


def note_wording(document: WordDocument, key: tuple[str, int]) -> str:
    """Return the words of the note *key* of *document*; nothing where there is none."""
    lines = (words(line.runs).replace("\n", " ").strip() for line in paragraphs(document.notes.get(key, ())))
    return " ".join(line for line in lines if line)
