"""A source, out as a DOCX and in again: the same source, byte for byte."""

import pytest
from hypothesis import HealthCheck, given, settings

from editions.language import known_labels
from editions.model.prose import inline_runs
from editions.model.runs import laid_flat
from editions.model.statement import Text
from editions.onto import bring
from editions.reading.statements import read_statement
from tests.support.making import EVERYTHING, SAMPLE, around, content
from tests.support.prose import texts
from tests.support.returning import as_docx, read_back, returned_file, returned_units, statement_of, units_of


@pytest.mark.parametrize(("folder", "language"), [(SAMPLE, "en"), (EVERYTHING, "en"), (EVERYTHING, "az"), (EVERYTHING, "ar")])
def test_a_docx_that_nobody_edited_changes_nothing(folder, language: str) -> None:  # type: ignore[no-untyped-def]
    statement = read_statement(folder, around()).statement

    brought = bring(content(folder, language, "docx"), statement, "edited.docx", None)

    assert brought.changes_nothing
    assert all(one.kind == "same" for one in (*brought.edits, *brought.since))
    assert (brought.lost, brought.taken, brought.conflicts, brought.pictures) == ((), (), (), ())
    assert (brought.looks, brought.cleaned) == ((), ())


def has_no_empty_paragraph(text: Text) -> bool:
    """Return whether every paragraph says something: one that holds blanks alone is none in Word."""
    notes = {note.number: note for note in text.footnotes}
    return all(laid_flat(inlines, notes) for _, inlines in inline_runs(text.body))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(texts().filter(lambda text: text.language in known_labels() and has_no_empty_paragraph(text)))
def test_any_text_comes_back_as_the_same_bytes(text: Text) -> None:
    statement = statement_of(text, reference="SAMPLE 1")

    returned = read_back(as_docx(statement), statement)

    assert returned_units(returned) == units_of(statement)
    assert returned_file(returned, statement) == statement.sources[1].content
    assert (returned.lost, returned.taken, returned.pictures, returned.looks, returned.cleaned) == ((), (), (), (), ())
