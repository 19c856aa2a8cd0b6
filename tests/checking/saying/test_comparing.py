"""How differences are found and told."""

import pytest

from editions.checking.words.saying.comparing import differences, marked
from editions.checking.words.saying.said import Said, as_drawn, as_written

_SOURCE = ("The heading", "The first paragraph says this.", "The second says that.", "The third says both.")


def _said(*texts: str) -> list[Said]:
    return [Said(kind="paragraph", text=text, part=f"paragraph {number}", area="text") for number, text in enumerate(texts, 1)]


def _messages(*texts: str) -> list[str]:
    return [one.message for one in differences(_said(*_SOURCE), _said(*texts), "the PDF")]


def test_the_same_words_differ_in_nothing() -> None:
    assert _messages(*_SOURCE) == []


def test_a_changed_word_is_shown_on_both_sides() -> None:
    found = _messages(_SOURCE[0], "The first paragraph says thus.", *_SOURCE[2:])

    assert found == ["paragraph 2: the PDF says “The first paragraph says [thus.]”, the source “The first paragraph says [this.]”"]


def test_a_lost_paragraph_is_named() -> None:
    assert _messages(*_SOURCE[:2], _SOURCE[3]) == ["paragraph 3 is not in the PDF: the source says “The second says that.”"]


def test_a_doubled_paragraph_is_named() -> None:
    assert _messages(*_SOURCE, _SOURCE[1]) == ["the PDF says paragraph 2 twice: “The first paragraph says this.”"]


def test_an_added_paragraph_is_shown() -> None:
    assert _messages(*_SOURCE, "Nobody wrote 1 word of it.") == ["the PDF says what is not in the source: “Nobody wrote 1 word of it.”"]


def test_swapped_paragraphs_are_told_as_moved() -> None:
    [found] = _messages(_SOURCE[0], _SOURCE[2], _SOURCE[1], _SOURCE[3])

    assert "stands elsewhere in the PDF than in the source" in found


def test_nothing_said_at_all_is_every_paragraph_lost() -> None:
    assert len(_messages()) == len(_SOURCE)


def test_another_role_is_told_though_the_words_agree() -> None:
    source = [Said(kind="heading 1", text="One", part="the heading", area="text")]

    [found] = differences(source, [Said(kind="paragraph", text="One")], "the DOCX")

    assert (found.kind, found.message) == ("role", "the heading is a paragraph in the DOCX, and a heading of level 1 in the source: “One”")


def test_long_texts_are_shown_only_around_what_differs() -> None:
    ours, theirs = marked("word " * 50 + "this" + " word" * 50, "word " * 50 + "that" + " word" * 50)

    assert ours == "… " + "word " * 4 + "[this]" + " word" * 4 + " …"
    assert theirs == "… " + "word " * 4 + "[that]" + " word" * 4 + " …"


def test_what_cannot_be_seen_is_named() -> None:
    assert marked("10\u00a0km", "10 km") == ("10[U+00A0]km", "10[a blank]km")


@pytest.mark.parametrize("text", ["a\u00a0b", "a\u2009b", "a\nb", " a  b "])
def test_a_pdf_keeps_blanks_of_one_kind(text: str) -> None:
    assert as_drawn(text) == "a b"


def test_a_docx_keeps_every_character() -> None:
    assert as_written("a\u00a0b\u200bc") == "a\u00a0b\u200bc"
