"""``editions archive list``: what is archived, a line a statement."""

import argparse
import sys
from pathlib import Path

from editions.archive.entries import Entry, last_entry
from editions.archive.layout import left_aside, statement_of
from editions.archive.objects import aside, object_folders, read_object
from editions.cli.archive_command.common import office, plain_entry, root_of
from editions.cli.reporting import plain, print_json, visible
from editions.problems import ArchiveRefusal, Exit, Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments: it takes none."""


def run(options: argparse.Namespace) -> int:
    """List the statements by their ids, and return the exit status: 6 where one of them is damaged, and cannot be told of."""
    root = root_of(options, office(options))
    found, problems = _found(root)
    if options.json:
        statements = [{"statement": name, **plain_entry(entry)} for name, entry in sorted(found.items())]
        print_json({"statements": statements, "problems": plain(problems)})
    else:
        for name, entry in sorted(found.items()):
            print(visible(f"{name}  {entry.version.name}  {entry.stands or 'added'}  {entry.title}".rstrip()))
    for problem in problems:
        print(visible(str(problem).replace("\n", " ")), file=sys.stderr)
    return int(Exit.ARCHIVE if problems else Exit.DONE)


def _found(root: Path) -> tuple[dict[str, Entry], list[Problem]]:
    """Return the last version of each statement by the statement's id, and what is wrong with those that cannot be read."""
    found: dict[str, Entry] = {}
    problems = [aside(root, place) for place in left_aside(root)]
    for folder in object_folders(root):
        try:
            held = read_object(folder)
            found[statement_of(held.inventory.id)] = last_entry(held)
        except ArchiveRefusal as refusal:
            problems += refusal.problems
    return found, problems
