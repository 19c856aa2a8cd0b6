"""What a command says of problems, as JSON: one object on standard output."""

import json
from collections.abc import Iterable, Mapping

from editions.problems import Problem


def plain(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return *problems* as JSON has them."""
    return [{name: getattr(problem, name) for name in ("where", "line", "column", "what", "remedy")} for problem in problems]


def print_json(said: Mapping[str, object]) -> None:
    """Print *said* as one object.

    A path that is not UTF-8 has a part of a character in it; JSON says that as "\\udc..".
    """
    print(json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace").decode())


def visible_lines(text: object) -> str:
    """Return *text*, of several lines, each as visible() has it."""
    return "\n".join(map(visible, str(text).split("\n")))


def visible(line: str) -> str:
    """Return *line* with what a terminal would obey, and half characters, written out: a stranger's file may hold them."""
    return "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in line)
