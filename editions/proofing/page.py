"""The proof itself: one HTML page that needs nothing but itself."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from editions.checking.rules import Case, Rule
from editions.language import english_name
from editions.model.prepared import PreparedStatement
from editions.model.proof import SEVERITIES, Compared, Verdict
from editions.proofing.comparing import compare
from editions.proofing.marks import Numbered, number
from editions.proofing.pages import Spreads, shown_pages, spreads
from editions.proofing.pictures import Picture, picture_pages
from editions.proofing.placing import placed
from editions.proofing.record import record
from editions.proofing.sections import asked, section
from editions.proofing.setting import Setting, set_documents
from editions.proofing.templates import fill, read

Comparing = Callable[[Case], Iterable[Compared]]


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A file that the verdict is about, as it was when it was looked at."""

    name: str
    bytes: int
    digest: str


def make_proof(
    verdict: Verdict, cases: Sequence[Case], rules: Sequence[Rule], fonts: Path, *, with_office: bool = True, comparing: Comparing = compare
) -> bytes:
    """Return the proof of *cases*, which *verdict* is about, as HTML: the same bytes for the same files and findings.

    Where LibreOffice is missing, fails, or is not wanted, it says so and shows the PDF alone.
    """
    settings = set_documents(cases, fonts, with_office=with_office)
    pictures = picture_pages([case.pdf_bytes for case in cases if case.pdf] + [one.content for one in settings if one.content])
    pdfs = [pictures.pop(0) if case.pdf else () for case in cases]
    docxs = [pictures.pop(0) if one.content else () for one in settings]
    together = list(zip(cases, settings, pdfs, docxs, strict=True))
    findings = placed(verdict.findings, cases, settings)
    numbered = number(findings, (page for each in together for page in shown_pages(*each)))
    shown = [_spreads(*each, numbered=numbered, several=len(cases) > 1) for each in together]
    marks = [mark.rules for one in shown for page in one.pages for mark in page.marks]
    style = "\n".join([read("proof.css"), *marks])
    return fill(
        "proof.html",
        style=style,
        style_digest=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        verdict=verdict,
        counts=[(verdict.count(severity), severity) for severity in SEVERITIES],
        source=_source(cases),
        files=_files(cases),
        findings=numbered,
        sections=[section(case, spread, comparing(case)) for case, spread in zip(cases, shown, strict=True)],
        record=record(cases[0]) if cases else None,
        rules=asked(verdict, rules),
    ).encode()


def _source(cases: Iterable[Case]) -> PreparedStatement | None:
    """Return the statement in English, or else in its first language."""
    sources = [case.source.prepared for case in cases if case.source]
    return next((one for one in sources if one.metadata.language.startswith("en")), sources[0] if sources else None)


def _spreads(
    case: Case, setting: Setting, pdf: Sequence[Picture], docx: Sequence[Picture], *, numbered: Sequence[Numbered], several: bool
) -> Spreads:
    return spreads(case, setting, pdf, docx, numbered, f" in {english_name(case.language)}" if several else "")


def _files(cases: Iterable[Case]) -> list[Looked]:
    named = [
        (name, content)
        for case in cases
        for name, content in ((case.pdf_name, case.pdf_bytes), (case.docx_name, case.docx_bytes))
        if name and (content or name not in case.unreadable)
    ]
    return [Looked(name=name, bytes=len(content), digest=hashlib.sha256(content).hexdigest()) for name, content in named]
