"""Two judges: what each says of a file, where, and how they are laid beside each other."""

import json
from pathlib import Path
from typing import Any

import pytest

from editions.checking.conformance.judges import compared
from editions.checking.conformance.page_validation import check_conformance
from editions.checking.conformance.verapdf import check_with_verapdf
from editions.model.findings import Finding, in_words
from tests.support.annexes import joined, producer


def _found(*rules: str) -> list[Finding]:
    return [Finding(rule=rule, severity="error", where="a.pdf", message=f"Of {rule}.") for rule in rules]


def _compared(one: list[str], other: list[str]) -> dict[str, str]:
    found = compared(_found(*one), _found(*(f"veraPDF {rule}" for rule in other)))
    return {finding.rule: finding.message.removeprefix(f"Of {finding.rule}.").strip() for finding in found}


def test_what_both_judges_object_to_is_said_plainly() -> None:
    assert set(_compared(["PDFUA1-FONT-EMBEDDING-001"], ["7.21.4.1-1"]).values()) == {""}
    assert set(_compared(["PDFUA1-CONTENT-TAGGING-001"], ["7.1-3"]).values()) == {""}


def test_what_one_judge_alone_objects_to_says_so() -> None:
    assert _compared(["PDFUA1-FONT-EMBEDDING-001"], []) == {"PDFUA1-FONT-EMBEDDING-001": "(veraPDF does not object)"}
    assert _compared([], ["7.1-9"]) == {"veraPDF 7.1-9": "(page-validation does not object)"}


def test_judges_that_object_to_different_things_are_told_apart() -> None:
    assert _compared(["PDFUA1-FONT-UNICODE-MAPPING-001", "PDFUA1-FONT-EMBEDDING-001"], ["7.21.4.1-1", "7.18.5-1"]) == {
        "PDFUA1-FONT-UNICODE-MAPPING-001": "(veraPDF does not object to this)",
        "PDFUA1-FONT-EMBEDDING-001": "",
        "veraPDF 7.21.4.1-1": "",
        "veraPDF 7.18.5-1": "(page-validation does not object to this)",
    }


def test_of_rules_that_may_be_the_same_by_another_name_both_are_named() -> None:
    assert _compared(["PDFUA1-LI-KIDS-001"], ["7.2-19"]) == {
        "PDFUA1-LI-KIDS-001": "(veraPDF objects to 7.2-19)",
        "veraPDF 7.2-19": "(page-validation objects to PDFUA1-LI-KIDS-001)",
    }


def _program(folder: Path, checks: list[str], failed: int) -> str:
    """Return a program that answers as veraPDF does, with one rule broken in the *checks* out of so many that *failed*."""
    rule = {"clause": "6.2.11.4.1", "testNumber": 1, "description": "Fonts shall be embedded", "failedChecks": failed}
    rule["checks"] = [{"status": "failed", "context": context} for context in checks]
    job: dict[str, Any] = {"validationResult": [{"details": {"ruleSummaries": [rule]}}]}
    path = folder / "verapdf"
    path.write_text("#!/bin/sh\ncat <<'END'\n" + json.dumps({"report": {"jobs": [job]}}) + "\nEND\n", "utf-8")
    path.chmod(0o755)
    return str(path)


_CONTEXT = "root/document[0]/pages[{}](9 0 obj PDPage)/contentStream[0]/operators[13]/font[0](ABCDEF+{}){{F1}}"


def test_every_page_and_font_that_verapdf_names_is_told(tmp_path: Path) -> None:
    checks = [_CONTEXT.format(6, "Tinos"), _CONTEXT.format(2, "Arimo"), _CONTEXT.format(6, "Tinos"), "root/document[0]"]

    [found] = check_with_verapdf(_program(tmp_path, checks, 4), b"", "a.pdf", "PDF/A-3a")

    assert (found.page, found.pages) == (3, (3, 7))
    assert found.message == 'Fonts shall be embedded (the fonts "Tinos", "Arimo")'


def test_where_verapdf_names_some_places_of_many_their_number_is_told(tmp_path: Path) -> None:
    [found] = check_with_verapdf(_program(tmp_path, [_CONTEXT.format(0, "Tinos")], 12), b"", "a.pdf", "PDF/A-3a")

    assert found.message == 'Fonts shall be embedded (the font "Tinos") (12 times)'


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ((3,), "page 3"),
        ((1, 2), "pages 1–2"),
        ((9, 1, 3, 4, 5), "pages 1, 3–5, 9"),
        (range(1, 2001), "pages 1–2000"),
        (range(1, 41, 2), "pages 1, 3, 5, 7, 9, 11, 13, 15 and 12 more"),
    ],
)
def test_pages_are_said_shortly(pages: Any, words: str) -> None:
    assert in_words(pages) == words


def test_a_font_is_named_and_not_numbered_with_all_pages_that_use_it() -> None:
    [found] = [one for one in check_conformance(joined(["ghostscript.pdf"]), "w.pdf") if one.rule == "PDFUA1-FONT-EMBEDDING-001"]

    assert (found.message, found.pages) == ('the font "Times-Roman" is not embedded', (3, 4))


def test_a_form_within_a_form_is_of_the_page_that_draws_it() -> None:
    from io import BytesIO

    import pikepdf

    from editions.checking.conformance.pages import uses

    with pikepdf.open(BytesIO(producer("ghostscript.pdf"))) as pdf:
        inner = pdf.make_stream(b"")
        inner["/Subtype"] = pikepdf.Name.Form
        outer = pdf.make_stream(b"")
        outer["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=inner))
        inner["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=outer))
        pdf.pages[1].Resources["/XObject"] = pikepdf.Dictionary(X=outer)
        out = BytesIO()
        pdf.save(out, static_id=True)
    with pikepdf.open(BytesIO(out.getvalue())) as pdf:
        number = pdf.pages[1].Resources.XObject.X.Resources.XObject.A.objgen[0]

    assert uses(out.getvalue(), {number})[number].pages == (2,)
