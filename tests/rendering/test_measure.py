"""What is set stays between the margins: long words, notes, numbered paragraphs, from the left and from the right."""

from dataclasses import replace

import pypdfium2

from editions.describing import xmp_packet
from editions.model.prepared import PreparedStatement
from editions.model.prose import Footnote, FootnoteCall, ListBlock, Paragraph, Words
from editions.rendering.html import to_css, to_html
from editions.rendering.pdf import to_pdf
from tests.support.making import around, layout, with_body, words

#: Points in a millimetre; the margins of the layout plain, in points.
_MM = 72 / 25.4
_LEFT, _RIGHT = 32 * _MM, (210 - 32) * _MM
_ARABIC = "لكم الحق في الحياة والحرية والأمان "


def _numbered(ready: PreparedStatement) -> bytes:
    """Return *ready*, its paragraphs numbered, in the layout plain."""
    body = tuple(replace(block, number=f"{n}.") if isinstance(block, Paragraph) else block for n, block in enumerate(ready.body, 1))
    ready, look = replace(ready, body=body), layout("plain")
    return to_pdf(ready, look, to_html(ready, look), to_css(ready, look), xmp_packet(ready.metadata, ()), around())


def _edges(content: bytes) -> tuple[float, float]:
    """Return how far to the left and to the right there are words on any page, in points."""
    document = pypdfium2.PdfDocument(content)
    boxes = []
    for page in document:
        text = page.get_textpage()
        boxes += [text.get_rect(index) for index in range(text.count_rects())]
    return min(box[0] for box in boxes), max(box[2] for box in boxes)


def test_the_note_of_a_numbered_paragraph_stands_between_the_margins() -> None:
    paragraph = Paragraph(inlines=(Words(text="A paragraph with a note"), FootnoteCall(number=1)))
    ready = replace(with_body(paragraph), footnotes=(Footnote(number=1, inlines=(Words(text="The note. " * 20),)),))

    left, right = _edges(_numbered(ready))

    assert left >= _LEFT - 1
    assert right <= _RIGHT + 1


def test_numbered_paragraphs_from_right_to_left_stand_between_the_margins() -> None:
    ready = replace(with_body(words(_ARABIC * 12), words(_ARABIC * 5)), direction="rtl")

    left, right = _edges(_numbered(ready))

    assert left >= _LEFT - 1
    assert right <= _RIGHT + 1


def test_a_word_that_is_longer_than_a_line_is_divided() -> None:
    left, right = _edges(_numbered(with_body(words("x" * 1000))))

    assert left >= _LEFT - 1
    assert right <= _RIGHT + 1


def test_a_list_of_bullets_within_a_numbered_list_has_the_dashes_of_the_docx() -> None:
    inner = ListBlock(ordered=False, items=((words("An inner item."),),))
    outer = ListBlock(ordered=True, items=((words("An item."), inner),))
    document = pypdfium2.PdfDocument(_numbered(with_body(outer)))

    said = document[0].get_textpage().get_text_range()

    assert "\n– " in said
