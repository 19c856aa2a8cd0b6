"""Where something changed is said as people say it who look at the page."""

import pytest

from editions.comparing.differences import compare
from editions.comparing.naming import named
from editions.comparing.units import Unit, units
from editions.reading.text import read_text

_FRONT = '+++\nheading = "SAMPLE"\nsubject = "of a test"\n\n[signatory]\nname = "A. Sample"\n+++\n\n'
_BODY = """The first paragraph.

# On lists

A paragraph under it[^1] with another note[^2].

- one
- two
- three

# On tables

| Year | Event |
|---|---|
| 1990 | a year |
| 1994 | another |

![A chart](images/chart.png)

[^1]: A first note.
[^2]: A second note.
"""


def _units(body: str) -> tuple[Unit, ...]:
    text, problems = read_text(_FRONT + body, "en.md", language="en")
    assert text
    assert not problems
    return units(text)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("The first paragraph", "The only paragraph", "paragraph 1"),
        ("A paragraph under it", "One paragraph under it", 'paragraph 2 (under "On lists")'),
        ("# On lists", "# On all lists", "heading 1"),
        ("A second note", "Another second note", 'paragraph 2, note 2 (under "On lists")'),
        ("- two", "- the second", 'list 1, item 2 (under "On lists")'),
        ("- one\n- two", "- the one\n- the second", 'list 1, items 1 and 2 (under "On lists")'),
        ("| 1994 | another", "| 1994 | one more", 'table 1, row 2 "1994" (under "On tables")'),
        ("| Year |", "| In |", 'table 1, header (under "On tables")'),
        ("| 1990 | a year |\n", "", 'table 1 (under "On tables")'),
        ("![A chart]", "![A chart of bars]", 'picture 1 (under "On tables")'),
        ("The first paragraph.\n\n", "", "paragraph 1 as it was"),
    ],
)
def test_a_change_is_named_by_its_place(old: str, new: str, name: str) -> None:
    differences = compare(_units(_BODY), _units(_BODY.replace(old, new)))

    changed = [place for one, place in zip(differences, named(differences), strict=True) if one.kind != "same"]
    assert changed == [name]
