"""Redlines by our own reader: accepted whole they are the new text, rejected whole the old one."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from editions.checking.conformance.openxml import check_openxml
from editions.language import known_labels
from editions.model.statement import Text
from editions.onto import bring
from editions.reading.word.changes import accepted, changes, rejected
from editions.reading.word.document import read_word
from tests.support.becoming import pairs
from tests.support.docx_tree import part
from tests.support.redlines import Change, changes_of_links, redline, statement_with, units_in
from tests.support.redlines import changes as named_changes
from tests.support.returning import as_docx, read_back, returned_units, statement_of, units_of
from tests.support.tools import open_xml_sdk_errors

_ALL = (*named_changes(), *changes_of_links())
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _kinds(old: str, new: str) -> list[tuple[str, str]]:
    content = redline(statement_with(old), statement_with(new))
    return [(one.change.kind, one.words) for one in changes(read_word(content, "redline.docx"))]


@pytest.mark.parametrize("change", _ALL, ids=lambda change: change.name)
def test_accepted_whole_it_is_the_new_text_and_rejected_whole_the_old_one(change: Change) -> None:
    content = redline(change.old, change.new)

    assert units_in(content, accepted, change.new) == units_of(change.new)
    assert units_in(content, rejected, change.old) == units_of(change.old)
    assert [str(finding) for finding in check_openxml(content, "redline.docx")] == []


def _can_be_set(pair: tuple[Text, Text]) -> bool:
    return pair[0].language in known_labels()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(pairs().filter(_can_be_set))
def test_whatever_became_of_a_text_both_are_in_the_redline(pair: tuple[Text, Text]) -> None:
    old, new = (statement_of(text, reference="SAMPLE 1") for text in pair)

    content = redline(old, new)

    for settle, side in ((accepted, new), (rejected, old)):
        # Held against what is read of the edition: blanks at the edge of a line, for instance, no edition keeps.
        assert units_in(content, settle, side) == returned_units(read_back(as_docx(side), side))
    assert redline(old, new) == content


def test_a_text_that_stayed_has_no_changes() -> None:
    (change, *_) = _ALL

    content = redline(change.new, change.new)

    assert list(changes(read_word(content, "redline.docx"))) == []


def test_every_mark_has_an_author_a_moment_and_a_number_of_its_own() -> None:
    marks = [
        element
        for change in _ALL
        for name in ("word/document.xml", "word/footnotes.xml")
        for element in part(redline(change.old, change.new), name).iter()
        if element.get(f"{_W}author") is not None
    ]
    document = part(redline(_ALL[0].old, _ALL[0].new), "word/document.xml")
    numbers = [element.get(f"{_W}id") for element in document.iter() if element.get(f"{_W}author")]

    assert {(mark.get(f"{_W}author"), mark.get(f"{_W}date")) for mark in marks} == {("A. Reviewer", "2026-03-09T10:00:00Z")}
    assert len(set(numbers)) == len(numbers) > 1


def test_a_changed_word_is_a_change_of_that_word() -> None:
    assert _kinds("The old man and the sea.", "The old woman and the sea.") == [("deleted", "man"), ("inserted", "woman")]


def test_bold_words_are_a_change_of_their_look() -> None:
    assert _kinds("The old man and the sea.", "The old **man** and the sea.") == [("formatted", "man")]


def test_a_heading_of_another_level_is_a_change_of_what_it_is() -> None:
    assert _kinds("# One\n\n## Two\n\nText.", "# One\n\n# Two\n\nText.") == [("formatted", "Two")]


def test_a_longer_list_changes_none_of_its_other_items() -> None:
    assert _kinds("- one\n- two\n\nLast.", "- one\n- two\n- three\n\nLast.") == [("inserted", "three")]


def test_a_parted_paragraph_has_lost_a_blank_and_has_an_end_more() -> None:
    assert _kinds("One two. Three four.", "One two.\n\nThree four.") == [("deleted", " "), ("inserted", "")]


def test_what_moved_bears_one_name_where_it_was_and_where_it_is() -> None:
    old, new = "First of all.\n\nThe second.\n\nA third one.\n\nLast.", "First of all.\n\nA third one.\n\nThe second.\n\nLast."

    root = part(redline(statement_with(old), statement_with(new)), "word/document.xml")

    names = {name: [one.get(f"{_W}name") for one in root.iter(_W + name)] for name in ("moveFromRangeStart", "moveToRangeStart")}
    ends = [len(list(root.iter(_W + name))) for name in ("moveFromRangeEnd", "moveToRangeEnd")]
    assert names == {"moveFromRangeStart": ["move1"], "moveToRangeStart": ["move1"]}
    assert ends == [1, 1]


def test_moved_words_that_changed_are_taken_out_where_they_were_and_put_in_where_they_are() -> None:
    old = "First.\n\nThe second paragraph has eight words in it.\n\nThird.\n\nLast."
    new = "First.\n\nThird.\n\nLast.\n\nThe second paragraph has nine words in it."

    kinds = _kinds(old, new)

    assert ("deleted", "eight") in kinds
    assert ("inserted", "nine") in kinds
    assert {kind for kind, _ in kinds} == {"deleted", "inserted", "moved away", "moved here"}


def test_it_says_that_it_is_none_of_the_editions_and_from_what_it_is() -> None:
    change = _ALL[0]

    document = read_word(redline(change.old, change.new), "redline.docx")

    assert set(document.custom) == {"EditionsId", "EditionsLanguage", "EditionsRedline"}
    assert document.core["title"] == "Changes"
    assert document.core["lastModifiedBy"] == "A. Reviewer"


def _sources() -> tuple[str, str]:
    return "First.\n\nThe old man and the sea.\n\nLast.", "First.\n\nThe old woman and the sea.\n\nOne more.\n\nLast."


@pytest.mark.parametrize(("accept", "says"), [(True, "new"), (False, "old")])
def test_a_redline_that_was_settled_is_imported_onto_the_new_source(accept: bool, says: str) -> None:
    old, new = (statement_of(statement_with(body).texts[0]) for body in _sources())
    content = redline(old, new)

    brought = bring(content, new, "redline.docx", lambda _: accept)

    assert brought.wanted is not None
    assert brought.changes_nothing == accept
    assert units_of(replace(new, texts=(brought.wanted.text,))) == units_of({"new": new, "old": old}[says])


def test_a_redline_is_imported_onto_the_old_source_where_that_is_named_as_its_base() -> None:
    old, new = (statement_of(statement_with(body).texts[0]) for body in _sources())

    brought = bring(redline(old, new), old, "redline.docx", lambda _: True, base=old)

    assert brought.wanted is not None
    assert units_of(replace(old, texts=(brought.wanted.text,))) == units_of(new)


def test_a_redline_that_nobody_settled_waits() -> None:
    old, new = (statement_of(statement_with(body).texts[0]) for body in _sources())

    brought = bring(redline(old, new), new, "redline.docx", None)

    assert brought.wanted is None
    assert len(brought.pending.changes) == 3


#: Those that have, between them, every mark that there is.
_JUDGED = (
    "words became bold and others no longer italic", "a paragraph moved before a heading and changed", "a linked paragraph moved",
    "rows of a table", "bullets became numbers", "there are recipients now",
)  # fmt: skip


@pytest.mark.parametrize("change", [change for change in _ALL if change.name in _JUDGED], ids=lambda change: change.name)
def test_the_open_xml_sdk_finds_nothing_wrong(change: Change, tmp_path: Path) -> None:
    path = tmp_path / "redline.docx"
    path.write_bytes(redline(change.old, change.new))

    assert open_xml_sdk_errors(path) == []


def test_changes_made_after_it_are_tracked_as_well() -> None:
    root = part(redline(_ALL[0].old, _ALL[0].new), "word/settings.xml")

    assert root.find(f"{_W}trackRevisions") is not None


def test_it_says_nothing_of_the_clock() -> None:
    content = redline(_ALL[0].old, _ALL[0].new)

    assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"".join(_texts(content)))) <= {b"2026-03-09T10:00:00Z", b"2026-03-08T00:00:00Z"}


def _texts(content: bytes) -> list[bytes]:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]
