"""What a DOCX shows beside its text: words in shapes, what fields fill in, directions and languages of words, empty lines."""

from collections.abc import Iterator
from unicodedata import bidirectional

from editions.checking.editing.walking import of_field, places, styles_in_use
from editions.checking.ours import is_our_docx
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.language import direction, is_known
from editions.model.evidence import DocxEvidence, DocxParagraph, Passage

_FAMILY = "docx"
#: The fields of an edition: each later page bears its number.
_OURS = ("PAGE", "NUMPAGES")
#: Styles of paragraphs without words that an edition has: they end a section, open a content control, or follow a table.
_BLANK = ("EditionsEnd", "EditionsAfterTable")
#: How many of those stand after each other at most.
_IN_A_ROW = 3
#: Where a style says a language, one for each kind of script.
_LANGUAGE = ("rPr.lang", "rPr.lang.bidi", "rPr.lang.eastAsia")
#: Fields that say something else on another day, or on another computer (ECMA-376, part 1, 17.16.5); strays.py has those that fetch.
_LIVE = (
    "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS",
    "USERADDRESS", "FILENAME", "FILESIZE", "TEMPLATE", "INFO", "TITLE", "SUBJECT", "KEYWORDS", "COMMENTS", "DOCPROPERTY", "DOCVARIABLE",
    "ASK", "FILLIN", "MERGEFIELD", "IF", "NEXT", "SET", "QUOTE", "NUMWORDS", "NUMCHARS", "ADDRESSBLOCK", "GREETINGLINE", "PRINT",
)  # fmt: skip


@rule(
    "shape-stray",
    "No words stand in text boxes, or are drawn across the page.",
    family=_FAMILY,
    needs=("docx",),
    clause="docs/promises.md, The same words",
)
def shape_stray(case: Case) -> Iterator[Hit]:
    """A text box or a watermark ("DRAFT") is printed on the page, and is no part of the text: not where the text is compared, either.
    So are the words in a diagram or a chart.

    An edition has no shapes, in its text or along its pages; images stand in the text as images. Of a document that is not
    ours only the words in shapes are named.
    """
    docx = case.docx
    if docx is None:
        return
    for place, words in docx.shapes:
        if words:
            yield Hit(message=f'"{quoted(words)}" stands in a shape, and not in the text ({place})')
        elif is_our_docx(docx) or case.source is not None:
            yield Hit(message=f"there is a shape, which an edition has not ({place})")


@rule(
    "field-live",
    "No field fills in words that change with the day or the computer.",
    family=_FAMILY,
    needs=("docx",),
    clause="docs/promises.md, The Word file",
)
def field_live(case: Case) -> Iterator[Hit]:
    """A field that shows the day, a name or a file's name shows another when a colleague opens or prints the document.

    One that shows nothing yet will. An edition has two fields, PAGE and NUMPAGES; any other is an error in it. In a document
    that is not ours those that change by themselves are a warning.
    """
    docx = case.docx
    if docx is None:
        return
    ours = is_our_docx(docx) or case.source is not None
    for instruction, shown in docx.fields:
        name = instruction.split()[0].upper() if instruction.split() else ""
        if name in _LIVE or (ours and name not in _OURS):
            now = f'shows "{quoted(shown)}" now' if shown.strip() else "shows nothing yet"
            message = f"the field {name or 'without a name'} {now}: what it shows can change without anybody's doing"
            yield Hit(message=message, severity="" if ours else "warning", passage=of_field(docx, instruction))


@rule(
    "direction-lost",
    "Words from right to left are marked as such, and no others.",
    family=_FAMILY,
    needs=("docx",),
    clause="ECMA-376, part 1, 17.3.2.30",
)
def direction_lost(case: Case) -> Iterator[Hit]:
    """Word sets Arabic and Hebrew words in their font, and figures and signs among them in their places, where the words are so marked.

    In a text from right to left, each run with letters of such a script is. No run turns its words around against their
    letters. Asked of our documents alone.
    """
    docx = case.docx
    if docx is None or not is_our_docx(docx):
        return
    language = docx.custom.get("EditionsLanguage", "") or case.language
    from_right = is_known(language) and direction(language) == "rtl"
    for place, paragraph in places(docx):
        for run in paragraph.runs:
            if not run.text.strip() or run.rtl == (has := _is_rtl(run.text)):
                continue
            passage = paragraph.passage_of(run)
            if has and from_right:
                yield Hit(message=f'"{quoted(run.text)}" is not marked as words from right to left ({place})', passage=passage)
            elif not has:
                message = f'"{quoted(run.text)}" is marked as words from right to left, and has no such letters ({place})'
                yield Hit(message=message, passage=passage)
    for name in ("bdo", "dir"):
        if name in docx.elements:
            yield Hit(message=f"the direction of words is turned by hand ({docx.elements[name]} {name})")


def _is_rtl(words: str) -> bool:
    return any(bidirectional(character) in ("R", "AL") for character in words)


@rule(
    "language-run",
    "No words are set in another language than the text.",
    family=_FAMILY,
    needs=("docx",),
    clause="WCAG 2.2, 3.1.2",
)
def language_run(case: Case) -> Iterator[Hit]:
    """A screen reader says words in the language that is set on them, and Word checks their spelling in it.

    A source names no language for single words, and neither does an edition, nor any style of it. Asked of our documents alone.
    """
    docx = case.docx
    if docx is None or not is_our_docx(docx):
        return
    for place, paragraph in places(docx):
        for run in paragraph.runs:
            for one in dict.fromkeys(run.languages):
                if one != docx.language:
                    message = f'"{quoted(run.text)}" is set in "{one}", and the text is in "{docx.language}" ({place})'
                    yield Hit(message=message, passage=paragraph.passage_of(run))
    for identifier, (words, passage) in styles_in_use(docx).items():
        style = docx.styles.get(identifier)
        found = [style.look[path] for path in _LANGUAGE if path in style.look] if style else []
        if style and (other := [one for one in found if one != docx.language]):
            message = f'"{words}" is set in "{other[0]}" by its style "{style.name}", and the text is in "{docx.language}"'
            yield Hit(message=message, passage=passage)


@rule(
    "paragraph-blank",
    "No empty paragraphs make room.",
    family=_FAMILY,
    needs=("docx",),
    clause="docs/promises.md, The Word file",
)
def paragraph_blank(case: Case) -> Iterator[Hit]:
    """Space comes from styles. A blank line that was typed stands at the head of a page once the text above it has grown.

    A cell may be empty, and so may an item of a list; a cell with words has no blank paragraph beside them, and neither has a
    note. Asked of our documents alone.
    """
    docx = case.docx
    if docx is None or not is_our_docx(docx):
        return
    before, row, passage = "the beginning", 0, None
    for paragraph in docx.body:
        row = row + 1 if _is_blank(paragraph) else 0
        if not row:
            before, passage = f'"{quoted(paragraph.text)}"', paragraph.passage
        elif row > _IN_A_ROW or (paragraph.style not in _BLANK and paragraph.level is None):
            yield Hit(message=f"an empty paragraph makes room after {before}", passage=passage)
    yield from _beside_words(docx)
    for name, paragraphs in docx.running.items():
        if len(paragraphs) > 1 and any(_is_blank(paragraph) for paragraph in paragraphs):
            yield Hit(message=f"an empty paragraph makes room in {name}", passage=Passage(part=name))


def _beside_words(docx: DocxEvidence) -> Iterator[Hit]:
    """Yield the blank paragraphs of cells and notes that have others."""
    cells: dict[tuple[int, int, int], list[DocxParagraph]] = {}
    for paragraph in docx.body:
        if paragraph.cell:
            cells.setdefault(paragraph.cell, []).append(paragraph)
    groups = [("a cell", held) for held in cells.values()]
    groups += [("a note", list(note)) for notes in (docx.footnotes, docx.endnotes) for note in notes.values()]
    for what, held in groups:
        words = next((one for one in held if not _is_bare(one)), held[0])
        if len(held) > 1 and any(_is_bare(one) for one in held):
            yield Hit(message=f'an empty paragraph makes room in {what}, beside "{quoted(words.text)}"', passage=words.passage)


def _is_bare(paragraph: DocxParagraph) -> bool:
    return not (paragraph.text.strip() or paragraph.images or paragraph.notes)


def _is_blank(paragraph: DocxParagraph) -> bool:
    return _is_bare(paragraph) and not paragraph.cell


RULES = (shape_stray, field_live, direction_lost, language_run, paragraph_blank)
