"""What a PDF says, in the order of its tags, held beside what it may be meant to say."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

from editions.checking.evidence.glyphs import Fragment, Shown
from editions.checking.saying.bidi import folded, is_mixed, read_back, seen
from editions.checking.saying.said import AS_DRAWN, Said, as_drawn
from editions.model.evidence import Box, Content, Element, PdfEvidence

_HEADING = re.compile(r"H[1-6]$")
#: Elements in which a paragraph of their own begins.
_HOLDERS = ("P", "L", "BlockQuote", "Table", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Div", "Sect")
_LEAVES = {"TH": "header cell", "TD": "cell", "Note": "note", "Caption": "caption"}
#: The share of the size by which a baseline moves within a line at most: the call of a footnote stands higher.
_RAISED = 0.6
#: What WeasyPrint divides a word with at the end of a line (CSS Text 4, hyphenate-character).
_HYPHEN = "\u2010"
#: Where a line may end within a word (Unicode UAX 14: HY, BA, B2, SY).
_DIVIDING = "-\u2010\u2012\u2013\u2014/|?"

_Line = list[Fragment | str]


@dataclass(frozen=True, kw_only=True)
class _Spoken:
    """A paragraph as its tags hold it: fragments, and texts that stand for images."""

    kind: str
    pieces: tuple[Fragment | str, ...]
    element: Element


def said_in(pdf: PdfEvidence, shown: Shown, expected: Collection[str], *, rtl: bool) -> tuple[Said, ...]:
    """Return what *pdf* says, its annexes left out, in the form of :func:`as_drawn`.

    A PDF does not say whether a hyphen at the end of a line belongs to the word, nor in which order a line
    was written whose words run in both directions. Where one of the *expected* texts is seen just as the
    paragraph is, that is what it says; else it is read as it is most likely meant.
    """
    reader = _Reader(expected, rtl=rtl)
    spoken = _spoken(pdf.tree, shown, "paragraph") if pdf.tree else ()
    return tuple(said for one in spoken if (said := reader.said(one)).text)


def _spoken(element: Element, shown: Shown, kind: str) -> Iterator[_Spoken]:
    """Yield the paragraphs of *element*; one that says nothing else is of *kind*."""
    for kid in element.kids:
        if isinstance(kid, Content):
            yield _Spoken(kind=kind, pieces=shown.marked.get((kid.page, kid.mark), ()), element=Element(tag=element.tag, kids=(kid,)))
        elif isinstance(kid, Element) and kid.tag != "Part":
            yield from _of(kid, shown, kind)


def _of(element: Element, shown: Shown, kind: str) -> Iterator[_Spoken]:
    tag = element.tag
    if tag == "LBody":
        kind = "item"
    elif tag == "BlockQuote":
        kind = "quotation"
    if _HEADING.match(tag):
        kind = f"heading {tag[1]}"
    elif tag == "Lbl":
        kind = "number"
    whole = tag == "LBody" and not any(child.tag in _HOLDERS for child in element.children)
    if whole or tag in _LEAVES or tag in ("P", "H", "Lbl", "Figure", "Formula", "Link", "Span", "NonStruct") or _HEADING.match(tag):
        pieces = tuple(_pieces(element, shown))
        yield _Spoken(kind=_LEAVES.get(tag, kind), pieces=pieces, element=element)
    else:
        yield from _spoken(element, shown, kind)


def _pieces(element: Element, shown: Shown) -> Iterator[Fragment | str]:
    if element.actual_text is not None:
        yield element.actual_text
        return
    if element.tag == "Figure":
        yield element.alt or ""
        return
    for kid in element.kids:
        if isinstance(kid, Content):
            yield from shown.marked.get((kid.page, kid.mark), ())
        elif isinstance(kid, Element):
            yield from _pieces(kid, shown)


class _Reader:
    def __init__(self, expected: Collection[str], *, rtl: bool) -> None:
        self._rtl = rtl
        self._expected = set(expected)

    @cached_property
    def _by_letters(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for text in self._expected:
            found.setdefault(_letters(text), []).append(text)
        return found

    def said(self, spoken: _Spoken) -> Said:
        """Return what *spoken* says."""
        text = self._text(self._lines(spoken.pieces))
        if spoken.kind == "number" and not any(character.isalnum() for character in text):
            text = ""
        return Said(kind=spoken.kind, text=text, element=spoken.element)

    def _text(self, lines: list[_Line]) -> str:
        turned = any(self._is_turned(piece) for line in lines for piece in line)
        likely = as_drawn(_joined(["".join(self._read(piece) for piece in line) for line in lines]))
        if not turned and likely in self._expected:
            return likely
        for text in self._by_letters.get(_letters("".join(_characters(piece) for line in lines for piece in line)), ()):
            if _fits(lines, text, rtl=self._rtl):
                return text
        # What reads like an expected text, and is seen otherwise, is shown as it is seen.
        return " ".join("".join(map(_characters, line)).strip() for line in lines) if likely in self._expected else likely

    def _is_turned(self, piece: Fragment | str) -> bool:
        return isinstance(piece, Fragment) and (self._rtl or is_mixed(_characters(piece)))

    def _read(self, piece: Fragment | str) -> str:
        return read_back(_characters(piece), rtl=self._rtl) if self._is_turned(piece) else _characters(piece)

    def _lines(self, pieces: tuple[Fragment | str, ...]) -> list[_Line]:
        lines: list[_Line] = [[]]
        last: Fragment | None = None
        for piece in pieces:
            if isinstance(piece, Fragment):
                if last is not None and self._is_lower(last, piece):
                    lines.append([])
                last = piece
            lines[-1].append(piece)
        return lines

    def _is_lower(self, one: Fragment, other: Fragment) -> bool:
        back = one.x <= other.x if self._rtl else one.x >= other.x
        return one.page != other.page or back or abs(one.y - other.y) > _RAISED * max(one.size, other.size)


def _characters(piece: Fragment | str) -> str:
    """Return the characters of *piece* from left to right: those of one glyph, too, if they run from right to left."""
    return piece if isinstance(piece, str) else "".join(map(_drawn, piece.glyphs))


def _drawn(glyph: str) -> str:
    if glyph.isascii():
        return glyph
    glyph = normalize("NFC", glyph)
    return glyph[::-1] if len(glyph) > 1 and is_mixed(glyph) else glyph


def _letters(text: str) -> str:
    """Return what does not change with the order of *text*, or with a hyphen that divides a word."""
    return "".join(sorted(normalize("NFD", folded(as_drawn(text))).replace(_HYPHEN, "").replace(" ", "")))


def _joined(lines: list[str]) -> str:
    """Return *lines* as running text: a hyphen that a line was divided with is no part of it."""
    return "".join((*(_before_the_next(line) for line in lines[:-1]), *lines[-1:]))


def _before_the_next(line: str) -> str:
    if line.endswith(_HYPHEN):
        return line.removesuffix(_HYPHEN)
    return line if line[-1:] in _DIVIDING and not line[-2:-1].isspace() else line + " "


def _fits(lines: list[_Line], text: str, *, rtl: bool) -> bool:
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
    drawn = _characters(piece)
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
        one, other = _characters(piece), _characters(after)
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


def place(pdf: PdfEvidence, said: Said) -> tuple[int, Box | None]:
    """Return the page on which *said* begins, and its box there; 0 and None where nothing is painted."""
    runs = pdf.runs_of(said.element) if said.element else ()
    if not runs:
        return 0, None
    page = runs[0][0].number
    boxes = [run.box for where, run in runs if where.number == page]
    return page, (min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes))
