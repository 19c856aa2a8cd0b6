"""The marks of annex pages: what is said of a page without one."""

from dataclasses import replace

import pikepdf

from editions.checking.book import ask
from editions.checking.rules import Case
from tests.support.cases import found, in_manifest, in_pdf, sample_case

_ANNEX = "annexes/dates.pdf"


def _without_mark() -> Case:
    def drop(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[-1].obj["/Contents"][-1]

    return in_pdf(drop)(sample_case())


def test_a_page_that_had_no_place_for_its_mark_as_the_manifest_says_is_no_error() -> None:
    finding = {"rule": "annex-unmarked", "severity": "note", "where": _ANNEX, "message": "1 of its pages bear no mark", "clause": ""}

    case = in_manifest(lambda manifest: manifest["findings"].append(finding))(_without_mark())

    assert [one for one in ask((case,), case.name).findings if "mark" in one.message] == []


def test_a_page_without_its_mark_is_told_once() -> None:
    case = _without_mark()

    assert [one.rule for one in ask((case,), case.name).findings if "mark" in one.message] == ["annex-mark"]


def test_without_a_manifest_a_page_without_its_mark_is_a_warning() -> None:
    case = replace(_without_mark(), manifest=None)

    assert [one.severity for one in found(case, "annex-mark")] == ["warning"]
