"""The fields of signatures and time stamps: where they lie, how they are told, and what becomes of them behind an annex."""

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from editions.checking.evidence.pdf import read_pdf
from editions.model.evidence import FieldEvidence
from editions.model.parties import Signatory
from editions.preparing import prepare
from tests.support.making import EVERYTHING, SAMPLE, content, edition_with_annexes, layout, pdf, prepared, statement, with_body, words
from tests.support.pdf_tree import structure
from tests.support.tools import require, run

#: Points in a millimetre.
_MM = 72 / 25.4


def fields(made: bytes) -> dict[str, FieldEvidence]:
    return {field.name: field for field in read_pdf(made).fields}


def sample() -> bytes:
    return content(SAMPLE, "en", "pdf")


def test_a_field_fills_the_room_for_ink_above_the_name() -> None:
    name = next(run for page in read_pdf(sample()).pages for run in page.runs if "Sabina" in run.text)
    left, low, right, high = fields(sample())["Signature1"].box or (0, 0, 0, 0)

    assert abs(left - name.box[0]) < 1
    assert 0 < low - name.box[3] < 12
    assert right - left == pytest.approx(90 * _MM, abs=0.1)
    assert high - low == pytest.approx(23 * _MM, abs=0.1)


def test_from_right_to_left_the_field_begins_at_the_right_where_the_name_does() -> None:
    seen = read_pdf(content(EVERYTHING, "ar", "pdf"))
    field = fields(content(EVERYTHING, "ar", "pdf"))["Signature1"]

    assert field.box and field.box[2] == pytest.approx(seen.pages[0].width - 32 * _MM, abs=0.5)


def test_each_signatory_has_a_field_and_there_are_ten_time_stamps_more() -> None:
    both = fields(content(EVERYTHING, "en", "pdf"))

    assert [name for name in both if name.startswith("Signature")] == ["Signature1", "Signature2"]
    assert [name for name in both if name.startswith("Time")] == [f"TimeStamp{number}" for number in range(1, 13)]


def test_fields_are_empty_and_nothing_is_seen_of_them() -> None:
    assert {(field.filled, field.drawn, field.flags) for field in fields(sample()).values()} == {(False, False, 132)}


def test_a_field_is_told_in_the_language_of_the_statement() -> None:
    assert fields(content(EVERYTHING, "az", "pdf"))["Signature1"].words == "İmza: A. Nümunə"
    assert fields(content(EVERYTHING, "az", "pdf"))["TimeStamp2"].words == "Vaxt möhürü 2"


def test_a_field_is_told_in_english_and_marked_so_where_the_language_has_no_words_for_it() -> None:
    text = replace(statement(SAMPLE).texts[0], language="sw")
    look = replace(layout("plain"), labels={"sw": {"page": "Ukurasa {page} / {pages}"}}, body_names={})
    made = prepare(replace(statement(SAMPLE), texts=(text,)), "sw", look)
    assert made.fields

    forms = structure(pdf(made)).find("Form")

    assert made.fields.signatures[0].words == "Signature: Sabina Aliyeva"
    assert {str(form.element["/Lang"]) for form in forms} == {"en"}


def test_a_working_copy_has_no_fields() -> None:
    assert fields(pdf(replace(prepared(SAMPLE, "en"), fields=None), "ombudsman")) == {}


def test_the_last_signature_alone_closes_the_file() -> None:
    with pikepdf.open(io.BytesIO(content(EVERYTHING, "en", "pdf"))) as opened:
        first, last = opened.Root["/AcroForm"]["/Fields"][:2]

        assert "/Lock" not in first
        assert (str(last["/Lock"]["/Action"]), int(last["/Lock"]["/P"])) == ("/Include", 1)
        assert [str(name) for name in last["/Lock"]["/Fields"]] == ["Signature1", "Signature2"]


def test_the_element_of_a_field_holds_the_reference_to_it_and_no_array() -> None:
    forms = structure(sample()).find("Form")

    assert len(forms) == 12
    assert {type(form.element["/K"].get_object()).__name__ for form in forms} == {"DictionaryObject"}


def test_a_signatory_is_heard_after_the_field_above_the_name() -> None:
    [block] = [node for node in structure(sample()).find("Sect") if node.find("Form")]
    told = [node.tag for node in block.walk() if node.tag in ("Form", "P")]

    assert told == ["Form", "P", "P"]


def test_fields_stay_when_annexes_are_joined() -> None:
    made = next(output.content for output in edition_with_annexes(SAMPLE).outputs if output.format == "pdf")
    alone, bound = fields(sample()), fields(made)

    assert list(bound) == list(alone)
    assert [(field.page, field.box, field.words) for field in bound.values()] == [
        (field.page, field.box, field.words) for field in alone.values()
    ]


def test_the_printed_page_is_the_same_with_fields_and_without(tmp_path: Any) -> None:
    program = require("pdftoppm")
    ready = with_body(words("One."), words("Two."))
    for name, fielded in (("with", ready), ("without", replace(ready, fields=None))):
        (tmp_path / f"{name}.pdf").write_bytes(pdf(fielded))
        run(program, "-r", "60", "-png", str(tmp_path / f"{name}.pdf"), str(tmp_path / name))
    pictures = {name: [path.read_bytes() for path in sorted(tmp_path.glob(f"{name}-*.png"))] for name in ("with", "without")}

    assert pictures["with"]
    assert pictures["with"] == pictures["without"]


def test_signatories_that_fill_pages_have_their_fields_on_the_pages_of_their_names() -> None:
    many = tuple(Signatory(name=f"Signatory {number:02}") for number in range(1, 13))
    text = replace(statement(SAMPLE).texts[0], signatories=many)
    made = read_pdf(pdf(prepare(replace(statement(SAMPLE), texts=(text,)), "en", layout("plain"))))
    pages = {run.text.strip(): page.number for page in made.pages for run in page.runs if run.text.startswith("Signatory ")}

    found = [field.page for field in made.fields if field.name.startswith("Signature")]

    assert len(set(found)) > 1
    assert found == [pages[one.name] for one in many]
