"""The schema check of a DOCX, asked of many in one process."""

from typing import Any

import pytest

from editions.checking.conformance import openxml
from tests.support.making import EVERYTHING, SAMPLE, content


def test_a_document_is_not_held_against_the_notes_of_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    from openxml_audit.semantic.constraints import cross_part

    def key(_context: Any, part: str, parts: list[str]) -> tuple[int, str]:
        """Return a key as if every package lay at the same address, as it may when the one before is gone."""
        return (0, ",".join(parts) or part)

    monkeypatch.setattr(cross_part, "_cache_key", key)

    assert list(openxml.check_openxml(content(SAMPLE, "en", "docx"), "sample.docx")) == []
    assert list(openxml.check_openxml(content(EVERYTHING, "en", "docx"), "everything.docx")) == []
