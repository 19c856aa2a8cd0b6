"""Editions made in this process, for tests that look at what comes out."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from editions.describing import xmp_packet
from editions.fonts import families
from editions.layouts import load_layout
from editions.model.edition import Edition
from editions.model.layout import Layout
from editions.model.parties import RecipientList, Signatory
from editions.model.prepared import PreparedStatement
from editions.model.prose import Block, Paragraph, Words
from editions.model.statement import Statement, Text
from editions.pipeline import make
from editions.preparing import prepare
from editions.reading.statements import read_statement
from editions.rendering.docx import to_docx
from editions.rendering.html import to_css, to_html
from editions.rendering.pdf import to_pdf
from editions.surroundings import Surroundings, surroundings

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "seeds" / "2022-01-20-anniversary"
EVERYTHING = ROOT / "tests" / "samples" / "everything"


def around() -> Surroundings:
    """Return the surroundings of the repository itself."""
    return surroundings(ROOT)


@cache
def layout(name: str) -> Layout:
    """Return one of the tool's own layouts."""
    return load_layout(name, around().layouts, families(around().fonts))


@cache
def statement(folder: Path) -> Statement:
    """Return the statement in *folder*, its annexes left aside."""
    return replace(read_statement(folder, around()).statement, annexes=())


@cache
def edition(folder: Path) -> Edition:
    """Return both editions of the statement in *folder*, in all its languages, its annexes left aside."""
    found = statement(folder)
    return make(found, layout(found.layout), frozenset(("pdf", "docx")), around())


@cache
def edition_with_annexes(folder: Path) -> Edition:
    """Return both editions of the statement in *folder*, with its annexes."""
    found = read_statement(folder, around()).statement
    return make(found, layout(found.layout), frozenset(("pdf", "docx")), around())


def content(folder: Path, language: str, file_format: str) -> bytes:
    """Return the bytes of one file of the edition of *folder*."""
    return next(output.content for output in edition(folder).outputs if output.language == language and output.format == file_format)


def statement_toml() -> str:
    """Return the sample's statement.toml as it was imported: what names its annexes stands behind."""
    return (SAMPLE / "statement.toml").read_text("utf-8").partition("\n# Both annexes")[0]


@cache
def prepared(folder: Path, language: str) -> PreparedStatement:
    """Return the statement in *folder*, prepared in its own layout."""
    found = statement(folder)
    return prepare(found, language, layout(found.layout))


def with_body(*blocks: Block, layout_name: str = "plain", recipients: int = 3) -> PreparedStatement:
    """Return a sample statement with the body *blocks*, prepared."""
    text = Text(
        language="en",
        heading="SAMPLE",
        subject="of a statement made by a test",
        body=blocks,
        signatories=(Signatory(name="A. Sample", office="Sample Officer"),),
        recipients=RecipientList(lead="This sample is addressed to", names=tuple(f"Recipient {n}" for n in range(recipients))),
    )
    return prepare(replace(statement(SAMPLE), texts=(text,), pictures=(), id="sample"), "en", layout(layout_name))


def words(text: str) -> Paragraph:
    """Return a paragraph of *text*."""
    return Paragraph(inlines=(Words(text=text),))


def pdf(ready: PreparedStatement, layout_name: str = "plain") -> bytes:
    """Return the PDF of *ready*."""
    return pdf_in(ready, layout(layout_name))


def pdf_in(ready: PreparedStatement, look: Layout) -> bytes:
    """Return the PDF of *ready* in the layout *look*."""
    return to_pdf(ready, look, to_html(ready, look), to_css(ready, look), xmp_packet(ready.metadata, ("PDF/A-3a", "PDF/UA-1")), around())


def docx(ready: PreparedStatement, layout_name: str = "plain") -> bytes:
    """Return the DOCX of *ready*."""
    return to_docx(ready, layout(layout_name))
