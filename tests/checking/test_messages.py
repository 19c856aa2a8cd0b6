"""What findings say: once, in words, and short."""

from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.checking.book import RULES, ask
from editions.checking.colours import named
from editions.checking.quoting import quoted
from editions.checking.rules import Case
from editions.checking.tag_names import in_words
from editions.model.parties import RecipientList, Signatory
from editions.preparing import prepare
from tests.support.cases import case_of, found, in_pdf, sample_case
from tests.support.making import SAMPLE, layout, statement


def test_words_are_cut_between_words_and_the_cut_is_shown() -> None:
    text = "Thirty-two years have passed since the events of January,  which are remembered"

    assert quoted(text) == "Thirty-two years have passed since the events of January, …"
    assert quoted(text[:40]) == text[:40].strip()


@pytest.mark.parametrize("text", ["a" * 60, "a" * 59 + " b", "ab " * 19 + "abcd", "a" * 200, "https://example.org/" + "b" * 100 + " c"])
def test_no_quotation_is_longer_than_sixty_characters(text: str) -> None:
    assert len(quoted(text)) <= 60
    assert quoted(text).removesuffix(" …") in text


@pytest.mark.parametrize(
    ("tag", "words"), [("H3", "a heading of level 3"), ("LBody", "the body of an item"), ("Odd", 'something tagged "Odd"')]
)
def test_a_tag_is_said_in_words(tag: str, words: str) -> None:
    assert in_words(tag) == words


_COLOURS = {
    "#ffffff": "white (#ffffff)", "#000000": "black (#000000)", "#808080": "grey (#808080)", "#1F3A5F": "dark blue (#1f3a5f)",
    "#B01722": "red (#b01722)", "#ffff00": "yellow (#ffff00)", "#14603a": "dark green (#14603a)", "colours": "colours",
}  # fmt: skip


@pytest.mark.parametrize(("colour", "said"), _COLOURS.items())
def test_a_colour_is_said_by_its_name_and_its_code(colour: str, said: str) -> None:
    assert named(colour) == said


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_name(code: int) -> None:
    assert named(f"#{code:06x}").endswith(f" (#{code:06x})")


def _in_language(language: str) -> Case:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root["/Lang"] = pikepdf.String(language)

    return in_pdf(change)(sample_case())


@pytest.mark.parametrize(
    ("language", "rule"), [("fr", "language-wrong"), ("ru", "language-wrong"), ("xq", "language-missing"), ("", "language-missing")]
)
def test_a_wrong_language_of_the_document_is_told_once(language: str, rule: str) -> None:
    rules = [one for one in RULES if one.family in ("accessibility", "metadata", "words")]

    findings = ask((_in_language(language),), "sample", rules).findings

    assert [one.rule for one in findings] == [rule]


def _signed(*names: str, recipient: str) -> Case:
    signatories = tuple(Signatory(name=name, office="Officer") for name in names)
    recipients = RecipientList(lead="This Statement is addressed to:", names=(recipient, "the Sample Council"))
    text = replace(statement(SAMPLE).text("en"), signatories=signatories, recipients=recipients)
    return case_of(prepare(replace(statement(SAMPLE), texts=(text,), annexes=()), "en", layout("plain")))


def test_a_signatory_who_is_also_addressed_has_signed_where_the_signatures_stand() -> None:
    case = _signed("A. Sample", "B. Specimen", recipient="B. Specimen")

    assert [one.message for rule in ("signature-room", "signature-torn", "signature-alone") for one in found(case, rule)] == []
