"""``editions check``: hold editions against their sources, the standards and the rules of the trade."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from editions.checking.book import RULES
from editions.checking.conformance.verapdf import find_verapdf
from editions.checking.rules import Rule
from editions.cli.arguments import add_executor
from editions.cli.reporting import plain, print_json, visible
from editions.executors import InThisProcess, batches, executor, submit
from editions.model.findings import Finding
from editions.model.proof import SEVERITIES, Verdict
from editions.problems import Exit, MissingRefusal, Problem, Refusal, UsageRefusal
from editions.proving import Held, Judged, hold, judge_elsewhere, keep_proof
from editions.proving_apart import prove_apart
from editions.publishing import withdraw_proof
from editions.reading.statements import find_seeds, id_of
from editions.surroundings import Surroundings, as_values, surroundings

#: What is a file to check by its name, and what is a statement.
_FILES, _STATEMENTS = (".pdf", ".docx"), (".txt", ".md")
#: Rules whose findings bring others with them: a file or a page that is damaged as a whole.
_CAUSES = ("manifest-missing", "manifest-malformed", "file-unreadable", "not-tagged", "page-turned")
#: Findings of one kind on one page that are told on the terminal.
_TOLD = 2
#: A verdict, and where its proof is; None where none was written.
_Checked = tuple[Verdict, Path | None]
#: Editions that are read before the first of them is judged to its end.
_BATCH = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("asked", nargs="*", metavar="SEED|FILE", help="a statement, or a PDF or DOCX (default: all in seeds/)")
    parser.add_argument("--explain", metavar="RULE", help="tell what a rule looks at, and why; “all” lists them")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the editions lie (default: build/)")
    parser.add_argument("--no-verapdf", action="store_true", help="do without veraPDF, even where it is on PATH")
    parser.add_argument("--no-proof", action="store_true", help="write no proof.html into the editions' folders: quicker")
    parser.add_argument("--no-office", action="store_true", help="do not start LibreOffice: the proof shows the PDF alone")
    add_executor(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


def run(options: argparse.Namespace) -> int:
    """Check, report, and return the exit status: 1 where an error was found."""
    if options.explain is not None:
        return _explain(options.explain, as_json=options.json)
    around = surroundings(Path(), options.out)
    tools = _Tools(verapdf=None if options.no_verapdf else find_verapdf(), proof=not options.no_proof, office=not options.no_office)
    tools = replace(tools, workers=options.workers, cluster=options.executor)
    checked, refusals = _check(options.asked, around, tools)
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
        print("\n".join(visible(line) for line in str(refusal).splitlines()), file=sys.stderr)
    failed = [int(Exit.CHECK_FAILED)] if not all(verdict.passed for verdict, _ in checked) else []
    return max([int(refusal.status) for refusal in refusals] + failed, default=int(Exit.DONE))


@dataclass(frozen=True, kw_only=True)
class _Tools:
    """With what is checked: veraPDF's path, if it is to be asked; whether a proof is wanted, and LibreOffice for it.

    *workers* and *cluster* say by what, as in executor().
    """

    verapdf: str | None
    proof: bool
    office: bool
    workers: int = 0
    cluster: str | None = None


def _check(asked: Sequence[str], around: Surroundings, tools: _Tools) -> tuple[list[_Checked], list[Refusal]]:
    files = [Path(name) for name in asked if _is_lone(Path(name)) and not _is_seed(Path(name), around.seeds)]
    names = [name for name in asked if Path(name) not in files]
    seeds = find_seeds(names, around) if names or not asked else []
    checked: list[_Checked] = []
    refusals: list[Refusal] = []
    for batch in batches(seeds, _BATCH):
        _check_batch(batch, around, tools, checked, refusals)
    for file in files:
        try:
            checked.append((prove_apart(file, around, verapdf=tools.verapdf), None))
        except Refusal as refusal:
            refusals.append(refusal)
    return checked, refusals


def _check_batch(seeds: Sequence[Path], around: Surroundings, tools: _Tools, checked: list[_Checked], refusals: list[Refusal]) -> None:
    """Check the editions of the statements at *seeds*; what was found goes to *checked*, what was refused to *refusals*, in order."""
    values = as_values(around)
    judge = partial(judge_elsewhere, with_proof=tools.proof, with_office=tools.office)
    with executor(len(seeds), tools.workers, _nothing, tools.cluster) as pool:
        jobs = [(seed, _submitted(seed, pool, judge, around, values, tools)) for seed in seeds]
        for seed, job in jobs:
            try:
                try:
                    held, future = job.result()
                    judged: Judged = future.result()
                except Refusal:
                    # What it proved cannot even be read any more.
                    withdraw_proof(around.out / id_of(seed))
                    raise
                checked.append((judged.verdict, None))
                # What was found is told, even if the proof of it cannot be written.
                checked[-1] = (judged.verdict, keep_proof(judged, held, around))
            except Refusal as refusal:
                refusals.append(refusal)
            except BrokenExecutor:
                what = "not checked: a process that checked was ended from outside, perhaps for want of memory"
                remedy = "Check again; fewer processes (--workers 1) need less memory."
                refusals.append(MissingRefusal(Problem(str(seed), what, remedy)))


def _submitted(
    seed: Path, pool: Executor, judge: Callable[..., Judged], around: Surroundings, values: Surroundings, tools: _Tools
) -> "Future[tuple[Held, Future[Judged]]]":
    """Return the future of the edition at *seed*, read here, and of what *judge* says of it."""

    def work() -> "tuple[Held, Future[Judged]]":
        held = hold(seed, around, verapdf=tools.verapdf)
        return held, submit(pool, judge, held, values)

    return InThisProcess().submit(work)


def _nothing() -> None:
    """Load nothing ahead."""


def _is_lone(path: Path) -> bool:
    """Return whether *path* is a file to check, rather than a statement."""
    ending = path.suffix.lower()
    return ending in _FILES or (ending not in _STATEMENTS and os.path.isfile(path))  # noqa: PTH113 - a name may be too long to be one


def _is_seed(path: Path, seeds: Path) -> bool:
    """Return whether *path* names a Word document in *seeds*, which is a statement there."""
    if path.suffix != ".docx" or not (seeds / path.name).is_file():
        return False
    return path.parent.resolve() == seeds.resolve() or (path.parent == Path() and not path.exists())


def _table(verdict: Verdict) -> list[str]:
    """Return the lines that say what was found: one a finding, and a last one that counts."""
    lines = list(_lines(verdict.findings))
    counts = ", ".join(_counted(verdict.count(severity), severity) for severity in SEVERITIES if verdict.count(severity))
    judgement = counts or "nothing to object to"
    files = " and ".join(verdict.files) or "no file"
    return [*lines, visible(f"{verdict.name}: {len(verdict.asked)} rules asked of {files}: {judgement}")]


def _lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line a finding, causes first; of many of one kind on one page, the first two, and how many more there are."""
    kinds: dict[tuple[str, bool, str, int, str], list[Finding]] = {}
    for finding in findings:
        kind = (finding.severity, finding.rule not in _CAUSES, finding.where, finding.page, finding.rule)
        kinds.setdefault(kind, []).append(finding)
    # As they come, but for causes: these stand before all else that is as grave.
    for kind in sorted(kinds, key=lambda kind: (SEVERITIES.index(kind[0]), kind[1])):
        many = kinds[kind]
        shown = many if len(many) <= _TOLD + 1 else many[:_TOLD]
        yield from map(_line, shown)
        if len(many) > len(shown):
            more = f"and {len(many) - len(shown)} more of this kind; --json tells all"
            yield visible(f"{'':<8} {_at(many[0])}: {more}  [{many[0].rule}]")


def _line(finding: Finding) -> str:
    return visible(f"{finding.severity:<8} {_at(finding)}: {finding.message}  [{finding.rule}]")


def _at(finding: Finding) -> str:
    return f"{finding.where}, page {finding.page}" if finding.page else finding.where


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


def _explain(identifier: str, *, as_json: bool) -> int:
    known = {one.id: one for one in RULES}
    if identifier not in (*known, "all"):
        raise UsageRefusal(Problem(f'"{identifier}"', "there is no such rule", _nearest(identifier, known)))
    if as_json:
        fields = ("id", "family", "severity", "clause", "sentence", "explanation")
        asked = RULES if identifier == "all" else (known[identifier],)
        print_json({"rules": [{field: getattr(one, field) for field in fields} for one in asked]})
    elif identifier == "all":
        print("\n".join(f"{one.id:<28} {one.severity:<8} {one.sentence}" for one in RULES))
    else:
        print("\n".join(_told(known[identifier])))
    return int(Exit.DONE)


def _nearest(identifier: str, known: Iterable[str]) -> str:
    """Return the sentences that name the rules most like *identifier*, and what lists all."""
    close = [f'"{name}"' for name in get_close_matches(identifier, known)]
    meant = f"Did you mean {', '.join(close[:-1])}{' or ' if close[1:] else ''}{close[-1]}? " if close else ""
    return f"{meant}`editions check --explain all` lists all rules."


def _told(one: Rule) -> list[str]:
    head = f"{one.id} ({one.severity}; {one.family}{'; ' + one.clause if one.clause else ''})"
    return [head, one.sentence, *(["", one.explanation] if one.explanation else [])]
