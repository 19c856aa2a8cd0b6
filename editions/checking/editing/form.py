"""The form of the DOCX: styles, direct formatting, fonts and fields."""

from collections.abc import Iterator

from editions.checking.editing.fonts import KNOWN_FONTS
from editions.checking.editing.walking import of_field, places, styles_in_use
from editions.checking.ours import is_our_docx
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import DocxEvidence, DocxParagraph, Passage

_FAMILY = "docx"
_PROMISE = "docs/promises.md, The Word file"
_OURS = "Editions"
#: Styles that a base is followed through; one based on itself would never end.
_STEPS = 20
#: What on a table or a cell is look and not structure.
_ON_TABLES = {
    "tblBorders": "it has lines of its own", "tcBorders": "a cell has lines of its own", "shd": "there is a colour behind words or cells",
    "textDirection": "words are turned", "tcFitText": "words are made to fit",
}  # fmt: skip
#: What a page-number field must show, and what one shows that could not be filled in.
_COUNTED = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_FAULTY = ("error!", "fehler!", "erreur", "ошибка!")


@rule("style-strange", "All that is written is in a style of the edition's own.", family=_FAMILY, needs=("docx",), clause=_PROMISE)
def style_strange(case: Case) -> Iterator[Hit]:
    """Each part of a statement has a style ("Editions Heading"), based on one that every Word has.

    Who edits changes the look in one place; what was pasted in brings styles of its own, and breaks that. Styles of
    Word's own are none the less Word's: text in them does not follow the house's look. Asked of our documents alone.
    """
    docx = case.docx
    if docx is None or not is_our_docx(docx):
        return
    for identifier, (said, passage) in styles_in_use(docx).items():
        words = said or "an empty paragraph"
        style = docx.styles.get(identifier)
        if not identifier.startswith(_OURS):
            name = style.name if style else identifier or "of no name"
            yield Hit(message=f'"{words}" is in the style "{name}", which is not the edition\'s', passage=passage)
        elif style is None:
            yield Hit(message=f'"{words}" is in the style "{identifier}", which the document does not have', passage=passage)
    for identifier, style in docx.styles.items():
        if style.custom and not identifier.startswith(_OURS):
            yield Hit(message=f'the style "{style.name}" came from elsewhere')
        elif identifier.startswith(_OURS) and not _rests_on_words(docx, identifier):
            yield Hit(message=f'the style "{style.name}" is not based on one of Word\'s own')


def _rests_on_words(docx: DocxEvidence, identifier: str) -> bool:
    for _ in range(_STEPS):
        style = docx.styles.get(identifier)
        if style is None:
            return False
        if not style.custom:
            return True
        identifier = style.based_on
    return False


@rule("formatting-direct", "The look comes from styles, not from formatting set by hand.", family=_FAMILY, needs=("docx",), clause=_PROMISE)
def formatting_direct(case: Case) -> Iterator[Hit]:
    """A word made bold, or a line moved, by hand stays so when the style is changed; a colleague looks for it in vain.

    Two things stand in paragraphs of ours because no style can say them: the spacing of a line that holds an image (it
    is as high as the image), and the indent of a list item's further paragraphs (it depends on the depth). So does the
    list that an item belongs to; a mark before any other paragraph was set by hand. Asked of our documents alone.
    """
    if case.docx is None or not is_our_docx(case.docx):
        return
    for _, paragraph in places(case.docx):
        direct = [name for name in paragraph.direct if name not in _allowed(paragraph)]
        direct += [name for run in paragraph.runs for name in run.direct]
        if direct:
            message = f'"{quoted(paragraph.text)}" is formatted by hand: {", ".join(dict.fromkeys(direct))}'
            yield Hit(message=message, passage=_by_hand(paragraph))
    for element, what in _ON_TABLES.items():
        if element in case.docx.elements:
            yield Hit(message=f"a table is formatted by hand: {what}")


def _by_hand(paragraph: DocxParagraph) -> Passage:
    """Return the words that are formatted by hand: all, where the paragraph is."""
    is_whole = any(name not in _allowed(paragraph) for name in paragraph.direct)
    return paragraph.passage if is_whole else paragraph.passage_of(*(run for run in paragraph.runs if run.direct))


def _allowed(paragraph: DocxParagraph) -> tuple[str, ...]:
    listed = paragraph.style in ("EditionsListItem", "EditionsListEnd")
    return (*(("spacing",) if paragraph.images else ()), *(("ind",) if paragraph.images or listed else ()), *(("numPr",) if listed else ()))


@rule(
    "font-unknown",
    "The document names only fonts that the reader's Word has.",
    family=_FAMILY,
    needs=("docx",),
    severity="warning",
    clause=_PROMISE,
)
def font_unknown(case: Case) -> Iterator[Hit]:
    """Word exchanges a font that it does not have for another; lines and pages then fall differently.

    The document names Times New Roman and Arial, which every Word has; where they are missing, Tinos and Arimo have
    the same widths. Known are the fonts that come with Windows, or with Office for Windows and for the Mac.
    """
    for font in dict.fromkeys(case.docx.fonts if case.docx else ()):
        if font.casefold() not in KNOWN_FONTS:
            yield Hit(message=f'the font "{font}" is named, which the reader\'s Word may not have')


@rule("field-stale", "Fields show what they stand for.", family=_FAMILY, needs=("docx",), clause="ECMA-376, part 1, 17.16")
def field_stale(case: Case) -> Iterator[Hit]:
    """A page number is a field: Word fills it in when it sets the page, and a preview shows what stood in it last.

    It must show a number, and no field an error. Where the program that saved the document also counted its pages, the
    number of pages shown must be that one.
    """
    docx = case.docx
    if docx is None:
        return
    counted = docx.application.get("Pages", "")
    for instruction, shown in docx.fields:
        name = instruction.split()[0].upper() if instruction.split() else ""
        if shown.strip().casefold().startswith(_FAULTY):
            yield Hit(message=f'the field {name} shows "{quoted(shown)}"', passage=of_field(docx, instruction))
        elif name in _COUNTED and not _is_number(shown):
            yield Hit(message=f'the field {name} shows "{quoted(shown)}", which is no number', passage=of_field(docx, instruction))
        elif name == "NUMPAGES" and counted and shown.strip() != counted and shown.strip().isdecimal():
            message = f"the document has {counted} pages, and its foot says {shown.strip()}"
            yield Hit(message=message, severity="warning", passage=of_field(docx, instruction))


def _is_number(shown: str) -> bool:
    """Return whether *shown* is a number, in figures or in Roman numerals."""
    text = shown.strip()
    return text.isdecimal() or (bool(text) and set(text.upper()) <= set("IVXLCDM"))


@rule("page-number-typed", "Pages are numbered by fields, not by figures typed in.", family=_FAMILY, needs=("docx",), clause=_PROMISE)
def page_number_typed(case: Case) -> Iterator[Hit]:
    """The foot of our documents says "Page 2 of 3" by two fields, PAGE and NUMPAGES. A figure typed in is the same on every page."""
    if case.docx is None or not is_our_docx(case.docx):
        return
    names = [instruction.split()[0].upper() for instruction, _ in case.docx.fields if instruction.split()]
    for name, what in (("PAGE", "the page's number"), ("NUMPAGES", "the number of pages")):
        if name not in names:
            yield Hit(message=f"{what} is no field: it will not change with the page")


RULES = (style_strange, formatting_direct, font_unknown, field_stale, page_number_typed)
