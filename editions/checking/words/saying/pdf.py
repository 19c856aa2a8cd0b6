"""What a PDF says, in the order of its tags, held beside what it may be meant to say."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from editions.checking.evidence.glyphs import Fragment, Shown
from editions.checking.words.saying.bidi import is_mixed, read_back
from editions.checking.words.saying.said import Said, as_drawn
from editions.checking.words.saying.setting import Line, characters, fits, joined, letters, lines_of
from editions.model.evidence import Box, Content, Element, PdfEvidence

_HEADING = re.compile(r"H[1-6]$")
#: Elements in which a paragraph of their own begins.
_HOLDERS = ("P", "L", "BlockQuote", "Table", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Div", "Sect")
_LEAVES = {"TH": "header cell", "TD": "cell", "Note": "note", "Caption": "caption"}


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
            found.setdefault(letters(text), []).append(text)
        return found

    def said(self, spoken: _Spoken) -> Said:
        """Return what *spoken* says."""
        text = self._text(lines_of(spoken.pieces, rtl=self._rtl))
        if spoken.kind == "number" and not any(character.isalnum() for character in text):
            text = ""
        return Said(kind=spoken.kind, text=text, element=spoken.element)

    def _text(self, lines: list[Line]) -> str:
        turned = any(self._is_turned(piece) for line in lines for piece in line)
        likely = as_drawn(joined(["".join(self._read(piece) for piece in line) for line in lines]))
        if not turned and likely in self._expected:
            return likely
        for text in self._by_letters.get(letters("".join(characters(piece) for line in lines for piece in line)), ()):
            if fits(lines, text, rtl=self._rtl):
                return text
        # What reads like an expected text, and is seen otherwise, is shown as it is seen.
        return " ".join("".join(map(characters, line)).strip() for line in lines) if likely in self._expected else likely

    def _is_turned(self, piece: Fragment | str) -> bool:
        return isinstance(piece, Fragment) and (self._rtl or is_mixed(characters(piece)))

    def _read(self, piece: Fragment | str) -> str:
        return read_back(characters(piece), rtl=self._rtl) if self._is_turned(piece) else characters(piece)


def place(pdf: PdfEvidence, said: Said) -> tuple[int, Box | None]:
    """Return the page on which *said* begins, and its box there; 0 and None where nothing is painted."""
    runs = pdf.runs_of(said.element) if said.element else ()
    if not runs:
        return 0, None
    page = runs[0][0].number
    boxes = [run.box for where, run in runs if where.number == page]
    return page, (min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes))
