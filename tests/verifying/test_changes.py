"""What was done to a file behind the signature's back is never accepted; what may come after a signature always is."""

import pytest

from editions.model.signatures import Verdict
from tests.support.forging import FORGED
from tests.support.pki import Authority
from tests.support.signed import LEVELS, Way, stamped, stamped_over, stamped_with_more
from tests.verifying.conftest import Make, Verify

_WAYS = [Way(level=level, certified=certified) for certified in (True, False) for level in LEVELS]


def test_there_are_more_than_thirty_kinds_of_change() -> None:
    assert len(FORGED) > 30


@pytest.mark.parametrize("change", FORGED)
def test_no_change_after_signing_is_accepted(make: Make, found: Verify, change: str) -> None:
    seen = {way: found(FORGED[change](make(way))) for way in _WAYS}

    assert [way for way, one in seen.items() if one.verdict not in (Verdict.INVALID, Verdict.UNREADABLE)] == []


@pytest.mark.parametrize("key", ["/Prop_Build", "/Location"])
@pytest.mark.parametrize("level", LEVELS)
def test_a_time_stamp_that_brings_anything_along_is_a_change(authority: Authority, make: Make, found: Verify, level: str, key: str) -> None:
    seen = found(stamped_with_more(authority, make(Way(level=level)), "TimeStamp2", key))

    assert seen.verdict == Verdict.INVALID
    assert "changed-form" in {remark.kind for remark in seen.signatures[0].changes}


@pytest.mark.parametrize("level", LEVELS)
def test_a_time_stamp_that_is_written_over_a_page_is_a_change(authority: Authority, make: Make, found: Verify, level: str) -> None:
    seen = found(stamped_over(authority, make(Way(level=level)), "TimeStamp2", "/Contents"))

    assert seen.verdict == Verdict.INVALID
    assert "changed-pages" in {remark.kind for remark in seen.signatures[0].changes}


def test_a_time_stamp_in_the_room_of_who_has_not_signed_is_a_change(authority: Authority, make: Make, found: Verify) -> None:
    seen = found(stamped(authority, make(Way()), "Signature2"))

    assert seen.verdict == Verdict.INVALID
    assert "changed-form" in {remark.kind for remark in seen.signatures[0].changes}
