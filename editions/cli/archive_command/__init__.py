"""``editions archive``: keep signed editions for good; one verb a module."""

import argparse
from importlib import import_module
from pathlib import Path

from editions.cli.archive_command.common import office, root_of
from editions.problems import ArchiveRefusal, Problem

_VERBS = {
    "add": "add an edition, or a corrigendum of one, to the archive",
    "list": "list what is archived",
    "show": "show what is archived of a statement",
    "history": "tell who archived what of a statement, when and why",
    "search": "find what is archived, by words, people, recipients, dates and marks",
    "get": "take the files of a version out, into a new folder",
    "verify": "look over every digest and every signature, and name what is damaged",
    "refresh": "put a new time stamp over signed editions, before their last one ends",
    "withdraw": "mark a statement as withdrawn; it stays in the archive",
    "export": "write a statement with all its versions as a bag, to hand over to another archive",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's verbs, each with its arguments."""
    verbs = parser.add_subparsers(title="what to do", metavar="VERB", required=True)
    for verb, summary in _VERBS.items():
        sub = verbs.add_parser(verb, help=summary, description=summary[0].upper() + summary[1:] + ".")
        module = import_module(f"editions.cli.archive_command.{verb}_verb")
        sub.add_argument("--archive", metavar="DIR", help="where the archive is (default: what settings.toml says, or archive/)")
        sub.add_argument("--json", action="store_true", help="print one JSON object on standard output")
        module.add_arguments(sub)
        sub.set_defaults(verb=module.run)


def run(options: argparse.Namespace) -> int:
    """Do what the verb says, and return the exit status.

    Raises:
        ArchiveRefusal: a folder or a file in the archive cannot be read.
    """
    try:
        return int(options.verb(options))
    except OSError as error:
        where = str(error.filename)
        if not Path(where).is_relative_to(root_of(options, office(options))):
            raise
        raise ArchiveRefusal(Problem(where, f"cannot be read: {error.strerror}", "Mend its permissions.")) from None
