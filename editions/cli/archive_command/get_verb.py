"""``editions archive get``: the files of a version, taken out into a new folder, whole or not at all."""

import argparse
import sys
from pathlib import Path

from editions.archive.taking_out import take_out, version_of
from editions.cli.archive_command.common import held_of, name_of, office, root_of
from editions.cli.reporting import print_json
from editions.problems import Exit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("statement", metavar="ID", help="the statement's id")
    parser.add_argument("--version", default="", metavar="vN", help="take this version out (default: the last)")
    parser.add_argument("--to", type=Path, metavar="DIR", help="the new folder (default: ID-vN here)")


def run(options: argparse.Namespace) -> int:
    """Take it out, and return the exit status."""
    held = held_of(root_of(options, office(options)), options.statement)
    version = version_of(held, options.version)
    folder = take_out(held, version, options.to or Path(f"{name_of(options.statement)}-{version.name}"))
    print(f"took {len(version.state)} files of {version.name} out into {folder}", file=sys.stderr)
    if options.json:
        print_json({"version": version.name, "folder": str(folder), "files": sorted(version.state)})
    return int(Exit.DONE)
