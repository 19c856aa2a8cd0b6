"""Letters as offices write them: each part is found where a reader finds it, and every word is carried or named."""

from collections import Counter

import pytest

from editions.reading.tongues import spoken
from editions.reading.word.changes import accepted
from editions.reading.word.document import read_word
from editions.reading.word.foreign import Foreign
from tests.support.letters import found_words, given_words, letters_of, said_by, source
from tests.support.office_letters import OfficeLetter, office_letters

_LETTERS = [pytest.param(one, id=one.name) for one in office_letters()]


def _found(one: OfficeLetter) -> Foreign:
    return said_by(accepted(read_word(one.content, "letter.docx")))


@pytest.mark.parametrize("one", _LETTERS)
def test_heading_and_subject_are_those_of_the_letter(one: OfficeLetter) -> None:
    found = _found(one)

    assert (found.heading, found.subject) == (one.heading, one.subject)


@pytest.mark.parametrize("one", _LETTERS)
def test_place_and_date_are_those_of_the_letter(one: OfficeLetter) -> None:
    found = _found(one)

    assert (found.dated or ("", None)) == (one.place, one.day)


@pytest.mark.parametrize("one", _LETTERS)
def test_all_who_sign_are_carried_with_their_offices(one: OfficeLetter) -> None:
    found = _found(one)

    assert [(signatory.name, signatory.office) for signatory in found.signatories] == list(one.signatories)


@pytest.mark.parametrize("one", _LETTERS)
def test_those_written_to_are_the_recipients(one: OfficeLetter) -> None:
    found = _found(one)

    recipients = (found.recipients.lead, found.recipients.names) if found.recipients else ("", ())
    assert recipients == (one.lead, one.recipients)


@pytest.mark.parametrize("one", _LETTERS)
def test_the_text_is_the_text_of_the_letter(one: OfficeLetter) -> None:
    assert source(_found(one)) == one.body


@pytest.mark.parametrize("one", _LETTERS)
def test_what_is_no_part_of_a_statement_is_named_with_its_words(one: OfficeLetter) -> None:
    named = " ".join(left.words for left in _found(one).left_out)

    assert [words for words in one.left if words not in named] == []


@pytest.mark.parametrize("one", _LETTERS)
def test_no_word_of_a_letter_is_unaccounted_for(one: OfficeLetter) -> None:
    document = accepted(read_word(one.content, "letter.docx"))

    assert letters_of(given_words(document)) - letters_of(found_words(said_by(document))) == Counter()


@pytest.mark.parametrize("one", _LETTERS)
def test_a_letter_is_known_by_the_words_of_its_language(one: OfficeLetter) -> None:
    assert spoken(source(_found(one))) == one.language
