"""Redlines by LibreOffice: it accepts or rejects all, saves, and what it saved is read."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from editions.comparing.nodes import Leaf, Node
from editions.comparing.units import Unit
from editions.language import known_labels
from editions.model.runs import Run, Stretch, settled
from editions.model.statement import Statement, Text
from editions.model.word import WordDocument
from editions.reading.word.changes import changes as tracked
from editions.reading.word.document import read_word
from tests.support.becoming import pairs, plain
from tests.support.redlines import Change, changes, changes_of_links, redline, statement_with, units_in
from tests.support.returning import as_docx, read_back, returned_units, statement_of, units_of
from tests.support.uno_office import ACCEPT_ALL, REJECT_ALL, all_edited

_ROWS = "| A |\n|---|\n| one |\n| two |\n"
_TABLE_IN_ITEM = "{0} | A |\n   |---|\n   | b |\n{0} c\n\nLast."


def _generated(count: int) -> list[tuple[Statement, Statement]]:
    """Return statements and what became of them, the same at each run."""
    made: list[tuple[Statement, Statement]] = []

    @settings(
        max_examples=count, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(pairs().filter(lambda pair: pair[0].language in known_labels()))
    def collect(pair: tuple[Text, Text]) -> None:
        old, new = (statement_of(plain(text), reference="SAMPLE 1") for text in pair)
        made.append((old, new))

    collect()
    return made


def test_whatever_became_of_a_text_libreoffice_brings_both_back() -> None:
    statements = _generated(40)
    steps = (ACCEPT_ALL, REJECT_ALL)

    made = all_edited([(redline(old, new), [step]) for old, new in statements for step in steps])

    sides = [side for old, new in statements for side in (new, old)]
    for content, side in zip(made, sides, strict=True):
        assert units_in(content, _as_it_is, side) == returned_units(read_back(as_docx(side), side))


def _as_it_is(document: WordDocument) -> WordDocument:
    return document


@pytest.fixture(scope="module")
def settled_ones() -> dict[str, tuple[bytes, bytes]]:
    """Return each redline as LibreOffice saved it, accepted and rejected, by the name of its change."""
    all_changes = (*changes(), *changes_of_links(), *_others())
    redlines = [redline(change.old, change.new) for change in all_changes]
    made = all_edited([(content, [step]) for content in redlines for step in (ACCEPT_ALL, REJECT_ALL)])
    return {change.name: (made[2 * number], made[2 * number + 1]) for number, change in enumerate(all_changes)}


def _others() -> tuple[Change, ...]:
    old = _TABLE_IN_ITEM.format("- ").replace("\n   |", "\n  |")
    rows = _ROWS + "| three[^a] |\n| four[^b] |\n\nLast.\n\n[^a]: note a\n\n[^b]: note b"
    return (
        Change(name="a table in an item", old=statement_with(old), new=statement_with(_TABLE_IN_ITEM.format("1."))),
        Change(
            name="a row with a note went, and a note in another changed",
            old=statement_with(rows),
            new=statement_with(_ROWS + "| four[^b] |\n\nLast.\n\n[^b]: the note b"),
        ),
    )


@pytest.mark.parametrize("change", changes(), ids=lambda change: change.name)
def test_accepted_by_libreoffice_it_is_the_new_text_and_rejected_the_old_one(
    change: Change, settled_ones: dict[str, tuple[bytes, bytes]]
) -> None:
    accepted, rejected = settled_ones[change.name]

    assert units_in(accepted, _as_it_is, change.new) == units_of(change.new)
    assert units_in(rejected, _as_it_is, change.old) == units_of(change.old)
    assert [one for content in (accepted, rejected) for one in tracked(read_word(content, "saved.docx"))] == []


@pytest.mark.parametrize("change", changes_of_links(), ids=lambda change: change.name)
def test_where_links_come_and_go_the_words_are_right(change: Change, settled_ones: dict[str, tuple[bytes, bytes]]) -> None:
    accepted, rejected = settled_ones[change.name]

    assert _without_links(units_in(accepted, _as_it_is, change.new)) == _without_links(units_of(change.new))
    assert _without_links(units_in(rejected, _as_it_is, change.old)) == _without_links(units_of(change.old))


def test_what_libreoffice_does_not_bring_back_is_known(settled_ones: dict[str, tuple[bytes, bytes]]) -> None:
    """docs/word.md tells of each; one that a later LibreOffice brings back is to be taken out there."""
    wrong = [
        change.name
        for change in (*changes_of_links(), *_others())
        for content, side in zip(settled_ones[change.name], (change.new, change.old), strict=True)
        if units_in(content, _as_it_is, side) != units_of(side)
    ]

    assert set(wrong) == {change.name for change in (*changes_of_links(), *_others())}


def _without_links(units: tuple[Unit, ...]) -> list[Node]:
    return [_unlinked(unit.node) for unit in units]


def _unlinked(node: Node) -> Node:
    if isinstance(node, Leaf):
        return Leaf(shape=node.shape, runs=settled(_plain(run) for run in node.runs))
    return type(node)(shape=node.shape, parts=tuple(_unlinked(part) for part in node.parts))


def _plain(run: Run) -> Run:
    return Stretch(text=run.text, emphasis=run.emphasis, strong=run.strong) if isinstance(run, Stretch) else run
