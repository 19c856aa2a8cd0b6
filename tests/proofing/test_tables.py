"""Metadata, manifest and rules in tables."""

from dataclasses import replace

from editions.checking.book import RULES
from editions.checking.rules import Case
from editions.proofing.metadata import properties
from editions.proofing.record import record
from editions.proofing.sections import asked
from tests.support.cases import sample_case
from tests.support.proofs import error, verdict


def test_what_three_places_say_of_one_thing_is_one_row() -> None:
    rows = {row.name: row for row in properties(sample_case())}

    title = rows["Title"]
    assert title.xmp == title.info == title.docx
    assert title.xmp.startswith("STATEMENT by the Commissioner")
    assert (rows["Language"].xmp, rows["Language"].info, rows["Language"].docx) == ("en", "", "en")


def test_every_property_that_says_something_is_there_once() -> None:
    case = sample_case()
    assert case.pdf
    assert case.docx

    rows = properties(case)

    said = [value for row in rows for value in (row.xmp, row.info, row.docx) if value]
    places = (case.pdf.xmp, case.pdf.info, case.docx.core, case.docx.custom, case.docx.application)
    given = [" ".join(value.split()) for place in places for value in place.values() if any(one.isalnum() for one in value)]
    assert sorted(said) == sorted(given)


def test_a_lone_docx_has_its_own_properties() -> None:
    alone = Case(name="some.docx", docx_name="some.docx", docx=sample_case().docx)

    assert all(row.docx and not row.xmp and not row.info for row in properties(alone))


def test_a_whole_edition_is_as_built() -> None:
    made = record(sample_case())

    assert made
    assert {file.state for file in (*made.outputs, *made.inputs)} == {"as built"}
    assert [(file.name, file.said[1:3]) for file in made.annexes] == [
        ("annexes/figures.md", ("merge", "1")), ("annexes/dates.pdf", ("merge", "2")),
    ]  # fmt: skip


def test_what_was_altered_lost_or_added_since_is_said() -> None:
    case = sample_case()
    files = {**case.files, case.pdf_name: b"altered"}
    del files[case.docx_name]
    inputs = {**case.inputs, "statement/en.md": "0" * 64, "statement/de.md": "1" * 64}
    del inputs["statement/statement.toml"]

    made = record(replace(case, files=files, inputs=inputs))

    assert made
    states = {file.name: file.state for file in (*made.outputs, *made.inputs) if not file.is_same}
    assert states == {
        case.pdf_name: "changed since", case.docx_name: "no longer there", "statement/en.md": "changed since",
        "statement/de.md": "new since", "statement/statement.toml": "no longer there",
    }  # fmt: skip


def test_a_manifest_that_holds_something_else_is_shown_as_far_as_it_goes() -> None:
    damaged = {"outputs": [None, {"file": 3, "annexes": "x", "claims": 1}], "inputs": [], "tools": "none"}

    made = record(replace(sample_case(), manifest=damaged, inputs={}))

    assert made
    assert [(file.name, file.state) for file in made.outputs] == [("3", "no longer there")]
    assert (made.annexes, made.inputs, made.tools) == ((), (), ())


def test_rules_say_how_often_they_fired_or_why_they_were_passed_over() -> None:
    said = replace(verdict(), findings=(error(), error("another")), asked=("claim-false",), passed_over=(("tags-disconnected", "source"),))

    rows = {row.rule.id: (row.findings, row.why_not) for row in asked(said, RULES)}

    assert rows["claim-false"] == (2, "")
    assert rows["tags-disconnected"] == (None, "there is no source to hold the files against")
