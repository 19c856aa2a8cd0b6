"""What a DOCX shows beside its text: words in shapes."""

from collections.abc import Iterator

from editions.checking.editing.walking import begin
from editions.checking.ours import is_our_docx
from editions.checking.rules import Case, Hit, rule

_FAMILY = "docx"


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


RULES = (shape_stray,)
