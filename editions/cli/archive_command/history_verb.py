"""``editions archive history``: who archived what of a statement, when and why."""

import argparse

from editions.archive.entries import entries
from editions.archive.layout import statement_of
from editions.cli.archive_command.common import held_of, office, plain_entry, root_of, told_entry
from editions.cli.reporting import print_json, visible
from editions.problems import Exit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("statement", metavar="ID", help="the statement's id")


def run(options: argparse.Namespace) -> int:
    """Tell of each version, the first first, and return the exit status."""
    held = held_of(root_of(options, office(options)), options.statement)
    found = entries(held)
    if options.json:
        print_json({"statement": statement_of(held.inventory.id), "versions": [plain_entry(entry) for entry in found]})
    else:
        print("\n".join(visible(told_entry(entry)) for entry in found))
    return int(Exit.DONE)
