"""What an edition should say, paragraph by paragraph, from the prepared statement alone."""

from collections.abc import Iterator

from editions.model.prepared import PreparedStatement
from editions.model.prose import Block, Heading, ListBlock, Paragraph, Quotation, Table, plain


def expected(ready: PreparedStatement) -> list[str]:
    """Return every paragraph, cell and line in reading order, the footnotes last."""
    return [squeezed(text) for text in _said(ready) if text]


def _said(ready: PreparedStatement) -> Iterator[str]:
    yield from (ready.reference, ready.place_and_date, ready.heading, ready.subject)
    yield from _blocks(ready.body)
    for signatory in ready.signatories:
        yield from (signatory.name, signatory.office)
    if ready.recipients:
        yield from (ready.recipients.lead, *ready.recipients.names)
    yield from (plain(note.inlines) for note in ready.footnotes)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(inlines=inlines) | Paragraph(inlines=inlines):
                yield plain(inlines)
            case ListBlock(items=items):
                for item in items:
                    yield from _blocks(item)
            case Quotation(blocks=inner):
                yield from _blocks(inner)
            case Table(header=header, rows=rows):
                yield from (plain(cell) for row in (header, *rows) for cell in row)


def squeezed(text: str) -> str:
    """Return *text* without blanks: where a line ends, a PDF has none."""
    return "".join(text.split())
