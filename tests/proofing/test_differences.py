"""Words held against each other."""

import time

from hypothesis import given
from hypothesis import strategies as st

from editions.proofing.differences import pieces, shown


def _said(one: str, other: str) -> str:
    marks = {"same": "{}", "del": "[-{}-]", "ins": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces(one, other))


def test_a_changed_word_is_struck_out_and_the_new_one_added() -> None:
    assert _said("the UN Security Council", "the UN Safety Council") == "the UN [-Security-][+Safety+] Council"


def test_a_lost_word_is_struck_out() -> None:
    assert _said("all of them", "all them") == "all [-of -]them"


def test_a_character_that_does_not_show_is_named() -> None:
    assert "[+[U+00A0]+]" in _said("10 km", "10\N{NO-BREAK SPACE}km")
    assert shown("a\N{SOFT HYPHEN}b\u202ec") == "a[U+00AD]b[U+202E]c"


def test_a_letter_that_is_written_otherwise_is_seen() -> None:
    assert _said("Café", "Cafe\u0301") == "[-Café-][+Cafe\u0301+]"


def test_a_very_long_paragraph_is_compared_in_time() -> None:
    words = [f"{word} the" for number, word in enumerate(range(10_000)) if number % 40]
    one, other = " ".join(words), " ".join(f"{word} the" for word in range(10_000))

    started = time.process_time()
    found = pieces(one, other)

    assert sum(piece.kind == "ins" for piece in found) == 250
    assert time.process_time() - started < 10


def test_texts_that_are_the_same_have_one_piece() -> None:
    assert [piece.kind for piece in pieces("the same", "the same")] == ["same"]


_TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=40)


@given(_TEXT, _TEXT)
def test_what_is_shared_and_struck_out_is_the_one_text_and_what_is_shared_and_added_the_other(one: str, other: str) -> None:
    found = pieces(one, other)

    assert shown("".join(piece.text for piece in found if piece.kind != "ins")) == shown(one)
    assert shown("".join(piece.text for piece in found if piece.kind != "del")) == shown(other)
