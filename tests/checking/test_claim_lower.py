"""A standard that is not claimed: what the build found is believed, and what was not judged here is not said to be kept."""

from typing import Any

import pytest

from editions.checking.conformance.drawn import PICTURES
from editions.checking.conformance.parents import CLAUSE
from tests.support.cases import found, in_manifest, in_packet, sample_case


def _message(*findings: dict[str, str]) -> str:
    """Return what is said of the sample that claims a lower level, with *findings* in its manifest."""

    def change(manifest: Any) -> None:
        manifest["findings"] = list(findings)

    lower = in_packet("<pdfaid:conformance>A<", "<pdfaid:conformance>B<")(sample_case())
    [finding] = found(in_manifest(change)(lower), "claim-lower")
    return finding.message


def _noted(rule: str, clause: str) -> dict[str, str]:
    return {"rule": rule, "severity": "warning", "where": "annexes/dates.pdf", "message": "an annex broke it", "clause": clause}


@pytest.mark.parametrize(
    ("rule", "clause"), [("PDFA3A-X", "PDF/A-3a"), ("parents", CLAUSE), ("pictures", PICTURES), ("veraPDF 7.1-3", "PDF/UA-1")]
)
def test_what_the_build_found_is_the_reason(rule: str, clause: str) -> None:
    assert _message(_noted(rule, clause)) == "PDF/A-3a is not claimed, an annex broke it"


def test_what_was_not_judged_is_not_said_to_be_kept() -> None:
    message = _message()

    assert message == "PDF/A-3a is not claimed, though nothing was found to stand in its way (veraPDF is not asked of it)"
