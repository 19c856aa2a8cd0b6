"""Attacks that are known of, each named for what it is, beside its nearest twin, which is valid."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pikepdf import Array, Dictionary, Name

from editions.model.signatures import Revocation, Trust, Verdict, Verification
from editions.verifying.judging import verify
from editions.verifying.revision import Revision
from tests.support.forging import FORGED, with_more_to_verify_by
from tests.support.pki import Authority
from tests.support.signed import Way, sign, signed, stamped, to_be_closed, unsigned
from tests.verifying.conftest import Make, Verify


def _kinds(seen: Verification) -> set[str]:
    ones = [*seen.remarks, *(remark for one in seen.signatures for remark in (*one.remarks, *one.changes))]
    return {str(remark.kind) for remark in [*ones, *(remark for one in seen.stamps for remark in one.remarks)]}


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        ("changed_text", "changed-pages", "an incremental-saving attack"),
        ("new_page", "changed-pages", "an incremental-saving attack"),
        ("exchanged_font", "exchanged-resource", "a shadow attack: replace"),
        ("layers", "changed-layers", "a shadow attack: hide"),
        ("changed_link", "changed-annotation", "a shadow attack: hide"),
        ("table_that_names_an_old_object", "shadow-swap", "a shadow attack: hide and replace"),
        ("changed_xmp", "changed-metadata", "the metadata (XMP)"),
        ("changed_title_in_info", "changed-metadata", "the metadata (Info)"),
        ("changed_structure", "changed-structure", "the structure that is read aloud"),
        ("changed_outline", "changed-outline", "the bookmarks"),
        ("emptied_store", "store-stripped", "revocation data was taken out"),
        ("store_that_holds_a_script", "store-strange", "holds something else"),
        ("store_that_leads_to_a_page", "store-strange", "holds something else"),
        ("store_with_a_text_for_a_certificate", "store-strange", "holds something else"),
        ("store_whose_stream_leads_to_a_script", "store-strange", "holds something else"),
        ("store_whose_kind_stands_elsewhere", "store-strange", "holds something else"),
        ("replaced_appearance", "changed-form", "what a field shows"),
        ("signature_taken_out", "signature-removed", "was taken out of it"),
        ("bytes_behind_the_end", "bytes-after-end", "behind the end of the file"),
        ("bytes_before_the_header", "bytes-before-header", "before the header"),
        ("object_twice", "duplicate-object", "added twice"),
        ("object_that_no_table_names", "object-unlisted", "does not name"),
        ("object_freed", "object-removed", "was taken out of it"),
        ("hybrid_table", "object-table", "cannot be read"),
        ("table_that_skips_the_signed_one", "signature-removed", "was taken out of it"),
        ("extra_object", "extra-object", "an object that nothing in the document uses"),
        ("nothing_at_all", "empty-revision", "neither revocation data nor a time stamp"),
    ],
)
def test_a_change_is_named_for_what_it_is(make: Make, found: Verify, change: str, kind: str, words: str) -> None:
    seen = found(FORGED[change](make(Way(level="B-LT"))))

    assert kind in _kinds(seen)
    assert words in str(seen)


def test_what_is_not_changed_has_no_such_name(make: Make, found: Verify) -> None:
    assert _kinds(found(make(Way(level="B-LT")))) == {"not-yet-signed"}


def test_more_to_verify_by_is_no_change(authority: Authority, make: Make, found: Verify) -> None:
    more = authority.certificate("deputy").public_bytes(Encoding.DER)

    seen = found(with_more_to_verify_by(make(Way(level="B-LT")), more))

    assert (seen.verdict, seen.signatures[0].changes) == (Verdict.VALID, ())
    assert "revocation data" in seen.signatures[0].additions


def _wrapped(content: bytes) -> bytes:
    """Return *content* with something in the gap that the signature leaves out, behind the signature."""
    return _ranged(content, lambda start, stop, length: (start - 1, stop, length))


def _shortened(content: bytes) -> bytes:
    """Return *content* whose signature says that it covers less than it does."""
    return _ranged(content, lambda start, stop, length: (start, stop, length - 10))


def _lengthened(content: bytes) -> bytes:
    """Return *content* with a revision behind it, and a signature that says that it covers that, too."""
    more = FORGED["changed_text"](content)
    return _ranged(more, lambda start, stop, length: (start, stop, length + len(more) - len(content)))


def _ranged(content: bytes, change: Callable[[int, int, int], tuple[int, int, int]]) -> bytes:
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\] *", content)
    assert found
    start, stop, length = (int(one) for one in found.groups())
    made = b"/ByteRange [0 %d %d %d]" % change(start, stop, length)
    return content[: found.start()] + made.ljust(len(found[0])) + content[found.end() :]


@pytest.mark.parametrize("attack", [_wrapped, _shortened])
def test_a_signature_that_was_wrapped_is_named(make: Make, found: Verify, attack: Callable[[bytes], bytes]) -> None:
    seen = found(attack(make(Way(level="B-LT"))))

    assert seen.verdict == Verdict.INVALID
    assert "signature-wrapped" in _kinds(seen)


def test_a_range_that_is_written_again_as_it_was_is_no_attack(make: Make, found: Verify) -> None:
    content = make(Way(level="B-LT"))

    same = _ranged(content, lambda *numbers: numbers)

    assert (same, found(same).verdict) == (content, Verdict.VALID)


def test_a_range_drawn_over_an_update_does_not_hold(make: Make, found: Verify) -> None:
    seen = found(_lengthened(make(Way(level="B-B"))))

    assert seen.verdict == Verdict.INVALID
    assert "signature-digest" in _kinds(seen)


def test_a_signature_of_nothing_is_named(make: Make, found: Verify) -> None:
    content = make(Way(level="B-LT"))
    start = content.index(b"/Contents <30") + len(b"/Contents <")
    stop = content.index(b">", start)

    seen = found(content[:start] + b"0" * (stop - start) + content[stop:])

    assert "signature-emptied" in _kinds(seen)
    assert seen.verdict == Verdict.INVALID


def test_a_signature_moved_into_another_file_does_not_hold(authority: Authority, make: Make, found: Verify) -> None:
    content = make(Way(level="B-LT"))
    other = signed(authority, Way(level="B-LT"), unsigned().replace(b"grant of 100", b"grant of 900"))
    start, stop = content.index(b"/Contents <30"), content.index(b">", content.index(b"/Contents <30"))
    there, until = other.index(b"/Contents <30"), other.index(b">", other.index(b"/Contents <30"))

    moved = content[start:stop].rstrip(b"0")
    seen = found(other[:there] + moved.ljust(until - there, b"0") + other[until:])

    assert found(other).verdict == Verdict.VALID
    assert seen.verdict == Verdict.INVALID


@pytest.mark.parametrize(
    ("signer", "kind", "words"),
    [
        ("expired", "certificate-expired", "and was used after that"),
        ("future", "certificate-not-yet-valid", "begins only on"),
        ("revoked", "revoked", "was revoked on"),
    ],
)
def test_a_certificate_that_was_not_good_when_it_was_used_is_named(
    authority: Authority, trust: Trust, signer: str, kind: str, words: str
) -> None:
    online = replace(trust, online=True)
    now = datetime.now(UTC)

    bad = verify(signed(authority, Way(level="B-T", signers=(signer,))), online, now)
    twin = verify(signed(authority, Way(level="B-T", signers=("rsa",))), online, now)

    assert (bad.verdict, twin.verdict) == (Verdict.INVALID, Verdict.VALID)
    assert kind in _kinds(bad)
    assert words in bad.sentence
    assert bad.signatures[0].revocation == (Revocation.REVOKED if signer == "revoked" else Revocation.UNKNOWN)


def test_a_time_that_has_not_come_yet_is_named(make: Make, trust: Trust) -> None:
    content = make(Way(level="B-LT"))
    now = datetime.now(UTC)

    assert "time-in-future" in _kinds(verify(content, trust, now - timedelta(days=2)))
    assert "time-in-future" not in _kinds(verify(content, trust, now))


def test_a_store_that_was_cut_off_leaves_nothing_proven(make: Make, found: Verify) -> None:
    content = make(Way(level="B-LT"))
    cut = content[: found(content).signatures[0].covers]

    seen = found(cut)

    assert seen.verdict == Verdict.UNPROVEN
    assert "revocation-unknown" in _kinds(seen)


def test_a_time_stamp_that_was_taken_out_by_an_update_is_named(authority: Authority, make: Make, found: Verify) -> None:
    seen = found(FORGED["last_stamp_taken_out"](make(Way())))

    assert seen.verdict == Verdict.INVALID
    assert "signature-removed" in _kinds(seen)
    assert found(stamped(authority, make(Way()), "TimeStamp2")).verdict == Verdict.VALID


def test_another_signature_where_the_first_permits_none_is_a_change(authority: Authority, found: Verify) -> None:
    two = Way(level="B-LT", signers=("officer", "deputy"))

    permitted = found(signed(authority, two))
    forbidden = found(sign(authority, signed(authority, Way(level="B-LT")), replace(two, forced=True), 2))

    assert permitted.verdict == Verdict.VALID
    assert (forbidden.verdict, "not-permitted" in _kinds(forbidden)) == (Verdict.INVALID, True)


_TWO = Way(level="B-LT", signers=("officer", "deputy"))


@pytest.fixture(scope="module")
def closed(authority: Authority) -> bytes:
    """Return a file for two that both have signed, the second of whom closed it."""
    return signed(authority, _TWO, to_be_closed())


def test_a_signature_in_a_field_for_time_stamps_is_named(authority: Authority, closed: bytes, found: Verify) -> None:
    forged = found(sign(authority, closed, replace(_TWO, forced=True), 2, field="TimeStamp2"))
    stamp = found(stamped(authority, closed, "TimeStamp2"))

    assert (forged.verdict, "signature-for-stamp" in _kinds(forged)) == (Verdict.INVALID, True)
    assert "somebody signed in the field TimeStamp2" in forged.sentence
    assert (stamp.verdict, _kinds(stamp)) == (Verdict.VALID, set())


def test_a_signature_after_the_one_that_closed_the_file_is_a_change(authority: Authority, closed: bytes, found: Verify) -> None:
    plain = replace(_TWO, certified=False)
    first = sign(authority, to_be_closed(), plain, 2)

    late = found(sign(authority, first, plain, 1))

    assert found(closed).verdict == Verdict.VALID
    assert (late.verdict, "not-permitted" in _kinds(late)) == (Verdict.INVALID, True)
    assert [remark.kind for remark in late.signatures[0].changes] == ["not-permitted"]


@pytest.mark.parametrize("signer", ["mail", "documents"])
def test_a_certificate_for_something_else_does_not_sign(authority: Authority, trust: Trust, signer: str) -> None:
    online = replace(trust, online=True)
    now = datetime.now(UTC)

    server = verify(signed(authority, Way(level="B-T", signers=("server",))), online, now)
    twin = verify(signed(authority, Way(level="B-T", signers=(signer,))), online, now)

    assert (server.verdict, twin.verdict) == (Verdict.UNPROVEN, Verdict.VALID)
    assert "the certificate of test-server.invalid is not one for signing" in server.sentence


def _reference(method: Name, permits: int) -> Dictionary:
    return Dictionary(Type=Name.SigRef, TransformMethod=method, TransformParams=Dictionary(Type=Name.TransformParams, P=permits))


@pytest.mark.parametrize(
    ("references", "lock", "permits"),
    [
        ((), None, None),
        ((), Dictionary(Action=Name.All), None),
        ((), Dictionary(Action=Name.All, P=1), 1),
        ((_reference(Name.FieldMDP, 1),), None, 1),
        ((_reference(Name.DocMDP, 2), _reference(Name.FieldMDP, 1)), None, 1),
        ((_reference(Name.DocMDP, 1), _reference(Name.FieldMDP, 3)), Dictionary(Action=Name.All, P=2), 1),
        ((Dictionary(TransformMethod=Name.DocMDP),), None, 2),
        ((Dictionary(TransformMethod=Name.FieldMDP),), None, None),
    ],
)
def test_a_signature_permits_the_least_that_is_said_of_it(references: tuple[Dictionary, ...], lock: Any, permits: int | None) -> None:
    with pikepdf.open(BytesIO(unsigned())) as pdf:
        pdf.Root.AcroForm.Fields[0].V = Dictionary(Type=Name.Sig, Reference=Array(references))
        if lock is not None:
            pdf.Root.AcroForm.Fields[0].Lock = lock
        made = BytesIO()
        pdf.save(made)

    assert [one.permits for one in Revision(made.getvalue()).signed()] == [permits]
