"""Two texts held against each other word by word, to the last character.

Not as ``editions.comparing.words`` does it: what is read alike is no change there, and here it is what is looked for. The
words are brought together in the same way.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from editions.comparing.matching import matched

_WORD = re.compile(r"\S+|\s+")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of a text: *kind* is "same", "del" (the first text alone has it) or "ins" (the second alone)."""

    kind: str
    text: str


def pieces(one: str, other: str) -> tuple[Piece, ...]:
    """Return *one* and *other* as the pieces that they share and do not; characters that do not show are named."""
    return tuple(piece for piece in _pieces(one, other) if piece.text)


def _pieces(one: str, other: str) -> Iterator[Piece]:
    before, after = _WORD.findall(one), _WORD.findall(other)
    same, first, start = "", 0, 0
    for last, end in (*matched(before, after), (len(before), len(after))):
        if (first, start) != (last, end):
            yield Piece(kind="same", text=same)
            yield Piece(kind="del", text=shown("".join(before[first:last])))
            yield Piece(kind="ins", text=shown("".join(after[start:end])))
            same = ""
        same += "".join(before[last : last + 1])
        first, start = last + 1, end + 1
    yield Piece(kind="same", text=same)


def shown(text: str) -> str:
    """Return *text* with each character that does not show, or looks like a blank, named: "10[U+00A0]km"."""
    return "".join(f"[U+{ord(one):04X}]" if _does_not_show(one) else one for one in text)


def _does_not_show(one: str) -> bool:
    return one != " " and unicodedata.category(one) in ("Cc", "Cf", "Co", "Cn", "Cs", "Zs", "Zl", "Zp")
