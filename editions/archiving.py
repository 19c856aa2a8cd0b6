"""From a published edition to what is archived of it: its files looked over, its checks made once more, its signatures verified."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.archive.additions import Candidate
from editions.archive.signed_files import report_of
from editions.copies.log import is_as_logged, read_log
from editions.manifest import read_manifest, sha256
from editions.model.archive import Person, Verifier
from editions.model.copies import LOG
from editions.model.proof import Verdict
from editions.model.prose import inline_runs, plain
from editions.model.statement import Statement, Text
from editions.problems import CheckRefusal, Problem, Refusal
from editions.proving import prove_statement
from editions.publishing import COPIES, EARLIER
from editions.reading.statements import read_statement
from editions.surroundings import Surroundings


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Who archives something, why, and whether it corrects what is there."""

    by: Person
    why: str = ""
    corrects: bool = False


def candidate(seed: Path, around: Surroundings, reason: Reason, verify: Verifier, *, verapdf: str | None = None) -> Candidate:
    """Return the edition of the statement at *seed*, as it is to be archived.

    Raises:
        Refusal: it has no edition, or its bytes, or those of its source, are not what the manifest says.
        CheckRefusal: a check, or the verification of a signature, found an error in it.
    """
    statement = read_statement(seed, around).statement
    manifest = read_manifest(around.out / statement.id)
    files = _edition(statement.id, around.out / statement.id, manifest)
    files |= {**_received(seed), **_source(statement, manifest), **copy_logs(around.out / statement.id, manifest)[0]}
    verdict, _ = prove_statement(seed, around, verapdf=verapdf)
    _refuse_errors(verdict)
    reports = {"reports/check.json": _as_json(_checked(verdict)), **verified(statement.id, files, verify)}
    marks = [str(output["mark"]) for output in manifest["outputs"] if output.get("mark")]
    describes = {**describe(statement), "marks": list(dict.fromkeys(marks))}
    return Candidate(
        statement=statement.id, files={**files, **reports}, describes=describes, by=reason.by, why=reason.why,
        corrects=reason.corrects,
    )  # fmt: skip


def copy_logs(folder: Path, manifest: Mapping[str, Any]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the logs of the copies of the edition in *folder*, and the digests of the PDFs that were copied; nothing if there are none.

    Those of earlier runs are among them, as far as they copied the same edition.

    Raises:
        Refusal: a log cannot be read; the last one tells of copies of another edition, or of bytes that are not there.
    """
    last = folder / COPIES / LOG
    paths = [*sorted((folder / COPIES / EARLIER).glob("*.json")), *([last] if last.is_file() else [])]
    published = {str(output["file"]): output.get("sha256") for output in manifest["outputs"]}
    logs: dict[str, bytes] = {}
    copied: dict[str, str] = {}
    for path in paths:
        try:
            content = path.read_bytes()
            found = read_log(content)
        except (OSError, ValueError) as error:
            raise Refusal(Problem(str(path), f"cannot be read: {error}", "Make the copies again, or move their folder away.")) from None
        is_of_this = all(published.get(name) == digest for name, digest in found.editions.items())
        if path == last and not is_of_this:
            what = "the copies are of another edition than the one that is here"
            remedy = "Make them again: `editions copies`; or move their folder away, if they went out as they are."
            raise Refusal(Problem(str(path), what, remedy))
        if path == last and not is_as_logged(found, folder / COPIES):
            what = "a copy that it tells of is not there, or has other bytes"
            raise Refusal(Problem(str(path), what, "Make them again: `editions copies` makes the same bytes."))
        if is_of_this:
            logs[f"copies/{found.run[:16]}.json"] = content
            copied |= found.editions
    return logs, copied


def _edition(name: str, folder: Path, manifest: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the published files, the signed ones among them, and the manifest."""
    if not manifest.get("outputs"):
        raise Refusal(Problem(str(folder), "there is no edition", f"`editions build {name}` makes one."))
    names = [str(output["file"]) for output in manifest["outputs"]]
    digests = {str(output["file"]): output.get("sha256") for output in manifest["outputs"]}
    signed = [f"{one[:-4]}.signed.{ending}" for one in names if one.endswith(".pdf") for ending in ("pdf", "json")]
    files = {}
    for one in (*names, "edition.json", *signed):
        try:
            files[one] = (folder / one).read_bytes()
        except FileNotFoundError:
            if one not in signed:
                raise Refusal(Problem(str(folder / one), "is missing", f"Build it again: `editions build {name}`.")) from None
        except OSError as error:
            raise Refusal(Problem(str(folder / one), f"cannot be read: {error.strerror}", "Mend its permissions.")) from None
    altered = [one for one in names if sha256(files[one]) != digests[one]]
    if altered:
        what = "is not as the manifest says: it was altered since it was published"
        raise Refusal(*(Problem(str(folder / one), what, f"Build it again: `editions build {name}`.") for one in altered))
    return {f"edition/{one}": content for one, content in files.items()}


def _source(statement: Statement, manifest: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files that the statement was made from.

    Raises:
        Refusal: one is not what the edition was made from.
    """
    named = {source.name: source.content for source in statement.sources}
    named |= {annex.file: annex.content for annex in statement.annexes}
    inputs = manifest.get("inputs", {})
    problems = [
        Problem(f"{statement.where}/{name}", "was changed since the edition was made", f"Build it again: `editions build {statement.id}`.")
        for name, content in sorted(named.items())
        if inputs.get(f"statement/{name}") != sha256(content)
    ]
    if problems:
        raise Refusal(*problems)
    pictures = {picture.file: picture.source or picture.content for picture in statement.pictures}
    return {f"source/{name}": content for name, content in {**pictures, **named}.items()}


def _received(seed: Path) -> dict[str, bytes]:
    """Return the texts as they were received, which are kept beside the source."""
    found = sorted(path for path in (seed / "received").rglob("*") if path.is_file()) if seed.is_dir() else []
    return {f"source/{path.relative_to(seed).as_posix()}": path.read_bytes() for path in found}


def _refuse_errors(verdict: Verdict) -> None:
    errors = [finding for finding in verdict.findings if finding.severity == "error"]
    if errors:
        remedy = f"Mend it, build it again, and look at `editions check {verdict.name}`."
        raise CheckRefusal(*(Problem(finding.where, f"{finding.message}  [{finding.rule}]", remedy) for finding in errors))


def _checked(verdict: Verdict) -> dict[str, Any]:
    fields = ("rule", "severity", "where", "page", "message", "clause")
    return {
        "name": verdict.name,
        "passed": verdict.passed,
        "findings": [{field: getattr(finding, field) for field in fields} for finding in verdict.findings],
        "asked": list(verdict.asked),
        "passed_over": [{"rule": rule, "lacks": need} for rule, need in verdict.passed_over],
    }


def verified(name: str, files: Mapping[str, bytes], verify: Verifier) -> dict[str, bytes]:
    """Return the reports on the signed PDFs among *files*, an edition of the statement *name*.

    Raises:
        CheckRefusal: something speaks against one, or it was not made from this edition.
    """
    reports, problems = {}, []
    for one, content in sorted(files.items()):
        if not (one.startswith(("edition/", "earlier/")) and one.endswith(".signed.pdf")):
            continue
        found = verify(content)
        where = one.removeprefix("edition/")
        if not content.startswith(files[one.replace(".signed.pdf", ".pdf")]):
            problems.append(Problem(where, "was not made from this edition", f"Sign it again: `editions sign {name}`."))
        elif found.against:
            problems.append(Problem(where, found.sentence, f"`editions verify` tells more; then sign it again: `editions sign {name}`."))
        reports[report_of(one)] = _as_json(found.report)
    if problems:
        raise CheckRefusal(*problems)
    return reports


def _as_json(said: Mapping[str, Any]) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=2, default=str) + "\n").encode()


def describe(statement: Statement) -> dict[str, Any]:
    """Return what people look for in *statement*: its date, its words, who signs it and to whom it is addressed, a text a language."""
    return {
        "date": statement.date.isoformat(),
        "reference": statement.reference,
        "keywords": list(statement.keywords),
        "layout": statement.layout,
        "texts": [_text(text) for text in statement.texts],
        "annexes": [dict(annex.titles) for annex in statement.annexes],
    }


def _text(text: Text) -> dict[str, Any]:
    notes = [plain(note.inlines) for note in text.footnotes]
    return {
        "language": text.language,
        "heading": text.heading,
        "subject": text.subject,
        "place": text.place,
        "words": "\n".join([*(plain(inlines) for _, inlines in inline_runs(text.body)), *notes]),
        "signatories": [{"name": signatory.name, "office": signatory.office} for signatory in text.signatories],
        "recipients": list(text.recipients.names) if text.recipients else [],
    }
