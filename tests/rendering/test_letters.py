"""What the glyphs of an Arabic text stand for: what is copied out of the PDF, or read aloud, is what was written."""

import pytest

from editions.checking.conformance.page_validation import check_conformance
from editions.model.prose import Paragraph, Strong, Words
from editions.seeing import Seen
from tests.support.making import pdf, with_body, words

#: What a stroke between two letters says.
_JOINER = "\u200d"


def _read(content: bytes) -> str:
    """Return the words of the first page, without blanks."""
    seen = Seen(content)
    said = seen.words(0)
    seen.close()
    return said.replace(_JOINER, "")


@pytest.mark.parametrize(
    "text",
    [
        "الكرامة",
        "لكم الحق في الكرامة والحقوق",
        # A letter alone before it is seen with its stroke, and after it.
        "لك ملك لكم لكر كلك لك",
        "حقوق الإنسان والحريات الأساسية للأمم المتحدة لله",
        # A letter with a sign of its own between others with vowels.
        "شَيْئًا",
        # A stroke that was written stays.
        "بـــيان لكم",
    ],
)
def test_an_arabic_text_is_what_it_claims_and_is_read_back_as_it_was_written(text: str) -> None:
    content = pdf(with_body(words(text)))

    assert list(check_conformance(content, "arabic.pdf")) == []
    assert text.replace(" ", "") in _read(content)


def test_an_arabic_text_in_bold_is_read_back_as_it_was_written() -> None:
    content = pdf(with_body(Paragraph(inlines=(Strong(children=(Words(text="لكم الكرامة"),)),))))

    assert list(check_conformance(content, "arabic.pdf")) == []
    assert "لكمالكرامة" in _read(content)


def test_vowel_signs_are_read_back_each_once_in_whichever_order_they_are_drawn() -> None:
    content = pdf(with_body(words("الرَّحمة")))

    assert list(check_conformance(content, "arabic.pdf")) == []
    said = _read(content)
    assert [said.count(sign) for sign in "\u064e\u0651"] == [1, 1]
