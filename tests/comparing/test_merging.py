"""Three texts merged: what is agreed on is there, what is not is a conflict, and nothing is lost."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hypothesis import given

from editions.comparing.merging import Conflict, Merged, merge
from editions.comparing.nodes import Branch, Leaf, Node, Shape, nodes
from editions.comparing.units import Unit, lines
from editions.model.prose import ListBlock, Paragraph, Table, Words
from tests.comparing.texts import paragraph, texts

_A, _B, _C, _D = (paragraph(f"{word} is what this paragraph says of the matter") for word in ("Ash", "Birch", "Cedar", "Dogwood"))
_B2, _B3 = paragraph("Birch is what this paragraph says of a matter"), paragraph("Birch is all that this paragraph says of the matter")
_X, _Y = paragraph("Something else"), paragraph("Another thing, unheard of")


@given(texts(), texts())
def test_what_one_side_did_alone_is_taken(base: tuple[Unit, ...], changed: tuple[Unit, ...]) -> None:
    assert merge(base, changed, base) == changed
    assert merge(base, base, changed) == changed


@given(texts(), texts())
def test_what_both_did_alike_is_taken_once(base: tuple[Unit, ...], changed: tuple[Unit, ...]) -> None:
    assert merge(base, changed, changed) == changed


@given(texts(), texts(), texts())
def test_which_side_is_mine_matters_to_the_names_alone(base: tuple[Unit, ...], one: tuple[Unit, ...], other: tuple[Unit, ...]) -> None:
    assert [_named_otherwise(merged) for merged in merge(base, one, other)] == list(merge(base, other, one))


def _named_otherwise(merged: Merged) -> Merged:
    return replace(merged, mine=merged.theirs, theirs=merged.mine) if isinstance(merged, Conflict) else merged


@given(texts(), texts(), texts())
def test_what_a_side_says_that_the_base_does_not_is_in_the_result_or_in_a_conflict(
    base: tuple[Unit, ...], mine: tuple[Unit, ...], theirs: tuple[Unit, ...]
) -> None:
    merged = _words(_units(merge(base, mine, theirs)))

    assert (_words(mine) - _words(base)) - merged == Counter()
    assert (_words(theirs) - _words(base)) - merged == Counter()


@given(texts(), texts(), texts())
def test_nothing_is_said_that_nobody_said(base: tuple[Unit, ...], mine: tuple[Unit, ...], theirs: tuple[Unit, ...]) -> None:
    said = _words((*base, *mine, *theirs))

    assert set(_words(_units(merge(base, mine, theirs)))) <= set(said)


def _units(merged: Iterable[Merged]) -> list[Unit]:
    return [unit for one in merged for unit in ((*one.base, *one.mine, *one.theirs) if isinstance(one, Conflict) else (one,))]


def _words(units: Iterable[Unit]) -> Counter[object]:
    return Counter(leaf for unit in units for leaf in _leaves(unit.node))


def _leaves(node: Node) -> list[object]:
    return [node.runs] if isinstance(node, Leaf) else [leaf for part in node.parts for leaf in _leaves(part)]


def test_changes_of_different_paragraphs_are_put_together() -> None:
    assert merge([_A, _B, _C], [_A, _B2, _C], [_A, _B, _C, _X]) == (_A, _B2, _C, _X)
    assert merge([_A, _B, _C], [_A, _C], [_X, _A, _B, _C]) == (_X, _A, _C)


def test_two_changes_of_one_paragraph_are_a_conflict() -> None:
    (before, conflict, after) = merge([_A, _B, _C], [_A, _B2, _C], [_A, _B3, _C])

    assert (before, after) == (_A, _C)
    assert conflict == Conflict(kind="changed", role="body", base=(_B,), mine=(_B2,), theirs=(_B3,))


def test_a_paragraph_that_one_took_away_and_the_other_changed_is_a_conflict() -> None:
    assert merge([_A, _B], [_A], [_A, _B2]) == (_A, Conflict(kind="changed", role="body", base=(_B,), mine=(), theirs=(_B2,)))


def test_a_paragraph_that_one_moved_and_the_other_changed_is_moved_and_changed() -> None:
    assert merge([_A, _B, _C, _D], [_B, _A, _C, _D], [_A, _B2, _C, _D]) == (_B2, _A, _C, _D)


def test_a_paragraph_that_both_moved_elsewhere_is_a_conflict() -> None:
    base = [_A, _B, _C, _D]

    merged = merge(base, [_B, _A, _C, _D], [_A, _C, _D, _B])

    assert merged == (_A, Conflict(kind="moved", role="body", base=(_B,), mine=(_B,), theirs=(_B,)), _C, _D)


def test_a_paragraph_that_one_moved_and_the_other_took_away_is_a_conflict() -> None:
    merged = merge([_A, _B, _C, _D], [_B, _A, _C, _D], [_A, _C, _D])

    assert merged == (Conflict(kind="changed", role="body", base=(_B,), mine=(_B,), theirs=()), _A, _C, _D)


def test_what_both_put_into_one_gap_is_a_conflict_but_for_what_they_share() -> None:
    assert merge([_A, _B], [_A, _X, _B], [_A, _Y, _B]) == (
        _A, Conflict(kind="inserted", role="body", base=(), mine=(_X,), theirs=(_Y,)), _B,
    )  # fmt: skip
    assert merge([_A, _B], [_A, _X, _B], [_A, _X, _Y, _B]) == (_A, _X, _Y, _B)


def test_a_paragraph_written_anew_by_both_is_a_conflict_though_one_took_its_neighbour_away() -> None:
    merged = merge([_A, _B, _C, _D], [_A, _X, _D], [_A, _B, _Y, _D])

    assert Conflict(kind="inserted", role="body", base=(), mine=(_X,), theirs=(_Y,)) in merged


def test_recipients_are_merged_as_a_list_of_names() -> None:
    base = lines("recipient", ("the UN Secretary-General", "the Council of Europe", "embassies"))
    mine = lines("recipient", ("the UN Secretary-General", "the Council of Europe", "embassies", "the press"))
    theirs = lines("recipient", ("the Council of Europe", "foreign embassies"))

    assert [one.text for one in merge(base, mine, theirs) if isinstance(one, Unit)] == [
        "the Council of Europe", "foreign embassies", "the press",
    ]  # fmt: skip


def test_a_heading_written_anew_by_both_is_one_conflict() -> None:
    base, mine, theirs = (lines("heading", (said,)) for said in ("STATEMENT", "Declaration", "Opening words"))

    assert merge(base, mine, theirs) == (Conflict(kind="changed", role="heading", base=base, mine=mine, theirs=theirs),)


def _list(*items: str) -> Unit:
    block = ListBlock(ordered=False, items=tuple((Paragraph(inlines=(Words(text=item),)),) for item in items))
    return Unit(role="body", node=nodes([block], ())[0])


def test_changes_of_different_items_of_one_list_are_put_together() -> None:
    assert merge(
        [_list("one thing", "two things")], [_list("one thing here", "two things")], [_list("one thing", "two things", "three")]
    ) == (_list("one thing here", "two things", "three"),)


def _table(*rows: Sequence[str]) -> Unit:
    header, *others = (tuple((Words(text=cell),) for cell in row) for row in rows)
    return Unit(role="body", node=nodes([Table(header=header, rows=tuple(others), alignments=("left",) * len(header))], ())[0])


def test_changes_of_different_cells_of_one_row_are_put_together() -> None:
    base, mine, theirs = (_table(("Year", "Sum"), ("the year 2021", said)) for said in ("five in all", "six in all", "five in all"))
    theirs = _table(("Year", "Total sum"), ("the year 2020", "five in all"))

    assert merge([base], [mine], [theirs]) == (_table(("Year", "Total sum"), ("the year 2020", "six in all")),)


def test_a_column_more_and_a_cell_changed_are_a_conflict() -> None:
    base = _table(("Year", "Sum"), ("2021", "five in all"))
    mine = _table(("Year", "Sum", "Note"), ("2021", "five in all", "none"))
    theirs = _table(("Year", "Sum"), ("2021", "six in all"))

    assert merge([base], [mine], [theirs]) == (Conflict(kind="changed", role="body", base=(base,), mine=(mine,), theirs=(theirs,)),)


def test_the_office_of_one_and_the_name_of_the_other_are_put_together() -> None:
    def signatory(name: str, office: str) -> Unit:
        parts = (lines("heading", (name,))[0].node, lines("heading", (office,))[0].node)
        return Unit(role="signatory", node=Branch(shape=Shape(name="signatory"), parts=parts))

    merged = merge([signatory("A. Ali", "Judge")], [signatory("A. Aliyeva", "Judge")], [signatory("A. Ali", "First Judge")])

    assert [one.text for one in merged if isinstance(one, Unit)] == ["A. Aliyeva\nFirst Judge"]
