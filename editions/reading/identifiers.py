"""The id of a statement, told by its path alone: before anything of it is read."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from editions.problems import Problem, Refusal

_LONE = re.compile(r"(?P<id>.+?)(?:\.[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?\.(?:txt|md|docx)")


def identifier(path: Path) -> str:
    """Return the id of the statement at *path*: a folder's name, a lone file's without language and ending.

    Raises:
        Refusal: the name is not UTF-8.
    """
    name = path.resolve().name if path.is_dir() else path.name
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        raise Refusal(Problem(shown, "the name is not UTF-8", "Rename it: it is the statement's id.")) from None
    match = None if path.is_dir() else _LONE.fullmatch(name)
    return match["id"] if match else name


def apart(paths: Iterable[Path]) -> tuple[list[Path], list[Refusal]]:
    """Return *paths*, each once, without those that cannot be told apart, and why not: their editions would be one."""
    named: dict[str, dict[Path, Path]] = defaultdict(dict)
    refusals = []
    for path in paths:
        try:
            named[identifier(path)].setdefault(path.resolve(), path)
        except Refusal as refusal:
            refusals.append(refusal)
    for name, same in named.items():
        first, *others = same.values()
        remedy = "Rename one of them, or make one folder of them: it holds a text for each language."
        refusals += [Refusal(Problem(str(other), f'has the id "{name}", as has {first}', remedy)) for other in others]
    return [path for same in named.values() if len(same) == 1 for path in same.values()], refusals
