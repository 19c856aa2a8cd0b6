"""Text and notes of a DOCX, found among the letters of the tagged PDF that it was set as: aligned in their order, and verified."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from editions.model.evidence import DocxEvidence, DocxParagraph, Element, Passage
from editions.seeing.letters import Letter

#: Tags that hold paragraphs, and are none.
_HOLDERS = (
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "L", "LI", "LBody", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Note", "FENote", "Aside",
)  # fmt: skip
#: Of these, those that hold notes; and what beside paragraphs stands in holders: the number of an item.
_NOTES, _LABEL = ("Note", "FENote"), "Lbl"
#: The share of a paragraph's letters that are on the page where it was set otherwise, as with what was deleted shown.
_MOST = 0.9

Letters = tuple[Letter, ...]
#: The letters of each marked content, by its page and number, each with its place among all.
_Contents = Mapping[tuple[int, int], Sequence[tuple[int, Letter]]]


class SetText:
    """The paragraphs of text and notes, each with the letters that show it."""

    def __init__(self, docx: DocxEvidence, tree: Element | None, letters: Sequence[Letter]) -> None:
        contents = _by_content(letters)
        blocks = list(_blocks(tree)) if tree else []
        numbers = {identifier: str(number) for number, identifier in enumerate(sorted(docx.footnotes), 1)}
        body = [(paragraph, _keys(paragraph, numbers)) for paragraph in docx.body]
        notes = [(one, (_key(numbers[note] + one.text), _key(one.text))) for note in numbers for one in docx.footnotes[note]]
        self._shown: dict[tuple[str, int], tuple[DocxParagraph, Letters]] = {}
        for paragraphs, are_notes in ((body, False), (notes, True)):
            shown = [_letters_in(element, contents) for element, is_note in blocks if is_note == are_notes]
            for paragraph, found in _aligned(paragraphs, shown):
                self._shown[paragraph.part, paragraph.place] = paragraph, found

    def letters(self, passage: Passage) -> Letters:
        """Return the letters of *passage*; those of its whole paragraph where they cannot be told there; none where that is not found."""
        paragraph, shown = self._shown.get((passage.part, passage.paragraph), (None, ()))
        return (paragraph and passage.last and _within(paragraph, shown, passage)) or shown


def _blocks(holder: Element, *, in_note: bool = False) -> Iterator[tuple[Element, bool]]:
    """Yield the elements that are paragraphs, in the order of the text, and whether they stand in a note."""
    for child in holder.children:
        if child.tag in _HOLDERS:
            yield from _blocks(child, in_note=in_note or child.tag in _NOTES)
        elif child.tag != _LABEL:
            yield child, in_note


def _by_content(letters: Sequence[Letter]) -> _Contents:
    found: dict[tuple[int, int], list[tuple[int, Letter]]] = {}
    for place, letter in enumerate(letters):
        if letter.mark is not None:
            found.setdefault((letter.page, letter.mark), []).append((place, letter))
    return found


def _letters_in(element: Element, by_content: _Contents) -> Letters:
    """Return the letters of *element* in the order in which they are read: PDFium knows it where they run from right to left, too."""
    contents = dict.fromkeys((content.page, content.mark) for content in element.contents())
    return tuple(letter for _, letter in sorted((one for key in contents for one in by_content.get(key, ())), key=lambda one: one[0]))


def _keys(paragraph: DocxParagraph, numbers: Mapping[int, str]) -> tuple[str, ...]:
    """Return what letters may show *paragraph*: with its own number, as LibreOffice tags it before version 7.5, and without."""
    text = paragraph.text + "".join(numbers.get(note, "") for note in paragraph.notes)
    return _key(paragraph.number + text), _key(text)


def _key(text: str) -> str:
    """Return letters and figures of *text* in one order: lines from right to left may be read in another, and marks of lists are signs."""
    return "".join(sorted(letter for letter in text if letter.isalnum()))


def _aligned(
    paragraphs: Sequence[tuple[DocxParagraph, tuple[str, ...]]], shown: Sequence[Letters]
) -> Iterator[tuple[DocxParagraph, Letters]]:
    """Yield each of *paragraphs* with those of *shown* that say the same, both in their order: of two that are alike, each has its own."""
    theirs = [_key("".join(letter.text for letter in letters)) for letters in shown]
    known = set(theirs)
    ours = [next((key for key in keys if key in known), "-") for _, keys in paragraphs]
    for kind, first, last, start, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind != "equal" and last - first != end - start:
            continue
        for (paragraph, _), letters in zip(paragraphs[first:last], shown[start:end], strict=True):
            if letters and (kind == "equal" or _is_shown(paragraph.text, letters)):
                yield paragraph, letters


def _is_shown(text: str, letters: Letters) -> bool:
    wanted = Counter("".join(text.split()))
    return bool(wanted) and (wanted & Counter(letter.text for letter in letters)).total() >= _MOST * wanted.total()


def _within(paragraph: DocxParagraph, shown: Letters, passage: Passage) -> Letters:
    """Return those of *shown*, the letters of *paragraph*, that are *passage*; none where they do not stand there as they are."""
    ours, theirs = "".join(paragraph.text.split()), "".join(letter.text for letter in shown)
    last = min(passage.last, len(ours))
    at = theirs.find(ours)
    if at >= 0:
        return shown[at + passage.first : at + last]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    places = {block.a + step: block.b + step for block in blocks for step in range(block.size)}
    wanted = [places.get(number, -1) for number in range(passage.first, last)]
    return shown[wanted[0] : wanted[-1] + 1] if wanted and wanted == list(range(wanted[0], wanted[0] + len(wanted))) else ()
