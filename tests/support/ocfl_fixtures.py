"""Judge the objects of OCFL's own fixtures: `python -m tests.support.ocfl_fixtures FOLDER`, a checkout of github.com/OCFL/fixtures.

A good object is valid, without a warning; one that warns is valid, with the warnings in its name; a bad one is invalid, with
the errors in its name. The exit status says whether all are judged so; how ocfl-py judges them stands beside.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from editions.archive.validating.whole import judge_object
from tests.support.archives import second_opinion_of_object


def named(folder: Path) -> set[str]:
    """Return the codes that the fixture *folder* is named after."""
    return set(re.findall(r"[EW]\d{3}", folder.name.partition("_" + folder.name.lstrip("EW0123456789_"))[0] + "_"))


def is_right(kind: str, wanted: set[str], found: set[str]) -> bool:
    """Return whether the codes *found* are what an object of *kind* deserves that is named after those *wanted*."""
    errors = any(code.startswith("E") for code in found)
    return errors == (kind == "bad-objects") and wanted <= found and (kind != "good-objects" or not found)


def _judge(checkout: Path) -> int:
    counts: Counter[str] = Counter()
    for folder in sorted(path for path in checkout.glob("1.*/*-objects/*") if path.is_dir()):
        # Kept by git in a folder that is to be empty.
        empty = folder / ".keep"
        wanted, kind = named(folder), folder.parent.name
        found = {fault.code for fault in judge_object(folder).faults if fault.where != empty.name}
        theirs = second_opinion_of_object(folder)
        verdicts = [is_right(kind, wanted, codes) for codes in (found, theirs)]
        counts["objects"] += 1
        counts["ours"] += verdicts[0]
        counts["ocfl-py"] += any(code.startswith("E") for code in theirs) == (kind == "bad-objects")
        if not verdicts[0]:
            print(f"{folder.relative_to(checkout)}: {sorted(found)}; ocfl-py: {sorted(theirs)}")
    print(f"{counts['ours']} of {counts['objects']} judged as they are named; by ocfl-py {counts['ocfl-py']} as valid or invalid")
    return 0 if counts["ours"] == counts["objects"] and counts["objects"] else 1


if __name__ == "__main__":
    sys.exit(_judge(Path(sys.argv[1])))
