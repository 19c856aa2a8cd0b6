"""What is said of files that are as they were signed: who, when, by whose clock, vouched for by whom, for how long."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import pytest

from editions.forks import may_fork
from editions.model.signatures import GRAVEST, Level, Revocation, Trust, Verdict
from editions.verifying.apart import verify_apart, verify_forked
from editions.verifying.judging import verify
from editions.verifying.plain import as_plain, from_plain
from tests.support.pki import Authority
from tests.support.signed import LEVELS, Way, sign, stamped, unsigned
from tests.verifying.conftest import Make, Verify

_TWO = Way(signers=("officer", "deputy"))


def test_a_file_without_a_signature_is_not_signed(found: Verify) -> None:
    seen = found(unsigned())

    assert (seen.verdict, seen.sentence) == (Verdict.UNSIGNED, "not signed")


@pytest.mark.parametrize("certified", [True, False])
@pytest.mark.parametrize("level", ["B-LT", "B-LTA"])
def test_a_signature_with_its_revocation_data_is_valid_and_says_who_when_and_by_whom(
    make: Make, found: Verify, level: str, certified: bool
) -> None:
    seen = found(make(Way(level=level, certified=certified)))

    [one] = seen.signatures
    assert (seen.verdict, seen.level, one.level) == (Verdict.VALID, level, level)
    assert (one.signer, one.clock, one.root) == ("TEST Officer", "TEST Time Stamps", "TEST Root")
    assert (one.revocation, one.certifies) == (Revocation.GOOD, certified)
    assert seen.sentence.startswith("valid: signed by TEST Officer on ")


@pytest.mark.parametrize("level", ["B-B", "B-T"])
def test_without_revocation_data_nothing_is_proven_unless_the_authority_is_asked(make: Make, trust: Trust, level: str) -> None:
    content = make(Way(level=level))
    now = datetime.now(UTC)

    offline, online = verify(content, trust, now), verify(content, replace(trust, online=True), now)

    assert (offline.verdict, offline.level) == (Verdict.UNPROVEN, level)
    assert "nothing here tells whether the certificate of TEST Officer had been revoked" in offline.sentence
    assert (online.verdict, online.level) == (Verdict.VALID, level)


def test_without_roots_it_says_who_signed_and_that_nobody_vouches_for_it(make: Make) -> None:
    seen = verify(make(Way()), Trust(), datetime.now(UTC))

    assert seen.verdict == Verdict.UNPROVEN
    assert seen.sentence.startswith("not proven: signed by TEST Officer, whose certificate no root here vouches for, on ")


def test_two_signatures_are_both_judged(make: Make, found: Verify) -> None:
    seen = found(make(_TWO))

    assert (seen.verdict, seen.level) == (Verdict.VALID, Level.B_LTA)
    assert [one.signer for one in seen.signatures] == ["TEST Officer", "TEST Deputy"]
    assert "another signature" in seen.signatures[0].additions


def test_what_the_second_signatory_has_not_signed_yet_is_said(authority: Authority, make: Make, found: Verify) -> None:
    first = found(sign(authority, unsigned(), replace(_TWO, level="B-LT"), 1))

    assert first.verdict == Verdict.VALID
    assert first.sentence.endswith("; certified, nothing was changed since; not yet signed by the second signatory")
    assert "not yet signed" not in str(found(make(_TWO)))


def test_what_is_not_signed_yet_is_said_where_nothing_is_proven_too(make: Make, found: Verify) -> None:
    assert found(make(Way(level="B-B"))).sentence.endswith("; not yet signed by the second signatory")
    assert found(unsigned()).sentence == "not signed"


def test_the_second_signature_is_judged_by_the_revocation_data_that_came_with_it(authority: Authority, found: Verify) -> None:
    first = sign(authority, unsigned(), _TWO, 1)

    seen = found(sign(authority, first, replace(_TWO, level="B-LT"), 2))

    assert [one.level for one in seen.signatures] == [Level.B_LTA, Level.B_LT]
    assert (seen.verdict, seen.level) == (Verdict.VALID, Level.B_LT)


@pytest.mark.parametrize("certified", [True, False])
@pytest.mark.parametrize("level", LEVELS)
def test_a_later_time_stamp_of_our_own_is_never_held_against_a_file(
    authority: Authority, make: Make, found: Verify, level: str, certified: bool
) -> None:
    content = make(Way(level=level, certified=certified))

    before, after = found(content), found(stamped(authority, content, "TimeStamp2"))

    assert after.signatures[0].changes == ()
    assert GRAVEST.index(after.verdict) >= GRAVEST.index(before.verdict)


def test_a_later_time_stamp_is_no_change(authority: Authority, make: Make, found: Verify) -> None:
    seen = found(stamped(authority, make(Way()), "TimeStamp2"))

    assert seen.verdict == Verdict.VALID
    assert [one.field for one in seen.stamps] == ["TimeStamp1", "TimeStamp2"]


def test_it_says_in_how_many_days_the_last_time_stamp_ends(authority: Authority, make: Make, found: Verify) -> None:
    seen = found(stamped(authority, make(Way()), "TimeStamp2", by="tsa-short"))

    assert seen.days is not None
    assert 198 <= seen.days <= 200


def test_long_after_the_signers_certificate_has_ended_it_is_valid_by_its_time_stamp(make: Make, trust: Trust) -> None:
    later = datetime.now(UTC) + timedelta(days=6 * 365)

    assert verify(make(Way()), trust, later).verdict == Verdict.VALID
    assert verify(make(Way(level="B-B")), trust, later).verdict == Verdict.UNPROVEN


def test_when_the_last_time_stamp_has_ended_nothing_is_proven_any_more(make: Make, trust: Trust) -> None:
    seen = verify(make(Way()), trust, datetime.now(UTC) + timedelta(days=10 * 365))

    assert seen.verdict == Verdict.UNPROVEN
    assert [remark.kind for remark in seen.stamps[0].remarks] == ["stamp-ended"]


def test_a_process_of_its_own_finds_the_same(make: Make, trust: Trust) -> None:
    now = datetime.now(UTC)
    content = make(Way())

    assert verify_apart(content, trust, now) == verify(content, trust, now)
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        assert pool.submit(may_fork).result()
        assert pool.submit(verify_forked, content, trust, now).result() == verify(content, trust, now)


def test_a_file_that_costs_more_than_it_may_cannot_be_verified(make: Make, trust: Trust) -> None:
    seen = verify_apart(make(Way()), trust, datetime.now(UTC), memory=32 * 2**20)

    assert seen.verdict == Verdict.UNREADABLE
    assert "needs more than 32 MiB of memory to verify" in seen.sentence


def test_what_is_found_comes_back_from_json_as_it_was(make: Make, found: Verify) -> None:
    seen = found(make(_TWO))

    assert from_plain(as_plain(seen)) == seen


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"Dear Sir or Madam,", b"%PDF-1.7\n" + b"[" * 100_000])
def test_what_is_no_pdf_cannot_be_verified(found: Verify, content: bytes) -> None:
    assert found(content).verdict == Verdict.UNREADABLE
