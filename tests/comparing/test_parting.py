"""A paragraph that was parted in two, or joined of two, is told as that, and merged as that."""

import pytest

from editions.cli.telling import BRACKETS, told_of_text
from editions.comparing.differences import compare
from editions.comparing.merging import Conflict, merge
from editions.comparing.nodes import nodes
from editions.comparing.parting import with_partings
from editions.comparing.units import Unit
from editions.reading.markdown import read_markdown

_ONE = "A first sentence stands here. A second one follows it.\n"
_TWO = "A first sentence stands here.\n\nA second one follows it.\n"


def _units(source: str) -> tuple[Unit, ...]:
    body = read_markdown(source, "")
    return tuple(Unit(role="body", node=node) for node in nodes(body.blocks, body.footnotes))


def _told(old: str, new: str) -> list[str]:
    return [line.strip() for line in told_of_text(with_partings(compare(_units(old), _units(new))), BRACKETS)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (_ONE, _TWO, ["paragraph 1: now 2 paragraphs", "A first sentence stands here.{+¶+} A second one follows it."]),
        (_TWO, _ONE, ["paragraph 1: 2 paragraphs made one", "A first sentence stands here.[-¶-] A second one follows it."]),
        (f"- {_ONE}- other\n", "- A first sentence stands here.\n- A second one follows it.\n- other\n",
         ["list 1, item 1: changed", "- A first sentence stands here.{+¶+} A second one follows it.", "- other"]),
        (f"> {_ONE}", "> A first sentence stands here.\n>\n> A second one follows it.\n",
         ["quotation 1: changed", "A first sentence stands here.{+¶+} A second one follows it."]),
    ],
)  # fmt: skip
def test_all_words_of_a_paragraph_that_was_parted_or_joined_stay(old: str, new: str, told: list[str]) -> None:
    assert _told(old, new) == told


def test_a_paragraph_that_only_shares_words_with_two_others_is_not_parted() -> None:
    told = _told(_ONE, "A first sentence stands here.\n\nNobody knows what else there is to be said.\n")

    assert not any("¶" in line for line in told)


def test_a_paragraph_that_is_said_twice_is_not_parted() -> None:
    told = _told("one two three four\n", "one two three four five\n\none two\n")

    assert not any("¶" in line for line in told)


def test_a_parted_paragraph_and_a_change_elsewhere_are_merged() -> None:
    merged = merge(_units(f"{_ONE}\nThe end.\n"), _units(f"{_ONE}\nThe very end.\n"), _units(f"{_TWO}\nThe end.\n"))

    assert merged == _units(f"{_TWO}\nThe very end.\n")


@pytest.mark.parametrize(("base", "theirs"), [(_ONE, _TWO), (_TWO, _ONE)])
def test_a_change_in_what_was_parted_or_joined_is_a_conflict_that_shows_all_of_it(base: str, theirs: str) -> None:
    (conflict, *_) = [
        one for one in merge(_units(base), _units(base.replace("follows", "precedes")), _units(theirs)) if isinstance(one, Conflict)
    ]

    assert " ".join(unit.text for unit in conflict.theirs) == " ".join(_ONE.split())
