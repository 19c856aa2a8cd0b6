"""All rules, family by family, and the asking of them."""

from collections.abc import Iterable

from editions.checking import accessibility, editing, page
from editions.checking.annexes import added, content, embedded, joining, marked, titles
from editions.checking.conformance import claiming, conforming, conforming_docx
from editions.checking.manifest import form, unaltered
from editions.checking.metadata import opening, properties, traces
from editions.checking.rules import Case, Rule
from editions.checking.words import drawn, legible, same, spoken
from editions.model.findings import Finding
from editions.model.proof import SEVERITIES, Verdict

RULES: tuple[Rule, ...] = (
    *same.RULES,
    *legible.RULES,
    *drawn.RULES,
    *spoken.RULES,
    *properties.RULES,
    *traces.RULES,
    *opening.RULES,
    *conforming.RULES,
    *claiming.RULES,
    *conforming_docx.RULES,
    *accessibility.RULES,
    *page.RULES,
    *editing.RULES,
    *joining.RULES,
    *marked.RULES,
    *titles.RULES,
    *content.RULES,
    *added.RULES,
    *embedded.RULES,
    *form.RULES,
    *unaltered.RULES,
)


def ask(cases: Iterable[Case], name: str, rules: Iterable[Rule] = RULES) -> Verdict:
    """Return what *rules* find in *cases*, the languages of the edition *name*; each finding once, the gravest first."""
    cases, rules = tuple(cases), tuple(rules)
    findings: dict[Finding, None] = {}
    asked: dict[str, None] = {}
    lacking: dict[str, str] = {}
    for one in rules:
        for case in cases:
            missing = [need for need in one.needs if not case.has(need)]
            if missing:
                lacking.setdefault(one.id, missing[0])
                continue
            asked[one.id] = None
            findings.update(dict.fromkeys(one.findings(case)))
    return Verdict(
        name=name,
        files=tuple(dict.fromkeys(file for case in cases for file in (case.pdf_name, case.docx_name) if file)),
        findings=tuple(sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), finding.where, finding.page))),
        asked=tuple(asked),
        passed_over=tuple((identifier, need) for identifier, need in lacking.items() if identifier not in asked),
    )
