"""Which letter each glyph stands for, where WeasyPrint does not know: of several glyphs that draw one, it names the first alone."""

import re
from pathlib import Path
from typing import Any

from editions.glyphs import TATWEEL, Parts, parts_of_letters

#: A glyph and the characters that it stands for, in a ToUnicode CMap (ISO 32000-1, 9.10.3).
_ENTRY = re.compile(rb"<([0-9a-f]+)> <([0-9a-f]*)>")


def mend_letters(pdf: Any, fonts: Path) -> None:
    """Let each glyph of *pdf*, a pydyf PDF, that may be a part of a letter stand for what the font in *fonts* says."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Type0":
            parts = parts_of_letters(_face(item["BaseFont"], fonts))
            lines = pdf.objects[int(item["ToUnicode"].split()[0])].stream
            lines[:] = [_mended(line, parts) for line in lines]


def _face(name: str | bytes, fonts: Path) -> Path:
    """Return the file of the font called *name* ("/ECFSSB+Amiri", "/KPLIFR+Amiri-Bold-Italic")."""
    family, _, style = (name.decode() if isinstance(name, bytes) else name).rpartition("+")[2].partition("-")
    return fonts / f"{family}-{style.replace('-', '') or 'Regular'}.ttf"


def _mended(line: bytes, parts: Parts) -> bytes:
    entry = _ENTRY.fullmatch(line)
    if entry is None:
        return line
    said = _said(int(entry[1], 16), bytes.fromhex(entry[2].decode()).decode("utf-16-be"), parts)
    return b"<%s> <%s>" % (entry[1], said.encode("utf-16-be").hex().encode())


def _said(glyph: int, text: str, parts: Parts) -> str:
    """Return what *glyph* stands for, which WeasyPrint takes for *text*: of glyphs that it cannot part, all for the first."""
    if glyph in parts.others:
        return text if text and not text.strip(TATWEEL) else parts.others[glyph]
    letter = parts.letters.get(glyph, "")
    return letter if letter and (not text or (len(text) > 1 and letter in text)) else text
