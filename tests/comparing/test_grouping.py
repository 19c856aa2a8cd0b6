"""Paragraphs that are a list or a quotation now, and such as are paragraphs again."""

from collections.abc import Sequence

import pytest

from editions.comparing.differences import Difference, compare
from editions.comparing.nodes import nodes
from editions.comparing.units import Unit
from editions.comparing.words import Piece
from editions.model.prose import Block, ListBlock, Paragraph, Quotation, Words

_FIRST, _LAST = "The first of all.", "What stands last."
_SAID = ("The council heard the report.", "The members agreed on a plan.")


def _paragraphs(*said: str) -> list[Block]:
    return [Paragraph(inlines=(Words(text=one),)) for one in said]


def _list(*said: str) -> list[Block]:
    return [ListBlock(ordered=False, items=tuple((one,) for one in _paragraphs(*said)))]


def _quotation(*said: str) -> list[Block]:
    return [Quotation(blocks=tuple(_paragraphs(*said)))]


def _between(old: Sequence[Block], new: Sequence[Block]) -> list[Difference]:
    """Return what changed from *old* to *new*, between two paragraphs that stay."""
    units = ([Unit(role="body", node=node) for node in nodes((*_paragraphs(_FIRST), *row, *_paragraphs(_LAST)), ())] for row in (old, new))
    return [one for one in compare(*units) if one.kind != "same"]


def _kinds(one: Difference) -> set[str]:
    """Return the kinds of the pieces of *one*, and of its parts."""
    pieces: tuple[Piece, ...] = () if one.all_parts else one.all_pieces
    return {piece.kind for piece in pieces}.union(*(_kinds(part) for part in one.all_parts))


_FORMS = {"paragraph": _paragraphs, "list": _list, "quotation": _quotation}


@pytest.mark.parametrize(("was", "now"), [(one, other) for one in _FORMS for other in _FORMS if one != other])
@pytest.mark.parametrize("count", [1, 2])
def test_words_that_stay_in_another_form_are_a_change_of_form_alone(was: str, now: str, count: int) -> None:
    (found,) = _between(_FORMS[was](*_SAID[:count]), _FORMS[now](*_SAID[:count]))

    names = {"paragraph": "paragraphs"} if count > 1 else {}
    assert (found.kind, found.is_reshaped) == ("changed", True)
    assert found.old
    assert (found.old.shape.name, found.node.shape.name) == (names.get(was, was), names.get(now, now))
    assert _kinds(found) == {"same"}


def test_words_that_changed_besides_are_shown() -> None:
    (found,) = _between(_paragraphs("The council heard the report."), _list("The council heard a long report."))

    assert found.is_reshaped
    assert _kinds(found) == {"same", "del", "ins"}


def test_a_list_of_other_words_is_new() -> None:
    found = _between(_paragraphs("The council heard the report."), _list("Nobody else came by."))

    assert [one.kind for one in found] == ["deleted", "inserted"]


def test_a_paragraph_beside_those_that_became_a_list_went() -> None:
    found = _between(_paragraphs("Something else altogether.", *_SAID), _list(*_SAID))

    assert [one.kind for one in found] == ["deleted", "changed"]
