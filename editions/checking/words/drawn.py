"""The glyphs that are drawn are those of the letters that are read."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from editions.checking.evidence.faces import TrueType
from editions.checking.evidence.glyphs import FontTable, shown
from editions.checking.rules import Case, Hit, rule
from editions.checking.words.saying.bidi import folded
from editions.checking.words.saying.said import as_drawn
from editions.checking.words.saying.statement import own_pages
from editions.surroundings import HOME


@rule(
    "text-drawn-otherwise", "The letters that are seen are those that are copied and read aloud.", family="words", needs=("pdf", "source"),
    clause="ISO 14289-1, 7.21.7",
)  # fmt: skip
def _drawn_otherwise(case: Case) -> Iterator[Hit]:
    """A PDF can draw "180" and say "150": its fonts hold both the shape of each glyph and what it stands for.

    Each glyph of the statement's pages is held against the bundled face that its font was taken from: it must stand
    for a character that has this glyph there, and have the same outline. Of a form that a letter takes within a word
    the outline alone is compared. Fonts that are not ours are not known here.
    """
    if case.pdf is None or case.source is None:
        return
    last = max((page.number for page in own_pages(case.pdf, case.source.prepared)), default=0)
    for font in shown(case.pdf_bytes).fonts:
        face = _face(font.name) if font.program and font.page <= last else None
        if face is not None:
            yield from _unlike(font, TrueType(font.program), face)


def _unlike(font: FontTable, embedded: TrueType, face: TrueType) -> Iterator[Hit]:
    for glyph, text in font.texts.items():
        letters = face.characters.get(glyph, "")
        said = folded(as_drawn(text))
        if glyph and said and letters and not set(said) & set(folded(as_drawn(letters))):
            yield Hit(message=f"“{text}” is drawn as “{letters[0]}” ({font.name})", page=font.page)
        elif glyph and said and embedded.outline(glyph) != face.outline(glyph):
            yield Hit(message=f"“{text}” is drawn otherwise than {font.name} draws it", page=font.page)


@cache
def _face(name: str) -> TrueType | None:
    """Return the bundled face that a font called *name* ("Tinos", "Amiri-Bold-Italic") was taken from; None where there is none."""
    family, _, style = name.partition("-")
    path: Path = HOME / "fonts" / f"{family}-{style.replace('-', '') or 'Regular'}.ttf"
    return TrueType(path.read_bytes()) if path.is_file() else None


RULES = (_drawn_otherwise,)
