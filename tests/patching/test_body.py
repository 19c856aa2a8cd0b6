"""A body that is patched says what is wanted; what was not changed stays byte for byte."""

from collections.abc import Iterator, Sequence
from difflib import ndiff
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from editions.model.bare import Bare, all_bare, bare, by_number
from editions.model.prose import Block
from editions.patching.body import patch_body
from editions.patching.edits import Delete, Edit, Insert, Move, Replace
from editions.problems import Refusal
from editions.reading.markdown import Body, read_markdown
from editions.reading.places import places_in
from tests.patching.making import edits, sources
from tests.support.prose import scraps


def _wanted(body: Body, wishes: Sequence[Edit]) -> Iterator[tuple[Bare, int | None]]:
    """Yield what each block of the patched body must say, and the number of the old block that must stand there untouched."""
    old = [(bare(block, by_number(body.footnotes)), number) for number, block in enumerate(body.blocks)]
    new: list[tuple[Bare, int | None]] = list(old)
    for wish in wishes:
        if isinstance(wish, Replace):
            new[wish.number] = (bare(wish.block, wish.notes), None)
    gone = {wish.number for wish in wishes if isinstance(wish, Delete | Move)}
    for place in range(len(old) + 1):
        for wish in wishes:
            if isinstance(wish, Insert) and wish.before == place:
                yield bare(wish.block, wish.notes), None
            elif isinstance(wish, Move) and wish.before == place:
                yield new[wish.number]
        if place < len(old) and place not in gone:
            yield new[place]


def _block_sources(source: str) -> list[list[str]]:
    lines = source.split("\n")
    return [lines[place.start : place.end] for place in places_in(source).blocks]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_patched_says_what_is_wanted_and_leaves_the_rest_as_it_was(data: Any) -> None:
    source = data.draw(sources() | scraps)
    body = read_markdown(source, "en.md")
    assume(not body.problems)
    wishes = data.draw(edits(body.blocks, by_number(body.footnotes)))
    wanted = list(_wanted(body, wishes))

    try:
        patched = patch_body(source, wishes, "en.md")
    except Refusal as refusal:
        # The edits may take away the heading above another.
        assume("a heading of level" not in refusal.problems[0].what)
        raise

    again = read_markdown(patched, "en.md")
    assert again.problems == ()
    assert all_bare(again.blocks, by_number(again.footnotes)) == tuple(said for said, _ in wanted)
    before, after = _block_sources(source), _block_sources(patched)
    for (said, number), lines in zip(wanted, after, strict=True):
        # What has come behind a list gets another mark, or stands less far in, lest it becomes a part of that.
        if number is not None and said[0] != "list" and not before[number][0].startswith(" "):
            assert lines == before[number]


_SOURCE = """\
Heading one
===========

A paragraph that _wraps_ here and
goes on \\- see [the report][r] and note[^why],
until it ends.

* one
* two
  wrapped words
* three

> quoted *text*
> on two lines

| a | b |
|---|--:|
| 1 | 2 |
| 3 | 4 |

[^why]: Because __it__
    is so.

[r]: https://example.org/r
"""


def _changed(*wishes: Edit) -> list[str]:
    """Return the lines that the patched source has in place of others, with their marks as diff writes them."""
    found = ndiff(_SOURCE.splitlines(), patch_body(_SOURCE, wishes).splitlines())
    return [line for line in found if line[0] in "+-"]


def _with(number: int, old: str, new: str) -> Replace:
    """Return the edit that writes *new* for *old* in block *number*."""
    body = read_markdown(_SOURCE.replace(old, new), "")
    return Replace(number=number, block=body.blocks[number], notes=by_number(body.footnotes))


def _block(source: str) -> Block:
    return read_markdown(source, "").blocks[0]


def _insert(source: str, before: int) -> Insert:
    body = read_markdown(source, "")
    return Insert(before=before, block=body.blocks[0], notes=by_number(body.footnotes))


@given(sources())
def test_without_edits_every_byte_stays(source: str) -> None:
    assert patch_body(source, []) == source


def test_a_block_that_is_replaced_by_itself_stays_as_it_was() -> None:
    body = read_markdown(_SOURCE, "")

    wishes = [Replace(number=number, block=block, notes=by_number(body.footnotes)) for number, block in enumerate(body.blocks)]

    assert patch_body(_SOURCE, wishes) == _SOURCE


def test_a_word_is_changed_within_its_line() -> None:
    assert _changed(_with(1, "until it", "till it")) == ["- until it ends.", "+ till it ends."]


def test_stress_is_added_to_a_word_and_the_rest_keeps_its_own_marks() -> None:
    assert _changed(_with(1, "until", "**until**")) == ["- until it ends.", "+ **until** it ends."]


def test_a_word_of_an_item_is_changed_within_its_line() -> None:
    assert _changed(_with(2, "wrapped", "bare")) == ["-   wrapped words", "+   bare words"]


def test_an_item_that_is_added_has_the_mark_of_its_list() -> None:
    assert _changed(_with(2, "* two", "* new\n* two")) == ["+ * new"]


def test_numbers_go_on_behind_an_item_that_is_added() -> None:
    wanted = Replace(number=0, block=_block("1. one\n2. new\n3. *two*\n4. three"))

    assert patch_body("1. one\n2. _two_\n3. three\n", [wanted]) == "1. one\n2. new\n3. _two_\n4. three\n"


def test_a_cell_is_changed_within_its_row() -> None:
    assert _changed(_with(4, "| 4 |", "| 44 |")) == ["- | 3 | 4 |", "+ | 3 | 44 |"]


def test_a_row_is_taken_away() -> None:
    assert _changed(_with(4, "| 1 | 2 |\n", "")) == ["- | 1 | 2 |"]


def test_a_word_of_a_footnote_is_changed_within_its_line() -> None:
    assert _changed(_with(1, "is so", "was so")) == ["-     is so.", "+     was so."]


def test_a_footnote_goes_with_the_block_that_calls_it_and_so_does_an_address() -> None:
    patched = patch_body(_SOURCE, [Delete(number=1)])

    assert patched == _SOURCE[: _SOURCE.index("A paragraph")] + _SOURCE[_SOURCE.index("* one") : _SOURCE.index("\n[^why]")]


def test_words_in_brackets_do_not_become_a_link_to_an_address_of_the_file() -> None:
    assert _changed(_insert("as [r] says, or [s]", 1)) == ["+ ", "+ as \\[r\\] says, or [s]"]


def test_empty_lines_elsewhere_stay_where_an_address_is_taken_away() -> None:
    source = "a\n\n\n\nb [c]\n\n\n\nd\n\n[c]: https://example.org/\n"

    assert patch_body(source, [Replace(number=1, block=_block("b c"))]) == "a\n\n\n\nb c\n\n\n\nd\n"


def test_a_footnote_that_is_added_gets_a_label_that_is_free() -> None:
    assert _changed(_insert("More[^1].\n\n[^1]: And so on.", 5)) == ["+ More[^1].", "+ ", "+ [^1]: And so on."]


def test_a_heading_that_becomes_a_paragraph_is_set_apart_from_the_one_below() -> None:
    assert patch_body("# One\nTwo\n", [Replace(number=0, block=_block("One"))]) == "One\n\nTwo\n"


def test_a_block_that_is_moved_takes_its_lines_along() -> None:
    quotation = "> quoted *text*\n> on two lines\n\n"

    assert patch_body(_SOURCE, [Move(number=3, before=0)]) == quotation + _SOURCE.replace(quotation, "")


def test_a_list_beside_another_gets_another_mark() -> None:
    patched = patch_body("- a\n\nBetween.\n\n- b\n", [Delete(number=1)])

    assert patched == "- a\n\n* b\n"


def test_a_file_without_a_line_end_at_its_end_stays_so() -> None:
    assert patch_body("a\n\nb", [Delete(number=1)]) == "a"
    assert patch_body("a", [_insert("b", 1)]) == "a\n\nb"


def test_what_would_be_refused_is_not_written() -> None:
    with pytest.raises(Refusal) as refused:
        patch_body("# One\n\n## Two\n", [Delete(number=0)], "en.md")

    (problem,) = refused.value.problems
    assert str(problem).startswith('en.md: as it would be written, at "## Two": a heading of level 2 where none of level 1 stands above it')
