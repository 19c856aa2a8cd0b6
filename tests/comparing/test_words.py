"""Two rows of runs held against each other word by word."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.comparing.composing import as_read
from editions.comparing.nodes import Leaf, Node, Shape
from editions.comparing.tokens import tokens
from editions.comparing.words import Piece, new_runs, old_runs, pieces
from editions.model.runs import Note, Run, Stretch, said
from tests.comparing.texts import runs


@given(runs(), runs())
def test_pieces_give_back_both_rows(old: tuple[Run, ...], new: tuple[Run, ...]) -> None:
    found = pieces(old, new)

    assert _composed(old_runs(found)) == _composed(old)
    assert new_runs(found) == new


def _composed(row: Sequence[Run]) -> Sequence[Node]:
    return as_read([Leaf(shape=Shape(name="paragraph"), runs=tuple(row))])


@given(runs())
def test_a_row_and_itself_are_the_same(row: tuple[Run, ...]) -> None:
    assert {piece.kind for piece in pieces(row, row)} <= {"same"}


def _told(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, said((piece.run,))) for piece in pieces((Stretch(text=old),), (Stretch(text=new),))]


def test_words_change_whole() -> None:
    assert _told("nearly 30 years", "nearly 80 years") == [("same", "nearly "), ("del", "30"), ("ins", "80"), ("same", " years")]


def test_a_changed_word_that_stands_elsewhere_too_does_not_draw_the_others_there() -> None:
    old, new = (
        "The council met, and the members of the council agreed on a plan",
        "A council met, and the members of the council agreed on the plan",
    )

    assert _told(old, new) == [
        ("del", "The"), ("ins", "A"), ("same", " council met, and the members of the council agreed on "), ("del", "a"), ("ins", "the"),
        ("same", " plan"),
    ]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [("Café", "Cafe\u0301"), ("Cafe\u0301", "Café")])
def test_a_letter_is_the_same_as_one_character_or_as_two(old: str, new: str) -> None:
    assert _told(f"{old} Ali", f"{new} Ali") == [("same", f"{new} Ali")]
    assert pieces((Stretch(text=old),), (Stretch(text=new, strong=True),)) == (
        Piece(kind="look", run=Stretch(text=new, strong=True), was=Stretch(text=new)),
    )


def test_a_comma_more_changes_no_word() -> None:
    assert _told("Şuşa azaddır", "Şuşa, azaddır") == [("same", "Şuşa"), ("ins", ","), ("same", " azaddır")]


def test_a_word_that_only_became_bold_is_seen_as_such() -> None:
    old, new = (Stretch(text="a grave crime"),), (Stretch(text="a "), Stretch(text="grave", strong=True), Stretch(text=" crime"))

    assert pieces(old, new) == (
        Piece(kind="same", run=Stretch(text="a ")),
        Piece(kind="look", run=Stretch(text="grave", strong=True), was=Stretch(text="grave")),
        Piece(kind="same", run=Stretch(text=" crime")),
    )


def test_half_a_word_may_become_bold() -> None:
    old, new = (Stretch(text="unlawful"),), (Stretch(text="un", strong=True), Stretch(text="lawful"))

    assert [(piece.kind, said((piece.run,))) for piece in pieces(old, new)] == [("look", "un"), ("same", "lawful")]


def test_a_changed_note_is_compared_inside() -> None:
    old, new = (Note(runs=(Stretch(text=f"See page {page}."),)) for page in (4, 5))

    (words, note) = pieces((Stretch(text="As said"), old), (Stretch(text="As said"), new))

    assert words.kind == "same"
    assert (note.kind, note.run, note.was) == ("note", new, old)
    assert [piece.kind for piece in note.inside] == ["same", "del", "ins", "same"]


@given(st.text())
def test_tokens_put_together_are_the_line(line: str) -> None:
    assert "".join(tokens(line)) == line


@pytest.mark.parametrize(
    ("line", "divided"),
    [
        ("It’s 1,234.5 km.", ["It’s", " ", "1,234.5", " ", "km", "."]),
        ("Azərbaycanın İçərişəhər", ["Azərbaycanın", " ", "İçərişəhər"]),
        ("I\u0307ki so\u0308z", ["I\u0307ki", " ", "so\u0308z"]),
        ("Советъ, 2-й", ["Советъ", ",", " ", "2", "-", "й"]),
        ("الم\u064fجل\u0650س\u060c نعم", ["الم\u064fجل\u0650س", "\u060c", " ", "نعم"]),
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("צה״ל", ["צה״ל"]),
        ("20\u00a0January — end", ["20", "\u00a0", "January", " ", "—", " ", "end"]),
        ("声明。", ["声", "明", "。"]),
        ("👩\u200d👩\u200d👧 ok", ["👩\u200d👩\u200d👧", " ", "ok"]),
    ],
)
def test_words_are_divided_as_their_script_does(line: str, divided: list[str]) -> None:
    assert tokens(line) == divided


def test_a_very_long_paragraph_written_anew_is_compared_in_time() -> None:
    old, new = (Stretch(text=" ".join(f"{word} the" for word in words)) for words in (range(6000), range(6000, 0, -1)))

    started = time.process_time()
    found = pieces((old,), (new,))

    assert old_runs(found) == (old,)
    assert time.process_time() - started < 10
