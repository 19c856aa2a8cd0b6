"""Tracked changes at the command line: what becomes of them, asked for or asked of each, and how they are told."""

import sys
from collections.abc import Callable, Sequence

from editions.cli.reporting import visible
from editions.model.word import Tracked, WordDocument
from editions.problems import CheckRefusal, Problem, UsageRefusal
from editions.reading.word.changes import settled

#: Says of a tracked change whether it is accepted.
Decide = Callable[[Tracked], bool]


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
    return _Asking().answer


class _Asking:
    """Asks of each tracked change what becomes of it."""

    def __init__(self) -> None:
        self._asked = 0

    def answer(self, tracked: Tracked) -> bool:
        """Return whether *tracked* is accepted.

        Raises:
            CheckRefusal: whoever is asked gave up, or the input ended.
        """
        self._asked += 1
        print(f"{self._asked}. {told_change(tracked)}", file=sys.stderr)
        while True:
            print("  accept (a), reject (r) or quit (q)? ", end="", file=sys.stderr, flush=True)
            answer = sys.stdin.readline()
            said = answer.strip().lower()
            if said in ("a", "accept", "r", "reject"):
                return said.startswith("a")
            if said in ("q", "quit") or not answer:
                what = "the answers were broken off" if answer else "the input ended"
                remedy = "Begin again; or say --changes accept or --changes reject."
                raise CheckRefusal(Problem("--changes ask", f"{what} at change {self._asked}: nothing is taken", remedy))


def settled_by(document: WordDocument, pending: Sequence[Tracked], accept: Decide) -> WordDocument:
    """Return *document* with its *pending* changes settled; what none of them tells of goes the way of them all, if they go one."""
    decided = {part: accepted for one in pending for accepted in (accept(one),) for part in one.parts}
    rest = all(decided.values())
    return settled(document, lambda change: decided.get(change, rest))


def pending_stop(where: str, number: int) -> Problem:
    """Return what *number* changes that nobody has settled keep from being done."""
    what = f"{number} tracked {'change is' if number == 1 else 'changes are'} pending: nothing is taken"
    return Problem(where, what, "Say --changes accept, reject or ask; or settle them in Word, and save.")


def told_change(tracked: Tracked) -> str:
    """Return *tracked* as it is told: by whom, when, what and which words."""
    change = tracked.change
    what = f'"{visible(tracked.words)}"' if tracked.words else "the end of a paragraph, a note or a picture"
    return f"tracked change by {visible(change.author) or 'nobody named'}{told_time(change.time)}: {change.kind} {what}"


def told_time(time: str) -> str:
    """Return *time* as it follows what was done at it; nothing where it is not known."""
    return f" at {visible(time)}" if time else ""
