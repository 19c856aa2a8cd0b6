"""Plain text in the customary order, as it is received."""

import pytest

from editions.problems import Refusal
from editions.reading.plaintext import PlainText, read_plaintext
from editions.reading.recipients import divide, is_address, read_names
from tests.support.making import SAMPLE
from tests.support.tools import ROOT

_NAMES = read_names([ROOT / "editions" / "reading" / "names.txt"])
_RECEIVED = (SAMPLE / "received" / "000_47ee884ea6ac2de5.txt").read_text("utf-8")


def _read(text: str) -> PlainText:
    return read_plaintext(text, "sample.txt", _NAMES)


def test_the_sample_has_heading_subject_twelve_paragraphs_a_signatory_and_nineteen_recipients() -> None:
    found = _read(_RECEIVED)

    assert found.heading == "STATEMENT"
    assert found.subject.startswith("by the Commissioner for Human Rights (Ombudsman)")
    assert [line for line, _ in found.paragraphs] == list(range(4, 16))
    assert found.signatory.name == "Sabina Aliyeva"
    assert found.recipients is not None
    assert len(found.recipients.names) == 19
    assert found.recipients.names[0] == "the UN Secretary-General"
    assert found.recipients.names[6] == "the United Nations Educational, Scientific and Cultural Organization"
    assert found.recipients.names[-1] == "the Azerbaijani Diasporas"


def test_what_was_cleaned_from_the_sample_is_listed_with_line_and_column() -> None:
    found = _read(_RECEIVED)

    assert [(item.line, item.column, item.what) for item in found.removals] == [
        (1, 10, "blanks at the end"),
        (9, 1, 'a Word bookmark "[bookmark: _GoBack]"'),
        (18, 1, "blanks at the beginning"),
        (18, 561, "a no-break blank beside a blank or an edge"),
        (18, 867, "a no-break blank beside a blank or an edge"),
    ]


def test_every_word_of_the_sample_is_in_its_parts_or_named_as_left_out() -> None:
    found = _read(_RECEIVED)
    assert found.recipients is not None
    parts = " ".join(
        (
            found.heading,
            found.subject,
            *(text for _, text in found.paragraphs),
            found.signatory.name,
            found.recipients.lead,
            *found.recipients.names,
        )
    )

    received = _RECEIVED.replace("[bookmark: _GoBack]", " ").replace("\u00a0", " ").replace("as well as to ", "")

    assert [word.strip(",.") for word in received.split()] == [word.strip(",.") for word in parts.split()]
    assert any('"as well as to", "."' in remark.what for remark in found.remarks)


def test_the_office_from_the_subject_line_is_said() -> None:
    found = _read(_RECEIVED)

    assert found.signatory.office == "Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan"
    assert any("the office is taken from the subject line" in remark.what for remark in found.remarks)


@pytest.mark.parametrize(
    "sentence",
    [
        "This Statement is addressed to the EU, the United Nations Educational, Scientific and Cultural Organization, and the UN.",
        "This statement is addressed to the European Union; United  Nations educational, scientific and cultural organization; the UN",
    ],
)
def test_a_name_with_commas_stays_one_recipient(sentence: str) -> None:
    found = divide(sentence, _NAMES)

    assert len(found.names) == 3
    assert found.names[1].lower().endswith("educational, scientific and cultural organization")
    assert found.names[2] == "the UN"


def test_without_its_name_in_the_list_what_may_be_one_name_is_said() -> None:
    found = divide("This Statement is addressed to the Ministry of Culture, Sports and Tourism, the Senate.", [])

    assert found.names == ("the Ministry of Culture", "Sports and Tourism", "the Senate")
    assert found.doubts == ('"Sports and Tourism" may be the end of a name that begins with "the Ministry of Culture"',)


def test_a_comma_within_parentheses_divides_nothing() -> None:
    assert divide("This Statement is addressed to the Councils (of Europe, of the East), the UN", []).names == (
        "the Councils (of Europe, of the East)",
        "the UN",
    )


def test_two_names_that_a_language_without_articles_joins_are_said() -> None:
    division = divide("Настоящее заявление направлено ООН, Совету Европы и посольствам.", [])

    assert division.doubts == ('"Совету Европы и посольствам" may be two',)


def test_an_ordinary_sentence_is_no_address() -> None:
    assert not is_address("This statement was made in 1990.")


def test_without_an_address_sentence_that_is_said() -> None:
    found = _read("STATEMENT\nby the Office\n\nA paragraph.\n\nA. Sample\n")

    assert found.recipients is None
    assert [remark.what for remark in found.remarks] == ["there is no address sentence, so the statement names no recipients"]


def test_the_office_may_stand_below_the_name() -> None:
    found = _read(
        "STATEMENT\nof a test\n\nA paragraph.\n\nA. Sample\nSample Officer of the Samples\n\nThis Statement is addressed to the UN.\n"
    )

    assert (found.signatory.name, found.signatory.office) == ("A. Sample", "Sample Officer of the Samples")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "This is a long sentence that begins the text at once, without any heading above it at all, and ends.\n\nA. Sample\n",
            "no heading",
        ),
        ("STATEMENT\nof a test\n\nA paragraph.\n\nAnother paragraph that ends.\n", "no signatory"),
        ("STATEMENT\nof a test\n\nA. Sample\n", "no text between"),
    ],
)
def test_a_part_that_is_missing_is_a_problem(text: str, what: str) -> None:
    with pytest.raises(Refusal, match=what):
        _read(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("STATEMENT\nby us\n\nA paragraph.\n\nAnn Sample\nOffice of Samples\n\nBob Other\n", ["Ann Sample", "Office of Samples"]),
        ("Place, 3 May 2026\n\nSTATEMENT\nby us\n\nA paragraph.\n\nAnn Sample\n", ["STATEMENT", "by us"]),
        ("STATEMENT\nby us, concerning\na matter\n\nA paragraph.\n\nAnn Sample\n", ["a matter"]),
        ("STATEMENT\nby us\n\nHe said: \u201cA paragraph.\u201d\n\nWe call on all (and you):\n\n- this;\n\nAnn Sample\n", []),
    ],
)
def test_a_paragraph_that_does_not_end_as_a_sentence_does_is_said(text: str, said: list[str]) -> None:
    remarks = [remark.what for remark in read_plaintext(text, "s.txt", []).remarks if "paragraph" in remark.what]

    assert remarks == [f'not certain: the paragraph "{words}" does not end as a sentence does' for words in said]


def test_of_many_lines_that_were_cut_off_the_first_is_named() -> None:
    text = "STATEMENT\nby us\n\nThe text was\ncut into lines\nby a program of\nanother kind, it\nseems.\n\nAnn Sample\n"

    remarks = [remark for remark in read_plaintext(text, "s.txt", []).remarks if "paragraphs" in remark.what]

    assert [(remark.line, remark.what) for remark in remarks] == [
        (4, "not certain: 4 paragraphs do not end as a sentence does, the first of them here")
    ]
