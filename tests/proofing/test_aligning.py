"""Source, PDF and DOCX in rows."""

from editions.proofing.aligning import Told, rows


def _told(wanted: str, found: str) -> Told:
    return Told(
        wanted=tuple(("Paragraph", text) for text in wanted.split("|") if text), found=tuple(text for text in found.split("|") if text)
    )


def _rows(pdf: Told | None, docx: Told | None) -> list[tuple[str | None, str | None, str | None]]:
    return [(row.source, row.pdf, row.docx) for row in rows(pdf, docx)]


def test_what_all_say_is_one_row_each() -> None:
    same = _told("one|two", "one|two")

    assert _rows(same, same) == [("one", "one", "one"), ("two", "two", "two")]


def test_a_lost_paragraph_is_none_on_its_side() -> None:
    assert _rows(_told("one|two|three", "one|three"), _told("one|two|three", "one|two|three")) == [
        ("one", "one", "one"), ("two", None, "two"), ("three", "three", "three"),
    ]  # fmt: skip


def test_a_changed_paragraph_stands_beside_the_one_it_was() -> None:
    assert _rows(_told("one|two|three", "one|too|three"), _told("one|two|three", "one|two|three"))[1] == ("two", "too", "two")


def test_an_added_paragraph_stands_where_it_was_added() -> None:
    whole = _told("one|two", "one|two")

    assert _rows(_told("one|two", "one|new|two"), whole) == [("one", "one", "one"), (None, "new", None), ("two", "two", "two")]
    assert _rows(_told("one|two", "new|one|two"), whole)[0] == (None, "new", None)
    assert _rows(whole, _told("one|two", "one|two|new"))[-1] == (None, None, "new")


def test_what_one_file_alone_should_say_is_no_difference() -> None:
    pdf, docx = _told("1.|one", "1.|one"), _told("one", "one")

    assert [(row.source, row.alone) for row in rows(pdf, docx)] == [("1.", "PDF"), ("one", "")]


def test_blanks_of_another_kind_are_none() -> None:
    assert _rows(_told("10 km", "10 km"), _told("10\N{NO-BREAK SPACE}km", "10\N{NO-BREAK SPACE}km")) == [("10\N{NO-BREAK SPACE}km",) * 3]


def test_a_paragraph_that_each_file_says_in_its_own_way_is_one_row() -> None:
    pdf, docx = _told("one|a note1|two", "one|a note1|two"), _told("one|a note|two", "one|a note|two")

    assert _rows(pdf, docx)[1] == ("a note", "a note", "a note")


def test_a_file_that_is_not_there_leaves_its_side_empty() -> None:
    assert _rows(None, _told("one|two", "one")) == [("one", None, "one"), ("two", None, None)]
    assert _rows(None, None) == []
