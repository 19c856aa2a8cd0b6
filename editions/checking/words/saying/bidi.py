"""In which order a line is seen whose words run in both directions (Unicode UAX 9), without explicit embeddings."""

import re
from collections.abc import Iterator
from unicodedata import bidirectional

#: Brackets are mirrored in lines from right to left, and share their glyphs: which of a pair it was, a PDF forgets.
_BRACKETS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›", "<": ">"}
_FOLDED = str.maketrans({closing: opening for opening, closing in _BRACKETS.items()})
#: Marks of letters of Hebrew, Arabic and all others.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]{2,}")
_OPENING, _CLOSING = set("([{"), set(")]}")
_RIGHT_TO_LEFT = ("R", "AL")


def is_mixed(text: str) -> bool:
    """Return whether *text* has a letter that is written from right to left, or a digit of such a script."""
    return not text.isascii() and any(bidirectional(character) in ("R", "AL", "AN") for character in text)


def seen(text: str, *, rtl: bool, ends_rtl: bool | None = None) -> str:
    """Return the characters of *text*, one line, from left to right; in a text from right to left if *rtl*.

    *ends_rtl* is the direction of what follows the line. Blanks are folded, brackets are not told apart, and
    several marks of one letter stand in the order of their numbers: a font stacks them in an order of its own.
    """
    base = "R" if rtl else "L"
    levels = _levels(text, base, base if ends_rtl is None else ("R" if ends_rtl else "L"))
    return folded(_reordered(text, levels))


def folded(line: str) -> str:
    """Return *line*, as seen from left to right, in the form of :func:`seen`."""
    line = " ".join(line.split()).translate(_FOLDED)
    return line if line.isascii() else _MARKS.sub(lambda marks: "".join(sorted(marks[0])), line)


def _levels(text: str, base: str, end: str) -> list[int]:
    classes = list(_weak(text, base))
    for position, direction in _paired(text, classes, base):
        classes[position] = direction
    classes = _neutral(classes, base, end)
    odd = base == "R"
    return [{"R": 1, "L": 2 if odd else 0, "EN": 2, "AN": 2}[kind] for kind in classes]


def _weak(text: str, base: str) -> Iterator[str]:
    """Yield the class of each character after the rules for weak types, W1 to W7."""
    classes = [bidirectional(character) or "L" for character in text]
    before = strong = base
    for position, kind in enumerate(classes):
        if kind == "NSM":
            classes[position] = before
        elif kind == "EN" and strong == "AL":
            classes[position] = "AN"
        elif kind in ("L", *_RIGHT_TO_LEFT):
            strong = kind
        before = classes[position]
    for position in range(1, len(classes) - 1):
        around = classes[position - 1], classes[position + 1]
        if (classes[position] in ("ES", "CS") and around == ("EN", "EN")) or (classes[position] == "CS" and around == ("AN", "AN")):
            classes[position] = around[0]
    _terminators(classes)
    strong = base
    for kind in classes:
        if kind in ("L", *_RIGHT_TO_LEFT):
            strong = "L" if kind == "L" else "R"
        if kind == "EN" and strong == "L":
            yield "L"
        else:
            yield "R" if kind == "AL" else "ON" if kind in ("ES", "ET", "CS", "WS", "S", "B", "BN", "ON") else kind


def _terminators(classes: list[str]) -> None:
    """Make numbers of the terminators ("%") that stand at numbers, W5."""
    for places in (range(1, len(classes)), range(len(classes) - 2, -1, -1)):
        step = -1 if places.step > 0 else 1
        for position in places:
            if classes[position] == "ET" and classes[position + step] == "EN":
                classes[position] = "EN"


def _strength(kind: str) -> str:
    return {"L": "L", "ON": ""}.get(kind, "R")


def _paired(text: str, classes: list[str], base: str) -> Iterator[tuple[int, str]]:
    """Yield the places of paired brackets with the direction that they take, N0."""
    stack: list[int] = []
    for position, character in enumerate(text):
        if character in _OPENING and classes[position] == "ON":
            stack.append(position)
        elif character in _CLOSING and stack and _BRACKETS[text[stack[-1]]] == character:
            first = stack.pop()
            inside = {_strength(kind) for kind in classes[first + 1 : position]} - {""}
            if not inside:
                continue
            before = next((found for kind in reversed(classes[:first]) if (found := _strength(kind))), base)
            direction = base if base in inside or before not in inside else before
            yield first, direction
            yield position, direction


def _neutral(classes: list[str], base: str, end: str) -> list[str]:
    """Return *classes* with neutral ones settled by what is around them, N1 and N2."""
    settled, position = list(classes), 0
    while position < len(classes):
        if classes[position] != "ON":
            position += 1
            continue
        last = position
        while last < len(classes) and classes[last] == "ON":
            last += 1
        before = _strength(classes[position - 1]) if position else base
        after = _strength(classes[last]) if last < len(classes) else end
        settled[position:last] = [before if before == after else base] * (last - position)
        position = last
    return settled


def _reordered(text: str, levels: list[int]) -> str:
    """Return *text* from left to right, L2."""
    characters = list(text)
    for level in range(max(levels, default=0), 0, -1):
        position = 0
        while position < len(levels):
            last = position
            while last < len(levels) and levels[last] >= level:
                last += 1
            characters[position:last] = reversed(characters[position:last])
            position = last + 1
    return "".join(characters)


def read_back(line: str, *, rtl: bool) -> str:
    """Return the words of *line*, as seen from left to right, in the order in which they are probably meant."""
    levels = _levels(line, "R" if rtl else "L", "R" if rtl else "L")
    return _reordered(line, levels)
