"""A paragraph of what is said: what it is, its words, and the forms in which words are compared."""

from dataclasses import dataclass
from unicodedata import normalize

from editions.model.evidence import Element, Passage

#: Characters that steer the text and have no glyph: they are not in a PDF.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2066\u2067\u2068\u2069\ufeff"))
#: Characters that share a glyph with another in all faces of ours: which of the two it was, a PDF forgets.
_TWINS = {0x2215: 0x2044, 0x04D8: 0x018F, 0x04D9: 0x0259, 0x2016: 0x01C1}
#: For str.translate: text as a PDF can keep it, blanks aside.
AS_DRAWN = {**_UNSEEN, **_TWINS}


@dataclass(frozen=True, kw_only=True)
class Said:
    """One paragraph, heading, cell, list number or note.

    *kind* is what it is for a reader ("heading 1", "paragraph", "item", "cell" …), *area* where it belongs
    ("text", "signatory", "recipients", "annexes", "letterhead"), *part* how an officer would name it
    ("paragraph 4"); the last two are known of a source alone. *element* is the one of a PDF's tags that holds it, *passage*
    where a DOCX has it.
    """

    kind: str
    text: str
    part: str = ""
    area: str = ""
    element: Element | None = None
    passage: Passage | None = None


def as_drawn(text: str) -> str:
    """Return *text* as a PDF can keep it: blanks of any kind are one, what has no glyph is not there."""
    text = " ".join(text.split())
    return text if text.isascii() else normalize("NFC", text.translate(AS_DRAWN))


def as_written(text: str) -> str:
    """Return *text* as a DOCX keeps it, character by character; only the end of a line is a blank."""
    return text.replace("\n", " ").strip(" ")
