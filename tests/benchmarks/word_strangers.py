"""What becomes of strangers' Word documents: ``python -m tests.benchmarks.word_strangers FOLDER…``.

Each document in the folders is read in a process of its own, under the limits of tests/support/word_cost.py; its changes are
listed, accepted and rejected. What was read and what was named as left is held against an account of its words that owes
nothing to the reader. Then a statement is made of it, as `editions import` does, and its source is read again: what that says
and names as left out is held against what was read.
Prints a line a file, then a table in Markdown, one row a folder; with ``--each``, a second one with a
row a file. What must never be is called a FAULT; its number is the exit status.
"""

import argparse
import multiprocessing
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from editions.model.word import WordDocument
from editions.problems import Refusal
from editions.reading.text import read_text
from editions.reading.word.changes import accepted, changes, rejected
from editions.reading.word.document import read_word_file
from editions.writing_source.text import text_file
from tests.support.letters import found_words, given_words, letters_of, said_by, text_of
from tests.support.word_account import difference
from tests.support.word_cost import MEMORY, SECONDS, held_bytes, peak_mib

_ENDINGS = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".odt", ".rtf")
#: Seconds by the clock after which a file that does not end is a fault.
_HANG = 60
#: What a refusal is about, by its words.
_CLASSES = {
    "password": "password", "macros": "macros", "damaged": "damaged", "entities": "entities", "not a DOCX": "no DOCX|not a DOCX|Word 97",
    "too costly": "too deep|room for|larger than|more than",
}  # fmt: skip
_READ = ("whole", "marks left", "words left")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one file: *kind* is one of "whole", "marks left", "words left" and "refused"; *why*, what was left or the reason."""

    path: Path
    kind: str = "refused"
    why: str = ""
    blocks: int = 0
    seconds: float = 0.0
    mib: int = 0
    faults: tuple[str, ...] = ()

    def __str__(self) -> str:
        faults = "".join(f"\n    FAULT: {fault}" for fault in self.faults)
        said = " | ".join(filter(None, (self.kind, self.why)))
        return f"{self.path}: {said} | {self.blocks} blocks, {self.seconds:.1f} s, {self.mib} MiB{faults}"


def run(path: Path) -> Outcome:
    """Return what becomes of the file at *path*, read in a process of its own."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(path, sender))
    process.start()
    sender.close()
    try:
        found: Outcome = receiver.recv() if receiver.poll(_HANG) else Outcome(path=path, faults=(f"no end within {_HANG} s",))
    except EOFError:
        process.join()
        found = Outcome(path=path, faults=(f"the reader broke down ({process.exitcode})",))
    process.kill()
    process.join()
    return found


def _read(path: Path, sender: Any) -> None:
    # A fork of a large process, as the tests' is, holds what that holds.
    held = held_bytes()
    memory = MEMORY if held < MEMORY // 2 else held + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    start = time.process_time()
    try:
        found = _outcome(path)
    except Refusal as refusal:
        faults = () if len(refusal.problems) == 1 and refusal.problems[0].remedy else ("not one clear problem",)
        found = Outcome(path=path, why=" / ".join(problem.what for problem in refusal.problems), faults=faults)
    except BaseException as error:
        found = Outcome(path=path, faults=(f"{type(error).__name__}: {error}"[:300],))
    peak = peak_mib()
    sender.send(replace(found, seconds=time.process_time() - start, mib=peak))


def _outcome(path: Path) -> Outcome:
    document = read_word_file(path)
    listed = sum(1 for _ in changes(document))
    for settled in (accepted, rejected):
        settled(document)
    missing, beyond = difference(path.read_bytes(), document)
    faults = [f"unaccounted for: {missing[:100]}"] * bool(missing) + [f"not in the file: {beyond[:100]}"] * bool(beyond)
    faults += _as_statement(accepted(document))
    count = Counter({one.kind: 0 for one in document.leftovers})
    for one in document.leftovers:
        count[one.kind] += one.count
    kind = "words left" if any(one.words for one in document.leftovers) else "marks left" if document.leftovers else "whole"
    told = [f"{number} tracked changes" for number in (listed,) if number] + [f"{len(document.comments)} comments"] * bool(
        document.comments
    )
    left = [f"{name}{f' ({number})' if number > 1 else ''}" for name, number in count.items()]
    return Outcome(path=path, kind=kind, why="; ".join([*told, *left]), blocks=len(document.blocks), faults=tuple(faults))


def _as_statement(document: WordDocument) -> Iterator[str]:
    """Yield what is wrong with the statement that is made of *document*: words that it neither says nor names, a source that is none."""
    found = said_by(document)
    if lost := letters_of(given_words(document)) - letters_of(found_words(found)):
        yield f"neither said nor named: {''.join(sorted(lost.elements()))[:100]}"
    _, problems = read_text(text_file(text_of(found)).content.decode(), "en.md", language="en")
    yield from (f"no source: {problem.what}" for problem in problems)


def _columns() -> list[str]:
    return ["files", *_READ, *(f"refused: {name}" for name in _CLASSES), "refused: other", "FAULT"]


def _counted(outcome: Outcome) -> list[str]:
    reason = next((name for name, words in _CLASSES.items() if re.search(words, outcome.why)), "other")
    return ["files", f"refused: {reason}" if outcome.kind == "refused" else outcome.kind, *["FAULT"] * bool(outcome.faults)]


def _table(rows: list[tuple[Path, Outcome]]) -> str:
    columns = _columns()
    lines = ["", "| folder | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    total: Counter[str] = Counter()
    for folder in dict.fromkeys(folder for folder, _ in rows):
        count: Counter[str] = Counter()
        for _, outcome in (row for row in rows if row[0] == folder):
            count.update(_counted(outcome))
        total += count
        lines.append(f"| {folder.name} | " + " | ".join(str(count[column]) for column in columns) + " |")
    lines.append("| **all** | " + " | ".join(str(total[column]) for column in columns) + " |")
    slowest, largest = (max((getattr(outcome, name) for _, outcome in rows), default=0) for name in ("seconds", "mib"))
    return "\n".join([*lines, "", f"Slowest {slowest:.1f} s of CPU, largest {largest} MiB, the account included."])


def _each(rows: list[tuple[Path, Outcome]]) -> str:
    lines = ["", "| folder | file | what became of it |", "|---|---|---|"]
    for folder, outcome in rows:
        said = ": ".join(filter(None, (outcome.kind, outcome.why))).replace("|", "\\|")
        lines.append(f"| {folder.name} | `{outcome.path.relative_to(folder)}` | {said} |")
    return "\n".join(lines)


def main() -> int:
    """Run over all files of the folders, print, and return the number of faults."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--each", action="store_true", help="a table with a row a file, too")
    options = parser.parse_args()
    rows = []
    for folder in options.folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS and path.is_file()):
            rows.append((folder, run(path)))
            print(rows[-1][1], flush=True)
    print(_table(rows))
    if options.each:
        print(_each(rows))
    return min(sum(bool(outcome.faults) for _, outcome in rows), 125)


if __name__ == "__main__":
    sys.exit(main())
