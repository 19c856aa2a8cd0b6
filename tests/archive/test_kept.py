"""What an addition keeps of the version before: signed files and scanned paper; and it follows the version that was looked at."""

from pathlib import Path

import pytest

from editions.archive.additions import Candidate, Scanned, as_addition, as_scan
from editions.archive.layout import object_id
from editions.archive.objects import find
from editions.archive.store import Store, add_version
from editions.model.archive import Version
from editions.problems import Refusal
from tests.support.archives import NOW, OFFICER

_ID = object_id("s")
_PLAIN = {"edition/s.en.pdf": b"en", "edition/s.az.pdf": b"az", "edition/edition.json": b"{}"}


def _add(root: Path, **signed: bytes) -> Version:
    files = {**_PLAIN, **{f"edition/s.{language}.signed.pdf": content for language, content in signed.items()}}
    candidate = Candidate(statement="s", files=files, by=OFFICER)
    return add_version(Store(root=root, now=NOW), _ID, lambda held: as_addition(candidate, held))


def _scan(root: Path, version: str, content: bytes = b"paper") -> Version:
    scanned = Scanned(files={"scan/received/001-a.pdf": content}, version=version, why="", by=OFFICER)
    return add_version(Store(root=root, now=NOW), _ID, lambda held: as_scan("s", scanned, held))


def test_a_signed_version_does_not_lose_what_was_signed_before(tmp_path: Path) -> None:
    _add(tmp_path)
    _add(tmp_path, en=b"en signed", az=b"az signed")

    with pytest.raises(Refusal, match=r'"edition/s\.az\.signed\.pdf" is in v2, and would be missing'):
        _add(tmp_path, en=b"en signed again")

    held = find(tmp_path, _ID)
    assert held
    assert held.inventory.head.name == "v2"
    assert _add(tmp_path, en=b"en signed again", az=b"az signed").name == "v3"


def test_a_signed_version_keeps_the_scan(tmp_path: Path) -> None:
    _add(tmp_path)
    _scan(tmp_path, "v1")

    assert "scan/received/001-a.pdf" in _add(tmp_path, en=b"en signed").state


def test_a_scan_follows_the_version_that_it_was_held_against(tmp_path: Path) -> None:
    _add(tmp_path)
    _add(tmp_path, en=b"en signed")

    with pytest.raises(Refusal, match="v2 was added meanwhile, and the scan was held against v1"):
        _scan(tmp_path, "v1")

    assert _scan(tmp_path, "v2").name == "v3"
