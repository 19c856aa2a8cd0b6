"""What LibreOffice saves comes back whole; what is changed in it comes back as exactly that."""

from hypothesis import HealthCheck, Phase, given, settings

from editions.cli.telling import BRACKETS, told_of_text
from editions.language import known_labels
from editions.model.statement import Statement, Text
from editions.onto import Brought, bring
from editions.reading.statements import read_statement
from tests.onto.test_round_trip import has_no_empty_paragraph
from tests.support import uno_office as office
from tests.support.making import EVERYTHING, SAMPLE, around, content
from tests.support.office_folder import commented
from tests.support.prose import texts
from tests.support.returning import as_docx, read_back, returned_units, statement_of, units_of
from tests.support.tame import tame

_ALL = [(SAMPLE, "en"), (EVERYTHING, "en"), (EVERYTHING, "az"), (EVERYTHING, "ar")]


def _generated(count: int) -> list[Statement]:
    """Return statements of every kind, the same at each run."""
    made: list[Statement] = []

    @settings(
        max_examples=count, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(texts().filter(lambda text: text.language in known_labels() and has_no_empty_paragraph(text)))
    def collect(text: Text) -> None:
        made.append(statement_of(tame(text), reference="SAMPLE 1"))

    collect()
    return made


def test_a_save_by_libreoffice_loses_nothing() -> None:
    statements = _generated(40)[-30:]
    saved = office.all_edited([*((as_docx(statement), ()) for statement in statements), *((content(*one, "docx"), ()) for one in _ALL)])

    for statement, document in zip(statements, saved, strict=False):
        returned = read_back(document, statement)
        assert returned_units(returned) == units_of(statement)
        assert (returned.lost, returned.taken, returned.pictures, returned.looks, returned.cleaned) == ((), (), (), (), ())
    for (folder, _), document in zip(_ALL, saved[len(statements) :], strict=True):
        brought = bring(document, read_statement(folder, around()).statement, "saved.docx", None)
        assert brought.changes_nothing
        assert (brought.lost, brought.taken, brought.looks, brought.cleaned) == ((), (), (), ())


def _brought(document: bytes, *, accept: bool = True) -> Brought:
    return bring(document, read_statement(SAMPLE, around()).statement, "edited.docx", lambda _: accept)


def _told(brought: Brought) -> list[str]:
    """Return what changed, without what did not."""
    return [line.strip() for line in told_of_text(brought.edits, BRACKETS) if "unchanged" not in line]


def test_what_is_changed_in_libreoffice_comes_back_as_exactly_that() -> None:
    docx = content(SAMPLE, "en", "docx")
    edits: list[list[office.Step]] = [
        [office.insert("most ", before="heroic page")],
        [office.delete("brutally ")],
        [office.bold("crime against humanity")],
        [office.new_paragraph("the Sample Council", after="European Union")],
        [office.move_paragraph("From the late 1980s", down=2)],
        [office.insert("\r", before="heroic page")],
        [office.track(), office.insert("very ", before="heroic page")],
    ]
    inserted, deleted, bold, recipient, moved, parted, tracked = map(
        _brought, saved := office.all_edited([(docx, steps) for steps in edits])
    )

    assert _told(inserted)[0] == "paragraph 1: changed"
    assert "{+most +}heroic page" in _told(inserted)[1]
    assert "[-brutally -]" in _told(deleted)[1]
    assert "{~crime against humanity: now bold~}" in _told(bold)[1]
    assert _told(recipient) == ["recipient 9: new", "{+the Sample Council+}"]
    assert [line.partition(",")[0] for line in _told(moved) if line.startswith("paragraph")] == [
        "paragraph 3 as it was: moved away (move 1)",
        "paragraph 5: moved here (move 1)",
    ]
    assert _told(parted)[0] == "paragraph 1: now 2 paragraphs"
    assert "{+¶+} heroic page" in _told(parted)[1]
    assert "{+very +}heroic page" in _told(tracked)[1]
    (change,) = tracked.pending.changes
    assert (change.change.kind, change.change.author, change.words) == ("inserted", "An Editor", "very ")
    assert _told(_brought(saved[-1], accept=False)) == []
    for one, lines in ((inserted, 2), (deleted, 2), (bold, 2), (parted, 2), (tracked, 2)):
        assert (len(_told(one)), one.lost, one.taken) == (lines, (), ())


def test_a_comment_comes_back_with_the_words_that_it_stands_at_and_changes_nothing() -> None:
    docx = commented(content(SAMPLE, "en", "docx"), "Is this so?", at="heroic page", author="B. Reader")

    for brought in map(_brought, (docx, office.saved(docx))):
        (comment,) = brought.pending.comments
        assert (comment.author, comment.text, comment.at) == ("B. Reader", "Is this so?", "heroic page")
        assert brought.changes_nothing
