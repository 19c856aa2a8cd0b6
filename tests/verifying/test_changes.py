"""What was done to a file behind the signature's back is never accepted; what may come after a signature always is."""

import pytest

from editions.model.signatures import Verdict
from tests.support.forging import FORGED
from tests.support.signed import LEVELS, Way
from tests.verifying.conftest import Make, Verify

_WAYS = [Way(level=level, certified=certified) for certified in (True, False) for level in LEVELS]


def test_there_are_more_than_thirty_kinds_of_change() -> None:
    assert len(FORGED) > 30


@pytest.mark.parametrize("change", FORGED)
def test_no_change_after_signing_is_accepted(make: Make, found: Verify, change: str) -> None:
    seen = {way: found(FORGED[change](make(way))) for way in _WAYS}

    assert [way for way, one in seen.items() if one.verdict not in (Verdict.INVALID, Verdict.UNREADABLE)] == []
