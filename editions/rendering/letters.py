"""Which letter each glyph stands for, where WeasyPrint does not know: of several glyphs that draw one, it names the first alone."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unicodedata import bidirectional

from editions.glyphs import TATWEEL, Parts, alikes, mirrored, parts_of_letters

#: A glyph and the characters that it stands for, in a ToUnicode CMap (ISO 32000-1, 9.10.3).
_ENTRY = re.compile(rb"<([0-9a-f]+)> <([0-9a-f]*)>")


def mend_letters(pdf: Any, fonts: Path, said: frozenset[str] = frozenset()) -> None:
    """Let each glyph of *pdf*, a pydyf PDF, that may be a part of a letter stand for what the font in *fonts* says.

    A glyph that draws several characters stands for the one that is *said*, whichever was drawn first.

    Where something runs from right to left, brackets stand for what they look like, as readers expect them, which mirror them
    (UAX 9, L4): WeasyPrint takes what the first one drawn was meant as, and another one may be meant otherwise.
    """
    types = [item for item in pdf.objects if isinstance(item, dict) and item.get("Subtype") == "/Type0"]
    maps = [pdf.objects[int(item["ToUnicode"].split()[0])].stream for item in types]
    is_rtl = any(_is_rtl(line) for lines in maps for line in lines)
    for item, lines in zip(types, maps, strict=True):
        face = _face(item["BaseFont"], fonts)
        parts, brackets = parts_of_letters(face), mirrored(face) if is_rtl else {}
        alike = {one: other for one, others in alikes(face).items() for other in others if other in said} if said else {}
        lines[:] = [_mended(line, parts, brackets, alike, said) for line in lines]


def _is_rtl(line: bytes) -> bool:
    entry = _ENTRY.fullmatch(line)
    return entry is not None and any(bidirectional(one) in ("R", "AL") for one in _text(entry[2]))


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def _face(name: str | bytes, fonts: Path) -> Path:
    """Return the file of the font called *name* ("/ECFSSB+Amiri", "/KPLIFR+Amiri-Bold-Italic")."""
    family, _, style = (name.decode() if isinstance(name, bytes) else name).rpartition("+")[2].partition("-")
    return fonts / f"{family}-{style.replace('-', '') or 'Regular'}.ttf"


def _mended(line: bytes, parts: Parts, brackets: Mapping[int, str], alike: Mapping[str, str], own: frozenset[str]) -> bytes:
    entry = _ENTRY.fullmatch(line)
    if entry is None:
        return line
    glyph = int(entry[1], 16)
    said = brackets.get(glyph) or _said(glyph, _text(entry[2]), parts)
    said = said if said in own else alike.get(said, said)
    return b"<%s> <%s>" % (entry[1], said.encode("utf-16-be").hex().encode())


def _said(glyph: int, text: str, parts: Parts) -> str:
    """Return what *glyph* stands for, which WeasyPrint takes for *text*: of glyphs that it cannot part, all for the first."""
    if glyph in parts.others:
        return text if text and not text.strip(TATWEEL) else parts.others[glyph]
    letter = parts.letters.get(glyph, "")
    return letter if letter and (not text or (len(text) > 1 and letter in text)) else text
