"""The signature block on the page: never alone, with room for ink. Measured on the PDF's own lines."""

from dataclasses import dataclass, replace

import pypdfium2
import pytest

from editions.model.parties import Signatory
from editions.model.prepared import PreparedStatement
from editions.preparing import prepare
from tests.support.making import SAMPLE, layout, pdf, statement, with_body, words

_LINE = "Words of a line that fill it from one edge of the text to the other, as long as it is, and on. "
_SIGNATORY = Signatory(name="A. Sample", office="Sample Officer")
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of text: its page (from 0), its upper and lower edge in points from the foot, its words."""

    page: int
    top: float
    bottom: float
    text: str


def lines(content: bytes) -> list[Line]:
    """Return the lines of the text, running lines left out, in the order of the page."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(content)):
        text_page = page.get_textpage()
        rows: dict[int, list[tuple[float, float, float, float, str]]] = {}
        for index in range(text_page.count_rects()):
            left, bottom, right, top = text_page.get_rect(index)
            rows.setdefault(round(bottom / 4), []).append((left, bottom, right, top, text_page.get_text_bounded(left, bottom, right, top)))
        found += [
            Line(
                page=number,
                top=max(box[3] for box in boxes),
                bottom=min(box[1] for box in boxes),
                text=" ".join(box[4] for box in sorted(boxes)),
            )
            for boxes in rows.values()
        ]
    height = 842
    return sorted((line for line in found if 70 < line.bottom < height - 70), key=lambda line: (line.page, -line.top))


@pytest.mark.parametrize("count", range(1, 30))
def test_the_signature_block_stands_under_two_lines_of_text_at_least(count: int) -> None:
    content = pdf(with_body(*(words(_LINE * 2) for _ in range(count - 1)), words("The last paragraph is short.")))
    found = lines(content)

    name = next(index for index, line in enumerate(found) if "A. Sample" in line.text)
    above = [line for line in found[:name] if line.page == found[name].page]

    assert len(above) >= 2


@pytest.mark.parametrize("count", range(1, 30))
def test_a_long_last_paragraph_leaves_two_lines_above_the_signature_block(count: int) -> None:
    content = pdf(with_body(*(words(_LINE) for _ in range(count)), words(_LINE * 7)))
    found = lines(content)

    name = next(index for index, line in enumerate(found) if "A. Sample" in line.text)
    above = [line for line in found[:name] if line.page == found[name].page]

    assert len(above) >= 2
    assert "Sample Officer" in found[name + 1].text
    assert found[name + 1].page == found[name].page


def _signed_by(count: int, paragraphs: int) -> PreparedStatement:
    ready = with_body(*(words(_LINE * 2) for _ in range(paragraphs)), words("The last paragraph is short."))
    text = replace(statement(SAMPLE).texts[0], body=ready.body, signatories=tuple(_SIGNATORY for _ in range(count)), footnotes=())
    return prepare(replace(statement(SAMPLE), texts=(text,), pictures=()), "en", layout("plain"))


@pytest.mark.parametrize("paragraphs", range(1, 12))
@pytest.mark.parametrize("count", [5, 14])
def test_many_sign_on_as_many_pages_as_they_need_the_first_under_two_lines_of_text(count: int, paragraphs: int) -> None:
    found = lines(pdf(_signed_by(count, paragraphs)))

    names = [index for index, line in enumerate(found) if "A. Sample" in line.text]
    above = [line for line in found[: names[0]] if line.page == found[names[0]].page]

    assert len(names) == count
    assert len(above) >= 2
    # The heading stands on the first page, which is not left for those who sign.
    assert found[names[0]].page <= 1
    assert any("STATEMENT" in line.text for line in found if line.page == 0)


def test_few_sign_on_one_page() -> None:
    assert [_signed_by(count, 1).signed_together for count in (1, 2, 4, 5)] == [True, True, True, False]


@pytest.mark.parametrize("name", ["plain", "ombudsman"])
def test_there_are_25_mm_for_ink_above_the_name(name: str) -> None:
    found = lines(pdf(with_body(words("Some text."), words("More of it."), layout_name=name), name))

    signed = next(index for index, line in enumerate(found) if "A. Sample" in line.text)

    assert (found[signed - 1].bottom - found[signed].top) / _POINTS_PER_MM >= 25


@pytest.mark.parametrize("count", range(14, 44))
def test_no_paragraph_leaves_one_line_behind_or_ahead(count: int) -> None:
    content = pdf(with_body(*(words("Short.") for _ in range(count)), words("First " + _LINE * 6 + "last.")))
    found = [
        line for line in lines(content) if "Words of" in line.text or "as long" in line.text or "First" in line.text or "last." in line.text
    ]

    pages = [line.page for line in found]

    assert all(pages.count(page) >= 2 for page in pages)


@pytest.mark.parametrize("count", range(14, 44))
def test_a_heading_is_followed_by_text_on_its_page(count: int) -> None:
    from editions.model.prose import Heading, Words

    heading = Heading(level=1, inlines=(Words(text="HEADING"),))
    found = lines(pdf(with_body(*(words("Short.") for _ in range(count)), heading, words(_LINE * 5))))

    at = next(index for index, line in enumerate(found) if "HEADING" in line.text)

    assert found[at + 1].page == found[at + 2].page == found[at].page
