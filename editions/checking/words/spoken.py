"""What a screen reader says in place of the words that are seen, where a tag tells it to."""

from collections.abc import Iterator

from editions.checking.copied import own_marks
from editions.checking.evidence.glyphs import shown
from editions.checking.parts import set_here, squeezed
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import Element, PdfEvidence

#: Elements that show no words: what they show is told by a text (ISO 32000-1, 14.9.3).
_TOLD = ("Figure", "Formula", "Form")
_CALLED = {"Alt": "an alternative text", "ActualText": "a replacement text", "E": "an expansion"}


@rule(
    "spoken-otherwise",
    "A screen reader says the words that are seen.",
    family="words",
    needs=("pdf", "source"),
    clause="ISO 32000-1, 14.9.3 to 14.9.5",
)
def _spoken_otherwise(case: Case) -> Iterator[Hit]:
    """A tag can bear a text that is read aloud, searched and copied in place of what stands on the page (/Alt, /ActualText, /E).

    An image needs one. On a heading, a paragraph, a cell or a word it is heard by those who cannot see that the page says
    something else. An edition has none there, but for the code at the foot of its pages, which says the edition mark.
    """
    if case.pdf is None:
        return
    elements, pages = set_here(case)
    for element in (inner for one in elements for inner in one.walk()):
        for key, text in _texts(element):
            if squeezed(text) != _shown(case.pdf, element):
                yield _hit(case.pdf, element, key, text)
    numbers, own = {page.number for page in pages}, own_marks(case)
    for one in case.pdf.replacements:
        if one.page in numbers and one.key in _CALLED and (one.page, one.mark) not in own:
            # From the glyphs: PDFium itself gives the replacement text.
            fragments = shown(case.pdf_bytes).marked.get((one.page, one.mark), ())
            words = "".join(glyph for fragment in fragments for glyph in fragment.glyphs)
            runs = case.pdf.pages[one.page - 1].by_mark.get(one.mark, ())
            is_code = not words.strip() and case.source is not None and one.text == case.source.prepared.mark_label
            if squeezed(one.text) != squeezed(words) and not is_code:
                message = f'"{quoted(words)}" has {_CALLED[one.key]}: a screen reader says "{quoted(one.text)}"'
                yield Hit(message=message, page=one.page, box=runs[0].box if runs else None)


def _texts(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the texts of *element* that are read in place of what it shows."""
    if element.alt is not None and element.tag not in _TOLD:
        yield "Alt", element.alt
    if element.actual_text is not None:
        yield "ActualText", element.actual_text
    if element.expansion is not None:
        yield "E", element.expansion


def _shown(pdf: PdfEvidence, element: Element) -> str:
    return squeezed("".join(run.text for _, run in pdf.runs_of(element)))


def _hit(pdf: PdfEvidence, element: Element, key: str, text: str) -> Hit:
    runs = pdf.runs_of(element)
    words = "".join(run.text for _, run in runs).strip()
    message = f'"{quoted(words)}" has {_CALLED[key]}: a screen reader says "{quoted(text)}"'
    return Hit(message=message, page=runs[0][0].number if runs else 0, box=runs[0][1].box if runs else None)


RULES = (_spoken_otherwise,)
