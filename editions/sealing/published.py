"""What is to be signed: a published edition, unaltered and without errors, and the file that others have signed before."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from editions.checking.rules import Source
from editions.manifest import read_manifest
from editions.problems import CheckRefusal, Problem, SigningRefusal, UsageRefusal
from editions.proving import prove_file, prove_statement
from editions.reading.statements import find_seeds
from editions.sealing.signed import altered, away, bytes_of, digests_in
from editions.surroundings import Surroundings

_AGAIN = "`make pdf` makes the edition again, `editions check` tells what is wrong with it."


@dataclass(frozen=True, kw_only=True)
class Published:
    """A PDF of an edition in *folder*: its bytes, its source, and the file that was signed already, with its record, if there is one.

    *manifest* is that of the edition, as it lies there.
    """

    folder: Path
    file: str
    content: bytes
    manifest: bytes
    claims: tuple[str, ...]
    source: Source
    signed: bytes | None = None
    record: bytes | None = None

    @property
    def signed_name(self) -> str:
        """The name of the signed file."""
        return f"{self.file.removesuffix('.pdf')}.signed.pdf"

    @property
    def record_name(self) -> str:
        """The name of the record of the signed file."""
        return f"{self.file.removesuffix('.pdf')}.signed.json"

    @property
    def told(self) -> dict[str, Any]:
        """The record, read."""
        return json.loads(self.record) if self.record else {}

    @property
    def latest(self) -> bytes:
        """What is signed next: the signed file, or else the edition."""
        return self.content if self.signed is None else self.signed


def published(given: str, language: str, around: Surroundings) -> tuple[Published, ...]:
    """Return the PDFs of the edition that *given* names, a statement or the PDF itself; in one *language*, if that is given.

    Raises:
        Refusal: there is no such edition, or it was altered since it was made.
        CheckRefusal: the edition has errors.
    """
    path = Path(given)
    if path.suffix.lower() == ".pdf":
        name = path.name.removesuffix(".signed.pdf") + ".pdf" if path.name.endswith(".signed.pdf") else path.name
        found: tuple[Published, ...] = (_of_file(path.parent / name, around),)
    else:
        found = tuple(_of_statement(given, around))
    chosen = tuple(one for one in found if not language or one.source.prepared.metadata.language == language)
    if not chosen:
        raise UsageRefusal(Problem(given, f'there is no PDF in "{language}"', "Build it, or give another --language."))
    return chosen


def _of_statement(given: str, around: Surroundings) -> Iterator[Published]:
    [seed] = find_seeds([given], around)
    verdict, cases = prove_statement(seed, around)
    _refuse_errors(verdict.findings)
    for case in cases:
        if case.pdf_name and case.source:
            yield _checked(around.out / verdict.name, case.pdf_name, case.source)


def _of_file(path: Path, around: Surroundings) -> Published:
    outputs = {output["file"] for output in read_manifest(path.parent).get("outputs", ())}
    if path.name not in outputs:
        what = "no manifest (edition.json) beside it lists this file: it is no published edition"
        raise SigningRefusal(Problem(str(path), what, "Sign a statement, or the PDF in its folder under build/."))
    if (seed := around.seeds / path.parent.name).exists() and path.parent.resolve() == (around.out / path.parent.name).resolve():
        # Held against its source as it lies here, which is more than what it carries.
        return next(one for one in _of_statement(str(seed), around) if one.file == path.name)
    _as_made(path.parent, path.name)
    verdict, cases = prove_file(path, around)
    _refuse_errors(verdict.findings)
    source = cases[0].source
    if source is None:
        raise SigningRefusal(
            Problem(str(path), "its source, which it carries, cannot be read here", "Sign the statement where its layout is.")
        )
    return _checked(path.parent, path.name, source)


def _refuse_errors(findings: Any) -> None:
    problems = [
        Problem(finding.where, f"{finding.message} ({finding.rule})", _AGAIN) for finding in findings if finding.severity == "error"
    ]
    if problems:
        raise CheckRefusal(*problems)


def _checked(folder: Path, file: str, source: Source) -> Published:
    """Return the PDF *file* in *folder*, whose bytes are those that its manifest has the digest of."""
    content, manifest, claims = _as_made(folder, file)
    return _with_signed(Published(folder=folder, file=file, content=content, manifest=manifest, claims=claims, source=source))


def _as_made(folder: Path, file: str) -> tuple[bytes, bytes, tuple[str, ...]]:
    """Return the bytes of *file* in *folder* and of the manifest, and what that says that it claims.

    Raises:
        SigningRefusal: it is not the file that was made.
    """
    output = next((one for one in read_manifest(folder).get("outputs", ()) if one["file"] == file), None)
    content, manifest = bytes_of(folder / file), bytes_of(folder / "edition.json")
    if output is None or content is None or manifest is None or sha256(content).hexdigest() != output.get("sha256"):
        raise SigningRefusal(Problem(str(folder / file), "the file is not the one that was made: its digest is another", _AGAIN))
    return content, manifest, tuple(output.get("claims", ()))


def _with_signed(one: Published) -> Published:
    """Return *one* with what was signed before, if anything was."""
    signed, record = bytes_of(one.folder / one.signed_name), bytes_of(one.folder / one.record_name)
    if signed is None and record is None:
        return one
    where = str(one.folder / one.signed_name)
    edition, digest = digests_in(record, where)
    if edition != sha256(one.content).hexdigest() or signed is None or not signed.startswith(one.content):
        raise SigningRefusal(Problem(where, "it is the signed copy of another edition: this one was built again since", away(where)))
    if digest != sha256(signed).hexdigest():
        raise SigningRefusal(altered(where))
    return replace(one, signed=signed, record=record)
