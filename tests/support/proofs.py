"""Proofs of editions that are made in this process, for tests that look at what comes out."""

import json
from dataclasses import replace
from functools import cache

from editions.checking.book import RULES, ask
from editions.checking.rules import Case, Source
from editions.model.findings import Finding
from editions.model.proof import Compared, Verdict
from editions.pipeline import make
from editions.preparing import prepare
from editions.proofing.comparing import compare
from editions.proofing.page import make_proof
from editions.reading.statements import read_statement
from tests.support.cases import sample_case, with_docx, with_pdf
from tests.support.making import EVERYTHING, SAMPLE, around, edition, layout, statement


@cache
def verdict() -> Verdict:
    """Return the verdict on the sample's edition."""
    return ask((sample_case(),), "2022-01-20-anniversary")


def proof(
    *findings: Finding,
    case: Case | None = None,
    with_office: bool = False,
    rows: tuple[Compared, ...] | None = None,
    passed_over: tuple[tuple[str, str], ...] = (),
) -> str:
    """Return the proof of *case*, the sample's if none is given, with *findings*; *rows* are its words compared, if given."""
    lacking = {identifier for identifier, _ in passed_over}
    asked = tuple(identifier for identifier in verdict().asked if identifier not in lacking)
    said = replace(verdict(), findings=findings, asked=asked, passed_over=passed_over)
    comparing = compare if rows is None else lambda _: rows
    made = make_proof(said, (case or sample_case(),), RULES, around().fonts, with_office=with_office, comparing=comparing)
    return made.decode()


@cache
def everything_proof() -> str:
    """Return the proof of a statement in Arabic, Azerbaijani and English."""
    found = statement(EVERYTHING)
    look = layout(found.layout)
    made = edition(EVERYTHING)
    files = {output.file: output.content for output in made.outputs}
    empty = Case(name=found.id, manifest=json.loads(made.manifest), files=files, inputs=json.loads(made.manifest)["inputs"])
    cases = [
        with_docx(with_pdf(one, files[one.pdf_name]), files[one.docx_name])
        for language in ("ar", "az", "en")
        for one in [
            replace(
                empty, language=language, pdf_name=f"{found.id}.{language}.pdf", docx_name=f"{found.id}.{language}.docx",
                source=Source(prepared=prepare(found, language, look), layout=look),
            )
        ]
    ]  # fmt: skip
    said = ask(cases, found.id)
    marked = Finding(rule="claim-false", severity="error", where=cases[0].pdf_name, message="a sample", page=1, box=(60, 600, 200, 640))
    return make_proof(replace(said, findings=(marked, *said.findings)), cases, RULES, around().fonts, with_office=False).decode()


def error(message: str = "something is wrong", **where: object) -> Finding:
    """Return an error of the sample's PDF, or *where* else it says."""
    given = {"rule": "claim-false", "severity": "error", "where": sample_case().pdf_name, "message": message, **where}
    return Finding(**given)  # type: ignore[arg-type]


@cache
def ten_page_case() -> Case:
    """Return the edition of a statement of more than ten pages, with the sample's annexes."""
    found = read_statement(SAMPLE, around()).statement
    text = found.text("en")
    longer = replace(found, texts=(replace(text, body=text.body * 8),))
    look = layout(longer.layout)
    made = make(longer, look, frozenset(("pdf", "docx")), around())
    pdf, docx = (next(output for output in made.outputs if output.format == wanted) for wanted in ("pdf", "docx"))
    case = replace(sample_case(), source=Source(prepared=prepare(longer, "en", look), layout=look), manifest=json.loads(made.manifest))
    return with_docx(with_pdf(case, pdf.content), docx.content)
