"""The order of the stages, and nothing else."""

from collections.abc import Mapping
from dataclasses import replace

from editions.checking.characters import check_characters
from editions.checking.conformance.page_validation import refuse_unless_conforming
from editions.describing import xmp_packet
from editions.executors import tidily
from editions.manifest import inputs, write_manifest
from editions.model.edition import FULL, Edition, Output
from editions.model.findings import Finding
from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.model.statement import Statement
from editions.preparing import prepare
from editions.problems import refuse_if
from editions.rendering.html import to_css, to_html
from editions.rendering.pdf import load, to_pdf
from editions.surroundings import Surroundings, at_work

FORMATS = ("pdf", "docx")


def make(statement: Statement, layout: Layout, formats: frozenset[str], around: Surroundings) -> Edition:
    """Return the edition of *statement* in *layout*: all its texts, in each of *formats*.

    Raises:
        Refusal: the statement cannot be set.
        CheckRefusal: what came out is not what it would claim to be.
    """
    return _made(statement, layout, formats, inputs(statement, layout, around), around)


def _made(statement: Statement, layout: Layout, formats: frozenset[str], made_from: Mapping[str, str], around: Surroundings) -> Edition:
    """Return what make() returns; *made_from* are the digests of its inputs. Of *around*, no path is read but that of the fonts."""
    texts = [prepare(statement, text.language, layout) for text in statement.texts]
    refuse_if(problem for prepared in texts for problem in check_characters(statement, prepared, layout, around.fonts))
    made = [
        _make(statement, prepared, layout, file_format, around) for prepared in texts for file_format in FORMATS if file_format in formats
    ]
    outputs = tuple(output for output, _ in made)
    findings = tuple(dict.fromkeys(finding for _, found in made for finding in found))
    manifest = write_manifest(statement, layout, made_from, outputs, findings)
    return Edition(id=statement.id, outputs=outputs, findings=findings, manifest=manifest)


def make_elsewhere(
    statement: Statement, layout: Layout, formats: frozenset[str], made_from: Mapping[str, str], values: Surroundings
) -> Edition:
    """Return what make() returns, wherever this is: *made_from* are the digests of its inputs, and *values* have no path in them.

    Raises:
        Refusal: as with make().
        CheckRefusal: as with make().
    """
    return tidily(_made, statement, layout, formats, made_from, at_work(values))


def load_renderers(around: Surroundings) -> None:
    """Load what rendering needs, ahead of it.

    Raises:
        MissingRefusal: a system library is missing.
    """
    load(around.fonts)


def _make(
    statement: Statement, prepared: PreparedStatement, layout: Layout, file_format: str, around: Surroundings
) -> tuple[Output, tuple[Finding, ...]]:
    """Return one file of the edition, and what is to be said of it."""
    language = prepared.metadata.language
    name, mark = f"{statement.id}.{language}.{file_format}", prepared.metadata.mark
    output = Output(file=name, format=file_format, language=language, mark=mark, content=b"")
    if file_format == "docx":
        return replace(output, content=_docx(prepared, layout)), ()
    if prepared.annexes is None:
        return replace(output, content=_pdf(prepared, layout, around, output.file), claims=FULL), ()
    from editions.binding import bind

    required = statement.conformance_required
    bound = bind(prepared, prepared.annexes, layout, around, required=required, where=output.file)
    return replace(output, content=bound.content, claims=bound.claims, annexes=bound.annexes), bound.findings


def _pdf(prepared: PreparedStatement, layout: Layout, around: Surroundings, where: str) -> bytes:
    """Return the PDF of a statement without annexes.

    Raises:
        CheckRefusal: it is not what it claims to be.
    """
    xmp = xmp_packet(prepared.metadata, FULL)
    content = to_pdf(prepared, layout, to_html(prepared, layout), to_css(prepared, layout), xmp, around)
    refuse_unless_conforming(content, where)
    return content


def _docx(prepared: PreparedStatement, layout: Layout) -> bytes:
    from editions.rendering.docx import to_docx

    return to_docx(prepared, layout)
