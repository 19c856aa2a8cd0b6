"""``editions archive refresh``: a new time stamp over signed editions in the archive, before their last one ends."""

import argparse
import sys
from collections.abc import Iterator
from functools import partial

from editions.archive.additions import as_refreshed
from editions.archive.layout import left_aside, statement_of
from editions.archive.objects import Held, aside, object_folders, read_object
from editions.archive.store import Store, add_version, put_back
from editions.cli.archive_command.common import add_person, held_of, office, person, store_of, verifier
from editions.cli.reporting import plain, print_json, visible, visible_lines
from editions.problems import Exit, Problem, Refusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("statements", nargs="*", metavar="ID", help="refresh these (default: whose last time stamp ends within a year)")
    parser.add_argument("--tsa", default="", metavar="URL", help="the service that stamps the time (default: that of settings.toml)")
    parser.add_argument("--why", default="", metavar="TEXT", help="why they are refreshed")
    add_person(parser)


def run(options: argparse.Namespace) -> int:
    """Stamp each and add what came out as a version; return the exit status: that of the first which could not be
    stamped; 6 where one could not be looked at."""
    # Heavy: only where something is refreshed.
    from editions.refreshing import refresh_archived
    from editions.sealing import Wish, means_to_refresh

    around = office(options)
    by, store, verify = person(options, around), store_of(options, around), verifier(around)
    means = means_to_refresh(Wish(given="", tsa=options.tsa), around, "refresh")
    done: dict[str, str] = {}
    problems: list[Problem] = []
    status = Exit.DONE
    put_back(store)
    named = [held_of(store.root, name) for name in dict.fromkeys(options.statements)]
    for held in named or _ending(store, problems):
        name = statement_of(held.inventory.id)
        try:
            found = refresh_archived(held, name, means, verify, by, options.why.strip())
            done[name] = add_version(store, held.inventory.id, partial(as_refreshed, name, found)).name
        except Refusal as refusal:
            status = status or refusal.status
            problems += refusal.problems
            continue
        print(visible(f"refreshed {name}, with {done[name]}"), file=sys.stderr)
    # What could not be looked at is damaged.
    status = Exit.ARCHIVE if problems and not status else status
    _tell(done, problems, options)
    return int(status)


def _ending(store: Store, problems: list[Problem]) -> Iterator[Held]:
    """Yield what has a time stamp that ends within a year; what is damaged is added to *problems*."""
    from editions.refreshing import ends_soon

    problems += [aside(store.root, place) for place in left_aside(store.root)]
    for folder in object_folders(store.root):
        try:
            held = read_object(folder)
            if ends_soon(held, store.now):
                yield held
        except Refusal as refusal:
            problems += refusal.problems
        except OSError as error:
            problems.append(Problem(str(error.filename), f"cannot be read: {error.strerror}", "`editions archive verify` tells more."))


def _tell(done: dict[str, str], problems: list[Problem], options: argparse.Namespace) -> None:
    if options.json:
        print_json({"refreshed": [{"statement": name, "version": version} for name, version in done.items()], "problems": plain(problems)})
        return
    if not done and not problems:
        print("no time stamp in the archive ends within a year", file=sys.stderr)
    for problem in problems:
        print(visible_lines(problem), file=sys.stderr)
