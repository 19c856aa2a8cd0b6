"""The order in which lines are seen, held against the library that Pango sets them with."""

import ctypes
import ctypes.util

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.checking.words.saying.bidi import folded, read_back, seen

_LIBRARY = ctypes.CDLL(ctypes.util.find_library("fribidi") or "libfribidi.so.0")
_LEFT, _RIGHT = 0x110, 0x111
_PIECES = (
    "שלום", "עולם", "سلام", "لا", "English", "word", "12", "3.5%", "٣٫٥٪", "10–20", "(", ")", "(abc)", "[אב]", "-", ",", " ", " ", " ",
    "a1", "א1", "1א", "$5", "+972", "x/y", "ג'", "12:30", "-7", "50 %", "“", "”", "...", "٤٥-٦٧", "#",
)  # fmt: skip


def _by_fribidi(text: str, *, rtl: bool) -> str:
    """Return the characters of *text* from left to right, as fribidi orders them."""
    count = len(text)
    characters = (ctypes.c_uint32 * count)(*map(ord, text))
    types, brackets, levels = (ctypes.c_uint32 * count)(), (ctypes.c_uint32 * count)(), (ctypes.c_int8 * count)()
    base = ctypes.c_uint32(_RIGHT if rtl else _LEFT)
    _LIBRARY.fribidi_get_bidi_types(characters, count, types)
    _LIBRARY.fribidi_get_bracket_types(characters, count, types, brackets)
    assert _LIBRARY.fribidi_get_par_embedding_levels_ex(types, brackets, count, ctypes.byref(base), levels)
    order = list(range(count))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < count:
            end = start
            while end < count and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return "".join(text[place] for place in order)


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14).map("".join), st.booleans())
def test_a_line_is_seen_in_the_order_in_which_fribidi_sets_it(text: str, rtl: bool) -> None:
    text = text.strip() or "א"

    assert seen(text, rtl=rtl) == folded(_by_fribidi(text, rtl=rtl))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("שלום עולם", "עולם שלום"),
        ("שלום עולם", "שלום עולב"),
        ("ראו English לא 12 כאן", "ראו 12 לא English כאן"),
        ("ראו 123 כאן", "ראו 132 כאן"),
        ("سلام عليكم", "سلام عليك"),
        ("مُحَمَّد", "مُحَمِّد"),
    ],
)
def test_what_is_written_otherwise_is_seen_otherwise(one: str, other: str) -> None:
    assert seen(one, rtl=True) != seen(other, rtl=True)


def test_a_number_before_and_behind_a_word_from_left_to_right_look_the_same() -> None:
    assert seen("ראו English 12 כאן", rtl=True) == seen("ראו 12 English כאן", rtl=True)


def test_a_line_is_read_back_as_it_is_most_likely_meant() -> None:
    assert read_back(seen("שלום English 12 עולם", rtl=True), rtl=True) == "שלום English 12 עולם"
