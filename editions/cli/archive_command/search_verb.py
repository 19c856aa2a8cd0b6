"""``editions archive search``: statements by their words, people, recipients, dates and marks, in any spelling."""

import argparse
import re
import sys

from editions.archive.searching.asking import HELP, asked
from editions.archive.searching.index import forget, index_path, search
from editions.cli.archive_command.common import office, root_of
from editions.cli.reporting import print_json, visible
from editions.problems import Exit

_MOST = 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("words", nargs="*", metavar="WORDS", help=HELP.replace("%", "%%"))
    parser.add_argument("--limit", type=_limit, default=50, metavar="N", help="tell at most so many, the latest: 1 to 10000 (default: 50)")
    parser.add_argument("--rebuild", action="store_true", help="throw the index away, and make it anew from the archive")


def _limit(given: str) -> int:
    number = int(given) if re.fullmatch("[0-9]{1,5}", given) else 0
    if not 1 <= number <= _MOST:
        raise argparse.ArgumentTypeError(f'"{given}" is no number from 1 to {_MOST}')
    return number


def run(options: argparse.Namespace) -> int:
    """Search, tell what was found, and return the exit status: 0, whether anything was or not."""
    around = office(options)
    root = root_of(options, around)
    question = asked(" ".join(options.words))
    index = index_path(root, around.cache)
    if options.rebuild:
        forget(index)
    found = search(root, index, question, options.limit)
    if options.json:
        fields = ("statement", "version", "kind", "title")
        print_json({"found": [{"date": hit.day, **{field: getattr(hit, field) for field in fields}} for hit in found]})
        return int(Exit.DONE)
    for hit in found:
        kind = f"  ({hit.kind})" if hit.kind in ("withdrawn", "corrigendum") else ""
        print(visible(f"{hit.day}  {hit.statement}  {' '.join(hit.title.split())}{kind}"))
    if not found:
        print("nothing was found", file=sys.stderr)
    return int(Exit.DONE)
