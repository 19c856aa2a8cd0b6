"""How the words of the DOCX look: as the layout says, and so that they can be read."""

import re
from collections.abc import Iterator

from editions.checking.accessibility.contrast import ratio
from editions.checking.colours import named
from editions.checking.editing.fonts import is_as_wide
from editions.checking.editing.seen import Seen
from editions.checking.editing.walking import places, styles_in_use
from editions.checking.editing.wanted import Wanted, wanted
from editions.checking.ours import is_our_docx
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import DocxEvidence, DocxStyle, Passage
from editions.model.layout import LineStyle, TextStyle

_FAMILY = "docx"
#: Points by which a measure may differ: Word keeps twentieths, and sizes in halves.
_ROUNDING, _SIZES = 0.11, 0.26
#: The least size of words in points, and their least contrast against white: below that, nothing is read.
_SMALLEST, _PALEST = 6.0, 3.0
_COLOUR = re.compile(r"#[0-9a-f]{6}")
#: Styles of lines that are there for their height alone.
_BLANK = ("EditionsEnd", "EditionsAfterTable")
#: What no layout says of words and paragraphs: a style that has it was changed.
_ODD = {
    "rPr.strike": "strikes words through", "rPr.dstrike": "strikes words through twice", "rPr.caps": "sets words in capitals",
    "rPr.smallCaps": "sets words in small capitals", "rPr.outline": "draws letters in outline", "rPr.shadow": "gives letters a shadow",
    "rPr.emboss": "raises letters from the paper", "rPr.imprint": "presses letters into the paper", "rPr.highlight": "marks words",
    "rPr.bdr": "frames words", "rPr.em": "puts marks above letters", "rPr.effect": "lets words move", "rPr.vanish": "hides words",
    "rPr.webHidden": "hides words in web pages", "rPr.specVanish": "hides ends of paragraphs", "pPr.pageBreakBefore": "begins a page",
    "pPr.contextualSpacing": "leaves spaces between paragraphs out", "pPr.mirrorIndents": "changes sides on every other page",
}  # fmt: skip
#: The same, of properties that have values: each with those that change nothing.
_VALUED = {
    "rPr.u": ("underlines words", ("none",)),
    "rPr.vertAlign": ("raises or lowers words", ("baseline",)),
    "rPr.position": ("raises or lowers words", ("0",)),
    "rPr.w": ("stretches letters", ("100", "100%")),
    "rPr.fitText": ("stretches letters", ()),
    "rPr.shd.fill": ("lays a colour behind words", ("auto", "ffffff")),
    "pPr.shd.fill": ("lays a colour behind paragraphs", ("auto", "ffffff")),
    "tblPr.shd.fill": ("lays a colour behind tables", ("auto", "ffffff")),
    "tcPr.shd.fill": ("lays a colour behind cells", ("auto", "ffffff")),
    "pPr.framePr.w": ("puts paragraphs into a frame", ()),
    "pPr.textDirection": ("turns the text", ("lrTb", "lr")),
}
#: What styles of words within a paragraph are there for, and all that they change.
_WITHIN = {
    "EditionsStrong": {"rPr.b": "true", "rPr.bCs": "true"},
    "EditionsEmphasis": {"rPr.i": "true", "rPr.iCs": "true"},
    "EditionsStrongEmphasis": {"rPr.b": "true", "rPr.bCs": "true", "rPr.i": "true", "rPr.iCs": "true"},
    "EditionsLink": {"rPr.u": "single"},
    "EditionsFootnoteCall": {"rPr.vertAlign": "superscript"},
}
_NAMES = {
    "rPr.b": "bold", "rPr.bCs": "bold in scripts from right to left", "rPr.i": "in italics", "rPr.iCs": "in italics in those scripts",
    "rPr.u": "underlined", "rPr.vertAlign": "raised",
}  # fmt: skip


@rule(
    "style-look", "The styles look as the layout says.", family=_FAMILY, needs=("docx", "source"), clause="docs/promises.md, The Word file"
)
def style_look(case: Case) -> Iterator[Hit]:
    """Each part of a statement is in a style whose font, size, colour, lines, spaces and indents the layout names.

    Who changes a style changes all that is written in it: words in white, or of one point, are there and not seen.
    What is to look otherwise is changed in the layout; then the PDF changes with it.
    """
    docx, source = case.docx, case.source
    if docx is None or source is None:
        return
    tokens, rtl, in_use = source.layout.tokens, source.prepared.direction == "rtl", styles_in_use(docx)
    for identifier, style in docx.styles.items():
        if not identifier.startswith("Editions"):
            continue
        look = wanted(identifier, tokens)
        faults = [*_odd(style, identifier)]
        if look:
            faults += [*_of_line(Seen(style.look), look.line, tokens.text), *_of_paragraph(Seen(style.look), look, tokens.rule_colour)]
            faults += ["runs from right to left" if not rtl else "runs from left to right"] * (Seen(style.look).is_on("pPr.bidi") != rtl)
        faults += [*_within(style, identifier), *(_of_blank(Seen(style.look), tokens.text) if identifier in _BLANK else ())]
        _, passage = in_use.get(identifier, ("", None))
        yield from (Hit(message=f'the style "{style.name}" {fault}', passage=passage) for fault in dict.fromkeys(faults))
    yield from _of_new_words(docx, tokens.text)
    for _, paragraph in places(docx):
        if paragraph.style in _BLANK and paragraph.text.strip():
            message = f'"{quoted(paragraph.text)}" is in a style for blank lines, and can hardly be seen'
            yield Hit(message=message, passage=paragraph.passage)


def _of_line(seen: Seen, line: LineStyle, text: TextStyle) -> Iterator[str]:
    """Yield in what *seen* differs from *line*, as what follows a style's name; other scripts may be in a font to fall back to."""
    for script, font in seen.fonts.items():
        fonts = (line.font,) if script in ("ascii", "hAnsi") else (line.font, text.font, *text.fallback)
        if not any(is_as_wide(font, one) for one in fonts):
            yield f"is in the font {font or 'of the program'}, and the layout's is {line.font}"
    yield from (_differs("a size", size, line.size) for size in seen.sizes if abs(size - line.size) > _SIZES)
    if seen.colour != line.colour.casefold():
        yield f"is {named(seen.colour)}, and the layout says {named(line.colour)}"
    if seen.line is None:
        yield f"has lines as high as their words, and the layout says {line.leading:g} points"
    elif abs(seen.line - line.leading) > _ROUNDING:
        yield _differs("lines", seen.line, line.leading)
    for name, is_now, should in zip(("a space before", "a space after"), seen.space, (line.before, line.after), strict=True):
        if abs(is_now - should) > _ROUNDING:
            yield _differs(name, is_now, should)
    for path, what, should in (("b", "bold", line.weight == "bold"), ("i", "in italics", line.slant == "italic")):
        if any(seen.is_on(f"rPr.{path}{script}") != should for script in ("", "Cs")):
            yield f"is not {what}, as the layout says" if should else f"is {what}, and the layout does not say so"
    if seen.align != line.align:
        yield f"is set to “{seen.align}”, and the layout says “{line.align}”"
    if abs(seen.tracking - line.tracking) > _ROUNDING:
        yield _differs("a space between letters", seen.tracking, line.tracking)


def _differs(what: str, is_now: float, should: float) -> str:
    return f"has {what} of {is_now:g} points, and the layout says {should:g}"


def _of_paragraph(seen: Seen, look: Wanted, colour: str) -> Iterator[str]:
    for name, is_now, should in zip(("left", "right", "first line"), seen.indents, look.indents, strict=True):
        if abs(is_now - should) > _ROUNDING:
            yield _differs(f"an indent ({name})", is_now, should)
    rules = {look.side: look.rule} if look.rule else {}
    if seen.rules.keys() != rules.keys():
        yield f"has rules at: {', '.join(seen.rules) or 'no side'}; the layout says: {', '.join(rules) or 'no side'}"
    for side in seen.rules.keys() & rules.keys():
        width, tint, kind, gap = seen.rules[side]
        # Word keeps widths in eighths of a point, and gaps in whole ones.
        if abs(width - look.rule) > _ROUNDING or tint != colour.casefold() or kind != "single":
            yield f"has a {kind} rule of {width:g} points in {named(tint)}, and the layout says {look.rule:g} in {named(colour)}"
        if look.gap is not None and abs(gap - look.gap) > 0.5:
            yield _differs("a gap to its rule", gap, look.gap)
    if look.keeps and not seen.is_on("pPr.keepNext"):
        yield "does not stay with what follows: it may stand at the foot of a page alone"
    if look.whole and not seen.is_on("pPr.keepLines"):
        yield "may begin on one page and end on the next"
    if not seen.is_on("pPr.widowControl", unsaid="true"):
        yield "lets a single line stand at the head or the foot of a page"


def _odd(style: DocxStyle, identifier: str) -> Iterator[str]:
    seen, meant = Seen(style.look), _WITHIN.get(identifier, {})
    yield from (fault for path, fault in _ODD.items() if seen.is_on(path))
    for path, (fault, harmless) in _VALUED.items():
        if path in style.look and style.look[path].casefold() not in {one.casefold() for one in (*harmless, meant.get(path, ""))}:
            yield fault


def _within(style: DocxStyle, identifier: str) -> Iterator[str]:
    """Yield in what a style of words within a paragraph does other than it is there for."""
    meant = _WITHIN.get(identifier)
    if meant is None:
        return
    seen = Seen(style.look)
    for path, value in meant.items():
        if not (seen.is_on(path) if value == "true" else style.look.get(path) == value):
            yield f"is not {_NAMES[path]}"
    for path, what in (("rPr.b", "bold"), ("rPr.i", "in italics")):
        if path not in meant and seen.is_on(path):
            yield f"is {what}"
    for path, what in (("sz", "size"), ("szCs", "size"), ("color", "colour"), ("spacing", "space between letters")):
        if style.look.get(f"rPr.{path}", "auto") != "auto":
            yield f"has a {what} of its own"
    if any(seen.fonts.values()):
        yield "has a font of its own"


def _of_blank(seen: Seen, text: TextStyle) -> Iterator[str]:
    """Yield why a blank line in a style that is there for its height takes more room than a line of the text."""
    if seen.line is None or seen.line >= text.leading or any(seen.space):
        yield "makes a blank line as high as one of the text"


def _of_new_words(docx: DocxEvidence, text: TextStyle) -> Iterator[Hit]:
    """Yield in what words that a colleague writes in no style of ours ("Normal") would differ from the text."""
    style = docx.styles.get("Normal")
    if style is None:
        return
    seen = Seen(style.look)
    if any(abs(size - text.size) > _SIZES for size in seen.sizes):
        yield Hit(message=f"what is written anew has a size of {seen.sizes[0]:g} points, and the layout says {text.size:g}")
    if strange := [font for font in seen.fonts.values() if not any(is_as_wide(font, one) for one in (text.font, *text.fallback))]:
        yield Hit(message=f"what is written anew is in the font {strange[0] or 'of the program'}, and the layout's is {text.font}")
    if seen.colour != "#000000":
        yield Hit(message=f"what is written anew is {named(seen.colour)}")
    yield from (Hit(message=f"a style of Word's own, on which others rest, {fault}") for fault in _odd(style, ""))


@rule("words-faint", "Words are large and dark enough to be read.", family=_FAMILY, needs=("docx",), clause="WCAG 2.2, 1.4.3")
def words_faint(case: Case) -> Iterator[Hit]:
    """Words of less than 6 points, words that hardly stand out from white paper, and lines lower than their letters are not read.

    Looked at are the styles that words are in. On another's document it is a warning, and words on a ground of
    another colour are not judged.
    """
    docx = case.docx
    if docx is None:
        return
    ours = is_our_docx(docx)
    for identifier, (words, passage) in _in_use(docx).items():
        style = docx.styles[identifier]
        yield from (
            Hit(message=f'"{words}" {fault}, by its style "{style.name}"', severity="" if ours else "warning", passage=passage)
            for fault in faint(Seen(style.look), judges_colour=ours or "shd" not in docx.elements)
        )


def faint(seen: Seen, *, judges_colour: bool = True) -> Iterator[str]:
    """Yield why words that look like *seen* are not read."""
    size = seen.sizes[0]
    if size < _SMALLEST:
        yield f"is of {size:g} points"
    if seen.line is not None and seen.line < size * 0.8:
        yield f"is of {size:g} points, on lines that are {seen.line:g} points high"
    has_ground = any(path.endswith("shd.fill") for path in seen.look)
    if judges_colour and not has_ground and _COLOUR.fullmatch(seen.colour) and ratio(seen.colour, "#ffffff") < _PALEST:
        yield f"is {named(seen.colour)} on white paper"


def _in_use(docx: DocxEvidence) -> dict[str, tuple[str, Passage]]:
    """Return the styles of paragraphs in which words stand, with the first of these; calls of notes and figures of fields are none."""
    found: dict[str, tuple[str, Passage]] = {}
    for _, paragraph in places(docx):
        if paragraph.text.strip() and paragraph.style in docx.styles:
            found.setdefault(paragraph.style, (quoted(paragraph.text), paragraph.passage))
    return found


RULES = (style_look, words_faint)
