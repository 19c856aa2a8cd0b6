"""From an edition on the disk to a verdict: its files read back, its source read again, and the rules asked."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from editions.checking.book import RULES, ask
from editions.checking.evidence.docx import read_docx
from editions.checking.evidence.manifest import read_manifest
from editions.checking.evidence.pdf import read_pdf
from editions.checking.evidence.unreadable import Unreadable
from editions.checking.rules import Case, Source
from editions.fonts import families
from editions.kinds import is_pdf
from editions.layouts import load_layout
from editions.manifest import inputs, tools
from editions.model.evidence import PdfEvidence
from editions.model.layout import Layout
from editions.model.proof import Verdict
from editions.model.statement import Statement
from editions.preparing import prepare
from editions.problems import Problem, Refusal, UsageRefusal
from editions.publishing import publish_proof
from editions.reading.statements import read_statement
from editions.surroundings import Surroundings

#: What a build did not make, and what therefore is no part of the edition.
_MANIFEST = "edition.json"


def prove_statement(seed: Path, around: Surroundings, *, verapdf: str | None = None) -> tuple[Verdict, tuple[Case, ...]]:
    """Return the verdict on the edition of the statement at *seed*, and what it rests on, a case a language.

    *verapdf* is the path of that program, where it is to be asked too.

    Raises:
        Refusal: the statement cannot be read, has no edition yet, or a file of it cannot be opened.
    """
    statement = read_statement(seed, around).statement
    folder = around.out / statement.id
    manifest = _manifest(folder)
    files = {path.name: _bytes(path) for path in sorted(folder.iterdir()) if path.is_file()}
    layout = _layout_of(manifest, statement, around)
    made_from = inputs(statement, layout, around)
    cases = [_case(statement, text.language, layout, files, manifest, made_from) for text in statement.texts]
    cases = [replace(case, tools=tools(), verapdf=verapdf) for case in cases]
    return ask(cases, statement.id), tuple(cases)


def write_proof(verdict: Verdict, cases: tuple[Case, ...], around: Surroundings, *, with_office: bool) -> Path | None:
    """Write the proof of the edition that *verdict* is about into its folder, and return its path; None where nothing of it is there.

    Raises:
        Refusal: the folder cannot be written, or holds another edition by now.
    """
    if not cases:
        return None
    from editions.proofing.page import make_proof

    proof = make_proof(verdict, cases, RULES, around.fonts, with_office=with_office)
    return publish_proof(proof, around.out / verdict.name, cases[0].files[_MANIFEST])


def prove_file(path: Path, around: Surroundings, *, verapdf: str | None = None) -> tuple[Verdict, tuple[Case, ...]]:
    """Return the verdict on a lone PDF or DOCX, ours or not: what can be told without its folder.

    A PDF of ours carries its source, and is held against that.

    Raises:
        Refusal: it cannot be opened, or is neither.
    """
    content = _bytes(path)
    case = Case(name=path.name, verapdf=verapdf)
    ending = path.suffix.lower() or (".pdf" if is_pdf(content) else "")
    if ending == ".docx":
        case = replace(case, docx_name=path.name, docx_bytes=content, docx=_opened(read_docx, content, path))
    elif ending == ".pdf":
        pdf = _opened(read_pdf, content, path)
        case = replace(case, pdf_name=path.name, pdf_bytes=content, pdf=pdf, language=pdf.language, source=_carried(pdf, around))
    else:
        remedy = "Save it as a PDF or a DOCX, and give that; or give a statement."
        raise UsageRefusal(Problem(str(path), f'"{path.suffix or path.name}" cannot be checked', remedy))
    return ask((case,), path.name), (case,)


def _manifest(folder: Path) -> Mapping[str, Any]:
    try:
        return read_manifest((folder / _MANIFEST).read_bytes())[0]
    except FileNotFoundError:
        raise UsageRefusal(
            Problem(str(folder), "there is no edition to check", "Make it first: `editions build`, or `make pdf`.")
        ) from None
    except OSError as error:
        raise UsageRefusal(Problem(str(folder / _MANIFEST), f"cannot be read: {error.strerror}", "Build the edition again.")) from None


def _case(
    statement: Statement,
    language: str,
    layout: Layout,
    files: Mapping[str, bytes],
    manifest: Mapping[str, Any],
    made_from: Mapping[str, str],
) -> Case:
    pdf_name, docx_name = (name if (name := f"{statement.id}.{language}.{ending}") in files else "" for ending in ("pdf", "docx"))
    pdf_bytes, docx_bytes = files.get(pdf_name, b""), files.get(docx_name, b"")
    return Case(
        name=statement.id,
        language=language,
        pdf_name=pdf_name,
        docx_name=docx_name,
        pdf_bytes=pdf_bytes,
        docx_bytes=docx_bytes,
        pdf=_opened(read_pdf, pdf_bytes, Path(pdf_name)) if pdf_name else None,
        docx=_opened(read_docx, docx_bytes, Path(docx_name)) if docx_name else None,
        source=Source(prepared=prepare(statement, language, layout), layout=layout),
        manifest=manifest,
        files=files,
        inputs=made_from,
    )


def _opened(read: Any, content: bytes, path: Path) -> Any:
    try:
        return read(content)
    except Unreadable as error:
        raise Refusal(Problem(str(path), str(error), "Ask its sender for a whole copy, or build the edition again.")) from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageRefusal(Problem(str(path), f"cannot be read: {error.strerror}", "Give the path of a file that you may read.")) from None


def _layout_of(manifest: Mapping[str, Any], statement: Statement, around: Surroundings) -> Layout:
    """Return the layout that the edition was made in; the statement's own, where the manifest names none that is here."""
    present = {path.parent.name for folder in around.layouts for path in folder.glob("*/layout.toml")}
    return _layout(manifest["layout"] if manifest["layout"] in present else statement.layout, around)


def _layout(name: str, around: Surroundings) -> Layout:
    return _loaded(name, around.layouts, around.fonts)


@cache
def _loaded(name: str, layouts: tuple[Path, ...], fonts: Path) -> Layout:
    return load_layout(name, layouts, families(fonts))


def _carried(pdf: PdfEvidence, around: Surroundings) -> Source | None:
    """Return the source that *pdf* carries; None where it carries none that can be read."""
    sources = [file for file in pdf.files if file.relationship == "Source"]
    if not any(file.name == "statement.toml" for file in sources):
        return None
    with TemporaryDirectory(prefix="editions-") as temporary:
        folder = Path(temporary) / (pdf.xmp.get("dc:identifier") or "statement")
        for file in _inside(sources, folder):
            file[0].parent.mkdir(parents=True, exist_ok=True)
            file[0].write_bytes(file[1])
        _stand_in(folder, {file.name: file.content for file in pdf.files if file.relationship == "Supplement"})
        try:
            statement = read_statement(folder, around).statement
            layout = _layout(statement.layout, around)
            return Source(prepared=prepare(statement, pdf.language, layout), layout=layout)
        except (Refusal, KeyError, StopIteration):
            # Another layout than this office has, or annexes that are not carried: it is checked without.
            return None


def _stand_in(folder: Path, attached: Mapping[str, bytes]) -> None:
    """Put a file in the place of each annex that the PDF shows and does not carry: the statement can then be read.

    Annexes that are *attached* are there by their names.
    """
    try:
        annexes = tomllib.loads((folder / "statement.toml").read_text("utf-8")).get("annexes", [])
    except (OSError, ValueError):
        return
    for annex in annexes if isinstance(annexes, list) else ():
        name = annex.get("file", "") if isinstance(annex, dict) else ""
        path = (folder / str(name)).resolve()
        if path.suffix.lower() == ".pdf" and path.is_relative_to(folder.resolve()) and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(attached.get(path.name, b"%PDF-1.7\n%%EOF\n"))


def _inside(sources: list[Any], folder: Path) -> Iterator[tuple[Path, bytes]]:
    for file in sources:
        path = (folder / file.name).resolve()
        if path.is_relative_to(folder.resolve()):
            yield path, file.content
