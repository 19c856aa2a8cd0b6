"""The edition mark: made from a digest, and read again however it was typed."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.model.mark import ALPHABET, edition_mark, is_like_mark, read_mark

DIGESTS = st.binary(min_size=32, max_size=32)


@given(DIGESTS)
def test_a_mark_is_read_as_itself(digest: bytes) -> None:
    mark = edition_mark(digest)

    assert read_mark(mark) == mark
    assert is_like_mark(mark)


@given(DIGESTS, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(digest: bytes, place: int, letter: str) -> None:
    letters = edition_mark(digest).replace("-", "")
    wrong = letters[:place] + letter + letters[place + 1 :]

    assert (read_mark(wrong) is None) == (wrong != letters)


@given(DIGESTS, st.integers(0, 10))
def test_two_neighbours_that_are_exchanged_are_noticed(digest: bytes, place: int) -> None:
    letters = edition_mark(digest).replace("-", "")
    wrong = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]

    assert (read_mark(wrong) is None) == (wrong != letters)


@pytest.mark.parametrize(
    "typed", ["spmfmzsbjxnm", "SPMF MZSB JXNM", " spmf-mzsb-jxnm\n", "SPMF–MZSB–JXNM", "sрмF-МZSВ-JХNМ", "S P M F M Z S B J X N M"]
)
def test_a_mark_may_be_typed_in_small_letters_with_blanks_and_on_a_cyrillic_keyboard(typed: str) -> None:
    assert edition_mark(hashlib.sha256(b"x").digest()) == "SPMF-MZSB-JXNM"
    assert read_mark(typed) == "SPMF-MZSB-JXNM"


@pytest.mark.parametrize("typed", ["", "SPMF-MZSB-JXN", "SPMF-MZSB-JXNMM", "APMF-MZSB-JXNM", "1PMF-MZSB-JXNM"])
def test_what_is_no_mark_is_none(typed: str) -> None:
    assert read_mark(typed) is None


@pytest.mark.parametrize("typed", ["statement.pdf", "seeds/abcdefg", "2022-01-20-anniversary", "C:\\abcdefghij", "short"])
def test_the_name_of_a_file_or_a_statement_is_not_taken_for_a_mark(typed: str) -> None:
    assert not is_like_mark(typed)


def test_no_letter_of_a_mark_is_a_vowel_a_digit_or_written_like_another() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 19
    assert not set(ALPHABET) & set("AEIOUY0123456789Q")
