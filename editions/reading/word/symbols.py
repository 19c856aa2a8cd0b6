"""Characters that Word names by a font and a place in it (w:sym), as Unicode has them."""

#: The font Symbol, from 0x20 and from 0xA0 (Adobe's encoding of it, as Unicode's mapping SYMBOL.TXT has it).
_LOW = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)  # fmt: skip
_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
_SYMBOL = dict(enumerate(_LOW, 0x20)) | dict(enumerate(_HIGH, 0xA0)) | {0xF1: "〉", 0xF2: "∫"}
_WINGDINGS = {
    0x28: "☎",
    0x4A: "☺", 0x4C: "☹", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→",
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
