"""Type: the layout's fonts, sizes and colours, and a glyph for every character."""

from collections.abc import Iterator

from editions.checking.colours import named
from editions.checking.evidence.missing import pages_with_missing_glyphs
from editions.checking.parts import parts_of
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import FontEvidence
from editions.model.layout import Tokens

_FAMILY = "page"
_PROMISE = "docs/promises.md, Type and page"
#: Characters that stand for one that is not there: the replacement character, white squares, private use.
_SUBSTITUTES = "\ufffd\u0000\u25a1\u25af\u2b1a"
#: The share of the size of its surroundings that the call of a footnote has (style.css).
_CALL = 0.65
#: Points by which a measured size may differ.
_ROUNDING = 0.1


@rule("font-foreign", "The statement is set in the layout's fonts.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def font_foreign(case: Case) -> Iterator[Hit]:
    """Another font means that a character fell back to one that happened to be there, or that the page was altered."""
    known = {_plain(name) for name in _families(case.source.layout.tokens)} if case.source else set()
    for font in _fonts(case):
        if not any(_plain(font.name).startswith(name) for name in known):
            yield Hit(message=f"the font {font.name or 'without a name'} is not one of the layout's", page=font.page)


@rule("font-not-embedded", "All fonts are in the file.", family=_FAMILY, needs=("pdf",), clause="ISO 19005-3, 6.2.11.4")
def font_not_embedded(case: Case) -> Iterator[Hit]:
    """A font that is not in the file is replaced by whatever the reader's computer has, now and in fifty years."""
    for font in _fonts(case):
        if not font.embedded:
            yield Hit(message=f"the font {font.name} is not in the file", page=font.page)


@rule(
    "font-whole", "Of each font, only the glyphs that are used are in the file.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE
)
def font_whole(case: Case) -> Iterator[Hit]:
    """A whole font makes the file larger than its text, and is recognised by the missing prefix of six letters."""
    for font in _fonts(case):
        if font.embedded and not font.subset:
            yield Hit(message=f"the font {font.name} is in the file whole", page=font.page)


@rule("glyph-missing", "Every character is seen as itself.", family=_FAMILY, needs=("pdf",), clause="ISO 14289-1, 7.21.8")
def glyph_missing(case: Case) -> Iterator[Hit]:
    """A character that the font does not have is seen as a box or as nothing, and is read aloud as nothing."""
    numbers = {page.number for page in parts_of(case).pages}
    for number in pages_with_missing_glyphs(case.pdf_bytes):
        if number in numbers:
            yield Hit(message="a character is missing in its font: it shows as a box, or not at all", page=number)
    for page in parts_of(case).pages:
        for run in page.runs:
            if any(character in _SUBSTITUTES or "\ue000" <= character <= "\uf8ff" for character in run.text):
                yield Hit(message=f'"{quoted(run.text)}" holds a character that stands for a missing one', page=page.number, box=run.box)


@rule("type-size", "The statement is set in the layout's sizes.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def type_size(case: Case) -> Iterator[Hit]:
    """Text of another size was altered after it was set, or made smaller to fit."""
    sizes = _sizes(case.source.layout.tokens) if case.source else set()
    for page in parts_of(case).pages:
        for run in page.runs:
            if run.text.strip() and not any(abs(run.size - size) <= _ROUNDING for size in sizes):
                message = f'"{quoted(run.text)}" is set in {run.size:g} points, which the layout does not have'
                yield Hit(message=message, page=page.number, box=run.box)


@rule("type-colour", "The statement is set in the layout's colours.", family=_FAMILY, needs=("pdf", "source"), clause=_PROMISE)
def type_colour(case: Case) -> Iterator[Hit]:
    """Text of another colour was altered after it was set."""
    colours = {style.colour.casefold() for style in case.source.layout.tokens.line_styles} | {"#000000"} if case.source else set()
    for page in parts_of(case).pages:
        for run in page.runs:
            if run.text.strip() and run.colour and run.colour not in colours:
                message = f'"{quoted(run.text)}" is {named(run.colour)}, a colour that the layout does not have'
                yield Hit(message=message, page=page.number, box=run.box)


def _fonts(case: Case) -> list[FontEvidence]:
    """Return the fonts of the statement: those that an annex brings along are its own affair."""
    numbers = {page.number for page in parts_of(case).pages}
    return [font for font in case.pdf.fonts if font.page in numbers] if case.pdf else []


def _families(tokens: Tokens) -> list[str]:
    return [tokens.text.font, *tokens.text.fallback, *(style.font for style in tokens.line_styles)]


def _sizes(tokens: Tokens) -> set[float]:
    sizes = {tokens.text.size, *(style.size for style in tokens.line_styles)}
    return sizes | {size * _CALL for size in sizes}


def _plain(name: str) -> str:
    return name.replace(" ", "").replace("-", "").casefold()


RULES = (font_foreign, font_not_embedded, font_whole, glyph_missing, type_size, type_colour)
