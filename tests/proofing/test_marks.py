"""Where findings are marked."""

import pytest

from editions.proofing.marks import Mark, mark, number, on_page
from tests.support.proofs import error

_A4 = (600.0, 800.0)


def _mark(*box: float) -> Mark:
    [one] = number((error(page=1, box=box),), ())
    made = mark(one, _A4)
    assert made is not None
    return made


def test_a_box_in_points_from_the_lower_left_becomes_percent_from_the_upper_left() -> None:
    made = _mark(62, 602, 298, 698)

    # Two points off on each side: 60 to 300 of 600, 100 to 200 of 800.
    assert (made.left, made.top, made.width, made.height) == (10.0, 12.5, 40.0, 12.5)


@pytest.mark.parametrize("box", [(-50, -50, 5, 5), (590, 790, 700, 900), (0, 0, 600, 800), (300, 400, 300, 400), (900, 900, 950, 950)])
def test_a_mark_stays_on_the_page_and_is_never_too_small_to_be_seen(box: tuple[float, ...]) -> None:
    made = _mark(*box)

    assert min(made.left, made.top) >= 0
    assert max(made.left + made.width, made.top + made.height) <= 100.01
    assert made.width * _A4[0] / 100 >= 5
    assert made.height * _A4[1] / 100 >= 5


def test_a_finding_leads_to_its_mark_to_its_page_or_nowhere() -> None:
    findings = (error(page=1, box=(0, 0, 9, 9)), error(page=1), error(page=7), error())

    numbered = number(findings, [(error().where, 1, "pdf-en-1")])

    assert [(one.number, one.place) for one in numbered] == [(1, "mark-1"), (2, "pdf-en-1"), (3, ""), (4, "")]


def test_a_page_has_the_findings_of_its_own_file_alone() -> None:
    numbered = number((error(page=1), error(page=1, where="other.pdf"), error(page=2)), ())

    assert [one.number for one in on_page(numbered, error().where, 1)] == [1]
