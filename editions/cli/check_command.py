"""``editions check``: hold editions against their sources, the standards and the rules of the trade."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from editions.checking.book import RULES
from editions.checking.rules import Rule
from editions.cli.reporting import plain, print_json
from editions.model.findings import Finding
from editions.model.proof import SEVERITIES, Verdict
from editions.problems import Exit, Problem, Refusal, UsageRefusal, nearest
from editions.proofing.writing import write_proof
from editions.proving import prove_file, prove_statement
from editions.reading.statements import find_seeds
from editions.surroundings import Surroundings, surroundings

_FILES = (".pdf", ".docx")
#: A verdict, and where its proof is; None where none was written.
_Checked = tuple[Verdict, Path | None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("asked", nargs="*", metavar="SEED|FILE", help="a statement, or a PDF or DOCX (default: all in seeds/)")
    parser.add_argument("--explain", metavar="RULE", help="tell what a rule looks at, and why; “all” lists them")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the editions lie (default: build/)")
    parser.add_argument("--no-proof", action="store_true", help="write no proof.html into the editions' folders: quicker")
    parser.add_argument("--no-office", action="store_true", help="do not start LibreOffice: the proof shows the PDF alone")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


def run(options: argparse.Namespace) -> int:
    """Check, report, and return the exit status: 1 where an error was found."""
    if options.explain:
        return _explain(options.explain)
    around = surroundings(Path(), options.out)
    proofs = None if options.no_proof else Proofs(with_office=not options.no_office)
    checked, refusals = _check(options.asked, around, proofs)
    if options.json:
        problems = [problem for refusal in refusals for problem in refusal.problems]
        print_json({"verdicts": [_plain(*one) for one in checked], "problems": plain(problems)})
    else:
        for verdict, _ in checked:
            print("\n".join(_table(verdict)))
    for _, proof in checked:
        if proof:
            print(f"proof: {proof}", file=sys.stderr)
    for refusal in refusals:
        print(refusal, file=sys.stderr)
    failed = [int(Exit.CHECK_FAILED)] if not all(verdict.passed for verdict, _ in checked) else []
    return max([int(refusal.status) for refusal in refusals] + failed, default=int(Exit.DONE))


@dataclass(frozen=True, kw_only=True)
class Proofs:
    """That proofs are wanted, and how."""

    with_office: bool


def _check(asked: Sequence[str], around: Surroundings, proofs: Proofs | None) -> tuple[list[_Checked], list[Refusal]]:
    files = [Path(name) for name in asked if Path(name).suffix.lower() in _FILES]
    names = [name for name in asked if Path(name) not in files]
    seeds = find_seeds(names, around) if names or not asked else []
    checked: list[_Checked] = []
    refusals: list[Refusal] = []
    for work, path in (*((prove_statement, seed) for seed in seeds), *((prove_file, file) for file in files)):
        try:
            verdict, cases = work(path, around)
            checked.append((verdict, None))
            if proofs and cases and work is prove_statement:
                checked[-1] = (verdict, write_proof(verdict, cases, around, with_office=proofs.with_office))
        except Refusal as refusal:
            refusals.append(refusal)
    return checked, refusals


def _table(verdict: Verdict) -> list[str]:
    """Return the lines that say what was found: one a finding, and a last one that counts."""
    lines = [_line(finding) for finding in verdict.findings]
    counts = ", ".join(_counted(verdict.count(severity), severity) for severity in SEVERITIES if verdict.count(severity))
    judgement = counts or "nothing to object to"
    return [*lines, f"{verdict.name}: {len(verdict.asked)} rules asked of {' and '.join(verdict.files)}: {judgement}"]


def _line(finding: Finding) -> str:
    at = f"{finding.where}, page {finding.page}" if finding.page else finding.where
    return f"{finding.severity:<8} {at}: {finding.message}  [{finding.rule}]"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _plain(verdict: Verdict, proof: Path | None) -> dict[str, object]:
    fields = ("rule", "severity", "where", "page", "message", "clause", "box")
    return {
        "name": verdict.name,
        "passed": verdict.passed,
        "files": verdict.files,
        "findings": [{field: getattr(finding, field) for field in fields} for finding in verdict.findings],
        "asked": verdict.asked,
        "proof": str(proof) if proof else None,
        "passed_over": [{"rule": identifier, "lacks": need} for identifier, need in verdict.passed_over],
    }


def _explain(identifier: str) -> int:
    if identifier == "all":
        print("\n".join(f"{one.id:<28} {one.severity:<8} {one.sentence}" for one in RULES))
        return int(Exit.DONE)
    known = {one.id: one for one in RULES}
    if identifier not in known:
        raise UsageRefusal(Problem(f'"{identifier}"', "there is no such rule", nearest(identifier, known)))
    print("\n".join(_told(known[identifier])))
    return int(Exit.DONE)


def _told(one: Rule) -> list[str]:
    head = f"{one.id} ({one.severity}; {one.family}{'; ' + one.clause if one.clause else ''})"
    return [head, one.sentence, *(["", one.explanation] if one.explanation else [])]
