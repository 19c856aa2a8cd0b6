"""Where findings are marked."""

from itertools import combinations

import pytest

from editions.model.findings import Finding
from editions.proofing.marks import Mark, arranged, mark, number, on_page
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


def _boxes(*findings: Finding) -> list[tuple[float, float, float, float]]:
    """Return left, top, right and bottom of the numbers of *findings* on a page."""
    marks = arranged(made for one in number(findings, ()) if (made := mark(one, _A4)))
    sizes = [(5.6 + 2.0 * (len(str(one.number)) - 1), 3.8) for one in marks]
    return [
        (one.badge[0] - width / 2, one.badge[1] - height / 2, one.badge[0] + width / 2, one.badge[1] + height / 2)
        for one, (width, height) in zip(marks, sizes, strict=True)
    ]


@pytest.mark.parametrize("box", [(100, 400, 300, 420), (0, 780, 40, 800), (560, 0, 600, 20), (0, 0, 600, 800)])
@pytest.mark.parametrize("count", [2, 12, 120])
def test_no_number_stands_over_another_or_beyond_the_page(box: tuple[float, ...], count: int) -> None:
    boxes = _boxes(*(error(page=1, box=box) for _ in range(count)))

    assert all(min(one) >= -0.01 and max(one) <= 100.01 for one in boxes)
    assert [
        (one, other)
        for one, other in combinations(boxes, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 0.01 and min(one[3], other[3]) - max(one[1], other[1]) > 0.01
    ] == []


def test_a_number_that_has_room_stands_to_the_left_of_the_middle_of_its_mark() -> None:
    [(_, top, right, low)] = _boxes(error(page=1, box=(100, 400, 300, 420)))

    assert right == pytest.approx(100 * 98 / 600 - 0.8, abs=0.01)
    assert (top + low) / 2 == pytest.approx(100 * (800 - 410) / 800, abs=0.01)
