"""``editions copies``: one copy of an edition for each recipient."""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from editions.cli.arguments import add_executor
from editions.cli.reporting import plain, print_json, visible, visible_lines
from editions.copies.addressing import in_order
from editions.copies.directory import read_directory
from editions.copies.matching import Matching
from editions.copies.spool import Spool
from editions.copying import BATCH
from editions.dispatching import ENVELOPES
from editions.distributing import Distributed, Order, distribute
from editions.executors import executor
from editions.fonts import families
from editions.layouts import load_layout
from editions.model.copies import LOG
from editions.model.directory import Addressee, Directory, Found
from editions.pipeline import load_renderers
from editions.problems import Exit, Problem, Refusal, UsageRefusal
from editions.publishing import EARLIER
from editions.reading.identifiers import apart
from editions.reading.statements import find_seeds, read_statement
from editions.surroundings import Surroundings, surroundings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("seeds", nargs="*", metavar="SEED", help="a statement's folder, file or id (default: all in seeds/)")
    parser.add_argument(
        "--to", nargs="+", action="extend", metavar="NAME", help="groups, names or ids (default: the statement's recipients)"
    )
    parser.add_argument("--only-found", action="store_true", help="go on without those who are not in the directory; the log names them")
    parser.add_argument("--print", dest="printer", action="store_true", help="one file for the printer besides, in order")
    parser.add_argument("--envelopes", choices=sorted(ENVELOPES), default="", help="addressed envelopes besides, of this size")
    parser.add_argument("--labels", action="store_true", help="sheets of 3 by 8 labels besides")
    parser.add_argument("--directory", type=Path, metavar="FILE", help="CSV or TOML (default: as in settings.toml, or recipients.csv)")
    parser.add_argument("--layout", metavar="NAME", help="the layout of the edition, if it is not the statement's")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the editions are (default: build/)")
    add_executor(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


def run(options: argparse.Namespace) -> int:
    """Make the copies, report, and return the exit status."""
    around = surroundings(Path(), options.out)
    orders, refusals = _orders(options, around)
    made: list[tuple[Order, Distributed]] = []
    for order in orders:
        try:
            made.append((order, _distributed(order, options, around)))
        except Refusal as refusal:
            refusals.append(refusal)
    _report(made, refusals, as_json=options.json)
    return max((int(refusal.status) for refusal in refusals), default=int(Exit.DONE))


def _orders(options: argparse.Namespace, around: Surroundings) -> tuple[list[Order], list[Refusal]]:
    """Return what is asked for, and what cannot be. The directory, which may be large, is let go of with this.

    Raises:
        Refusal: the directory cannot be read, or is wrong.
    """
    directory = read_directory(options.directory or around.directory)
    matching = Matching(directory)
    paths, refusals = apart(find_seeds(options.seeds, around))
    orders = []
    for path in paths:
        try:
            if order := _order(path, options, directory, matching, around):
                orders.append(order)
        except Refusal as refusal:
            refusals.append(refusal)
    return orders, refusals


def _distributed(order: Order, options: argparse.Namespace, around: Surroundings) -> Distributed:
    with executor(-(-order.count // BATCH), options.workers, lambda: load_renderers(around), options.executor) as pool:
        return distribute(order, around, pool, _Progress(order.count))


def _order(path: Path, options: argparse.Namespace, directory: Directory, matching: Matching, around: Surroundings) -> Order | None:
    """Return what is asked for of the statement at *path*; None where all are meant, and this one is addressed to nobody.

    Raises:
        Refusal: it cannot be read, or somebody is not in the directory.
        UsageRefusal: it is addressed to nobody.
    """
    statement = read_statement(path, around).statement
    recipients = statement.text(statement.original).recipients
    if recipients is None and not options.to:
        if not options.seeds:
            return None
        raise UsageRefusal(
            Problem(statement.where, "is addressed to nobody", "Say to whom: --to NAME, a group of the directory for instance.")
        )
    found = matching.all(options.to or (recipients.names if recipients else ()))
    return Order(
        statement=statement,
        layout=load_layout(options.layout or statement.layout, around.layouts, families(around.fonts)),
        addressees=Spool(_found(found, directory, only_found=options.only_found)),
        directory=directory.where,
        not_found=tuple(one.named for one in found if not one.by),
        printer=options.printer,
        envelopes=options.envelopes,
        labels=options.labels,
    )


def _found(found: tuple[Found, ...], directory: Directory, *, only_found: bool) -> list[Addressee]:
    """Return who was found, in order.

    Raises:
        Refusal: somebody was not found, and that is not *only_found* enough; or nobody was.
    """
    missing = [one for one in found if not one.by]
    if missing and not only_found:
        remedy = f"Add them to {directory.where}; or go on without them: --only-found."
        raise Refusal(*(Problem(visible(one.named), one.why_not, remedy if one is missing[-1] else "") for one in missing))
    addressees = in_order(one for each in found for one in each.addressees)
    if not addressees:
        raise Refusal(Problem(directory.where, "none of the recipients is in it", "`editions recipients` tells who is."))
    return addressees


class _Progress:
    """Says on a terminal how many copies are done, and what time is left."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._began = time.monotonic()
        self._shows = sys.stderr.isatty()

    def __call__(self, done: int, kept: int) -> None:
        if not self._shows:
            return
        made = done - kept
        left = (time.monotonic() - self._began) / made * (self._total - done) if made else 0
        end = "\n" if done == self._total else f", {_duration(left)} left " if made else ""
        print(f"\r{done:,} of {self._total:,} copies{end}", end="", file=sys.stderr, flush=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _report(made: list[tuple[Order, Distributed]], refusals: list[Refusal], *, as_json: bool) -> None:
    problems = [problem for refusal in refusals for problem in refusal.problems]
    for problem in problems:
        print(visible_lines(problem), file=sys.stderr)
    if as_json:
        print_json({"statements": [_plain(*each) for each in made], "problems": plain(problems)})
        return
    for told in (line for each in made for line in _told(*each)):
        print(told, file=sys.stderr)


def _plain(order: Order, made: Distributed) -> dict[str, object]:
    return {
        "statement": order.statement.id,
        "folder": str(made.folder),
        "copies": made.count,
        "kept": made.kept,
        "unchanged": made.unchanged,
        "replaced": made.replaced,
        "papers": list(made.papers),
        "not_found": list(order.not_found),
    }


def _told(order: Order, made: Distributed) -> Iterator[str]:
    if made.unchanged:
        yield f"unchanged {made.folder}: {made.count:,} copies"
    else:
        gone_on = f" ({made.kept:,} of them by a run that had ended)" if made.kept else ""
        noun = "copy" if made.count == 1 else "copies"
        yield f"made {made.count:,} {noun} in {made.folder}{gone_on}, with {', '.join((LOG, *made.papers))}"
    if made.replaced:
        yield f"note: they take the place of those of another run, whose log is kept in {made.folder / EARLIER}"
    for name in order.not_found:
        yield f"note: {visible(name)} is not in {order.directory}: no copy was made"
