"""Tracked changes: what was changed, by whom and when; and the document with all of them accepted, or rejected."""

from dataclasses import replace

import pytest

from editions.model.word import Change, Look, WordDocument
from editions.reading.word.changes import accepted, changes, rejected
from tests.support.word_parts import first, lines, paragraph, read, text, texts

_BY = 'w:author="A. Writer" w:date="2026-01-02T03:04:05Z"'
_OTHER = 'w:author="B. Reader" w:date="2026-02-03T04:05:06Z"'


def _by(kind: str, inside: Change | None = None, number: str = "") -> Change:
    return Change(kind=kind, author="A. Writer", time="2026-01-02T03:04:05Z", inside=inside, id=number)


def _deleted(words: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r>'


def _wrapped(name: str, inner: str, by: str = _BY) -> str:
    return f'<w:{name} w:id="1" {by}>{inner}</w:{name}>'


def _ended(name: str) -> str:
    """Return the properties of a paragraph whose end was changed."""
    return f"<w:rPr><w:{name} {_BY}/></w:rPr>"


def _told(document: WordDocument) -> list[tuple[Change, str]]:
    return [(replace(tracked.change, id=""), tracked.words) for tracked in changes(document)]


@pytest.mark.parametrize(
    ("name", "kind", "with_all", "with_none"),
    [
        ("ins", "inserted", "a new end", "a end"),
        ("moveTo", "moved here", "a new end", "a end"),
        ("del", "deleted", "a end", "a new end"),
        ("moveFrom", "moved away", "a end", "a new end"),
    ],
)
def test_words_put_in_or_taken_out_are_there_or_not(name: str, kind: str, with_all: str, with_none: str) -> None:
    words = text("new ") if name in ("ins", "moveTo") else _deleted("new ")
    document = read(paragraph(text("a ") + _wrapped(name, words) + text("end")))

    assert [run.change for run in texts(document)] == [None, _by(kind, number="1"), None]
    assert _told(document) == [(_by(kind), "new ")]
    assert lines(accepted(document).blocks) == [with_all]
    assert lines(rejected(document).blocks) == [with_none]


def test_what_one_put_in_and_another_took_out_is_gone_either_way() -> None:
    document = read(paragraph(text("a") + _wrapped("ins", _wrapped("del", _deleted("passing"), _OTHER) + text("new"))))

    assert [run.change for run in texts(document)] == [
        None,
        Change(kind="deleted", author="B. Reader", time="2026-02-03T04:05:06Z", inside=_by("inserted", number="1"), id="1"),
        _by("inserted", number="1"),
    ]
    assert lines(accepted(document).blocks) == ["anew"]
    assert lines(rejected(document).blocks) == ["a"]


def test_a_paragraph_parted_in_two_is_one_again_once_that_is_rejected() -> None:
    document = read(paragraph("one ", _ended("ins")) + paragraph("two") + paragraph("three"))

    assert first(document).mark == _by("inserted")
    assert lines(accepted(document).blocks) == ["one ", "two", "three"]
    assert lines(rejected(document).blocks) == ["one two", "three"]


def test_of_two_paragraphs_made_one_the_second_keeps_its_style() -> None:
    style = '<w:pStyle w:val="{}"/>'
    document = read(paragraph("one ", style.format("First") + _ended("del")) + paragraph("two", style.format("Second")))

    found = accepted(document).blocks

    assert lines(found) == ["one two"]
    assert [getattr(block, "style", "") for block in found] == ["Second"]


def test_a_paragraph_taken_out_whole_is_gone() -> None:
    document = read(paragraph("one") + paragraph(_wrapped("del", _deleted("two")), _ended("del")) + paragraph("three"))

    assert lines(accepted(document).blocks) == ["one", "three"]
    assert lines(rejected(document).blocks) == ["one", "two", "three"]


def test_a_paragraph_taken_out_before_a_table_is_gone() -> None:
    row = f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"
    document = read(paragraph(_wrapped("del", _deleted("two")), _ended("del")) + row)

    assert lines(accepted(document).blocks) == ["cell"]


def test_words_before_a_table_stay_where_only_the_paragraph_s_end_is_gone() -> None:
    row = f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"

    assert lines(accepted(read(paragraph("two", _ended("del")) + row)).blocks) == ["two", "cell"]


def test_a_last_paragraph_whose_end_is_gone_keeps_its_words() -> None:
    assert lines(accepted(read(paragraph("one") + paragraph("two", _ended("del")))).blocks) == ["one", "two"]


def test_a_paragraph_s_end_put_in_by_one_and_taken_out_by_another_is_gone_either_way() -> None:
    both = f"<w:rPr><w:ins {_BY}/><w:del {_OTHER}/></w:rPr>"
    document = read(paragraph("one ", both) + paragraph("two"))

    assert lines(accepted(document).blocks) == ["one two"]
    assert lines(rejected(document).blocks) == ["one two"]


def test_a_change_of_look_is_kept_with_the_look_before() -> None:
    changed = f"<w:b/><w:rPrChange {_BY}><w:rPr><w:i/></w:rPr></w:rPrChange>"
    document = read(paragraph(text("said", changed)))

    assert [(run.look, run.before, run.formatted) for run in texts(document)] == [
        (Look(strong=True), Look(emphasis=True), _by("formatted")),
    ]  # fmt: skip
    assert texts(accepted(document))[0].look == Look(strong=True)
    assert texts(rejected(document))[0].look == Look(emphasis=True)
    assert _told(document) == [(_by("formatted"), "said")]


def test_a_change_of_a_paragraph_s_style_is_kept_with_the_style_before() -> None:
    before = f'<w:pPrChange {_BY}><w:pPr><w:pStyle w:val="Old"/></w:pPr></w:pPrChange>'
    document = read(paragraph("said", f'<w:pStyle w:val="New"/>{before}'))

    assert [first(found).style for found in (document, accepted(document), rejected(document))] == ["New", "New", "Old"]
    assert lines(rejected(document).blocks) == ["said"]
    assert _told(document) == [(_by("formatted"), "said")]


def test_neighbours_of_one_change_are_one_and_others_are_not() -> None:
    document = read(
        paragraph(
            _wrapped("ins", text("one ", "<w:b/>") + text("two"))
            + _wrapped("ins", text(" three"))
            + text(" kept ")
            + _wrapped("ins", text("four"))
            + _wrapped("ins", text(" five"), _OTHER)
        )
    )

    assert [tracked.words for tracked in changes(document)] == ["one two three", "four", " five"]


def test_a_change_over_the_end_of_a_paragraph_is_one() -> None:
    document = read(paragraph(_wrapped("ins", text("one")), _ended("ins")) + paragraph(_wrapped("ins", text("two")) + text(" three")))

    assert _told(document) == [(_by("inserted"), "one\ntwo")]


def test_changes_in_notes_and_cells_are_listed_and_settled() -> None:
    note = f'<w:footnote w:id="1">{paragraph(text("a") + _wrapped("ins", text("b")))}</w:footnote>'
    cell = f"<w:tbl><w:tr><w:tc>{paragraph(text('c') + _wrapped('del', _deleted('d')))}</w:tc></w:tr></w:tbl>"
    document = read(cell + paragraph("said"), footnotes=note)

    assert [tracked.words for tracked in changes(document)] == ["d", "b"]
    assert lines(accepted(document).blocks) == ["c", "said"]
    assert lines(rejected(document).notes["footnote", 1]) == ["a"]


def test_a_change_around_whole_paragraphs_is_theirs() -> None:
    document = read(paragraph("one") + _wrapped("ins", paragraph("two")) + paragraph("three"))

    assert lines(accepted(document).blocks) == ["one", "two", "three"]
    assert lines(rejected(document).blocks) == ["one", "three"]


def test_notes_pictures_and_breaks_go_with_their_change() -> None:
    inner = '<w:r><w:br/><w:footnoteReference w:id="1"/></w:r>'
    document = read(paragraph(text("a") + _wrapped("del", inner)))

    assert len(first(accepted(document)).runs) == 1
    assert len(first(rejected(document)).runs) == 3
    assert all(getattr(run, "change", None) is None for run in first(rejected(document)).runs)


def test_a_long_row_of_changed_paragraphs_is_settled_in_a_second() -> None:
    import time

    document = read(paragraph("word", _ended("del")) * 20_000 + paragraph("end"))
    start = time.process_time()

    assert len(lines(accepted(document).blocks)[0]) == 80_003
    assert time.process_time() - start < 1
