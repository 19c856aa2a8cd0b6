"""``editions archive list``: what is archived, a line a statement."""

import argparse

from editions.archive.additions import last_entry
from editions.archive.layout import statement_of
from editions.archive.objects import held_objects
from editions.cli.archive_command.common import office, plain_entry, root_of
from editions.cli.reporting import print_json, visible
from editions.problems import Exit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments: it takes none."""


def run(options: argparse.Namespace) -> int:
    """List the statements by their ids, and return the exit status."""
    root = root_of(options, office(options))
    found = {statement_of(held.inventory.id): last_entry(held) for held in held_objects(root)}
    if options.json:
        print_json({"statements": [{"statement": name, **plain_entry(entry)} for name, entry in sorted(found.items())]})
        return int(Exit.DONE)
    for name, entry in sorted(found.items()):
        subjects = [text.get("subject") or text.get("heading", "") for text in entry.describes.get("texts", [])]
        said = " ".join(str(subjects[0]).split()) if subjects else ""
        print(visible(f"{name}  {entry.version.name}  {entry.kind or 'added'}  {said}".rstrip()))
    return int(Exit.DONE)
