"""``editions build``: make the editions of statements."""

import argparse
import json
import sys
from collections.abc import Iterator
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from editions.executors import executor, tidily
from editions.fonts import families
from editions.layouts import load_layout
from editions.manifest import inputs, is_current, published_formats
from editions.model.edition import Edition
from editions.model.findings import Finding
from editions.model.layout import Layout
from editions.model.statement import Statement
from editions.pipeline import FORMATS, load_renderers, make
from editions.problems import Exit, Problem, Refusal
from editions.publishing import publish
from editions.reading.statements import find_seeds, read_statement
from editions.surroundings import Surroundings, surroundings

#: Statements for which one set of processes is kept: Pango keeps some 70 KB of each that it has set.
_BATCH = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("seeds", nargs="*", metavar="SEED", help="a statement's folder, file or id (default: all in seeds/)")
    parser.add_argument("--format", choices=FORMATS, help="only this format (default: both)")
    parser.add_argument("--layout", metavar="NAME", help="set in this layout, whatever the statement says")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the editions go (default: build/)")
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


@dataclass(kw_only=True)
class _Tally:
    """What became of each statement."""

    made: list[str]
    unchanged: list[str]
    refusals: list[Refusal]
    remarks: list[Problem]


def run(options: argparse.Namespace) -> int:
    """Build, report, and return the exit status."""
    around = surroundings(Path(), options.out)
    formats = frozenset([options.format] if options.format else FORMATS)
    tally = _Tally(made=[], unchanged=[], refusals=[], remarks=[])
    work = _work(options, around, formats, tally)
    done = 0
    while batch := list(islice(work, _BATCH)):
        with executor(len(batch), options.workers, lambda: load_renderers(around)) as pool:
            run_one = make if len(batch) == 1 else partial(tidily, make)
            futures = {pool.submit(run_one, statement, layout, wanted, around) for statement, layout, wanted in batch}
            for future in as_completed(set(futures)):
                # Let go of at once: it holds the whole edition.
                futures.discard(future)
                _take(future, around, tally)
                done += 1
                _progress(done)
    _report(options, around, tally)
    return max((int(refusal.status) for refusal in tally.refusals), default=int(Exit.DONE))


def _work(
    options: argparse.Namespace, around: Surroundings, formats: frozenset[str], tally: _Tally
) -> Iterator[tuple[Statement, Layout, frozenset[str]]]:
    """Yield what is to be made, with the formats: those asked for, and those that would fall out of date."""
    layouts: dict[str, Layout] = {}
    for path in find_seeds(options.seeds, around):
        try:
            reading = read_statement(path, around)
            tally.remarks.extend(reading.remarks)
            statement = reading.statement
            name = options.layout or statement.layout
            if name not in layouts:
                layouts[name] = load_layout(name, around.layouts, families(around.fonts))
            folder = around.out / statement.id
            wanted = formats | (published_formats(folder) & set(FORMATS))
            if is_current(folder, inputs(statement, layouts[name], around.fonts), layouts[name], wanted):
                tally.unchanged.append(statement.id)
            else:
                yield statement, layouts[name], wanted
        except Refusal as refusal:
            tally.refusals.append(refusal)


def _take(future: "Future[Edition]", around: Surroundings, tally: _Tally) -> None:
    try:
        edition = future.result()
        folder = publish(edition, around.out)
        tally.remarks.extend(Problem(finding.where, _said(finding)) for finding in edition.findings)
        tally.made.extend(str(folder / output.file) for output in edition.outputs)
    except Refusal as refusal:
        tally.refusals.append(refusal)


def _said(finding: Finding) -> str:
    return f"{finding.message} ({', '.join(part for part in (finding.clause, finding.rule) if part)})"


def _progress(done: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} made", end="", file=sys.stderr, flush=True)


def _report(options: argparse.Namespace, around: Surroundings, tally: _Tally) -> None:
    for refusal in tally.refusals:
        print(refusal, file=sys.stderr)
    for remark in tally.remarks:
        print(f"note: {remark}", file=sys.stderr)
    if options.json:
        problems = [problem for refusal in tally.refusals for problem in refusal.problems]
        print(
            json.dumps(
                {"made": sorted(tally.made), "unchanged": tally.unchanged, "problems": _plain(problems), "remarks": _plain(tally.remarks)},
                ensure_ascii=False,
            )
        )
        return
    for path in sorted(tally.made):
        print(f"made {path}", file=sys.stderr)
    for identifier in tally.unchanged:
        print(f"unchanged {around.out / identifier}", file=sys.stderr)


def _plain(problems: list[Problem]) -> list[dict[str, object]]:
    return [{name: getattr(problem, name) for name in ("where", "line", "column", "what", "remedy")} for problem in problems]
