"""A list of texts in TOML, however it is laid out."""

import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from editions.patching.arrays import patch_array

_BLANKS = st.sampled_from(["", " ", "\n", "\n  ", '  # c, "x"\n', "\n# y ]\n\n   "])
_TEXTS = st.sampled_from(['"a"', "'b'", '"c, d"', '"""e"""', "'''f'''", '"g\\"]"', '"ş"'])


@st.composite
def _lists(draw: Any) -> str:
    found = "["
    count = draw(st.integers(0, 5))
    for number in range(count):
        found += draw(_BLANKS) + draw(_TEXTS) + draw(_BLANKS) + ("," if number < count - 1 or draw(st.booleans()) else "")
    return f"{found}{draw(_BLANKS)}]"


@settings(max_examples=200, deadline=None)
@given(_lists(), st.lists(st.sampled_from(["a", "b", "c, d", "e", "new"]), min_size=1, max_size=6))
def test_a_list_says_what_is_wanted(source: str, wanted: list[str]) -> None:
    assert tomllib.loads(f"x = {patch_array(source, wanted)}")["x"] == wanted


@given(_lists())
def test_a_list_of_the_same_texts_stays_as_it_is(source: str) -> None:
    same = tomllib.loads(f"x = {source}")["x"]

    assert patch_array(source, same) == source or "\n" not in source
    assert tomllib.loads(f"x = {patch_array(source, same)}")["x"] == same


def test_two_names_in_one_line_stay_beside_each_other() -> None:
    assert patch_array('[\n  "a", "b",\n  "c",\n]', ["a", "b", "d", "c"]) == '[\n  "a", "b",\n  "d",\n  "c",\n]'
