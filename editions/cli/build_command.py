"""``editions build``: make the editions of statements."""

import argparse
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editions.cli.arguments import add_executor
from editions.cli.reporting import plain, print_json
from editions.copies.log import read_log
from editions.executors import InThisProcess, batches, executor, submit
from editions.fonts import families
from editions.layouts import load_layout
from editions.manifest import inputs, is_current, published_formats, sha256
from editions.model.copies import LOG
from editions.model.edition import Edition
from editions.model.findings import Finding
from editions.model.layout import Layout
from editions.model.statement import Statement
from editions.pipeline import FORMATS, load_renderers, make_elsewhere
from editions.problems import Exit, FaultRefusal, MissingRefusal, Problem, Refusal
from editions.publishing import COPIES, publish
from editions.reading.identifiers import apart
from editions.reading.statements import find_seeds, read_statement
from editions.surroundings import Surroundings, as_values, surroundings

#: Statements for which one set of processes is kept: Pango keeps some 70 KB of each that it has set.
_BATCH = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("seeds", nargs="*", metavar="SEED", help="a statement's folder, file or id (default: all in seeds/)")
    parser.add_argument("--format", choices=FORMATS, help="only this format (default: both)")
    parser.add_argument("--layout", metavar="NAME", help="set in this layout, whatever the statement says")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the editions go (default: build/)")
    add_executor(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


@dataclass(kw_only=True)
class _Tally:
    """What became of each statement."""

    made: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    #: What Python says of faults of the program.
    faults: list[str] = field(default_factory=list)
    #: Statements that are settled, made or not, of how many.
    done: int = 0
    total: int = 0


@dataclass(frozen=True, kw_only=True)
class _Job:
    """A statement that is to be made, and in what."""

    statement: Statement
    layout: Layout
    formats: frozenset[str]
    #: Names and digests of its inputs.
    made_from: Mapping[str, str]


def run(options: argparse.Namespace) -> int:
    """Build, report, and return the exit status."""
    around = surroundings(Path(), options.out)
    tally = _Tally()
    try:
        _build(options, around, tally)
    except Refusal as refusal:
        tally.refusals.append(refusal)
    _report(options, around, tally)
    return max((int(refusal.status) for refusal in tally.refusals), default=int(Exit.DONE))


def _build(options: argparse.Namespace, around: Surroundings, tally: _Tally) -> None:
    """Make what is asked for; what became of it stands in *tally*.

    Raises:
        Refusal: nothing more can be made: the command is wrong, or a system library is missing.
    """
    paths, refusals = apart(find_seeds(options.seeds, around))
    tally.refusals += refusals
    tally.total = len(paths)
    jobs = _jobs(paths, options, around, tally)
    for batch in batches(jobs, _BATCH):
        with executor(len(batch), options.workers, lambda: load_renderers(around), options.executor) as pool:
            values = as_values(around)
            futures = {
                submit(pool, make_elsewhere, job.statement, job.layout, job.formats, job.made_from, values): job.statement.where
                for job in batch
            }
            for future in as_completed(set(futures)):
                # Let go of at once: it holds the whole edition.
                _take(future, futures.pop(future), around, tally)


def _jobs(paths: Sequence[Path], options: argparse.Namespace, around: Surroundings, tally: _Tally) -> Iterator[_Job]:
    """Yield what is to be made; what is current, or cannot be read, goes into *tally*."""
    layouts: dict[str, Layout] = {}
    here = InThisProcess()
    for path in paths:
        job = _settled(here.submit(_job, path, options, around, layouts, tally), str(path), tally)
        if job is None:
            _progress(tally)
        else:
            yield job


def _job(path: Path, options: argparse.Namespace, around: Surroundings, layouts: dict[str, Layout], tally: _Tally) -> _Job | None:
    """Return what is to be made of *path*, with the formats asked for and those that would fall out of date; None if it is current."""
    reading = read_statement(path, around)
    tally.remarks.extend(reading.remarks)
    statement = reading.statement
    name = options.layout or statement.layout
    if name not in layouts:
        layouts[name] = load_layout(name, around.layouts, families(around.fonts))
    folder = around.out / statement.id
    asked = frozenset([options.format] if options.format else FORMATS)
    wanted = asked | (published_formats(folder) & set(FORMATS))
    made_from = inputs(statement, layouts[name], around)
    if is_current(folder, made_from, layouts[name], wanted):
        tally.unchanged.append(statement.id)
        return None
    return _Job(statement=statement, layout=layouts[name], formats=wanted, made_from=made_from)


def _take(future: "Future[Edition]", where: str, around: Surroundings, tally: _Tally) -> None:
    """Publish the edition that *future* holds."""
    edition = _settled(future, where, tally)
    folder = _settled(InThisProcess().submit(publish, edition, around.out), where, tally) if edition else None
    if edition and folder:
        tally.remarks.extend(Problem(finding.where, _said(finding)) for finding in edition.findings)
        tally.made.extend(str(folder / output.file) for output in edition.outputs)
        tally.remarks.extend(_of_before(edition, folder / COPIES))
    _progress(tally)


def _of_before(edition: Edition, copies: Path) -> Iterator[Problem]:
    """Yield what is to be said of the *copies* that lie beside *edition*, if they are of another one."""
    try:
        copied = read_log((copies / LOG).read_bytes()).editions
    except (OSError, ValueError):
        return
    made = {output.file: sha256(output.content) for output in edition.outputs}
    if any(made.get(name) != digest for name, digest in copied.items()):
        what = "these copies are of the edition that was here before, not of this one"
        yield Problem(str(copies), what, f"`editions copies {edition.id}` makes them again.")


def _settled(future: "Future[Any]", where: str, tally: _Tally) -> Any:
    """Return what *future* holds; None, with the reason in *tally*, where the work ended without."""
    error = future.exception()
    match error:
        case None:
            return future.result()
        case Refusal():
            tally.refusals.append(error)
        case BrokenExecutor():
            what = "not made: a process that made editions was ended from outside, perhaps for want of memory"
            tally.refusals.append(MissingRefusal(Problem(where, what, "Build again; fewer processes (--workers 1) need less memory.")))
        case Exception():
            tally.faults.append("".join(traceback.format_exception(error)))
            what = f"not made: {type(error).__name__}: {error}"
            tally.refusals.append(FaultRefusal(Problem(where, what, "This is a fault of editions: report it, with what stands above.")))
        case _:
            raise error
    return None


def _said(finding: Finding) -> str:
    return f"{finding.message} ({', '.join(part for part in (finding.clause, finding.rule) if part)})"


def _progress(tally: _Tally) -> None:
    """Say on a terminal that one statement more is settled."""
    tally.done += 1
    if sys.stderr.isatty():
        print(f"\r{tally.done} of {tally.total} done", end="", file=sys.stderr, flush=True)


def _report(options: argparse.Namespace, around: Surroundings, tally: _Tally) -> None:
    if tally.done and sys.stderr.isatty():
        print(file=sys.stderr)
    for fault in tally.faults:
        print(fault, end="", file=sys.stderr)
    problems = list(dict.fromkeys(problem for refusal in tally.refusals for problem in refusal.problems))
    for problem in problems:
        print(problem, file=sys.stderr)
    for remark in tally.remarks:
        print(f"note: {remark}", file=sys.stderr)
    if options.json:
        print_json({"made": sorted(tally.made), "unchanged": tally.unchanged, "problems": plain(problems), "remarks": plain(tally.remarks)})
        return
    for path in sorted(tally.made):
        print(f"made {path}", file=sys.stderr)
    for identifier in tally.unchanged:
        print(f"unchanged {around.out / identifier}", file=sys.stderr)
