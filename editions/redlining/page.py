"""Changes as one HTML page that needs nothing but itself."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass

from editions.comparing.pictures import of_both
from editions.proofing.templates import fill, read
from editions.redlining.changes import Changes, TextChange
from editions.redlining.marking import MarkedText, in_place, mark
from editions.rendering.marked import MarkedProse, PictureSource


@dataclass(frozen=True, kw_only=True)
class _Section:
    """The text in one language, and what becomes of it; *key* begins the ids of its parts."""

    change: TextChange
    marked: MarkedText
    key: str


def make_page(changes: Changes) -> bytes:
    """Return *changes* as HTML: the whole text with what went and came; the same bytes for the same statements."""
    source = in_place(of_both(changes.old.statement.pictures, changes.new.statement.pictures))
    style = read("proof.css") + read("redline.css")
    return fill(
        "redline.html",
        style=style,
        style_digest=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        changes=changes,
        sections=[_section(text, number, source) for number, text in enumerate((*changes.texts, *changes.annexes), 1)],
    ).encode("utf-8", "backslashreplace")


def _section(text: TextChange, number: int, source: PictureSource) -> _Section:
    key = f"text{number}-"
    # The page has a heading, the language another, and a statement's own stands above those of its body.
    prose = MarkedProse(source, above=2 if text.annex else 3, key=key, spoken=True, rtl=text.direction == "rtl")
    return _Section(change=text, marked=mark(text.differences, prose), key=key)
