"""From an edition on the disk to a verdict: its files read back, its source read again, and the rules asked."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from editions.checking.book import RULES, ask
from editions.checking.conformance.verapdf import find_verapdf
from editions.checking.evidence.docx import read_docx
from editions.checking.evidence.manifest import read_manifest
from editions.checking.evidence.pdf import read_pdf
from editions.checking.evidence.unreadable import Locked, Unreadable
from editions.checking.manifest.named import language_of
from editions.checking.rules import Case, Source
from editions.fonts import families
from editions.kinds import is_pdf
from editions.layouts import load_layout
from editions.manifest import inputs, tools
from editions.model.evidence import PdfEvidence
from editions.model.layout import Layout
from editions.model.prepared import Places, PreparedStatement
from editions.model.proof import Verdict
from editions.model.statement import Statement
from editions.preparing import prepare
from editions.problems import Problem, Refusal, UsageRefusal
from editions.publishing import publish_proof, withdraw_proof
from editions.reading.statements import read_statement
from editions.surroundings import Surroundings, at_work

#: What a build did not make, and what therefore is no part of the edition.
_MANIFEST = "edition.json"
#: Characters of a folder's name, which may have 255 bytes.
_LONGEST_NAME = 60
_Read = TypeVar("_Read")


@dataclass(frozen=True, kw_only=True)
class Held:
    """An edition as it was read from the disk, and its source read again: all that a verdict on it rests on."""

    common: Case
    statement: Statement
    layout: Layout


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The verdict on an edition, and the proof of it, where one is wanted and can be made; else *no_proof* says why not."""

    verdict: Verdict
    proof: bytes | None = None
    no_proof: Refusal | None = None


def prove_statement(seed: Path, around: Surroundings, *, verapdf: str | None = None) -> tuple[Verdict, tuple[Case, ...]]:
    """Return the verdict on the edition of the statement at *seed*, and what it rests on, a case a language.

    *verapdf* is the path of that program, where it is to be asked too.

    Raises:
        Refusal: the statement cannot be read, or has no edition yet.
    """
    return _judged(hold(seed, around, verapdf=verapdf))


def hold(seed: Path, around: Surroundings, *, verapdf: str | None = None) -> Held:
    """Return the edition of the statement at *seed*, read, with its source.

    Raises:
        Refusal: the statement cannot be read, or has no edition yet.
    """
    statement = read_statement(seed, around).statement
    files, unreadable = _held(around.out / statement.id)
    manifest, faults = read_manifest(files.get(_MANIFEST, b""))
    layout = _layout_of(manifest, statement, around)
    common = Case(
        name=statement.id, manifest=None if faults else manifest, files=files, unreadable=unreadable,
        inputs=inputs(statement, layout, around), tools=tools(), verapdf=verapdf,
    )  # fmt: skip
    return Held(common=common, statement=statement, layout=layout)


def _judged(held: Held) -> tuple[Verdict, tuple[Case, ...]]:
    cases = tuple(_case(held.common, held.statement, text.language, held.layout) for text in held.statement.texts)
    return ask(cases, held.statement.id), cases


def judge_elsewhere(held: Held, values: Surroundings, *, with_proof: bool, with_office: bool) -> Judged:
    """Return the verdict on *held*, wherever this is, and the proof of it, if it is wanted; *values* have no path in them.

    Raises:
        Refusal: the statement cannot be prepared.
    """
    # Where it is there: by the path of the computer that asks, it would not be found.
    verapdf = find_verapdf() if held.common.verapdf else None
    verdict, cases = _judged(replace(held, common=replace(held.common, verapdf=verapdf)))
    if not with_proof or not cases:
        return Judged(verdict=verdict)
    from editions.proofing.page import make_proof

    try:
        return Judged(verdict=verdict, proof=make_proof(verdict, cases, RULES, at_work(values).fonts, with_office=with_office))
    except Refusal as refusal:
        return Judged(verdict=verdict, no_proof=refusal)


def keep_proof(judged: Judged, held: Held, around: Surroundings) -> Path | None:
    """Write the proof of the edition that was judged into its folder, and return its path; None where none was made.

    Raises:
        Refusal: none could be made; the folder cannot be written, or holds another edition by now.
    """
    # First, as the new one may come to nothing: it cannot be made, or the disk is full.
    withdraw(judged.verdict, around)
    if judged.no_proof:
        raise judged.no_proof
    if judged.proof is None:
        return None
    return publish_proof(judged.proof, around.out / judged.verdict.name, held.common.files.get(_MANIFEST))


def withdraw(verdict: Verdict, around: Surroundings) -> None:
    """Take the proof of before away where the edition did not pass: it may say that it did.

    One of an edition that passes stays. It may say that it did not: what it rests on, veraPDF for instance, was not
    asked this time.

    Raises:
        Refusal: it cannot be taken away.
    """
    if not verdict.passed:
        withdraw_proof(around.out / verdict.name)


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
        case = replace(case, docx_name=path.name, docx_bytes=content, docx=_alone(read_docx, content, path))
    elif ending == ".pdf":
        pdf = _alone(read_pdf, content, path)
        case = replace(case, pdf_name=path.name, pdf_bytes=content, pdf=pdf, language=pdf.language, source=_carried(pdf, around))
    else:
        remedy = "Save it as a PDF or a DOCX, and give that; or give a statement."
        raise UsageRefusal(Problem(str(path), f'"{path.suffix or path.name}" cannot be checked', remedy))
    return ask((case,), path.name), (case,)


def _held(folder: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files in *folder* by their names, and those that may not be read, each with why not.

    Raises:
        UsageRefusal: there is no manifest among them, and no PDF or DOCX of the statement; or the folder may not be read.
    """
    files: dict[str, bytes] = {}
    unreadable: dict[str, str] = {}
    try:
        paths = [path for path in sorted(folder.iterdir()) if path.is_file()] if folder.exists() else []
    except OSError as error:
        raise UsageRefusal(
            Problem(str(folder), f"cannot be read: {error.strerror}", "Mend its permissions, or give another --out.")
        ) from None
    for path in paths:
        try:
            files[path.name] = path.read_bytes()
        except OSError as error:
            unreadable[path.name] = f"it cannot be read: {error.strerror}"
    # Where its manifest alone was lost, that is a finding, and the rest is judged.
    if not any(name == _MANIFEST or language_of(name, folder.name) for name in (*files, *unreadable)):
        raise UsageRefusal(Problem(str(folder), "there is no edition to check", "Make it first: `editions build`, or `make pdf`."))
    return files, unreadable


def _case(common: Case, statement: Statement, language: str, layout: Layout) -> Case:
    """Return *common*, with what there is in one language."""
    there = common.folder or ()
    pdf_name, docx_name = (name if (name := f"{statement.id}.{language}.{ending}") in there else "" for ending in ("pdf", "docx"))
    pdf, why_no_pdf = _opened(read_pdf, common.files.get(pdf_name))
    docx, why_no_docx = _opened(read_docx, common.files.get(docx_name))
    damaged = {name: why for name, why in ((pdf_name, why_no_pdf), (docx_name, why_no_docx)) if why}
    return replace(
        common,
        language=language,
        pdf_name=pdf_name,
        docx_name=docx_name,
        pdf_bytes=common.files.get(pdf_name, b""),
        docx_bytes=common.files.get(docx_name, b""),
        pdf=pdf,
        docx=docx,
        source=Source(prepared=prepare(statement, language, layout), layout=layout),
        unreadable={**common.unreadable, **damaged},
    )


def _opened(read: Callable[[bytes], _Read], content: bytes | None) -> tuple[_Read | None, str]:
    """Return what *read* makes of *content*, or why it makes nothing of it."""
    if content is None:
        return None, ""
    try:
        return read(content), ""
    except Unreadable as error:
        return None, str(error)


def _alone(read: Callable[[bytes], _Read], content: bytes, path: Path) -> _Read:
    """Return what *read* makes of the lone file at *path*, which is all that there is to judge."""
    try:
        return read(content)
    except Locked as error:
        remedy = "Open it with its password and save it without one, or ask its sender for a copy without one."
        raise Refusal(Problem(str(path), str(error), remedy)) from None
    except Unreadable as error:
        raise Refusal(Problem(str(path), str(error), "Ask its sender for a whole copy.")) from None


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
        identifier, is_copy, _ = pdf.xmp.get("dc:identifier", "").partition("/")
        # A stranger's identifier may lead out of the folder.
        is_name = identifier.strip(".") and "\0" not in identifier and len(identifier) <= _LONGEST_NAME
        folder = Path(temporary) / (identifier if is_name else "statement")
        for file in _inside(sources, folder):
            file[0].parent.mkdir(parents=True, exist_ok=True)
            file[0].write_bytes(file[1])
        lacking = _stand_in(folder, {file.name: file.content for file in pdf.files if file.relationship == "Supplement"})
        try:
            statement = read_statement(folder, around).statement
            layout = _layout(statement.layout, around)
            prepared = prepare(statement, pdf.language, layout)
            if is_copy:
                metadata = replace(prepared.metadata, identifier=pdf.xmp["dc:identifier"])
                prepared = replace(prepared, metadata=metadata, places=Places(addresses=()))
            return Source(prepared=_with_mark(prepared, pdf.xmp.get("xmp:Identifier", "")) if lacking else prepared, layout=layout)
        except (Refusal, KeyError, StopIteration):
            # Another layout than this office has, or annexes that are not carried: it is checked without.
            return None


def _with_mark(prepared: PreparedStatement, mark: str) -> PreparedStatement:
    """Return *prepared* with the edition *mark* that the file has: without all its annexes, it cannot be made again."""
    own, table = prepared.metadata.mark, prepared.annexes
    return replace(
        prepared,
        metadata=replace(prepared.metadata, mark=mark),
        mark_label=prepared.mark_label.replace(own, mark),
        annexes=replace(table, mark=table.mark.replace(own, mark)) if table else None,
    )


def _stand_in(folder: Path, attached: Mapping[str, bytes]) -> bool:
    """Put a file in the place of each annex that the PDF shows and does not carry: the statement can then be read.

    Annexes that are *attached* are there by their names. Returns whether there is one whose bytes are nowhere.
    """
    try:
        annexes = tomllib.loads((folder / "statement.toml").read_text("utf-8")).get("annexes", [])
    except (OSError, ValueError):
        return False
    lacking = False
    for annex in annexes if isinstance(annexes, list) else ():
        name = annex.get("file", "") if isinstance(annex, dict) else ""
        path = (folder / str(name)).resolve()
        if path.suffix.lower() == ".pdf" and path.is_relative_to(folder.resolve()) and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(attached.get(path.name, b"%PDF-1.7\n%%EOF\n"))
            lacking = lacking or path.name not in attached
    return lacking


def _inside(sources: list[Any], folder: Path) -> Iterator[tuple[Path, bytes]]:
    for file in sources:
        path = (folder / file.name).resolve()
        if path.is_relative_to(folder.resolve()):
            yield path, file.content
