"""Cases for rules: the sample's edition as it lies on the disk, whole or with one thing in it damaged."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

from editions.checking.book import RULES
from editions.checking.evidence.docx import read_docx
from editions.checking.evidence.manifest import read_manifest
from editions.checking.evidence.pdf import read_pdf
from editions.checking.rules import Case, Source
from editions.model.findings import Finding
from editions.model.prepared import PreparedStatement
from editions.pipeline import make
from editions.preparing import prepare
from editions.reading.statements import read_statement
from tests.support.making import EVERYTHING, SAMPLE, around, layout, pdf
from tests.support.tools import require


@dataclass(frozen=True, kw_only=True)
class Damage:
    """One thing done to an edition, the sample's or that of *base*, and the rule that must notice it."""

    name: str
    rule: str
    apply: Callable[[Case], Case]
    base: Callable[[], Case] | None = None

    @property
    def whole(self) -> Case:
        """The edition before it is damaged."""
        return (self.base or sample_case)()


def sample_case() -> Case:
    """Return the sample's edition in English, with its annexes, read back, with its source and manifest."""
    return case_in(SAMPLE, "en")


def everything_case(language: str = "en") -> Case:
    """Return the edition of a statement with all that a text may hold: headings, notes, a table, images, links."""
    return case_in(EVERYTHING, language)


@cache
def case_in(folder: Path, language: str) -> Case:
    """Return the edition of the statement in *folder* in one language, read back, with its source and manifest."""
    return laid_out_case(folder, language)


def laid_out_case(folder: Path, language: str, paper: str = "A4") -> Case:
    """Return the edition of the statement in *folder* in one language, on *paper*."""
    statement = read_statement(folder, around()).statement
    tokens = layout(statement.layout).tokens
    look = replace(layout(statement.layout), tokens=replace(tokens, page=replace(tokens.page, paper=paper)))
    made = make(statement, look, frozenset(("pdf", "docx")), around())
    files = {output.file: output.content for output in made.outputs} | {"edition.json": made.manifest}
    manifest = json.loads(made.manifest)
    case = Case(
        name=statement.id,
        language=language,
        pdf_name=f"{statement.id}.{language}.pdf",
        docx_name=f"{statement.id}.{language}.docx",
        source=Source(prepared=prepare(statement, language, look), layout=look),
        manifest=manifest,
        files=files,
        inputs=manifest["inputs"],
        tools=manifest["tools"],
    )
    return with_docx(with_pdf(case, files[case.pdf_name]), files[case.docx_name])


def case_of(ready: PreparedStatement, layout_name: str = "plain") -> Case:
    """Return the PDF of *ready*, read back, with its source: no DOCX and no manifest."""
    content = pdf(ready, layout_name)
    source = Source(prepared=ready, layout=layout(layout_name))
    language = ready.metadata.language
    return Case(name="sample", language=language, pdf_name="sample.pdf", pdf_bytes=content, pdf=read_pdf(content), source=source)


def with_pdf(case: Case, content: bytes, *, listed: bool = True) -> Case:
    """Return *case* with another PDF; if it is *listed*, the manifest has its digest, as if it had been built so."""
    case = replace(case, pdf_bytes=content, pdf=read_pdf(content))
    if case.manifest is None:
        return case
    return _with_file(case, case.pdf_name, content, listed=listed)


def with_docx(case: Case, content: bytes, *, listed: bool = True) -> Case:
    """Return *case* with another DOCX; if it is *listed*, the manifest has its digest, as if it had been built so."""
    case = replace(case, docx_bytes=content, docx=read_docx(content))
    return _with_file(case, case.docx_name, content, listed=listed)


def _with_file(case: Case, name: str, content: bytes, *, listed: bool) -> Case:
    manifest = json.loads(json.dumps(case.manifest))
    for output in manifest["outputs"] if listed else ():
        if output["file"] == name:
            output["sha256"], output["bytes"] = hashlib.sha256(content).hexdigest(), len(content)
    return with_manifest(replace(case, files={**case.files, name: content}), manifest)


def with_manifest(case: Case, manifest: Any) -> Case:
    """Return *case* with another manifest."""
    return with_manifest_file(case, json.dumps(manifest).encode())


def with_manifest_file(case: Case, content: bytes) -> Case:
    """Return *case* with another edition.json, whatever it holds."""
    manifest, faults = read_manifest(content)
    return replace(case, manifest=None if faults else manifest, files={**case.files, "edition.json": content})


def in_manifest(change: Callable[[Any], None]) -> Callable[[Case], Case]:
    """Return what applies *change* to the manifest of a case."""

    def apply(case: Case) -> Case:
        manifest = json.loads(case.files["edition.json"])
        change(manifest)
        return with_manifest(case, manifest)

    return apply


def in_folder(name: str, content: bytes | None) -> Callable[[Case], Case]:
    """Return what writes *content* to the file *name* in a case's folder, or takes it away where that is None."""

    def apply(case: Case) -> Case:
        files = {file: held for file, held in case.files.items() if file != name}
        return replace(case, files=files if content is None else {**files, name: content})

    return apply


def in_pdf(change: Callable[[pikepdf.Pdf], None]) -> Callable[[Case], Case]:
    """Return what applies *change* to the opened PDF of a case, and saves it."""

    def apply(case: Case) -> Case:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(case.pdf_bytes)) as pdf:
            change(pdf)
            # Else it would write the properties anew, and mend what a damage broke in them.
            pdf.save(out, static_id=True, fix_metadata_version=False)
        return with_pdf(case, out.getvalue())

    return apply


def in_packet(old: str, new: str) -> Callable[[Case], Case]:
    """Return what exchanges *old* in the XMP packet of a case's PDF for *new*."""

    def change(pdf: pikepdf.Pdf) -> None:
        packet = pdf.Root["/Metadata"].read_bytes()
        assert old.encode() in packet, old
        stream = pdf.make_stream(packet.replace(old.encode(), new.encode(), 1))
        stream["/Type"], stream["/Subtype"] = pikepdf.Name.Metadata, pikepdf.Name.XML
        pdf.Root["/Metadata"] = stream

    return in_pdf(change)


def in_docx(part: str, old: str, new: str) -> Callable[[Case], Case]:
    """Return what exchanges the first *old* in *part* of a case's DOCX for *new*."""

    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[part], old
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)

    return in_parts(change)


def in_parts(change: Callable[[dict[str, bytes]], None]) -> Callable[[Case], Case]:
    """Return what applies *change* to the parts of a case's DOCX, by their names, and packs it again."""

    def apply(case: Case) -> Case:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(case.docx_bytes)) as source:
            parts = {name: source.read(name) for name in source.namelist()}
        change(parts)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name, content in parts.items():
                target.writestr(name, content)
        return with_docx(case, out.getvalue())

    return apply


def found(case: Case, identifier: str) -> list[Finding]:
    """Return what the rule *identifier* finds in *case*."""
    [one] = [rule for rule in RULES if rule.id == identifier]
    if "verapdf" in one.needs:
        case = replace(case, verapdf=require("verapdf"))
    return list(one.findings(case))
