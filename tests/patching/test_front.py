"""TOML that is patched: values change, and everything beside them stays."""

import tomllib
from dataclasses import replace
from datetime import date
from difflib import ndiff
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions.model.parties import RecipientList, Signatory
from editions.patching.front import Front, patch_front, patch_statement_toml
from editions.problems import Refusal

_SOURCE = """\
# The office's own.
heading = "STATEMENT"  # in capitals
subject = 'on something'

# Who signs.
[signatory]
name = "A. Sample"  # not her full name
office = "Commissioner"

# In the order of protocol.
[recipients]
lead = "This Statement is addressed to"
names = [ # nineteen
  # the UN first
  "the UN", # New York
  'Council of Europe',

  # its members
  "embassies" # in Baku
  # to be continued
]
"""
_FRONT = Front(
    heading="STATEMENT",
    subject="on something",
    signatories=(Signatory(name="A. Sample", office="Commissioner"),),
    recipients=RecipientList(lead="This Statement is addressed to", names=("the UN", "Council of Europe", "embassies")),
)


def _changed(**wanted: Any) -> list[str]:
    """Return the lines that the patched source has in place of others, with their marks as diff writes them."""
    found = ndiff(_SOURCE.splitlines(), patch_front(_SOURCE, replace(_FRONT, **wanted)).splitlines())
    return [line for line in found if line[0] in "+-"]


def _names(*names: str) -> RecipientList:
    return RecipientList(lead="This Statement is addressed to", names=names)


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "  \n \n"])
def test_without_changes_every_byte_stays(end: str) -> None:
    source = _SOURCE.rstrip("\n") + end

    assert patch_front(source, _FRONT) == source


def test_a_value_is_changed_and_its_comment_stays() -> None:
    assert _changed(heading="DECLARATION") == ['- heading = "STATEMENT"  # in capitals', '+ heading = "DECLARATION"  # in capitals']


def test_a_key_is_added_behind_the_one_before_it() -> None:
    assert _changed(place="Bakı") == ['+ place = "Bakı"']


def test_a_key_is_taken_away() -> None:
    assert _changed(subject="") == ["- subject = 'on something'"]


def test_a_name_is_added_where_it_is_wanted() -> None:
    assert _changed(recipients=_names("the UN", "UNICEF", "Council of Europe", "embassies")) == ['+   "UNICEF",']


def test_a_name_that_is_added_at_the_end_has_a_comma_before_it() -> None:
    assert _changed(recipients=_names("the UN", "Council of Europe", "embassies", "UNICEF")) == [
        '-   "embassies" # in Baku',
        '+   "embassies", # in Baku',
        '+   "UNICEF"',
    ]


def test_a_name_that_is_taken_away_takes_its_comments_along() -> None:
    assert _changed(recipients=_names("Council of Europe", "embassies")) == ["-   # the UN first", '-   "the UN", # New York']


def test_a_name_that_is_mended_keeps_its_place_and_its_comments() -> None:
    assert _changed(recipients=_names("the United Nations", "Council of Europe", "embassies")) == [
        '-   "the UN", # New York',
        '+   "the United Nations", # New York',
    ]


def test_names_that_change_places_take_their_comments_along() -> None:
    patched = patch_front(_SOURCE, replace(_FRONT, recipients=_names("Council of Europe", "the UN", "embassies")))

    assert "[ # nineteen\n  'Council of Europe',\n  # the UN first\n  \"the UN\", # New York\n\n  # its members\n" in patched


def test_a_list_in_one_line_stays_in_one_line() -> None:
    source = 'heading = "A"\n[signatory]\nname = "B"\n[recipients]\nlead = "C"\nnames = ["a", \'b\'] # two\n'
    wanted = Front(heading="A", subject="", signatories=(Signatory(name="B"),), recipients=RecipientList(lead="C", names=("b", "c")))

    assert patch_front(source, wanted) == source.replace("[\"a\", 'b']", "['b', \"c\"]")


def test_recipients_are_added_and_taken_away() -> None:
    without = patch_front(_SOURCE, replace(_FRONT, recipients=None))

    assert without == _SOURCE[: _SOURCE.index("\n# In the order")]
    assert tomllib.loads(patch_front(without, _FRONT)) == tomllib.loads(_SOURCE)


def test_a_second_signatory_makes_a_list_of_both() -> None:
    signatories = (Signatory(name="B. Other"), Signatory(name="A. Sample", office="Commissioner"))

    assert _changed(signatories=signatories) == [
        "+ [[signatory]]",
        '+ name = "B. Other"',
        "+ ",
        "- [signatory]",
        "+ [[signatory]]",
    ]


def test_a_signatory_that_is_another_stands_at_the_same_place() -> None:
    assert _changed(signatories=(Signatory(name="B. Other", office="Commissioner"),)) == [
        '- name = "A. Sample"  # not her full name',
        '+ name = "B. Other"  # not her full name',
    ]


def test_a_table_that_is_written_within_a_line_is_refused_with_the_way_out() -> None:
    source = 'heading = "A"\nsignatory = {name = "B"}\n'

    with pytest.raises(Refusal) as refused:
        patch_front(source, Front(heading="A", subject="", signatories=(Signatory(name="C"),)), "en.md")

    assert str(refused.value).startswith('en.md: "signatory" is to change, and is written within a line')


_text = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=8).filter(
    lambda text: bool(text.strip())
)
_name = st.sampled_from(["the UN", "Council of Europe", "embassies", "UNICEF"]) | _text
_signatory = st.builds(Signatory, name=st.just("A. Sample") | _text, office=st.just("") | _text)
_fronts = st.builds(
    Front,
    heading=_text,
    subject=st.just("") | _text,
    place=st.just("") | _text,
    signatories=st.lists(_signatory, min_size=1, max_size=3).map(tuple),
    recipients=st.none() | st.builds(RecipientList, lead=_text, names=st.lists(_name, min_size=1, max_size=6).map(tuple)),
)


def _said(source: str) -> Front:
    values = tomllib.loads(source)
    found = values["signatory"]
    recipients = values.get("recipients")
    return Front(
        heading=values["heading"],
        subject=values.get("subject", ""),
        place=values.get("place", ""),
        signatories=tuple(Signatory(**one) for one in (found if isinstance(found, list) else [found])),
        recipients=RecipientList(lead=recipients["lead"], names=tuple(recipients["names"])) if recipients else None,
    )


@settings(deadline=None)
@given(st.lists(_fronts, min_size=1, max_size=3))
def test_what_is_patched_says_what_is_wanted_time_and_again(fronts: list[Front]) -> None:
    source = _SOURCE
    for front in fronts:
        source = patch_front(source, front)

        assert _said(source) == front
    assert "# The office's own.\n" in source
    assert source.splitlines()[1].endswith("# in capitals")


_STATEMENT = '# A date.\ndate = 2022-01-20 # a Thursday\noriginal = "en"\nlayout = "plain"\n# place = "…"\n\n[[annexes]]\nfile = "a.pdf"\n'


def test_the_date_of_a_statement_is_changed_and_its_comment_stays() -> None:
    patched = patch_statement_toml(_STATEMENT, day=date(2022, 1, 21), reference="", place="")

    assert patched == _STATEMENT.replace("2022-01-20", "2022-01-21")


def test_place_and_reference_are_added_above_the_first_table() -> None:
    patched = patch_statement_toml(_STATEMENT, day=date(2022, 1, 20), reference="1/22", place="Bakı")

    assert patched == _STATEMENT.replace('"plain"\n', '"plain"\nplace = "Bakı"\nreference = "1/22"\n')
    assert patch_statement_toml(patched, day=date(2022, 1, 20), reference="", place="") == _STATEMENT
