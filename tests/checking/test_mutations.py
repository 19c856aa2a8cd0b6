"""Damages by rote: nearly all are noticed, and those that are not stand in docs/checks.md."""

import re

from tests.support.cases import sample_case
from tests.support.mutations import mutations, outcomes
from tests.support.tools import ROOT

#: One in so many is tried here; all of them by the command that the page names.
_EACH = 12


def test_of_the_damages_by_rote_98_in_a_hundred_are_noticed_and_the_others_are_told() -> None:
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    told = [line.removeprefix("- ") for line in page.splitlines() if line.startswith(("- PDF:", "- DOCX:"))]
    counted = re.search(r"\*\*(\d+) of (\d+) ", page)
    assert counted
    damages = mutations(sample_case())

    tried = list(outcomes(one for number, one in enumerate(damages) if number % _EACH == 0 or one.name in told))

    assert len(tried) >= 60
    assert [one.name for one in tried if not one.noticed_by] == told
    assert (int(counted[1]), int(counted[2])) == (len(damages) - len(told), len(damages))
    assert len(told) <= 0.02 * len(damages)
