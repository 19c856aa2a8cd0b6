"""What a DOCX shows beside its text: words in shapes, and what fields fill in."""

from collections.abc import Iterator

from editions.checking.editing.walking import begin
from editions.checking.ours import is_our_docx
from editions.checking.rules import Case, Hit, rule

_FAMILY = "docx"
#: The fields of an edition: each later page bears its number.
_OURS = ("PAGE", "NUMPAGES")
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

    An edition has no shapes, in its text or along its pages; images stand in the text as images. Of a document that is not
    ours only the words in shapes are named.
    """
    docx = case.docx
    if docx is None:
        return
    for place, words in docx.shapes:
        if words:
            yield Hit(message=f'"{begin(words)}" stands in a shape, and not in the text ({place})')
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
            now = f'shows "{begin(shown)}" now' if shown.strip() else "shows nothing yet"
            message = f"the field {name or 'without a name'} {now}: what it shows can change without anybody's doing"
            yield Hit(message=message, severity="" if ours else "warning")


RULES = (shape_stray, field_live)
