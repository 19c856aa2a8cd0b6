"""Two rows brought together, however long they are."""

import time

from hypothesis import given
from hypothesis import strategies as st

from editions.comparing.matching import matched


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_what_is_matched_is_equal_and_in_order(old: list[int], new: list[int]) -> None:
    found = matched(old, new)

    assert all(old[one] == new[other] for one, other in found)
    assert [one for one, _ in found] == sorted({one for one, _ in found})
    assert [other for _, other in found] == sorted({other for _, other in found})


@given(st.lists(st.integers(0, 99)))
def test_a_row_and_itself_match_as_a_whole(row: list[int]) -> None:
    assert matched(row, row) == [(place, place) for place in range(len(row))]


def test_of_twenty_thousand_words_the_few_that_changed_are_found() -> None:
    # A few words are in every line, as in any language; others are rare.
    old = [word for number in range(5000) for word in ("the", "of", f"word {number % 700}", f"name {number}")]
    new = ["new" if place % 40 == 1 else word for place, word in enumerate(old)]

    started = time.process_time()
    found = matched(old, new)

    assert len(found) == len(old) - 500
    assert time.process_time() - started < 5


def test_two_long_rows_of_few_words_end_in_time() -> None:
    old, new = ["a", "b"] * 10_000, ["b", "a"] * 9_000 + ["c"]

    started = time.process_time()
    found = matched(old, new)

    assert all(old[one] == new[other] for one, other in found)
    assert time.process_time() - started < 5
