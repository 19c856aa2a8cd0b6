"""The words of blocks: as lines, as rows, and with those of the notes that they call."""

from collections.abc import Iterable, Iterator

from editions.model.word import WordBlock, WordDocument, WordImage, WordNote, WordParagraph, WordTable, paragraphs, words


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


def says(block: WordBlock) -> bool:
    """Return whether there is anything in *block*."""
    return any(paragraph.runs for paragraph in paragraphs((block,)))


def lines_of(paragraph: WordParagraph) -> list[str]:
    """Return the lines of *paragraph*, without what its pictures say."""
    said = words(run for run in paragraph.runs if not isinstance(run, WordImage))
    return [line for part in said.split("\n") if (line := part.strip())]


def one_line(paragraph: WordParagraph) -> str:
    """Return the words of *paragraph* in one line."""
    return " ".join(lines_of(paragraph))


def rows(blocks: Iterable[WordBlock]) -> Iterator[str]:
    """Yield the words of each paragraph of *blocks*, and of each row of their tables."""
    for block in blocks:
        if isinstance(block, WordTable):
            for row in block.rows:
                if said := ", ".join(said for cell in row.cells for said in rows(cell.blocks)):
                    yield said
        elif said := one_line(block):
            yield said
