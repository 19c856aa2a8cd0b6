"""A line divided into words, marks and blanks, in any script (after Unicode Standard Annex 29, word boundaries).

Letters keep the marks that are put on them, and an apostrophe or a point between two of them; digits keep the comma
and the point between them. Scripts that put no blank between words are divided letter by letter.
"""

from functools import lru_cache
from itertools import pairwise
from unicodedata import category, normalize

#: What stands within a word between letters, and within a number between digits (UAX 29, MidLetter, MidNum, MidNumLet).
_BETWEEN_LETTERS, _BETWEEN_DIGITS = frozenset("'’.·\u00b7\u05f3\u05f4\u2027"), frozenset("'’.,;\u066b\u066c")
#: Thai to Myanmar, Khmer, and from the CJK radicals to the ideographs; not Hangul, which has blanks.
_WITHOUT_BLANKS = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0xA4CF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_JOINER = "\u200d"


def tokens(line: str) -> list[str]:
    """Return the words, marks and rows of blanks of *line*; put together, they are the line."""
    if not line:
        return []
    kinds = _kinds(line)
    starts = [0, *(place for place in range(1, len(line)) if _parts(line, kinds, place)), len(line)]
    return [line[start:end] for start, end in pairwise(starts)]


def composed(text: str) -> str:
    """Return *text* in the one form of all that are read alike: é is one character there, and not two (Unicode Standard Annex 15, NFC)."""
    return normalize("NFC", text)


def is_word(token: str) -> bool:
    """Return whether *token*, one of those of a line, is a word or a number, and neither mark nor blank."""
    return any(one.isalnum() for one in token)


def _kinds(line: str) -> list[str]:
    """Return the kind of each character; a mark is of the kind of what it stands on."""
    kinds: list[str] = []
    for one in line:
        kind = _kind(one)
        kinds.append((kinds[-1] if kinds and kinds[-1] != "blank" else "mark") if kind == "on" else kind)
    return kinds


@lru_cache(maxsize=4096)
def _kind(one: str) -> str:
    if one.isspace():
        return "blank"
    group = category(one)
    if group[0] == "M" or group == "Cf":
        return "on"
    if any(first <= ord(one) <= last for first, last in _WITHOUT_BLANKS):
        return "sign"
    return "digit" if group[0] == "N" else "letter" if group[0] == "L" or group == "Pc" else "mark"


def _parts(line: str, kinds: list[str], place: int) -> bool:
    """Return whether a token ends before *place*, a number from 1."""
    before, here = kinds[place - 1], kinds[place]
    if _kind(line[place]) == "on" and before != "blank":
        return False
    if line[place - 1] == _JOINER and here != "blank":
        return False
    if {before, here} <= {"letter", "digit"} or before == here == "blank":
        return False
    return not (_is_within(line, kinds, place) or _is_within(line, kinds, place - 1))


def _is_within(line: str, kinds: list[str], place: int) -> bool:
    """Return whether the character at *place* stands between two letters, or two digits, that it does not part."""
    if not 0 < place < len(line) - 1 or kinds[place - 1] != kinds[place + 1]:
        return False
    between = {"letter": _BETWEEN_LETTERS, "digit": _BETWEEN_DIGITS}.get(kinds[place - 1], frozenset())
    return line[place] in between
