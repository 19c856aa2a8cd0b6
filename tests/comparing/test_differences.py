"""What became of each part of a text."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given

from editions.comparing.composing import as_read
from editions.comparing.differences import Difference, compare
from editions.comparing.nodes import Branch, Leaf, Node, Shape, blocks, nodes
from editions.comparing.units import Unit, units
from editions.comparing.words import new_runs, old_runs
from editions.model.parties import RecipientList, Signatory
from editions.model.prose import Block, Emphasis, Footnote, FootnoteCall, Heading, ListBlock, Paragraph, Quotation, Table, Words
from editions.model.runs import said
from editions.model.statement import Text
from tests.comparing.texts import texts


@given(texts(), texts())
def test_differences_give_back_both_texts(old: tuple[Unit, ...], new: tuple[Unit, ...]) -> None:
    found = compare(old, new)

    assert _flat(one.old for one in found if one.kind not in ("moved", "inserted")) == [unit.node for unit in old]
    assert _flat(one.new for one in found if one.kind not in ("left", "deleted")) == [unit.node for unit in new]
    for one in found:
        _give_back(one)


def _flat(found: Iterable[Node | None]) -> list[Node]:
    """Return *found* without those that are not there; several paragraphs that became something else are several."""
    nodes = [node for node in found if node is not None]
    return [part for node in nodes for part in (node.parts if isinstance(node, Branch) and node.shape.name == "paragraphs" else (node,))]


def _give_back(one: Difference) -> None:
    """Assert that the pieces and parts of *one* add up to what it was and what it is."""
    if one.old and one.new and one.old.shape.name != one.new.shape.name and (one.parts or isinstance(one.old, Branch)):
        # What was paragraphs, and is a list: the words of both are there.
        return
    if one.pieces:
        assert isinstance(one.old, Leaf)
        assert isinstance(one.new, Leaf)
        assert as_read([replace(one.old, runs=old_runs(one.pieces))]) == as_read([one.old])
        assert new_runs(one.pieces) == one.new.runs
    if one.parts:
        assert one.old
        assert one.new
        assert _flat(part.old for part in one.parts if part.kind not in ("moved", "inserted")) == list(getattr(one.old, "parts"))  # noqa: B009
        assert _flat(part.new for part in one.parts if part.kind not in ("left", "deleted")) == list(getattr(one.new, "parts"))  # noqa: B009
    for part in one.parts:
        _give_back(part)


_BLOCKS: tuple[Block, ...] = (
    Heading(level=2, inlines=(Words(text="On the matter"),)),
    Paragraph(inlines=(Words(text="As it was said"), FootnoteCall(number=1), Emphasis(children=(Words(text=" before"),)))),
    ListBlock(ordered=True, start=3, items=((Paragraph(inlines=(Words(text="one"),)),), (Paragraph(inlines=(Words(text="two"),)),))),
    Quotation(blocks=(Paragraph(inlines=(Words(text="he said"),)),)),
    Table(header=((Words(text="Year"),),), rows=(((Words(text="2021"),),),), alignments=("left",)),
)
_NOTES = (Footnote(number=1, inlines=(Words(text="See there."),)),)


def test_blocks_made_nodes_and_blocks_again_say_the_same() -> None:
    found = nodes(_BLOCKS, _NOTES)

    again, notes = blocks(found)

    assert notes == _NOTES
    assert nodes(again, notes) == found


def test_where_a_block_stands_in_its_file_does_not_matter() -> None:
    one, other = (Paragraph(inlines=(Words(text="a"),), number=number, line=line) for number, line in (("1.", 4), ("", 9)))

    assert nodes([one], ()) == nodes([other], ())


def test_a_text_is_a_sequence_of_units() -> None:
    text = Text(
        language="en", heading="STATEMENT", subject="of the office", body=_BLOCKS, footnotes=_NOTES,
        signatories=(Signatory(name="A. Ali", office="Judge"),), recipients=RecipientList(lead="To", names=("the UN", "embassies")),
    )  # fmt: skip

    found = units(text, place_and_date=f"Baku, {date(2022, 1, 20).isoformat()}")

    assert [(unit.role, unit.text) for unit in found] == [
        ("place and date", "Baku, 2022-01-20"), ("heading", "STATEMENT"), ("subject", "of the office"), ("body", "On the matter"),
        ("body", "As it was said before"), ("body", "one\ntwo"), ("body", "he said"), ("body", "Year\n2021"),
        ("signatory", "A. Ali\nJudge"), ("recipients lead", "To"), ("recipient", "the UN"), ("recipient", "embassies"),
    ]  # fmt: skip


def _compare(old: Block, new: Block) -> list[Difference]:
    return list(compare(*([Unit(role="body", node=node) for node in nodes([block], ())] for block in (old, new))))


def _list(*items: str, ordered: bool = False) -> Block:
    return ListBlock(ordered=ordered, items=tuple((Paragraph(inlines=(Words(text=item),)),) for item in items))


def test_lists_are_compared_item_by_item() -> None:
    (found,) = _compare(_list("one thing", "two things"), _list("one thing", "more than two things", "three"))

    assert found.kind == "changed"
    assert [part.kind for part in found.parts] == ["same", "changed", "inserted"]
    assert [piece.kind for piece in found.parts[1].parts[0].pieces] == ["ins", "same"]


def test_a_paragraph_whose_letters_are_written_otherwise_is_the_same() -> None:
    (found,) = _compare(Paragraph(inlines=(Words(text="Café"),)), Paragraph(inlines=(Words(text="Cafe\u0301"),)))

    assert (found.kind, found.pieces) == ("same", ())


def test_a_list_that_has_numbers_now_is_reshaped() -> None:
    (found,) = _compare(_list("one", "two"), _list("one", "two", ordered=True))

    assert (found.kind, found.is_reshaped) == ("changed", True)
    assert [part.kind for part in found.parts] == ["same", "same"]


def test_a_paragraph_that_is_a_heading_now_is_a_change() -> None:
    (found,) = _compare(Paragraph(inlines=(Words(text="On the matter"),)), Heading(level=2, inlines=(Words(text="On the matter"),)))

    assert (found.kind, found.is_reshaped) == ("changed", True)
    assert [piece.kind for piece in found.pieces] == ["same"]


def _table(*rows: Sequence[str]) -> Block:
    header, *others = (tuple((Words(text=cell),) for cell in row) for row in rows)
    return Table(header=header, rows=tuple(others), alignments=("left",) * len(header))


def test_tables_are_compared_cell_by_cell() -> None:
    (found,) = _compare(_table(("Year", "Sum"), ("2021", "5")), _table(("Year", "Sum"), ("2021", "6"), ("2022", "7")))

    assert [part.kind for part in found.parts] == ["same", "changed", "inserted"]
    assert [cell.kind for cell in found.parts[1].parts] == ["same", "changed"]


def test_a_column_more_is_seen_as_such() -> None:
    (found,) = _compare(_table(("Year", "Sum"), ("2021", "5")), _table(("Year", "Month", "Sum"), ("2021", "May", "5")))

    assert [[cell.kind for cell in row.parts] for row in found.parts] == [["same", "inserted", "same"]] * 2


def test_a_heading_written_anew_is_a_change_of_the_old() -> None:
    old, new = ([Unit(role="heading", node=_line(said))] for said in ("STATEMENT", "Declaration of war"))

    (found,) = compare(old, new)

    assert found.kind == "changed"


def test_a_paragraph_that_moved_bears_one_number_in_both_places() -> None:
    old = [Unit(role="body", node=_line(said)) for said in ("one of them", "two of those", "three more")]

    found = compare(old, [old[1], old[2], old[0]])

    assert [(one.kind, one.move) for one in found] == [("left", 1), ("same", 0), ("same", 0), ("moved", 1)]
    assert [one.way for one in found] == ["to after “three more”", "", "", "from the beginning"]


def test_what_stands_beside_what_moved_is_told_in_a_few_words() -> None:
    long = "one of them who said a great deal more than anybody had expected"
    old = [Unit(role="body", node=_line(said)) for said in (long, "two of those", "three more", "four of all")]

    found = compare(old, [old[0], old[2], old[3], old[1]])

    assert [one.way for one in found if one.way] == ["to after “four of all”", "from after “one of them who said a great deal more…”"]


def test_rows_that_moved_bear_numbers_of_their_own() -> None:
    rows = [("Year", "Sum"), ("one of all", "1"), ("two of all", "2"), ("three here", "3"), ("four there", "4"), ("five more", "5")]

    (found,) = _compare(_table(*rows), _table(rows[0], *rows[3:], rows[2], rows[1]))

    assert [part.move for part in found.parts if part.kind == "moved"] == [2, 1]


def _line(text: str) -> Node:
    (node,) = nodes([Paragraph(inlines=(Words(text=text),))], ())
    assert said(getattr(node, "runs")) == text  # noqa: B009
    return Leaf(shape=Shape(name="line"), runs=node.runs) if isinstance(node, Leaf) else node
