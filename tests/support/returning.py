"""Texts turned into DOCX editions and back, in this process."""

import hashlib
import io
from dataclasses import replace
from datetime import date

from PIL import Image as Pillow

from editions.comparing.units import Unit, units
from editions.model.prose import Image, inline_runs, walk_inlines
from editions.model.statement import Picture, SourceFile, Statement, Text
from editions.model.word import WordDocument
from editions.onto.base import Source
from editions.preparing import prepare
from editions.reading.word.changes import accepted
from editions.reading.word.document import read_word
from editions.reading.word.ours import Returned, read_ours
from editions.rendering.docx import to_docx
from editions.writing_source.text import text_file
from tests.support.making import layout

DAY = date(2026, 3, 8)


def statement_of(text: Text, *, reference: str = "", layout_name: str = "plain") -> Statement:
    """Return a statement of *text* alone, whose pictures are as many small squares, each of another colour."""
    files = dict.fromkeys(
        inline.file for _, inlines in inline_runs(text.body) for inline in walk_inlines(inlines) if isinstance(inline, Image)
    )
    pictures = tuple(_picture(file, number) for number, file in enumerate(files))
    header = f'date = {DAY.isoformat()}\noriginal = "{text.language}"\nlayout = "{layout_name}"\n'
    sources = (SourceFile(name="statement.toml", content=header.encode()), text_file(text))
    return Statement(
        id="sample", date=DAY, original=text.language, layout=layout_name, texts=(text,), reference=reference, pictures=pictures,
        sources=sources, where="seeds/sample",
    )  # fmt: skip


def _picture(file: str, number: int) -> Picture:
    stream = io.BytesIO()
    Pillow.new("RGB", (4, 4), (number * 40 % 256, 90, 160)).save(stream, "PNG")
    return Picture(file=file, content=stream.getvalue(), media_type="image/png", width=4, height=4)


def as_docx(statement: Statement) -> bytes:
    """Return the DOCX edition of the first text of *statement*."""
    look = layout(statement.layout)
    return to_docx(prepare(statement, statement.texts[0].language, look), look)


def read_back(content: bytes, statement: Statement) -> Returned:
    """Return what the DOCX *content* says, with all its changes accepted."""
    return read_document(accepted(read_word(content, "sample.docx")), statement)


def read_document(document: WordDocument, statement: Statement) -> Returned:
    """Return what *document*, of which every change is settled, says; it was made from *statement*."""
    pictures = {hashlib.sha256(picture.content).hexdigest(): picture.file for picture in statement.pictures}
    source = source_of(statement)
    return read_ours(document, source.text, pictures, reference=source.reference, date_line=source.place_and_date)


def source_of(statement: Statement) -> Source:
    """Return the first text of *statement*, as a source."""
    return Source(text=statement.texts[0], day=statement.date, reference=statement.reference)


def units_of(statement: Statement) -> tuple[Unit, ...]:
    """Return what the first text of *statement* says, unit by unit."""
    source = source_of(statement)
    return units(source.text, reference=source.reference, place_and_date=source.place_and_date)


def returned_units(returned: Returned) -> tuple[Unit, ...]:
    """Return what was read back, unit by unit."""
    return units(returned.text, reference=returned.reference, place_and_date=returned.date_line)


def returned_file(returned: Returned, statement: Statement) -> bytes:
    """Return the source file that says what was read back."""
    return text_file(replace(returned.text, place=statement.texts[0].place, lines=())).content
