"""Words of a source merged with words that are wanted: where nothing was changed, they stay as they were written.

Three forms of the same words are compared: as they stand in the source, the same as this house would write them, and
what is wanted. What the last two have in common is left as the source has it, whatever its marks and line ends are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

#: Letters of scripts that are written without blanks: each is a word.
_SINGLE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
#: A footnote's call, an escaped character, a reference, a letter of those, a word, marks of looks, any other character.
_TOKEN = re.compile(rf"(?P<blank>[ \t]*)(?P<word>\[\^[^\]\s]+\]|\\.|&#?\w+;|[{_SINGLE}]|[^\W_{_SINGLE}]+|\*+|_+|\S)")
#: Characters that mean something else where they are escaped.
_MEANT = frozenset("\\`*_[]<&") | {""}
#: What ends a line because its author says so.
_BREAK = re.compile(r"(?:\\|  +)$")


@dataclass(frozen=True, kw_only=True)
class Token:
    """A word or a mark, with the blank before it; *kind* of the blank is "", " ", "break", or the blank itself."""

    kind: str
    blank: str
    word: str

    @property
    def key(self) -> tuple[str, str]:
        """What two tokens that mean the same have in common."""
        if set(self.word) == {"_"}:
            return self.kind, "*" * len(self.word)
        # An escape that need not be.
        return self.kind, self.word[1:] if self.word[0] == "\\" and self.word[1:] not in _MEANT else self.word


def tokens(lines: Sequence[str], prefixes: Sequence[str]) -> list[Token]:
    """Return the tokens of *lines*, whose blocks' marks are *prefixes*, one a line."""
    found: list[Token] = []
    before = ""
    for number, line in enumerate(lines):
        ending = _BREAK.search(line) if number < len(lines) - 1 else None
        words = line[: ending.start()] if ending else line.rstrip(" \t")
        for match in _TOKEN.finditer(words.lstrip(" \t")):
            blank = match["blank"]
            kind = " " if blank in (" ", "\t") else blank
            if match.start() == 0 and number:
                kind, blank = "break" if before else " ", f"{before}\n{prefixes[number]}"
            found.append(Token(kind=kind, blank=blank, word=match["word"]))
        before = line[len(words) :] if ending else ""
    return found


def merged(source: Sequence[Token], base: Sequence[Token], wanted: Sequence[Token]) -> list[Token]:
    """Return *wanted*, with what it has in common with *base*, which says the same as *source*, as *source* has it."""
    in_source, in_wanted = _partners(base, source), _partners(base, wanted)
    found: list[Token] = []
    start, at_source, at_wanted = 0, 0, 0
    for place in [place for place in range(len(base)) if place in in_source and place in in_wanted] + [len(base)]:
        end_source, end_wanted = in_source.get(place, len(source)), in_wanted.get(place, len(wanted))
        ours, theirs = source[at_source:end_source], wanted[at_wanted:end_wanted]
        found += ours if _keys(theirs) == _keys(base[start:place]) else _dressed(theirs, ours)
        if place < len(base):
            found.append(source[end_source])
        start, at_source, at_wanted = place + 1, end_source + 1, end_wanted + 1
    return found


def _partners(one: Sequence[Token], other: Sequence[Token]) -> dict[int, int]:
    """Return for each token of *one* that *other* has, in order, where."""
    blocks = SequenceMatcher(None, _keys(one), _keys(other), autojunk=False).get_matching_blocks()
    return {block.a + offset: block.b + offset for block in blocks for offset in range(block.size)}


def _keys(found: Sequence[Token]) -> list[tuple[str, str]]:
    return [token.key for token in found]


def _dressed(theirs: Sequence[Token], ours: Sequence[Token]) -> list[Token]:
    """Return *theirs*, with the line end before *ours*, which they take the place of."""
    if theirs and ours and theirs[0].kind == ours[0].kind:
        return [replace(theirs[0], blank=ours[0].blank), *theirs[1:]]
    return list(theirs)


def starred(found: Sequence[Token]) -> list[Token]:
    """Return *found* with stars as the marks of looks."""
    return [replace(token, word="*" * len(token.word)) if set(token.word) == {"_"} else token for token in found]


def as_source(found: Sequence[Token], prefix: str) -> str:
    """Return *found* as source; a line that is new begins with *prefix*, the marks of the blocks around."""
    text = "".join((token.blank if number else "") + token.word for number, token in enumerate(found))
    return text.replace("\n" + _NEW, "\n" + prefix)


#: Stands for the marks of the blocks around in a line that is new.
_NEW = "\0"


def canonical_tokens(lines: Sequence[str]) -> list[Token]:
    """Return the tokens of *lines* as this house writes them."""
    return tokens(lines, [_NEW] * len(lines))
