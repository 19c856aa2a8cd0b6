"""A DOCX whose properties hold anything."""

from dataclasses import replace

from tests.support.cases import found, sample_case


def test_a_language_that_is_none_is_named_and_stops_nothing() -> None:
    case = sample_case()
    assert case.docx

    odd = replace(case, docx=replace(case.docx, custom={**case.docx.custom, "EditionsLanguage": "another"}))

    assert [finding.rule for finding in found(odd, "language-unset")] == ["language-unset"]
