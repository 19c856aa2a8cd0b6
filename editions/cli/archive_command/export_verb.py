"""``editions archive export``: a statement with all its versions as a bag, to hand over to another archive."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from editions.archive.bagging import information, write_bag
from editions.archive.entries import last_entry
from editions.cli.archive_command.common import add_person, held_of, name_of, office, person, root_of
from editions.cli.reporting import print_json
from editions.problems import Exit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("statement", metavar="ID", help="the statement's id")
    parser.add_argument("--bag", type=Path, required=True, metavar="DIR", help="the new folder of the bag (BagIt 1.0)")
    add_person(parser)


def run(options: argparse.Namespace) -> int:
    """Write the bag, and return the exit status."""
    around = office(options)
    by = person(options, around)
    held = held_of(root_of(options, around), options.statement)
    about = last_entry(held).title or name_of(options.statement)
    bag = write_bag(held, options.bag, information(held, by, datetime.now(UTC).date(), about))
    print(f"wrote the bag {bag}: all {len(held.inventory.versions)} versions; its digests were read back", file=sys.stderr)
    if options.json:
        print_json({"bag": str(bag), "versions": [version.name for version in held.inventory.versions]})
    return int(Exit.DONE)
