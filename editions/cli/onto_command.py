"""``editions import FILE.docx --onto FOLDER``: bring what was changed in Word back into the source."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace

from editions.cli.reporting import print_json, visible
from editions.cli.telling import Marks, marks_for_output, told_nodes, told_of_text
from editions.cli.tracked import decide, pending_stop, told_change, told_time
from editions.comparing.differences import compare
from editions.fonts import families
from editions.layouts import load_layout
from editions.onto import Brought, bring, patched, write
from editions.onto.clashes import Clash
from editions.problems import Exit, Problem, Refusal, UsageRefusal
from editions.reading.statements import find_seeds, read_statement
from editions.reading.word.document import bytes_of
from editions.redlining.plain import differences_as_json
from editions.redlining.sides import read_side
from editions.surroundings import Surroundings

_SETTLE = "Change the one or the other to what both shall say, and bring it again."


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
    if options.language and options.language != brought.mine.text.language:
        what = f'the document is in "{brought.mine.text.language}", not in "{options.language}"'
        raise UsageRefusal(Problem("--language", what, "The text in the document's own language is the one that is changed: leave it out."))
    stops = list(_stops(brought, where, statement.where, leave_out=options.leave_out))
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
        _tell(brought, where, statement.where, marks_for_output())
        for stop in stops:
            print(stop, file=sys.stderr)
        _close(brought, stops, written)
    return int(Exit.CHECK_FAILED if stops and (options.write or brought.wanted is None) else Exit.DONE)


def _stops(brought: Brought, where: str, folder: str, *, leave_out: bool) -> Iterator[Problem]:
    """Yield what stands in the way of writing."""
    if brought.pending.changes and brought.wanted is None and not brought.conflicts:
        yield pending_stop(where, len(brought.pending.changes))
    for clash in brought.conflicts:
        yield Problem(f"{folder}/{clash.file}", f"{clash.place}: {_clashing(clash)}", _SETTLE, clash.line)
    if brought.lost and not leave_out:
        number = len(brought.lost)
        what = f"{number} {'thing in it has' if number == 1 else 'things in it have'} no place in the source, as told above"
        yield Problem(where, what, "Say --leave-out to go on without them, or take them out in Word.")


def _tell(brought: Brought, where: str, folder: str, marks: Marks) -> None:
    for tracked in brought.pending.changes:
        print(told_change(tracked))
    for comment in brought.pending.comments:
        at = f' at "{visible(comment.at)}"' if comment.at else ""
        print(f"comment by {visible(comment.author) or 'nobody named'}{told_time(comment.time)}{at}: {visible(comment.text)}")
    if any(one.kind != "same" for one in brought.edits):
        print(f"--- the source that {visible(where)} was made from")
        print(f"+++ {visible(where)}")
        for line in told_of_text(brought.edits, marks):
            print(line)
    if any(one.kind != "same" for one in brought.since):
        print("what has changed in the source since:")
        for line in told_of_text(brought.since, marks):
            print(line)
    for clash in brought.conflicts:
        for line in _told_clash(clash, folder, marks):
            print(line)
    for said in brought.taken:
        print(f"note: {visible(said)}", file=sys.stderr)
    for said in brought.looks:
        print(f"not carried, as the layout says it: {visible(said)}", file=sys.stderr)
    if brought.cleaned:
        print(f"taken away: {visible('; '.join(brought.cleaned))}", file=sys.stderr)
    for said in brought.lost:
        print(f"left out: {visible(said)}", file=sys.stderr)


def _clashing(clash: Clash) -> str:
    """Return what the two sides did that contradicts each other."""
    conflict = clash.conflict
    if conflict.kind == "moved":
        return "the source and the document have each moved it elsewhere"
    if conflict.kind == "inserted":
        return "the source and the document have each put in something else here"
    did = ["changed or moved it" if units else "taken it out" for units in (conflict.mine, conflict.theirs)]
    return (
        f"the source has {did[0]}, and the document has {did[1]}"
        if did[0] != did[1]
        else "both the source and the document have changed it"
    )


def _told_clash(clash: Clash, folder: str, marks: Marks) -> Iterator[str]:
    """Yield what was there, and what either side made of it, word by word."""
    line = f":{clash.line}" if clash.line else ""
    yield f"conflict in {visible(clash.place)}, {visible(folder)}/{clash.file}{line}"
    was = compare(clash.conflict.base, clash.conflict.base)
    for name, found, units in (
        ("it was", was, clash.conflict.base),
        ("the source says", clash.source, clash.conflict.mine),
        ("the document says", clash.document, clash.conflict.theirs),
    ):
        if units or name != "it was":
            yield f"  {name}"
            yield from ("    " + line for line in told_nodes(found, marks))


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
        "conflicts": [_conflict_as_json(one) for one in brought.conflicts],
        "changes": [
            {"kind": one.change.kind, "author": one.change.author, "time": one.change.time, "words": one.words}
            for one in brought.pending.changes
        ],
        "comments": [{"author": one.author, "time": one.time, "at": one.at, "text": one.text} for one in brought.pending.comments],
        "taken": list(brought.taken),
        "not_carried": list(brought.looks),
        "cleaned": list(brought.cleaned),
        "left_out": list(brought.lost),
        "problems": [{"where": stop.where, "what": stop.what, "remedy": stop.remedy} for stop in stops],
        "written": list(written),
    }


def _conflict_as_json(clash: Clash) -> dict[str, object]:
    sides = {name: [unit.text for unit in getattr(clash.conflict, name)] for name in ("base", "mine", "theirs")}
    found = {"role": clash.conflict.role, "kind": clash.conflict.kind, "place": clash.place, "file": clash.file, "line": clash.line}
    return {**found, **sides, "mine_changes": differences_as_json(clash.source), "theirs_changes": differences_as_json(clash.document)}
