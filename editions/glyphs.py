"""What the glyphs of the bundled fonts stand for, where a letter is drawn with several, or several in another order.

With fonts.py the door to fontTools. Amiri lengthens a letter by a stroke of its own where the next needs
room: of "لكم" it makes four glyphs. Which letter each of them belongs to, the font's substitutions tell.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

#: What a stroke says: nothing. A glyph without any character is not allowed (ISO 19005-3, 6.2.11.7.2).
_NOTHING = "\u200d"
#: The stroke that may also be written, as a character of its own.
TATWEEL = "\u0640"
#: What sorts behind every letter.
_LAST = chr(0x10FFFF)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What glyphs of a font stand for, by their number.

    *letters*: of which one letter or mark each is a form. *others*: those that may be drawn beside a letter, as
    a part of it.
    """

    letters: dict[int, str]
    others: dict[int, str]


@cache
def parts_of_letters(path: Path) -> Parts:
    """Return what the glyphs of the font at *path* stand for."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        if "GSUB" not in font:
            return Parts(letters={}, others={})
        forms = _Forms(font)
        others: dict[int, str] = {}
        for glyph, (_, *beside) in _substitutions(font, "MultipleSubst"):
            others.update(zip(map(font.getGlyphID, beside), forms.beside(glyph, beside), strict=True))
        return Parts(letters={font.getGlyphID(glyph): forms.letter(glyph) for glyph in forms.known()}, others=others)


@cache
def mirrored(path: Path) -> dict[int, str]:
    """Return the characters of the font at *path* that are mirrored in lines from right to left, by the numbers of their glyphs."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return {font.getGlyphID(glyph): chr(point) for point, glyph in font.getBestCmap().items() if unicodedata.mirrored(chr(point))}


@cache
def alikes(path: Path) -> dict[str, tuple[str, ...]]:
    """Return, for each character that the font at *path* draws with the glyph of others, those: for Cyrillic ә, Latin ə."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        drawn: dict[str, list[str]] = {}
        for point, glyph in sorted(font.getBestCmap().items()):
            drawn.setdefault(glyph, []).append(chr(point))
    return {one: tuple(other for other in several if other != one) for several in drawn.values() if several[1:] for one in several}


def sharing(path: Path) -> frozenset[str]:
    """Return the characters that the font at *path* draws with the glyph of another, of a lower number."""
    return frozenset(one for one, others in alikes(path).items() if min(others) < one)


def _substitutions(font: Any, kind: str) -> Iterator[tuple[str, Any]]:
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            table = getattr(subtable, "ExtSubTable", subtable)
            if type(table).__name__ == kind:
                yield from table.mapping.items()


class _Forms:
    """Which letter a glyph is a form of: initial, medial, final, or before a certain other."""

    def __init__(self, font: Any) -> None:
        # Of several letters that share a glyph, the one of the lower code point: that of Arabic itself.
        self._letters = {glyph: chr(point) for point, glyph in sorted(font.getBestCmap().items(), reverse=True)}
        alone = [(glyph, outputs[0]) for glyph, outputs in _substitutions(font, "MultipleSubst") if len(outputs) == 1]
        # Where a form is made of a letter and of forms as well, the letter says it.
        pairs = sorted((*alone, *_substitutions(font, "SingleSubst")), key=lambda pair: self._letters.get(pair[0], _LAST), reverse=True)
        self._origins = {form: glyph for glyph, form in pairs}

    def known(self) -> set[str]:
        """Return all glyphs of which it can be told."""
        return {*self._letters, *self._origins}

    def letter(self, glyph: str) -> str:
        """Return the character that *glyph* is a form of; empty where it is of none."""
        seen: set[str] = set()
        while glyph not in self._letters and glyph in self._origins and glyph not in seen:
            seen.add(glyph)
            glyph = self._origins[glyph]
        return self._letters.get(glyph, "")

    def beside(self, whole: str, glyphs: list[str]) -> Iterator[str]:
        """Yield what each of *glyphs*, drawn beside the first one of *whole*, says: a letter or mark of its own, or nothing."""
        marks = unicodedata.normalize("NFD", self.letter(whole))[1:]
        for number, glyph in enumerate(glyphs):
            own = self._letters.get(glyph) or self.letter(glyph).replace(TATWEEL, "")
            yield own or (marks[number] if len(marks) == len(glyphs) else _NOTHING)
