"""``editions import FILE.docx --onto FOLDER``: bring what was changed in Word back into the source."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

from editions.cli.reporting import print_json, visible
from editions.cli.telling import Marks, marks_for_output, told_of_text
from editions.comparing.merging import Conflict
from editions.comparing.units import Unit
from editions.fonts import families
from editions.layouts import load_layout
from editions.model.word import Tracked
from editions.onto import Brought, bring, patched, write
from editions.onto.bringing import Decide
from editions.problems import Exit, Problem, Refusal, UsageRefusal
from editions.reading.statements import find_seeds, read_statement
from editions.reading.word.document import bytes_of
from editions.redlining.plain import differences_as_json
from editions.redlining.sides import read_side
from editions.surroundings import Surroundings


def run_onto(options: argparse.Namespace, around: Surroundings) -> int:
    """Show what was changed, write it where that is asked for, and return the exit status."""
    where = str(options.file)
    path = find_seeds([str(options.onto)], around)[0]
    if not path.is_dir():
        raise UsageRefusal(Problem(str(path), "a lone file is not patched", "Make it a folder: `editions import` does."))
    statement = read_statement(path, around).statement
    base = read_side(options.base, around).statement if options.base else None
    layout = load_layout(statement.layout, around.layouts, families(around.fonts))
    brought = bring(bytes_of(options.file), statement, where, decide(options.changes), base, layout)
    stops = list(_stops(brought, where, leave_out=options.leave_out))
    files: dict[str, bytes] = {}
    try:
        # Tried in any case: what is only shown shall be what could be written.
        files = patched(brought, statement, around.limits) if brought.wanted else {}
    except Refusal as refusal:
        stops += (replace(problem, where=problem.where or where) for problem in refusal.problems)
    written = write(files, statement) if options.write and not stops else ()
    if options.json:
        print_json(_as_json(brought, stops, written))
    else:
        _tell(brought, where, marks_for_output())
        for stop in stops:
            print(stop, file=sys.stderr)
        _close(brought, stops, written)
    return int(Exit.CHECK_FAILED if stops and (options.write or brought.wanted is None) else Exit.DONE)


def decide(asked: str | None) -> Decide | None:
    """Return what says of each tracked change whether it is accepted; None where none is to be.

    Raises:
        UsageRefusal: somebody is to be asked, and there is no terminal.
    """
    if asked is None:
        return None
    if asked != "ask":
        return lambda _: asked == "accept"
    if not sys.stdin.isatty():
        raise UsageRefusal(Problem("--changes ask", "there is no terminal to ask at", "Say --changes accept or --changes reject."))
    return _ask


def _ask(tracked: Tracked) -> bool:
    print(f"{told_change(tracked)}", file=sys.stderr)
    while True:
        print("  accept (a) or reject (r)? ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        if not answer:
            raise KeyboardInterrupt
        if answer.strip().lower() in ("a", "accept", "r", "reject"):
            return answer.strip().lower().startswith("a")


def _stops(brought: Brought, where: str, *, leave_out: bool) -> Iterator[Problem]:
    """Yield what stands in the way of writing."""
    if brought.pending.changes and brought.wanted is None and not brought.conflicts:
        number = len(brought.pending.changes)
        what = f"{number} tracked {'change is' if number == 1 else 'changes are'} pending: nothing is taken"
        yield Problem(where, what, "Say --changes accept, reject or ask; or settle them in Word, and save.")
    for conflict in brought.conflicts:
        yield Problem(where, _told_conflict(conflict), "Change the one or the other to what both shall say, and bring it again.")
    if brought.lost and not leave_out:
        number = len(brought.lost)
        what = f"{number} {'thing in it has' if number == 1 else 'things in it have'} no place in the source, as told above"
        yield Problem(where, what, "Say --leave-out to go on without them, or take them out in Word.")


def _tell(brought: Brought, where: str, marks: Marks) -> None:
    for tracked in brought.pending.changes:
        print(told_change(tracked))
    for comment in brought.pending.comments:
        at = f' at "{visible(comment.at)}"' if comment.at else ""
        print(f"comment by {visible(comment.author) or 'nobody named'}{_time(comment.time)}{at}: {visible(comment.text)}")
    if any(one.kind != "same" for one in brought.edits):
        print(f"--- the source that {visible(where)} was made from")
        print(f"+++ {visible(where)}")
        for line in told_of_text(brought.edits, marks):
            print(line)
    if any(one.kind != "same" for one in brought.since):
        print("what has changed in the source since:")
        for line in told_of_text(brought.since, marks):
            print(line)
    for said in brought.taken:
        print(f"note: {visible(said)}", file=sys.stderr)
    for said in brought.lost:
        print(f"left out: {visible(said)}", file=sys.stderr)


def told_change(tracked: Tracked) -> str:
    change = tracked.change
    what = f'"{visible(tracked.words)}"' if tracked.words else "the end of a paragraph, a note or a picture"
    return f"tracked change by {visible(change.author) or 'nobody named'}{_time(change.time)}: {change.kind} {what}"


def _time(time: str) -> str:
    return f" at {visible(time)}" if time else ""


def _told_conflict(conflict: Conflict) -> str:
    sides = (("it was", conflict.base), ("the source says", conflict.mine), ("the document says", conflict.theirs))
    told = "; ".join(f"{name} {_told_units(units)}" for name, units in sides if name != "it was" or units)
    return f"conflict in the {conflict.role}: {told}"


def _told_units(units: Iterable[Unit]) -> str:
    said = " / ".join(" ".join(unit.text.split()) for unit in units)
    return f'"{visible(said)}"' if said else "nothing"


def _close(brought: Brought, stops: list[Problem], written: tuple[str, ...]) -> None:
    for name in written:
        print(f"written: {name}", file=sys.stderr)
    if written or stops:
        return
    if brought.changes_nothing:
        print("nothing to bring back: the source says all that the document says", file=sys.stderr)
    else:
        print("nothing is written: --write does it", file=sys.stderr)


def _as_json(brought: Brought, stops: list[Problem], written: tuple[str, ...]) -> dict[str, object]:
    return {
        "edits": differences_as_json(brought.edits),
        "since": differences_as_json(brought.since),
        "conflicts": [
            {
                "role": one.role,
                "kind": one.kind,
                **{name: [unit.text for unit in getattr(one, name)] for name in ("base", "mine", "theirs")},
            }
            for one in brought.conflicts
        ],
        "changes": [
            {"kind": one.change.kind, "author": one.change.author, "time": one.change.time, "words": one.words}
            for one in brought.pending.changes
        ],
        "comments": [{"author": one.author, "time": one.time, "at": one.at, "text": one.text} for one in brought.pending.comments],
        "taken": list(brought.taken),
        "left_out": list(brought.lost),
        "problems": [{"where": stop.where, "what": stop.what, "remedy": stop.remedy} for stop in stops],
        "written": list(written),
    }


def _texts(units: Iterable[Unit]) -> list[str]:
    return [unit.text for unit in units]
