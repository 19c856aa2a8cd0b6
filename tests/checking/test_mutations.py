"""Damages by rote: nearly all are noticed, and those that are not stand in docs/checks.md."""

from tests.support.mutations import outcomes
from tests.support.tools import ROOT


def test_of_the_damages_by_rote_98_in_a_hundred_are_noticed_and_the_others_are_told() -> None:
    seen = list(outcomes())
    missed = [one.name for one in seen if not one.noticed_by]
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")

    assert len(seen) >= 150
    assert len(missed) <= 0.02 * len(seen)
    assert f"**{len(seen) - len(missed)} of {len(seen)} " in page
    assert [line.removeprefix("- ") for line in page.splitlines() if line.startswith(("- PDF:", "- DOCX:"))] == missed
