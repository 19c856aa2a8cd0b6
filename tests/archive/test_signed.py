"""Signed editions in the archive: added with what is said of their signatures, and verified whenever the archive is looked over."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from editions.archive.inventories import sidecar
from editions.archive.layout import object_id, object_path
from editions.cli import main
from tests.archive.conftest import Said
from tests.support.archives import archive_sample, sample_office, second_opinion
from tests.support.making import SAMPLE
from tests.support.pki import Authority
from tests.support.signed import Way, signed

_ID = SAMPLE.name
_BY = ("--by", "TEST Officer <officer@office.example>")
_PDF = f"edition/{_ID}.en.signed.pdf"


def _archive(*arguments: str) -> int:
    return main(["archive", *arguments])


def _add() -> int:
    return _archive("add", _ID, "--no-verapdf", *_BY)


@pytest.fixture(scope="module")
def made(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that trusts the test authority, with the sample's edition: issued, then signed; both are archived."""
    office = sample_office(tmp_path_factory.mktemp("office"), f'[signing]\nroots = "{authority.roots}"\n')
    archive_sample(office)
    folder = office / "build" / _ID
    (folder / f"{_ID}.en.signed.pdf").write_bytes(_signed(authority, folder))
    return archive_sample(office)


def _signed(authority: Authority, folder: Path, *, by: str = "tsa") -> bytes:
    return signed(authority, Way(stamped_by=by), (folder / f"{_ID}.en.pdf").read_bytes())


def test_a_signed_edition_follows_the_issued_one_with_what_is_said_of_its_signature(office: Path, said: Said) -> None:
    versions = said("history", _ID)[1]["versions"]
    _archive("get", _ID, "--to", "out")

    assert [(one["version"], one["kind"]) for one in versions] == [("v1", "issued"), ("v2", "signed")]
    report = json.loads((office / "out/reports" / f"{_ID}.en.signed.verification.json").read_bytes())
    assert (report["verdict"], report["level"]) == ("valid", "B-LTA")
    assert second_opinion(office / "archive") == []


def _forged(archive: Path, bit: int) -> None:
    """Change a *bit* of the signed file, and all inventories with it."""
    folder = archive / object_path(object_id(_ID))
    path = folder / "v2/content" / _PDF
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= bit
    _changed(folder, path, bytes(content))


def _changed(folder: Path, path: Path, new: bytes) -> None:
    before, after = (hashlib.sha512(content).hexdigest().encode() for content in (path.read_bytes(), new))
    path.write_bytes(new)
    for inventory in folder.rglob("inventory.json"):
        inventory.write_bytes(inventory.read_bytes().replace(before, after))
        inventory.with_name("inventory.json.sha512").write_bytes(sidecar(inventory.read_bytes()))


@pytest.mark.usefixtures("office")
def test_the_archive_verifies_its_signed_files(said: Said) -> None:
    status, answer = said("verify")

    assert status == 0
    assert [(one["signatures"], one["damaged"], one["ending"]) for one in answer["statements"]] == [(1, False, [])]


def test_a_signed_file_that_was_changed_with_all_inventories_is_a_damage(office: Path, said: Said) -> None:
    _forged(office / "archive", 1)

    status, answer = said("verify")

    assert status == 6
    assert [(fault["code"], fault["where"]) for fault in answer["statements"][0]["faults"]] == [("signature", f"v2/content/{_PDF}")]


def test_a_forged_signature_in_the_second_archive_is_not_taken_even_where_signatures_are_not_asked_for(office: Path, said: Said) -> None:
    shutil.copytree(office / "archive", office / "second")
    _forged(office / "second", 1)
    folder = office / "archive" / object_path(object_id(_ID))
    edition = folder / f"v1/content/edition/{_ID}.en.pdf"
    _changed(folder, edition, edition.read_bytes() + b"% more")

    status, answer = said("verify", "--no-signatures", "--heal", "second")

    assert status == 6
    assert "has nothing better" in answer["healed"][0]["why_not"]


def test_another_file_with_the_name_of_a_signed_one_is_none(office: Path, said: Said) -> None:
    (office / "letter.signed.pdf").write_bytes((office / "build" / _ID / f"{_ID}.en.pdf").read_bytes())
    given = ("add", _ID, "--no-verapdf", *_BY, "--forced", "TEST", "--scan", "letter.signed.pdf")

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "")
        assert said(*given)[0] == 0

    status, answer = said("verify")
    assert (status, answer["statements"][0]["signatures"]) == (0, 1)


def test_a_signed_file_that_was_changed_is_not_archived(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = office / "build" / _ID / f"{_ID}.en.signed.pdf"
    path.write_bytes(path.read_bytes() + b"% more\n")

    assert _add() == 1
    assert f"{_ID}.en.signed.pdf: " in capsys.readouterr().err


def test_a_signed_file_of_another_edition_is_not_archived(office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "build" / _ID / f"{_ID}.en.signed.pdf").write_bytes(signed(authority))

    assert _add() == 1
    assert "was not made from this edition" in capsys.readouterr().err


def test_a_time_stamp_that_ends_within_a_year_is_told(office: Path, authority: Authority, said: Said) -> None:
    folder = office / "build" / _ID
    (folder / f"{_ID}.en.signed.pdf").write_bytes(_signed(authority, folder, by="tsa-short"))
    assert _add() == 0

    status, answer = said("verify")

    assert status == 0
    assert [ending["where"] for ending in answer["statements"][0]["ending"]] == [f"{object_path(object_id(_ID))}/v3/content/{_PDF}"]
