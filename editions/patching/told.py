"""What is wrong with a source as it is wanted: told with its words, as its lines are those of no file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from editions.problems import Problem

#: Characters of a line that are shown.
_SHOWN = 60


def told_by_words(problems: Iterable[Problem], lines: Sequence[str], first_line: int = 1) -> Iterator[Problem]:
    """Yield *problems* of *lines*, the first of which they call *first_line*, each with the words of its line in place of that."""
    for problem in problems:
        number = problem.line - first_line
        words = lines[number].strip() if problem.line and 0 <= number < len(lines) else ""
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
        at = f'at "{shown}": ' if shown else ""
        yield replace(problem, what=f"as it would be written, {at}{problem.what}", line=0, column=0)
