"""Paragraphs that became an item of a list that was there already, and items that became paragraphs."""

from editions.comparing.crossing import with_crossings
from editions.comparing.differences import Difference, compare
from editions.comparing.nodes import nodes
from editions.comparing.units import Unit
from editions.model.prose import Block, ListBlock, Paragraph, Words

_ITEMS = ("The first of the items.", "What the second item says.")
_SAID = "A third sentence of some words."


def _text(items: tuple[str, ...], *after: str) -> tuple[Block, ...]:
    """Return a list of *items* with paragraphs *after* it, between two others."""
    first, *last = (Paragraph(inlines=(Words(text=said),)) for said in ("Before all.", *after, "After all."))
    return (first, ListBlock(ordered=False, items=tuple((Paragraph(inlines=(Words(text=item),)),) for item in items)), *last)


def _between(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[Difference, ...]:
    return with_crossings(compare(*([Unit(role="body", node=node) for node in nodes(blocks, ())] for blocks in (old, new))))


def _moves(found: tuple[Difference, ...]) -> list[tuple[str, int, str]]:
    every = [part for one in found for part in (one, *one.parts)]
    return [(one.kind, one.move, one.way) for one in every if one.move]


def test_a_paragraph_that_went_into_a_list_moved_there() -> None:
    found = _between(_text(_ITEMS, _SAID), _text((*_ITEMS, _SAID)))

    (item,) = (part for one in found for part in one.parts if part.kind == "moved")
    assert _moves(found) == [
        ("moved", 1, "from after “The first of the items. What the second…”"),
        ("left", 1, "to after “What the second item says.”"),
    ]
    assert (item.is_reshaped, item.says_something_else) == (True, False)


def test_an_item_that_came_out_of_a_list_moved_and_shows_what_changed_in_it() -> None:
    found = _between(_text((*_ITEMS, _SAID)), _text(_ITEMS, _SAID.replace("some", "more")))

    (paragraph,) = (one for one in found if one.kind == "moved")
    assert {kind for kind, _, _ in _moves(found)} == {"moved", "left"}
    assert [piece.kind for piece in paragraph.pieces] == ["same", "del", "ins", "same"]


def test_an_item_of_other_words_is_new() -> None:
    found = _between(_text(_ITEMS, _SAID), _text((*_ITEMS, "Nothing that was there before.")))

    assert _moves(found) == []
    assert [one.kind for one in found if one.kind != "same"] == ["changed", "deleted"]
