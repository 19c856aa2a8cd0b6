"""Nothing is lost, overwritten or written elsewhere: renames that fail, objects left aside, names and links that lead out."""

import ctypes
import errno
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from editions import disk
from editions.archive.bagging import information, write_bag
from editions.archive.examining import examine_root
from editions.archive.healing import heal
from editions.archive.inventories import sidecar
from editions.archive.layout import WRITING, object_path
from editions.archive.objects import Held, find
from editions.archive.store import Store
from editions.archive.taking_out import take_out
from editions.cli import main
from editions.known_marks import editions_with
from editions.problems import ArchiveRefusal, Refusal
from editions.surroundings import surroundings
from tests.support.archives import NOW, OFFICER, add, words

_ID = "statement:s"
_PLACE = object_path(_ID)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with a statement."""
    add(tmp_path / "archive", _ID, {"source/en.md": b"first"})
    return tmp_path / "archive"


def _held(root: Path) -> Held:
    held = find(root, _ID)
    assert held
    return held


@pytest.fixture
def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system on which two folders cannot change places."""

    def renameat2(*_: object) -> int:
        ctypes.set_errno(errno.EINVAL)
        return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(renameat2=renameat2))


@pytest.mark.usefixtures("without_exchange")
@pytest.mark.parametrize("failed", [("new",), ("new", "old")], ids=["the second rename", "that, and the one back"])
def test_an_object_is_as_it_was_where_the_second_of_two_renames_fails(
    root: Path, monkeypatch: pytest.MonkeyPatch, failed: tuple[str, ...]
) -> None:
    rename, left = Path.rename, list(failed)

    def fails(path: Path, target: Path) -> Path:
        if WRITING in str(path) and left and path.parts[-3] == left[0]:
            left.pop(0)
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(Refusal, match="Input/output error; what was archived before is as it was"):
        add(root, _ID, {"source/en.md": b"second"})

    assert left == []
    assert words(root, _ID) == ["first"]
    assert not (root / WRITING).exists()


@pytest.mark.usefixtures("without_exchange")
def test_an_object_that_cannot_come_back_at_once_is_kept_and_told_of(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fails(path: Path, target: Path) -> Path:
        if WRITING in str(path):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return rename(path, target)

    with monkeypatch.context() as patch, pytest.raises(Refusal, match=r"lies aside, whole, in .*: the next addition puts it back"):
        patch.setattr(Path, "rename", fails)
        add(root, _ID, {"source/en.md": b"second"})
    add(root, "statement:other", {"source/en.md": b"other"})

    assert words(root, _ID) == ["first"]


def _watched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Path]]:
    """Return what is flushed and removed from now on."""
    done: list[tuple[str, Path]] = []

    def watch(name: str) -> None:
        does = getattr(disk, name)

        def watched(path: Path) -> None:
            done.append((name, path))
            does(path)

        monkeypatch.setattr(disk, name, watched)

    watch("flush")
    watch("remove")
    return done


@pytest.mark.usefixtures("without_exchange")
def test_the_new_name_is_on_the_disk_before_what_was_there_is_removed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = _watched(monkeypatch)

    add(root, _ID, {"source/en.md": b"second"})

    old = root / WRITING / "old" / _PLACE
    last = len(done) - 1 - done[::-1].index(("remove", old))
    assert done[last - 2 : last] == [("flush", (root / _PLACE).parent), ("flush", old.parent)]


def test_each_folder_that_is_made_for_a_new_archive_is_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = _watched(monkeypatch)

    add(tmp_path / "a/b/archive", _ID, {"source/en.md": b"first"})

    assert done[:3] == [("flush", tmp_path), ("flush", tmp_path / "a"), ("flush", tmp_path / "a/b")]


def _leave_aside(root: Path) -> Path:
    aside = root / WRITING / "old" / _PLACE
    aside.parent.mkdir(parents=True)
    (root / _PLACE).rename(aside)
    return aside


def test_an_object_that_was_left_aside_is_a_damage_and_is_told_of_where_it_is_asked_for(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _leave_aside(root)

    statuses = [main(["archive", verb, "--archive", str(root), *rest]) for verb, *rest in (("list",), ("show", "s"))]

    assert ("aside", f"{WRITING}/old/{_PLACE}") in {(fault.code, fault.where) for fault in examine_root(root)}
    assert statuses == [6, 6]
    assert capsys.readouterr().err.count("an addition was cut short") == 2


def test_verify_puts_back_what_was_left_aside(root: Path) -> None:
    _leave_aside(root)

    status = main(["archive", "verify", "--no-signatures", "--archive", str(root)])

    assert status == 0
    assert words(root, _ID) == ["first"]


def _forge(root: Path, old: str, new: str) -> None:
    """Write *new* for *old* in all inventories, as somebody does who has the right to write."""
    for path in (root / _PLACE).rglob("inventory.json"):
        content = path.read_bytes().replace(json.dumps(old).encode(), json.dumps(new).encode())
        path.write_bytes(content)
        path.with_name("inventory.json.sha512").write_bytes(sidecar(content))


_LEADING_OUT = ["../../escaped.txt", "/tmp/escaped.txt", "a/../../escaped.txt", "a\0b"]  # noqa: S108


@pytest.mark.parametrize("name", _LEADING_OUT)
@pytest.mark.parametrize("forged", ["source/en.md", "v1/content/source/en.md"], ids=["state", "manifest"])
def test_an_inventory_with_a_name_that_leads_out_is_damaged(root: Path, forged: str, name: str) -> None:
    _forge(root, forged, name)

    with pytest.raises(ArchiveRefusal, match="a name in it is not safe"):
        find(root, _ID)


def test_mending_writes_nothing_outside_the_archive(root: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(root, tmp_path / "second"))
    _forge(root, "v1/content/source/en.md", "../../../../../escaped.txt")
    _forge(other, "v1/content/source/en.md", "../../../../../escaped.txt")

    heal(Store(root=root, now=NOW), _PLACE, other, lambda _: True)

    assert list(tmp_path.rglob("escaped.txt")) == []


@pytest.mark.parametrize("place", ["logs/secret", "v1/content/source/more", "logs"])
def test_a_link_in_an_object_is_not_handed_over(root: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private/secret").write_bytes(b"secret")
    held = _held(root)
    (held.folder / place).parent.mkdir(exist_ok=True)
    (held.folder / place).symlink_to(tmp_path / "private")

    with pytest.raises(ArchiveRefusal, match=f"{place}: is a link"):
        write_bag(held, tmp_path / "bag", information(held, OFFICER, date(2022, 1, 20), "x"))

    assert not (tmp_path / "bag").exists()


def test_what_is_taken_out_leaves_other_folders_beside_it_alone(root: Path, tmp_path: Path) -> None:
    (tmp_path / ".mine.new").mkdir()
    (tmp_path / ".mine.new/letter").write_bytes(b"mine")
    held = _held(root)

    take_out(held, held.inventory.head, tmp_path / "mine")

    assert (tmp_path / ".mine.new/letter").read_bytes() == b"mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".mine.new", "archive", "mine"]


@pytest.mark.parametrize("verb", [("list",), ("verify", "--no-signatures"), ("search", "x")])
def test_a_folder_that_cannot_be_read_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: tuple[str, ...]
) -> None:
    upper = (root / _PLACE).parent

    def closed(does: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def opened(path: Any) -> Any:
            if Path(path) == upper:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return does(path)

        return opened

    monkeypatch.setenv("XDG_CACHE_HOME", str(root.parent / "cache"))
    monkeypatch.setattr(os, "listdir", closed(os.listdir))
    monkeypatch.setattr(os, "scandir", closed(os.scandir))

    status = main(["archive", verb[0], "--archive", str(root), *verb[1:]])

    assert status == 6
    assert f"{upper}: cannot be read: Permission denied" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["show", "history", "verify"])
def test_a_name_that_is_not_utf_8_is_refused(root: Path, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    status = main(["archive", verb, os.fsdecode(b"\xff"), "--archive", str(root)])

    assert status == 2
    assert "the name is not UTF-8" in capsys.readouterr().err


def test_a_withdrawal_without_a_reason_is_refused(root: Path) -> None:
    status = main(["archive", "withdraw", "s", "--why", " ", "--by", "TEST Officer <o@office.example>", "--archive", str(root)])

    assert status == 2
    assert words(root, _ID) == ["first"]


@pytest.mark.parametrize(
    "said",
    [{"texts": "none"}, {"texts": [{"heading": 7, "signatories": "x"}]}, {"texts": [{"signatories": [3, {"name": 4}]}, 5]}, {"texts": {}}],
)
def test_a_description_that_is_not_as_we_write_it_is_shown_listed_and_handed_over(root: Path, tmp_path: Path, said: dict[str, Any]) -> None:
    add(root, _ID, {"description.json": json.dumps(said).encode()})
    by = ("--by", "TEST Officer <o@office.example>")

    verbs = (("list",), ("show", "s"), ("export", "s", "--bag", str(tmp_path / "bag"), *by))

    assert [main(["archive", *verb, "--archive", str(root)]) for verb in verbs] == [0, 0, 0]


def test_a_mark_is_told_with_the_version_that_bears_it(root: Path, tmp_path: Path) -> None:
    around = replace(surroundings(tmp_path), archive=root, out=tmp_path / "build", cache=tmp_path / "cache")
    for kind, mark in (("issued", "LFSN-CZCP-MJCH"), ("corrigendum", "BCDF-GHJK-LMNP")):
        add(root, "statement:m", {"description.json": json.dumps({"kind": kind, "marks": [mark]}).encode()})

    told = [one.where for mark in ("LFSN-CZCP-MJCH", "BCDF-GHJK-LMNP") for one in editions_with(mark, around)]

    assert told == [f"archived in {root}: v1, issued, superseded by v2, corrigendum", f"archived in {root}: v2, corrigendum"]
