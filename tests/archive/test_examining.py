"""The archive looked over, and mended from a second one."""

import hashlib
import json
import shutil
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from editions.archive.examining import Examined, examine, examine_object, examine_root
from editions.archive.healing import Healed, heal, missing_here
from editions.archive.inventories import sidecar
from editions.archive.layout import object_path
from editions.archive.objects import find, object_folders
from editions.archive.store import Store
from editions.archive.validating.whole import judge_object
from editions.executors import InThisProcess
from editions.model.archive import SignedFile, Verifier
from tests.support.archives import NOW, add, second_opinion, words

_ID = "statement:s"
_PLACE = object_path(_ID)


def _files(word: str) -> dict[str, bytes]:
    pdf = word.encode() * 9
    outputs = [{"file": "s.en.pdf", "sha256": sha256(pdf).hexdigest()}]
    return {
        "edition/s.en.pdf": pdf,
        "edition/s.en.signed.pdf": pdf + b"signed",
        "edition/edition.json": json.dumps({"outputs": outputs}).encode(),
        "source/en.md": word.encode(),
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with two versions of a statement, and another."""
    add(tmp_path / "archive", _ID, _files("first"))
    add(tmp_path / "archive", _ID, _files("second"))
    add(tmp_path / "archive", "statement:other", _files("other"))
    return tmp_path / "archive"


@pytest.fixture
def other(root: Path) -> Path:
    """A second archive with the same."""
    return Path(shutil.copytree(root, root.parent / "second"))


def _says(*, against: bool = False, ends: datetime | None = None) -> Verifier:
    return lambda _: SignedFile(against=against, sentence="It was changed after signing.", ends=ends, report={})


def _heal(root: Path, other: Path) -> Healed:
    return heal(_store(root), _PLACE, other, lambda folder: not examine_object(other, folder, _says(), NOW).is_damaged)


def _examined(root: Path, verify: Verifier | None) -> list[Examined]:
    return list(examine(object_folders(root), root, verify, NOW, InThisProcess()))


def _found(root: Path) -> dict[str, Examined]:
    return {one.id: one for one in _examined(root, _says())}


def _faults(root: Path) -> set[tuple[str, str]]:
    return {(fault.code, fault.where) for one in _examined(root, _says()) for fault in one.faults}


def test_nothing_is_said_of_an_archive_that_is_whole(root: Path) -> None:
    assert examine_root(root) == []
    assert _faults(root) == set()
    assert {one.signatures for one in _found(root).values()} == {1, 2}


@pytest.mark.parametrize("path", ["v1/content/source/en.md", "v2/content/edition/s.en.pdf", "v1/content/edition/s.en.signed.pdf"])
def test_a_flipped_bit_is_named(root: Path, path: str) -> None:
    file = root / _PLACE / path
    content = bytearray(file.read_bytes())
    content[0] ^= 1
    file.write_bytes(content)

    assert _faults(root) == {("E092", path)}


def test_every_file_that_is_taken_away_is_missed(root: Path) -> None:
    for path in sorted(path for path in (root / _PLACE).rglob("*") if path.is_file()):
        content = path.read_bytes()
        path.unlink()

        assert any(one.is_damaged for one in _examined(root, None)), path
        path.write_bytes(content)


def test_a_file_that_was_changed_with_all_inventories_is_named_by_the_manifest_of_its_edition(root: Path) -> None:
    _forge(root, b"second" * 9, b"forged" * 9)

    assert judge_object(root / _PLACE).is_valid
    assert _faults(root) == {("manifest", "v2/content/edition/s.en.pdf"), ("signature", "v2/content/edition/s.en.signed.pdf")}


def _forge(root: Path, old: bytes, new: bytes) -> None:
    """Change the bytes of a file, and all inventories and sidecars with them, as somebody would who has the right to write."""
    for path in (root / _PLACE).rglob("*"):
        if path.is_file() and path.read_bytes() == old:
            path.write_bytes(new)
    for path in (root / _PLACE).rglob("inventory.json"):
        content = path.read_bytes().replace(hashlib.sha512(old).hexdigest().encode(), hashlib.sha512(new).hexdigest().encode())
        path.write_bytes(content)
        path.with_name("inventory.json.sha512").write_bytes(sidecar(content))


def test_a_signature_that_does_not_hold_is_a_damage(root: Path) -> None:
    found = [one for one in _examined(root, _says(against=True)) if one.id == _ID]

    assert [(fault.code, fault.what) for fault in found[0].faults] == [("signature", "It was changed after signing.")] * 2


def test_a_signed_file_of_another_edition_is_a_damage_whatever_its_signature_says(root: Path) -> None:
    _forge(root, b"second" * 9 + b"signed", b"another edition, signed")

    assert _faults(root) == {("signature", "v2/content/edition/s.en.signed.pdf")}


@pytest.mark.parametrize(("then", "is_trusting", "is_worse"), [("valid", True, True), ("valid", False, False), ("not proven", True, False)])
def test_a_verdict_that_is_worse_than_when_it_was_archived_is_a_damage_where_certificates_are_trusted(
    tmp_path: Path, then: str, is_trusting: bool, is_worse: bool
) -> None:
    report = json.dumps({"verdict": then}).encode()
    add(tmp_path, _ID, {**_files("first"), "reports/s.en.signed.verification.json": report})
    said = SignedFile(
        against=False, sentence="Not proven.", ends=None, report={"verdict": "not proven"}, is_unproven=True, is_trusting=is_trusting
    )

    (found,) = _examined(tmp_path, lambda _: said)

    assert [fault.code for fault in found.faults] == ["signature"] * is_worse
    assert found.unproven == (("v1/content/edition/s.en.signed.pdf", "Not proven."),)


@pytest.mark.parametrize(("days", "told"), [(364, True), (366, False)])
def test_a_time_stamp_that_ends_within_a_year_is_told_and_no_damage(root: Path, days: int, told: bool) -> None:
    found = list(_examined(root, _says(ends=NOW + timedelta(days=days))))

    assert [bool(one.endings) for one in found] == [told] * 2
    assert not any(one.is_damaged for one in found)


def test_an_object_where_its_id_does_not_lead_is_named(root: Path) -> None:
    (root / "00").mkdir()
    (root / _PLACE).rename(root / "00" / "moved")

    assert _faults(root) == {("E083", "inventory.json")}


@pytest.mark.parametrize(("path", "code"), [("note.txt", ""), ("5f/note.txt", "E072"), ("notes/note.txt", "E088"), ("0=ocfl_1.0", "E076")])
def test_what_does_not_belong_into_the_root_is_named(root: Path, path: str, code: str) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_bytes(b"x")

    assert (code in {fault.code for fault in examine_root(root)}) == bool(code)
    assert bool(examine_root(root)) == bool(code)


# Mending.


def _store(root: Path) -> Store:
    return Store(root=root, now=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))


def _flip(path: Path) -> bytes:
    damaged = bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:]
    path.write_bytes(damaged)
    return damaged


@pytest.mark.parametrize(
    "path",
    [
        "v1/content/source/en.md",
        "inventory.json",
        "inventory.json.sha512",
        "v1/inventory.json",
        "v2/inventory.json.sha512",
        "0=ocfl_object_1.1",
    ],
)
def test_whatever_file_is_damaged_a_good_copy_takes_its_place_and_it_is_kept_aside(root: Path, other: Path, path: str) -> None:
    damaged = _flip(root / _PLACE / path)

    healed = _heal(root, other)

    assert path in healed.files
    assert _faults(root) == set()
    assert second_opinion(root) == []
    assert words(root, _ID) == ["first", "second"]
    assert (root / _PLACE / "logs/damaged/2026-01-02T030405Z" / path).read_bytes() == damaged


@pytest.mark.parametrize("path", ["v2", "v1/content/edition", "inventory.json", "v1/inventory.json", "0=ocfl_object_1.1"])
def test_what_is_missing_is_brought_back(root: Path, other: Path, path: str) -> None:
    target = root / _PLACE / path
    shutil.rmtree(target) if target.is_dir() else target.unlink()

    _heal(root, other)

    assert _faults(root) == set()
    assert words(root, _ID) == ["first", "second"]


def test_an_object_that_is_missing_is_brought_back(root: Path, other: Path) -> None:
    shutil.rmtree(root / _PLACE)

    assert missing_here(root, other) == [_PLACE]
    _heal(root, other)

    assert words(root, _ID) == ["first", "second"]
    assert second_opinion(root) == []


def test_a_version_that_the_other_archive_does_not_have_yet_stays(root: Path, other: Path) -> None:
    add(root, _ID, _files("third"))
    _flip(root / _PLACE / "v1/content/source/en.md")

    _heal(root, other)

    assert words(root, _ID) == ["first", "second", "third"]
    assert _faults(root) == set()


def test_a_version_is_never_lost_to_an_older_copy(root: Path, other: Path) -> None:
    add(root, _ID, _files("third"))
    _flip(root / _PLACE / "inventory.json")
    before = {path: path.read_bytes() for path in (root / _PLACE).rglob("*") if path.is_file()}

    healed = _heal(root, other)

    assert healed.why_not == "its inventory is damaged, and the other archive has fewer versions of it"
    assert {path: path.read_bytes() for path in (root / _PLACE).rglob("*") if path.is_file()} == before


def test_a_file_that_was_changed_with_all_inventories_is_taken_from_the_copy_that_is_sound(root: Path, other: Path) -> None:
    _forge(root, b"second" * 9, b"forged" * 9)

    healed = _heal(root, other)

    assert "v2/content/edition/s.en.pdf" in healed.files
    assert _faults(root) == set()
    assert words(root, _ID) == words(other, _ID)
    assert [path.read_bytes() for path in (root / _PLACE / "logs/damaged").glob("*/v2/content/edition/s.en.pdf")] == [b"forged" * 9]
    assert second_opinion(root) == []


def test_a_file_that_was_changed_with_all_inventories_is_not_mended_by_a_copy_that_is_no_better(root: Path, other: Path) -> None:
    _forge(root, b"second" * 9, b"forged" * 9)
    _forge(other, b"second" * 9, b"faked!" * 9)

    assert "has nothing better: compare the two by hand" in _heal(root, other).why_not
    assert _heal(root, root).why_not == _heal(root, other).why_not
    assert _faults(root) == {("manifest", "v2/content/edition/s.en.pdf"), ("signature", "v2/content/edition/s.en.signed.pdf")}


def test_a_version_that_the_sound_copy_does_not_have_is_not_lost_to_it(root: Path, other: Path) -> None:
    add(root, _ID, _files("third"))
    _forge(root, b"second" * 9, b"forged" * 9)

    assert "has not all its versions: compare the two by hand" in _heal(root, other).why_not
    assert words(root, _ID)[-1] == "third"


def test_a_version_that_is_another_in_the_sound_copy_is_not_lost_to_it(root: Path, other: Path) -> None:
    add(root, _ID, _files("ours"), message="ours")
    add(other, _ID, _files("theirs"), message="theirs")
    _forge(root, b"second" * 9, b"forged" * 9)

    assert "has not all its versions: compare the two by hand" in _heal(root, other).why_not
    assert words(root, _ID)[-1] == "ours"


def test_a_copy_without_the_signed_file_is_not_taken(root: Path, tmp_path: Path) -> None:
    for word in ("first", "second"):
        files = {name: content for name, content in _files(word).items() if "signed" not in name}
        add(tmp_path / "unsigned", _ID, files)
    _forge(root, b"second" * 9, b"forged" * 9)

    assert "has not all its versions" in _heal(root, tmp_path / "unsigned").why_not


def test_nothing_is_taken_from_a_copy_that_is_damaged_itself(root: Path, other: Path) -> None:
    _flip(root / _PLACE / "v1/content/source/en.md")
    _flip(other / _PLACE / "v2/content/source/en.md")

    assert _heal(root, other).why_not == "it is damaged in the other archive, too"
    assert _faults(root) == {("E092", "v1/content/source/en.md")}


def test_an_inventory_that_was_forged_at_the_top_does_not_win(root: Path, other: Path) -> None:
    inventory = root / _PLACE / "inventory.json"
    inventory.write_bytes(inventory.read_bytes().replace(b"TEST Officer", b"FAKE Officer"))
    inventory.with_name("inventory.json.sha512").write_bytes(sidecar(inventory.read_bytes()))

    _heal(root, other)

    held = find(root, _ID)
    assert held
    assert held.inventory.head.by.name == "TEST Officer"
    assert _faults(root) == set()
