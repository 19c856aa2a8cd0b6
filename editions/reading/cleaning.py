"""What a text brought along from where it was written: taken away, and each thing named with its place."""

import re
from dataclasses import dataclass

#: Left over from Word, from the web and from typing; the first pattern that matches names the thing.
_LEFTOVERS = (
    (re.compile(r"\[bookmark: [^\]\n]*\]"), "a Word bookmark"),
    (re.compile("\ufeff"), "a byte order mark"),
    (re.compile("[\u200b\u2060]"), "a blank of no width"),
    (re.compile("\u00ad"), "a soft hyphen"),
    (re.compile("\u00a0(?=[ \u00a0])|(?<=[ \u00a0])\u00a0|^\u00a0|\u00a0$"), "a no-break blank beside a blank or an edge"),
    (re.compile(r"^[ \t]+"), "blanks at the beginning"),
    (re.compile(r"[ \t]+$"), "blanks at the end"),
    (re.compile(r"(?<=\S)(?: {2,}|[ ]*\t[ \t]*)"), "more than one blank, or a tab"),
)


@dataclass(frozen=True, kw_only=True)
class Removal:
    """One thing that was taken away or made one blank; *line* and *column* are those of the text as received."""

    line: int
    column: int
    what: str


@dataclass(frozen=True, kw_only=True)
class Cleaned:
    """The lines of a text without what is no part of it, and what that was."""

    lines: tuple[str, ...]
    removals: tuple[Removal, ...]


def clean(text: str) -> Cleaned:
    """Return *text*, cleaned; a no-break blank between two words or numbers is kept."""
    removals: list[Removal] = []
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        kept, removed = clean_line(line, number)
        lines.append("".join(character for _, character in kept))
        removals += removed
    return Cleaned(lines=tuple(lines), removals=tuple(sorted(removals, key=lambda removal: (removal.line, removal.column))))


def clean_line(line: str, number: int = 1) -> tuple[list[tuple[int, str]], list[Removal]]:
    """Return what is left of *line*, each character with the column at which it was received; and what was taken away."""
    kept = list(enumerate(line, 1))
    removals: list[Removal] = []
    for pattern, name in _LEFTOVERS:
        current = "".join(character for _, character in kept)
        for match in reversed(list(pattern.finditer(current))):
            column = kept[match.start()][0]
            shown = f' "{match[0]}"' if match[0].isprintable() and match[0].strip() else ""
            removals.append(Removal(line=number, column=column, what=name + shown))
            kept[match.start() : match.end()] = [(column, " ")] if name.startswith("more than one") else []
    return kept, removals
