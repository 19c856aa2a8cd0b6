"""What a body may say and how deep, at the edge of what is refused."""

import pytest

from editions.reading.markdown import read_markdown


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_lists_and_quotations_may_lie_nine_deep(mark: str) -> None:
    body = read_markdown(mark * 9 + "Words\n", "en.md")

    assert body.problems == ()


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_lists_and_quotations_that_lie_ten_deep_are_refused(mark: str) -> None:
    body = read_markdown(mark * 10 + "Words\n", "en.md")

    assert body.problems[0].what == "lists or quotations lie more than 9 deep"


def test_a_heading_may_be_any_number_of_levels_above_the_one_before_it() -> None:
    body = read_markdown("# One\n\n## Two\n\n### Three\n\n# One\n\n## Two\n", "en.md")

    assert body.problems == ()
