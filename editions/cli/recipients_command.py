"""``editions recipients``: the office's directory checked as a whole, and who in it the recipients of statements are."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from editions.cli.reporting import plain, print_json, visible, visible_lines
from editions.copies.directory import read_directory
from editions.copies.matching import Matching
from editions.model.directory import DELIVERIES, Directory, Found
from editions.problems import Exit, Refusal
from editions.reading.identifiers import apart
from editions.reading.statements import find_seeds, read_statement
from editions.surroundings import Surroundings, surroundings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("seeds", nargs="*", metavar="SEED", help="a statement's folder, file or id (default: all in seeds/)")
    parser.add_argument("--directory", type=Path, metavar="FILE", help="CSV or TOML (default: as in settings.toml, or recipients.csv)")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output")


@dataclass(frozen=True, kw_only=True)
class _Addressed:
    """Whom one text of a statement is addressed to."""

    statement: str
    language: str
    recipients: tuple[Found, ...]

    @property
    def missing(self) -> list[Found]:
        return [one for one in self.recipients if not one.by]


def run(options: argparse.Namespace) -> int:
    """Check, tell who is whom, and return the exit status: 1 where a recipient is not in the directory."""
    around = surroundings(Path())
    directory = read_directory(options.directory or around.directory)
    matching = Matching(directory)
    paths, refusals = apart(find_seeds(options.seeds, around)) if options.seeds or around.seeds.is_dir() else ([], [])
    found: list[_Addressed] = []
    for path in paths:
        try:
            found += _addressed(path, matching, around)
        except Refusal as refusal:
            refusals.append(refusal)
    problems = [problem for refusal in refusals for problem in refusal.problems]
    if options.json:
        print_json({**_plain(directory, found), "problems": plain(problems)})
    else:
        print("\n".join(map(visible, _told(directory, found))))
        for problem in problems:
            print(visible_lines(problem), file=sys.stderr)
    if refusals:
        return int(refusals[0].status)
    return int(Exit.CHECK_FAILED if any(one.missing for one in found) else Exit.DONE)


def _addressed(path: Path, matching: Matching, around: Surroundings) -> Iterator[_Addressed]:
    statement = read_statement(path, around).statement
    for text in statement.texts:
        if text.recipients:
            yield _Addressed(statement=statement.id, language=text.language, recipients=matching.all(text.recipients.names))


def _told(directory: Directory, found: list[_Addressed]) -> Iterator[str]:
    ways = Counter(one.delivery for one in directory.addressees.values())
    counts = ", ".join(f"{ways[way]} by {way}" for way in DELIVERIES if ways[way])
    yield f"{directory.where}: {len(directory.addressees)} recipients: {counts}"
    for one in found:
        number = len(one.recipients)
        yield f"{one.statement}, {one.language}: {number - len(one.missing)} of {number} recipients are in the directory"
        yield from (f"  {each.named}: {len(each.addressees)} in the group" for each in one.recipients if each.by == "group")
        yield from (f"  not found: {each.named}: {each.why_not}" for each in one.missing)


def _plain(directory: Directory, found: list[_Addressed]) -> dict[str, object]:
    def plain_found(one: Found) -> dict[str, object]:
        return {"named": one.named, "by": one.by or None, "ids": [who.id for who in one.addressees], "why_not": one.why_not or None}

    return {
        "directory": {"file": directory.where, "recipients": [asdict(one) for one in directory.addressees.values()]},
        "statements": [
            {"statement": one.statement, "language": one.language, "recipients": [plain_found(each) for each in one.recipients]}
            for one in found
        ],
    }
