"""What depends on a language."""

import pytest

from editions.language import script


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Latn"), ("ru", "Cyrl"), ("az", "Latn"), ("az-Cyrl", "Cyrl"), ("ar", "Arab"), ("he", "Hebr"), ("el", "Grek"), ("zh", "Hans")],
)
def test_a_language_is_written_in_its_usual_script_unless_it_says_otherwise(language: str, expected: str) -> None:
    assert script(language) == expected
