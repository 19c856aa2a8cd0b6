"""``editions doctor``: what this computer has and lacks, with the command that mends it."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from editions.doctor import Part, examine
from editions.problems import Exit
from editions.surroundings import surroundings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print what was found; the exit status says whether editions can be made."""
    parts = examine(surroundings(Path()))
    lacking = any(part.is_lacking for part in parts)
    if options.json:
        print(json.dumps({"parts": [asdict(part) for part in parts], "ready": not lacking}, ensure_ascii=False))
    else:
        for part in parts:
            print(_line(part))
        print("editions cannot be made here yet" if lacking else "editions can be made here")
    return int(Exit.MISSING if lacking else Exit.DONE)


def _line(part: Part) -> str:
    if part.found:
        return f"  has    {part.name} ({part.found}; needed: {part.needed})"
    return f"  lacks  {part.name} (needed: {part.needed})\n           {part.remedy}"
