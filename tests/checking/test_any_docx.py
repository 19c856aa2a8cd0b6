"""A DOCX whose properties hold anything."""

import re
from dataclasses import replace

from editions.checking.book import ask
from tests.support.cases import everything_case, found, in_parts, sample_case


def test_a_language_that_is_none_is_named_and_stops_nothing() -> None:
    case = sample_case()
    assert case.docx

    odd = replace(case, docx=replace(case.docx, custom={**case.docx.custom, "EditionsLanguage": "another"}))

    assert [finding.rule for finding in found(odd, "language-unset")] == ["language-unset"]


def test_measures_that_are_no_numbers_stop_nothing() -> None:
    def odd(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = re.sub(rb'<wp:extent cx="\d+"', b'<wp:extent cx="1.5cm"', parts["word/document.xml"])
        parts["word/numbering.xml"] = parts["word/numbering.xml"].replace(b'w:ilvl="1"', b'w:ilvl="one"')
        parts["word/styles.xml"] = re.sub(rb'w:(line|before)="\d+"', rb'w:\1="much"', parts["word/styles.xml"])

    found_in = {finding.rule for finding in ask((in_parts(odd)(everything_case()),), "odd").findings}

    assert {"image-other", "style-look"} <= found_in
