"""``editions archive show``: what is archived of a statement: what it is, and the files of its last version."""

import argparse

from editions.archive.entries import entries
from editions.archive.inventories import by_path
from editions.archive.taking_out import version_of
from editions.cli.archive_command.common import held_of, office, plain_entry, root_of, told_entry
from editions.cli.reporting import print_json, visible
from editions.problems import Exit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("statement", metavar="ID", help="the statement's id")
    parser.add_argument("--version", default="", metavar="vN", help="show this version (default: the last)")


def run(options: argparse.Namespace) -> int:
    """Show it, and return the exit status."""
    held = held_of(root_of(options, office(options)), options.statement)
    version = version_of(held, options.version)
    entry = next(one for one in entries(held) if one.version.name == version.name)
    places = {digest: path for path, digest in by_path(held.inventory).items()}
    files = {name: f"{held.folder}/{places.get(digest, '')}" for name, digest in sorted(version.state.items())}
    if options.json:
        print_json({**plain_entry(entry), "describes": dict(entry.describes), "places": files})
        return int(Exit.DONE)
    print(visible(told_entry(entry)))
    for text in entry.texts:
        print(visible(f"  {text.language}: {' — '.join(filter(None, (text.heading, text.subject)))}"))
        for name, title in text.signatories:
            print(visible(f"      signed by {name}, {title}"))
    for name, place in files.items():
        print(visible(f"  {name}  ({place})"))
    return int(Exit.DONE)
