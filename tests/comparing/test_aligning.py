"""Paragraphs of two texts brought together."""

import time
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from editions.comparing.aligning import Pair, align
from editions.comparing.nodes import Node
from tests.comparing.texts import NODES, paragraph


def _paragraphs(*said: str) -> list[Node]:
    return [paragraph(one).node for one in said]


def _kinds(pairs: Sequence[Pair]) -> list[tuple[str, int | None, int | None]]:
    return [(pair.kind, pair.old, pair.new) for pair in pairs]


_ONE, _TWO, _THREE = (
    "From the late 1980s, a policy was pursued.",
    "People were outraged by it, all of them.",
    "The assessment came later on.",
)


@given(st.lists(NODES, max_size=8), st.lists(NODES, max_size=8))
def test_each_node_of_both_is_there_once_and_the_new_ones_in_order(old: list[Node], new: list[Node]) -> None:
    pairs = align(old, new)

    assert [pair.new for pair in pairs if pair.kind not in ("left", "deleted")] == list(range(len(new)))
    assert [pair.old for pair in pairs if pair.kind not in ("moved", "inserted")] == list(range(len(old)))
    assert sorted((pair.old, pair.new) for pair in pairs if pair.kind == "left") == sorted(
        (pair.old, pair.new) for pair in pairs if pair.kind == "moved"
    )
    assert all((old[pair.old] == new[pair.new]) for pair in pairs if pair.kind == "same" and pair.old is not None and pair.new is not None)


@given(st.lists(NODES, max_size=8))
def test_a_text_and_itself_are_the_same_throughout(old: list[Node]) -> None:
    assert _kinds(align(old, old)) == [("same", place, place) for place in range(len(old))]


def test_a_changed_paragraph_is_known_by_its_words() -> None:
    pairs = align(_paragraphs(_ONE, _TWO, _THREE), _paragraphs(_ONE, _TWO.replace("all", "most"), _THREE))

    assert _kinds(pairs) == [("same", 0, 0), ("changed", 1, 1), ("same", 2, 2)]


def test_a_paragraph_that_shares_less_than_half_of_its_words_is_another() -> None:
    pairs = align(_paragraphs(_ONE, _TWO), _paragraphs(_ONE, "Nobody knew of it."))

    assert _kinds(pairs) == [("same", 0, 0), ("deleted", 1, None), ("inserted", None, 1)]


def test_a_moved_paragraph_is_there_where_it_was_and_where_it_is() -> None:
    pairs = align(_paragraphs(_ONE, _TWO, _THREE), _paragraphs(_TWO, _THREE, _ONE))

    assert _kinds(pairs) == [("left", 0, 2), ("same", 1, 0), ("same", 2, 1), ("moved", 0, 2)]


def test_a_moved_paragraph_may_have_changed_a_little() -> None:
    pairs = align(_paragraphs(_ONE, _TWO, _THREE), _paragraphs(_TWO, _THREE, _ONE.replace("late", "end of the")))

    assert _kinds(pairs) == [("left", 0, 2), ("same", 1, 0), ("same", 2, 1), ("moved", 0, 2)]


def test_of_two_alike_the_one_that_is_more_so_is_the_change() -> None:
    pairs = align(_paragraphs(_ONE), _paragraphs("From the early 1980s, no policy was pursued.", _ONE.replace("late", "end of the")))

    assert _kinds(pairs) == [("inserted", None, 0), ("changed", 0, 1)]


def test_a_long_text_of_which_every_paragraph_changed_is_aligned_in_time() -> None:
    old = [f"Paragraph {number} of the text says that {number * 7} were heard, and {number * 13} were not." for number in range(1500)]
    new = [said.replace("text", "statement") for said in old]

    started = time.process_time()
    pairs = align(_paragraphs(*old), _paragraphs(*new))

    assert {pair.kind for pair in pairs} == {"changed"}
    assert all(pair.old == pair.new for pair in pairs)
    assert time.process_time() - started < 10
