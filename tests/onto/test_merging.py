"""An edited DOCX, brought onto a source that has changed since: both changes stand, or the conflict is named."""

from pathlib import Path

import pytest

from editions.model.statement import Statement
from editions.onto import Brought, bring, patched, write
from editions.problems import Refusal
from editions.reading.statements import read_statement
from editions.surroundings import Limits
from tests.support.making import EVERYTHING, around, layout
from tests.support.office_folder import changed, copied, docx_of

_FIRST = "A paragraph with *emphasis*"


def _write(brought: Brought, statement: Statement) -> tuple[str, ...]:
    return write(patched(brought, statement, Limits()), statement)


def test_a_change_in_word_is_written_and_all_else_stays_byte_for_byte(tmp_path: Path) -> None:
    folder = copied(EVERYTHING, tmp_path)
    before = (folder / "en.md").read_text("utf-8")
    docx = changed(docx_of(folder), "Twenty words more", "Thirty words more")

    statement = read_statement(folder, around()).statement
    written = _write(bring(docx, statement, "edited.docx", None), statement)

    assert [Path(name).name for name in written] == ["en.md"]
    assert (folder / "en.md").read_text("utf-8") == before.replace("Twenty words more", "Thirty words more")


def test_changes_in_different_paragraphs_are_both_kept(tmp_path: Path) -> None:
    folder = copied(EVERYTHING, tmp_path)
    docx = changed(docx_of(folder), "Twenty words more", "Thirty words more")
    source = (folder / "en.md").read_text("utf-8").replace(_FIRST, "A first paragraph with *emphasis*")
    (folder / "en.md").write_text(source, "utf-8")

    statement = read_statement(folder, around()).statement
    brought = bring(docx, statement, "edited.docx", None)
    _write(brought, statement)

    assert brought.conflicts == ()
    assert [one.kind for one in brought.since if one.kind != "same"] == ["changed"]
    assert (folder / "en.md").read_text("utf-8") == source.replace("Twenty words more", "Thirty words more")


def test_changes_in_the_same_paragraph_are_a_conflict_and_nothing_is_wanted(tmp_path: Path) -> None:
    folder = copied(EVERYTHING, tmp_path)
    docx = changed(docx_of(folder), "Twenty words more", "Thirty words more")
    path = folder / "en.md"
    path.write_text(path.read_text("utf-8").replace("Twenty words more", "Forty words more"), "utf-8")

    brought = bring(docx, read_statement(folder, around()).statement, "edited.docx", None)

    (conflict,) = brought.conflicts
    sides = (conflict.conflict.base, conflict.conflict.mine, conflict.conflict.theirs)
    assert [side[0].text[:5] for side in sides] == ["Twent", "Forty", "Thirt"]
    assert (conflict.file, conflict.line) == ("en.md", 22)
    assert brought.wanted is None
    with pytest.raises(ValueError, match="nothing is wanted"):
        _write(brought, read_statement(folder, around()).statement)


def test_a_file_that_changes_while_the_document_is_read_is_not_overwritten(tmp_path: Path) -> None:
    folder = copied(EVERYTHING, tmp_path)
    docx = changed(docx_of(folder), "Twenty words more", "Thirty words more")
    statement = read_statement(folder, around()).statement
    brought = bring(docx, statement, "edited.docx", None)
    path = folder / "en.md"
    path.write_text(path.read_text("utf-8") + "\nOne more.\n", "utf-8")
    before = path.read_bytes()

    with pytest.raises(Refusal, match="has changed while the document was read"):
        _write(brought, statement)

    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("SAMPLE STATEMENT</w:t>", "</w:t>", "there is no heading"),
        ("Sampletown, 8 March 2026</w:t>", "Sampletown, some day</w:t>", 'the line "Sampletown, some day" says no date'),
    ],
)
def test_what_no_statement_can_be_without_is_refused(tmp_path: Path, old: str, new: str, what: str) -> None:
    folder = copied(EVERYTHING, tmp_path)

    with pytest.raises(Refusal, match=what):
        bring(changed(docx_of(folder), old, new), read_statement(folder, around()).statement, "edited.docx", None)


def test_place_and_date_are_taken_from_their_line(tmp_path: Path) -> None:
    folder = copied(EVERYTHING, tmp_path)
    docx = changed(docx_of(folder), "Sampletown, 8 March 2026", "Specimen City, 9 April 2026")

    statement = read_statement(folder, around()).statement
    _write(bring(docx, statement, "edited.docx", None), statement)

    again = read_statement(folder, around()).statement
    assert (again.date.isoformat(), again.text("en").place, again.text("az").place) == ("2026-04-09", "Specimen City", "Sampletown")


def test_an_edition_of_another_statement_is_refused(tmp_path: Path) -> None:
    folder = copied(EVERYTHING, tmp_path)
    docx = docx_of(folder)
    folder.rename(tmp_path / "another")

    with pytest.raises(Refusal, match='an edition of "everything", not of "another"'):
        bring(docx, read_statement(tmp_path / "another", around()).statement, "edited.docx", None)


def test_a_document_that_lost_its_source_needs_the_one_that_it_was_made_from(tmp_path: Path) -> None:
    folder = copied(EVERYTHING, tmp_path)
    docx = changed(changed(docx_of(folder), "Twenty words more", "Thirty words more"), "customXml/item1.xml", None)
    base = read_statement(folder, around()).statement

    assert bring(docx, base, "edited.docx", None).wanted is not None
    path = folder / "en.md"
    path.write_text(path.read_text("utf-8").replace(_FIRST, "A first paragraph with *emphasis*"), "utf-8")
    now = read_statement(folder, around()).statement
    with pytest.raises(Refusal, match="--base"):
        bring(docx, now, "edited.docx", None)
    assert bring(docx, now, "edited.docx", None, base).conflicts == ()


def test_what_is_changed_in_the_head_of_a_page_is_told(tmp_path: Path) -> None:
    folder = copied(EVERYTHING, tmp_path)
    statement = read_statement(folder, around()).statement
    docx = docx_of(folder)

    assert bring(docx, statement, "edited.docx", None, None, layout("plain")).taken == ()
    edited = changed(docx, "SAMPLE STATEMENT · 8 March 2026", "DRAFT", part="word/header2.xml")
    assert bring(edited, statement, "edited.docx", None, None, layout("plain")).taken == (
        'a head or foot says "DRAFT", which is not brought back: the layout "plain" says these',
        'a head or foot no longer says "SAMPLE STATEMENT · 8 March 2026", which is not brought back: the layout "plain" says these',
    )
