"""Each level, by one and by two, with annexes and without: what was signed stays what it was, and verifies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editions.checking.conformance.page_validation import check_conformance
from editions.model.signatures import Trust, Verdict
from editions.signing.rechecking import recheck, recheck_with_poppler
from editions.signing.unchanged import changes
from editions.verifying.judging import verify
from editions.verifying.roots import read_roots
from tests.support.pki import Authority
from tests.support.sealing import LEVELS, edition_for, signed
from tests.support.tools import require, run, verapdf_failures

#: What page-validation says of a signature behind which another stands, or a time stamp.
_COVERS_ALL = "PDFA3A-SIGNATURE-BYTERANGE-001"
_CASES = [(level, count, annexes) for annexes in (False, True) for count in (1, 2) for level in LEVELS]


@dataclass(frozen=True, kw_only=True)
class _Made:
    level: str
    count: int
    before: bytes
    content: bytes

    @property
    def filled(self) -> tuple[str, ...]:
        stamps = ("TimeStamp1",) if self.level == "B-LTA" else ()
        return (*(f"Signature{number}" for number in range(1, self.count + 1)), *stamps)


@pytest.fixture(scope="module")
def all_made(authority: Authority) -> Iterator[dict[tuple[str, int, bool], _Made]]:
    made = {}
    for level, count, annexes in _CASES:
        before = edition_for(count, annexes=annexes)
        made[level, count, annexes] = _Made(level=level, count=count, before=before, content=signed(before, level, authority))
    yield made


@pytest.fixture
def made(all_made: dict[tuple[str, int, bool], _Made], request: pytest.FixtureRequest) -> _Made:
    return all_made[request.param]


each = pytest.mark.parametrize("made", _CASES, indirect=True, ids=lambda case: f"{case[0]} by {case[1]}{' annexes' * case[2]}")


@each
def test_its_signatures_are_over_its_bytes_by_the_keys_of_their_certificates(made: _Made) -> None:
    assert list(recheck(made.content, made.before, len(made.filled))) == []


@each
def test_nothing_but_the_fields_and_what_verifies_them_was_changed(made: _Made) -> None:
    assert list(changes(made.before, made.content, made.filled)) == []


@each
def test_it_verifies_at_its_level(made: _Made, authority: Authority) -> None:
    found = verify(made.content, Trust(roots=read_roots(authority.roots)), datetime.now(UTC))

    assert (found.level or "B-B") == made.level
    assert found.verdict in ((Verdict.VALID,) if made.level.startswith("B-LT") else (Verdict.VALID, Verdict.UNPROVEN))


@each
def test_page_validation_passes_it_but_for_the_rule_that_no_second_signature_can_keep(made: _Made) -> None:
    rules = {finding.rule for finding in check_conformance(made.content, "signed.pdf")}

    assert rules == ({_COVERS_ALL} if len(made.filled) > 1 else set())


@each
def test_poppler_finds_each_signature_valid(made: _Made, tmp_path: Path) -> None:
    program = require("pdfsig")
    (tmp_path / "signed.pdf").write_bytes(made.content)

    said = run(program, "-nocert", str(tmp_path / "signed.pdf"))

    assert said.count("Signature is Valid.") == made.count
    assert list(recheck_with_poppler(made.content)) == []


def test_verapdf_passes_all_of_them(all_made: dict[tuple[str, int, bool], _Made], tmp_path: Path) -> None:
    paths = []
    for number, one in enumerate(all_made.values()):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(one.content)
        paths.append(path)

    assert verapdf_failures(*paths) == []


def test_one_flipped_byte_is_noticed_by_the_code_that_did_not_sign(all_made: dict[tuple[str, int, bool], _Made]) -> None:
    one = all_made["B-B", 1, False]
    found = re.search(rb"/ByteRange\s*\[\s*0 (\d+) (\d+) \d+", one.content)
    assert found
    covered = [*range(int(found[1])), *range(int(found[2]), len(one.content))]
    places = covered[:: len(covered) // 40]

    unnoticed = [
        place
        for place in places
        if not list(recheck(one.content[:place] + bytes([one.content[place] ^ 1]) + one.content[place + 1 :], one.before, 1))
    ]

    assert unnoticed == []


def test_bytes_behind_the_last_signature_are_noticed(all_made: dict[tuple[str, int, bool], _Made]) -> None:
    one = all_made["B-T", 1, False]

    assert [problem.what for problem in recheck(one.content + b"\n", one.before, 1)] == [
        "bytes stand behind the last signature that it does not cover"
    ]
