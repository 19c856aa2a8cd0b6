"""How a text is set in lines: what stands on one, what it was divided with, and whether a text would be seen so."""

from collections.abc import Iterator
from unicodedata import normalize

from editions.checking.evidence.glyphs import Fragment
from editions.checking.words.saying.bidi import folded, is_mixed, seen
from editions.checking.words.saying.said import AS_DRAWN, as_drawn

#: The share of the size by which a baseline moves within a line at most: the call of a footnote stands higher.
_RAISED = 0.6
#: What WeasyPrint divides a word with at the end of a line (CSS Text 4, hyphenate-character).
_HYPHEN = "\u2010"
#: Where a line may end within a word (Unicode UAX 14: HY, BA, B2, SY).
_DIVIDING = "-\u2010\u2012\u2013\u2014/|?"

#: What stands on one line: fragments, and texts that stand for images.
Line = list[Fragment | str]


def lines_of(pieces: tuple[Fragment | str, ...], *, rtl: bool) -> list[Line]:
    """Return *pieces* line by line, from right to left if *rtl*."""
    lines: list[Line] = [[]]
    last: Fragment | None = None
    for piece in pieces:
        if isinstance(piece, Fragment):
            if last is not None and _is_lower(last, piece, rtl=rtl):
                lines.append([])
            last = piece
        lines[-1].append(piece)
    return lines


def _is_lower(one: Fragment, other: Fragment, *, rtl: bool) -> bool:
    back = one.x <= other.x if rtl else one.x >= other.x
    return one.page != other.page or back or abs(one.y - other.y) > _RAISED * max(one.size, other.size)


def characters(piece: Fragment | str) -> str:
    """Return the characters of *piece* from left to right: those of one glyph, too, if they run from right to left."""
    return piece if isinstance(piece, str) else "".join(map(_drawn, piece.glyphs))


def _drawn(glyph: str) -> str:
    if glyph.isascii():
        return glyph
    glyph = normalize("NFC", glyph)
    return glyph[::-1] if len(glyph) > 1 and is_mixed(glyph) else glyph


def letters(text: str) -> str:
    """Return what does not change with the order of *text*, or with a hyphen that divides a word."""
    return "".join(sorted(normalize("NFD", folded(as_drawn(text))).replace(_HYPHEN, "").replace(" ", "")))


def joined(lines: list[str]) -> str:
    """Return *lines* as running text: a hyphen that a line was divided with is no part of it."""
    return "".join((*(_before_the_next(line) for line in lines[:-1]), *lines[-1:]))


def _before_the_next(line: str) -> str:
    if line.endswith(_HYPHEN):
        return line.removesuffix(_HYPHEN)
    return line if line[-1:] in _DIVIDING and not line[-2:-1].isspace() else line + " "


def fits(lines: list[Line], text: str, *, rtl: bool) -> bool:
    """Return whether *text*, set in these *lines*, would be seen just as they are."""
    position = 0
    for number, line in enumerate(lines):
        ends_text = number == len(lines) - 1
        for index, piece in enumerate(line):
            after = line[index + 1] if index < len(line) - 1 else None
            ends = (_end(piece, after, text, position, drawn, divided, rtl) for drawn, divided in _forms(piece, after, ends_text))
            end = next((end for end in ends if end is not None), None)
            if end is None:
                return False
            position = end + (text[end : end + 1] == " ")
    return position >= len(text)


def _forms(piece: Fragment | str, after: Fragment | str | None, ends_text: bool) -> Iterator[tuple[str, bool]]:
    """Yield the forms in which *piece* may be meant: as it is drawn; and without the hyphen that divides its last word."""
    drawn = characters(piece)
    yield drawn, False
    if drawn.endswith(_HYPHEN) and after is None and not ends_text:
        yield drawn.removesuffix(_HYPHEN), True


def _end(piece: Fragment | str, after: Fragment | str | None, text: str, start: int, drawn: str, divided: bool, rtl: bool) -> int | None:
    """Return where in *text* the form *drawn* of *piece* ends that begins at *start*; None where it is not the same."""
    drawn = " ".join(drawn.split())
    end = _after(text, start, sum(character != " " for character in drawn.translate(AS_DRAWN)))
    meant, follows = text[start:end].strip(), text[end : end + 1]
    if isinstance(piece, str):
        same = as_drawn(drawn) == meant
    else:
        glyphs = folded(drawn.translate(AS_DRAWN))
        same = any(glyphs == seen(meant, rtl=rtl, ends_rtl=end_rtl) for end_rtl in (rtl, not rtl))
    if not same or not follows:
        return end if same else None
    if after is not None:
        one, other = characters(piece), characters(after)
        parted = one[:1].isspace() or other[-1:].isspace() if rtl else one[-1:].isspace() or other[:1].isspace()
        return end if parted == (follows == " ") else None
    if divided:
        return end if follows != " " else None
    return end if follows == " " or text[end - 1] in _DIVIDING or follows in _DIVIDING else None


def _after(text: str, start: int, count: int) -> int:
    """Return the place in *text* behind *count* characters from *start*, blanks not counted."""
    position = start
    while position < len(text) and count:
        count -= text[position] != " "
        position += 1
    return position
