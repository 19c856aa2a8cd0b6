"""Characters that Word names by a font and a place in it (w:sym), as Unicode has them."""

#: Greek letters of the font Symbol, from 0x41 and from 0x61 (Adobe's encoding of it, as Unicode's SYMBOL.TXT maps it).
_GREEK = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)) | dict(
    zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)
)
_SYMBOL = {
    **_GREEK, **{code: chr(code) for code in (*range(0x30, 0x3A), 0x20, 0x21, 0x25, 0x28, 0x29, 0x2B, 0x2E, 0x2F)},
    0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™",
    0xE2: "®", 0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xD6: "√",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
#: Fonts that have pictures where others have letters.
_PICTORIAL = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "zapf dingbats", "zapfdingbats", "mt extra", "marlett")
#: Where such fonts lie in Unicode's private area (ECMA-376, part 1, 17.3.3.30).
_PRIVATE = range(0xF000, 0xF100)


def character(font: str, code: str) -> str:
    """Return the character *code*, a hexadecimal number, of *font*; empty where only the font knows it."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    place = number - _PRIVATE.start if number in _PRIVATE else number
    known = _FONTS.get(font.strip().lower())
    if known is not None:
        return known.get(place, "")
    if font.strip().lower() in _PICTORIAL or 0xE000 <= place <= 0xF8FF or 0xD800 <= place < 0xE000 or place < 0x20 or place > 0xFFFD:
        return ""
    return chr(place)
