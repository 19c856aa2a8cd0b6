"""Words as they are compared: in small letters, without marks above and below, so that any spelling of a name finds it."""

import unicodedata

#: Letters that are not taken apart by Unicode, or not so that a keyboard without them finds them. İ, I, ı and i are one letter
#: here, as are ə and e; so are the forms of alef, of yeh, of kaf and of heh that Arabic, Persian and Urdu keyboards write.
_SAME = str.maketrans(
    {
        "İ": "i", "I": "i", "ı": "i", "Ə": "e", "ə": "e", "ǝ": "e", "Ø": "o", "ø": "o", "Đ": "d", "đ": "d", "Ð": "d", "ð": "d", "Ł": "l",
        "ł": "l", "Æ": "ae", "æ": "ae", "Œ": "oe", "œ": "oe", "Þ": "th", "þ": "th", "ħ": "h", "Ħ": "h", "ʼ": "", "’": "", "'": "", "ʻ": "",
        "\u0671": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "\u0640": "", "\u200c": "", "\u200d": "", "\u00ad": "",
    }
)  # fmt: skip


def folded(text: str) -> str:
    """Return *text* as it is indexed and asked for: words of letters and digits, with a blank between them."""
    apart = unicodedata.normalize("NFKD", text.translate(_SAME)).casefold()
    # Once more: taking a letter apart may leave one of those above.
    apart = unicodedata.normalize("NFKD", apart.translate(_SAME))
    return " ".join("".join(map(_letter, apart)).split())


def _letter(one: str) -> str:
    kind = unicodedata.category(one)
    if kind[0] == "M":
        return ""
    if kind == "Nd":
        return str(unicodedata.digit(one))
    return one if kind[0] in "LN" else " "
