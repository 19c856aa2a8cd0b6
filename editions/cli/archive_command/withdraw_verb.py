"""``editions archive withdraw``: a mark that a statement no longer holds; everything of it stays."""

import argparse
import sys

from editions.archive.additions import as_withdrawal
from editions.archive.layout import statement_of
from editions.archive.store import add_version
from editions.cli.archive_command.common import add_person, held_of, office, person, store_of
from editions.cli.reporting import print_json
from editions.problems import Exit, Problem, UsageRefusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("statement", metavar="ID", help="the statement's id")
    parser.add_argument("--why", required=True, metavar="TEXT", help="why it is withdrawn")
    add_person(parser)


def run(options: argparse.Namespace) -> int:
    """Mark it, and return the exit status."""
    if not options.why.strip():
        raise UsageRefusal(Problem("--why", "is empty", 'Say why it is withdrawn: --why "…".'))
    around = office(options)
    by, store = person(options, around), store_of(options, around)
    identifier = held_of(store.root, options.statement).inventory.id
    name = statement_of(identifier)
    version = add_version(store, identifier, lambda held: as_withdrawal(name, options.why.strip(), by, held))
    print(f"marked {name} as withdrawn, with {version.name}", file=sys.stderr)
    if options.json:
        print_json({"statement": name, "version": version.name})
    return int(Exit.DONE)
