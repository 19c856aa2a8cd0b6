"""The store: whole or as it was, killed, failed and interrupted at every call that changes the disk."""

import json
import os
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from editions.archive.healing import heal
from editions.archive.inventories import sha512
from editions.archive.layout import LOCK, WRITING, object_path
from editions.archive.lock import Writer, writing
from editions.archive.objects import find
from editions.archive.store import Store, add_version
from editions.model.archive import Addition
from editions.problems import ArchiveRefusal, Refusal
from tests.support.archives import NOW, OFFICER, add, mender, second_opinion, second_opinion_of_object, words, writer
from tests.support.trace import Call, calls, inject

_ID = "statement:s"


def _archive(folder: Path, *versions: str) -> Path:
    """Return a new *folder* with an archive that holds *versions* of a statement, and another beside it."""
    folder.mkdir()
    for word in versions:
        add(folder / "archive", _ID, _files(word), message=word)
    if versions:
        add(folder / "archive", "statement:other", _files("other"))
    return folder


def _files(word: str) -> dict[str, bytes]:
    return {"edition/s.en.pdf": word.encode() * 9, "source/en.md": word.encode(), "edition/fonts.txt": b"the same"}


def _changing_calls(command: list[str], folder: Path) -> list[Call]:
    """Return the calls of *command* that change the disk; those of starting Python, and of what it says at last, are left out."""
    found = calls(command, folder)
    started = next(index for index, call in enumerate(found) if '"started"' in call.line)
    changing = [call for call in found[started + 1 :] if call.name != "openat" or "O_CREAT" in call.line]
    return [call for call in changing if not call.line.startswith("write(1,")]


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory, where there is one: what is flushed a thousand times waits for no disk there."""
    if not Path("/dev/shm").is_dir():  # noqa: S108
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


@pytest.mark.parametrize(
    ("before", "fault"),
    [((), "signal=KILL"), (("first",), "signal=KILL"), (("first",), "error=ENOSPC")],
    ids=["no archive, killed", "one version, killed", "one version, a full disk"],
)
def test_whatever_happens_at_any_call_the_store_is_valid_and_has_all_that_was_acknowledged(
    quick: Path, before: tuple[str, ...], fault: str
) -> None:
    points = _changing_calls(writer(_ID, "new"), _archive(quick / "trial", *before))
    assert {"openat", "write", "fsync", "pwrite64", "mkdir"} <= {call.name for call in points}
    assert len(points) > 40
    _archive(quick / "as it was", *before)
    for number, point in enumerate(points):
        folder = shutil.copytree(quick / "as it was", quick / str(number))

        done = inject(writer(_ID, "new"), folder, point, fault)

        _look(folder / "archive", before, is_acknowledged=done.returncode == 0, point=point)
        assert "Traceback" not in done.stderr, point
        if fault != "signal=KILL" and done.returncode:
            assert done.returncode == 3, point
            assert "the disk is full" in done.stderr, point
        _goes_on(folder / "archive")
        shutil.rmtree(folder)


def _look(root: Path, before: tuple[str, ...], *, is_acknowledged: bool, point: Call) -> None:
    """Look whether the archive is valid and has what was acknowledged."""
    if not before and not is_acknowledged and not (root / "0=ocfl_1.1").exists():
        return
    assert second_opinion(root) == [], point
    found = tuple(words(root, _ID))
    assert found in ([(*before, "new")] if is_acknowledged else [before, (*before, "new")]), point
    assert words(root, "statement:other") == (["other"] if before else []), point


def _goes_on(root: Path) -> None:
    """Look whether the next addition finds nothing in its way, and leaves nothing behind."""
    add(root, _ID, _files("next"))
    assert words(root, _ID)[-1] == "next"
    assert not (root / WRITING).exists()
    assert (root / LOCK).read_bytes() == b""
    assert second_opinion(root) == []


def test_killed_at_any_call_while_an_object_is_mended_it_loses_nothing_good(quick: Path) -> None:
    points = _changing_calls(mender(object_path(_ID)), _damaged(quick / "trial"))
    assert {"openat", "write", "fsync", "pwrite64", "mkdir", "renameat2"} <= {call.name for call in points}
    assert len(points) > 40
    _damaged(quick / "as it was")
    for number, point in enumerate(points):
        folder = shutil.copytree(quick / "as it was", quick / str(number))

        done = inject(mender(object_path(_ID)), folder, point, "signal=KILL")

        assert "Traceback" not in done.stderr, point
        damaged = (folder / "archive" / _DAMAGED).exists()
        assert damaged or done.returncode or "v1/content/source/en.md" in done.stdout, point
        assert damaged or words(folder / "archive", _ID) == ["first", "second"], point
        _mended(folder)
        shutil.rmtree(folder)


_DAMAGED = f"{object_path(_ID)}/v1/content/source/damaged.txt"


def _damaged(folder: Path) -> Path:
    """Return a new *folder* with an archive in which a file has another name, and a second one in which it does not."""
    _archive(folder, "first", "second")
    shutil.copytree(folder / "archive", folder / "second")
    (folder / "archive" / object_path(_ID) / "v1/content/source/en.md").rename(folder / "archive" / _DAMAGED)
    return folder


def _mended(folder: Path) -> None:
    """Look whether it is mended at the latest by another try, with what was damaged kept, and nothing left behind."""
    heal(Store(root=folder / "archive", now=NOW), object_path(_ID), folder / "second", lambda _: False)
    assert words(folder / "archive", _ID) == ["first", "second"]
    kept = (folder / "archive" / object_path(_ID) / "logs/damaged").glob("*/v1/content/source/damaged.txt")
    assert [path.read_bytes() for path in kept] == [b"first"]
    assert not (folder / "archive" / WRITING).exists()
    assert second_opinion(folder / "archive") == []


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    rounds = 4
    for number in range(rounds):
        running = [subprocess.Popen(writer(_ID, f"{number}-{one}"), cwd=tmp_path, stdout=subprocess.PIPE, text=True) for one in range(2)]
        assert [process.wait() for process in running] == [0, 0]

    assert sorted(words(tmp_path / "archive", _ID)) == sorted(f"{number}-{one}" for number in range(rounds) for one in range(2))
    assert second_opinion(tmp_path / "archive") == []


def test_a_file_system_on_which_folders_cannot_change_places_gets_two_renames(tmp_path: Path) -> None:
    folder = _archive(tmp_path / "one", "first")
    exchange = next(call for call in calls(writer(_ID, "new"), _archive(tmp_path / "trial", "first")) if call.name == "renameat2")

    done = inject(writer(_ID, "new"), folder, exchange, "error=EINVAL")

    assert done.stdout == "v2\n"
    assert words(folder / "archive", _ID) == ["first", "new"]
    assert second_opinion(folder / "archive") == []


def test_an_object_that_a_killed_writer_left_aside_comes_back(tmp_path: Path) -> None:
    root = _archive(tmp_path / "one", "first") / "archive"
    place = object_path(_ID)
    aside = root / WRITING / "old" / place
    aside.parent.mkdir(parents=True)
    (root / place).rename(aside)

    add(root, "statement:another", _files("another"))

    assert words(root, _ID) == ["first"]


def test_earlier_versions_are_not_written_again(tmp_path: Path) -> None:
    root = _archive(tmp_path / "one", "first") / "archive"
    before = (root / object_path(_ID) / "v1/content/source/en.md").stat().st_ino

    add(root, _ID, _files("second"))

    assert (root / object_path(_ID) / "v1/content/source/en.md").stat().st_ino == before


def test_all_that_is_new_is_flushed_to_the_disk_before_it_is_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = _archive(tmp_path / "one", "first") / "archive"
    folder = root / object_path(_ID)
    old = {path.stat().st_ino for path in folder.rglob("*") if path.is_file()}
    flushed, flush = set(), os.fsync

    def watched(number: int) -> None:
        flushed.add(os.fstat(number).st_ino)
        flush(number)

    monkeypatch.setattr(os, "fsync", watched)
    add(root, _ID, _files("second"))

    new = {path for path in [folder, folder.parent, *folder.rglob("*")] if path.stat().st_ino not in old}
    assert len(new) > 8
    assert {path for path in new if path.stat().st_ino not in flushed} == set()


def test_bytes_that_are_there_already_are_kept_once(tmp_path: Path) -> None:
    root = _archive(tmp_path / "one", "first", "second") / "archive"

    held = find(root, _ID)

    assert held
    assert held.inventory.manifest[sha512(b"the same")] == ("v1/content/edition/fonts.txt",)
    assert not (held.folder / "v2/content/edition/fonts.txt").exists()


def test_a_version_says_who_when_and_why(tmp_path: Path) -> None:
    add(tmp_path / "archive", _ID, _files("first"), message="The name on page 2 was wrong")

    inventory = json.loads((tmp_path / "archive" / object_path(_ID) / "inventory.json").read_text("utf-8"))

    assert inventory["versions"]["v1"]["created"] == "2022-01-20T09:30:00Z"
    assert inventory["versions"]["v1"]["user"] == {"name": OFFICER.name, "address": OFFICER.address}
    assert inventory["versions"]["v1"]["message"] == "The name on page 2 was wrong"


def test_ocfl_py_does_not_even_warn(tmp_path: Path) -> None:
    root = _archive(tmp_path / "one", "first", "second") / "archive"

    assert second_opinion_of_object(root / object_path(_ID)) == set()


_NAMES = [
    "source/Bəyanat — İmza.md", "source/بيان.md", "source/Заявление.md", "source/声明.md", "source/nul.txt", "source/a:b?c*.md",
    "source/trailing.", "source/ blank ", "source/tab\tline\nend", "source/back\\slash", "source/100%.md", "source/" + "ə" * 127,
    "source/" + "ə" * 126 + "e", "source/Same.md", "source/same.md", unicodedata.normalize("NFD", "source/é.md"), "source/é.md",
    "source/.hidden", "source/-rf", "source/..name", "source/\u202egnp.exe",
]  # fmt: skip


def test_names_in_any_script_and_names_that_are_unsafe_come_back_as_they_were(tmp_path: Path) -> None:
    files = {name: name.encode() for name in _NAMES}
    add(tmp_path / "archive", "statement:Bəyanat/بيان ../%", files)

    held = find(tmp_path / "archive", "statement:Bəyanat/بيان ../%")

    assert held
    assert held.files(held.inventory.head) == files
    assert second_opinion(tmp_path / "archive") == []
    on_disk = [path.relative_to(held.folder).as_posix() for path in held.folder.rglob("*")]
    assert not any(set(name) & set('\\:*?"<>|%\t\n\u202e') for name in on_disk)
    assert len({unicodedata.normalize("NFC", name).casefold() for name in on_disk}) == len(on_disk)


@pytest.mark.parametrize("name", ["../up", "/root", "a//b", "a/./b", "", "a/"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal, match="is no name of a file in an archive"):
        add(tmp_path / "archive", _ID, {name: b"x"})

    assert find(tmp_path / "archive", _ID) is None


def test_a_name_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="the name is not UTF-8"):
        add(tmp_path / "archive", _ID, {os.fsdecode(b"source/\xff.md"): b"x"})


def test_a_file_that_would_be_a_folder_too_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="is a file and a folder"):
        add(tmp_path / "archive", _ID, {"source/a": b"x", "source/a/b": b"y"})


def test_nothing_is_added_to_an_object_that_is_damaged(tmp_path: Path) -> None:
    root = _archive(tmp_path / "one", "first") / "archive"
    inventory = root / object_path(_ID) / "inventory.json"
    inventory.write_bytes(inventory.read_bytes().replace(b"TEST", b"BEST"))

    with pytest.raises(ArchiveRefusal, match="the inventory is not as its sidecar says"):
        add(root, _ID, _files("new"))


def test_a_folder_with_other_files_does_not_become_an_archive(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(b"mine")

    with pytest.raises(Refusal, match=r'there is no archive, but other files: "letter\.txt"'):
        add(tmp_path, _ID, _files("first"))

    assert not (tmp_path / "0=ocfl_1.1").exists()


# The lock.

_HERE = os.uname().nodename


def _mark(root: Path, host: str, minutes: int) -> None:
    """Leave the mark of a writer on *host* that began *minutes* before NOW, and holds no lock that is seen here."""
    since = (NOW - timedelta(minutes=minutes)).isoformat()
    (root / LOCK).write_text(json.dumps({"owner": "somebody", "host": host, "pid": 7, "since": since}), "utf-8")


def test_a_live_writer_is_named_with_its_age(tmp_path: Path) -> None:
    root = _archive(tmp_path / "one", "first") / "archive"
    other = Writer(owner="somebody", host=_HERE, pid=7, since=NOW - timedelta(minutes=3))

    with writing(root, other), pytest.raises(Refusal, match=rf"by somebody on {_HERE} \(process 7\), for 3 minutes; nothing was added"):
        add_version(Store(root=root, now=NOW, patience=0), _ID, lambda _: Addition(message="", by=OFFICER, files={}))


def test_the_mark_of_a_writer_that_died_here_does_not_count(tmp_path: Path) -> None:
    root = _archive(tmp_path / "one", "first") / "archive"
    _mark(root, _HERE, 1)

    assert add(root, _ID, _files("second")).name == "v2"


def test_the_mark_of_a_writer_on_another_computer_counts_for_an_hour(tmp_path: Path) -> None:
    root = _archive(tmp_path / "one", "first") / "archive"
    _mark(root, "elsewhere", 59)

    with pytest.raises(Refusal, match=r"by somebody on elsewhere \(process 7\), for 59 minutes"):
        add(root, _ID, _files("second"))


def test_the_mark_of_a_writer_on_another_computer_no_longer_counts_after_it(tmp_path: Path) -> None:
    root = _archive(tmp_path / "one", "first") / "archive"
    _mark(root, "elsewhere", 61)

    assert add(root, _ID, _files("second")).name == "v2"


# File systems of their own are mounted by root alone.

_mounting = pytest.mark.skipif(os.getuid() != 0, reason="a file system of its own is mounted by root alone")


def _mount(folder: Path, options: str) -> None:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)


@_mounting
def test_a_store_on_another_file_system_that_fills_up_stays_as_it_was(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    _mount(root, "size=128k")
    try:
        add(root, _ID, _files("first"))

        with pytest.raises(Refusal, match="the disk is full; what was archived before is as it was"):
            add(root, _ID, {"source/en.md": b"large" * 100_000})

        assert words(root, _ID) == ["first"]
        assert second_opinion(root) == []
        assert add(root, _ID, _files("second")).name == "v2"
    finally:
        subprocess.run(["umount", str(root)], check=True)


@_mounting
def test_a_store_that_is_read_only_is_one_problem_and_can_be_read(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    _mount(root, "size=1m")
    try:
        add(root, _ID, _files("first"))
        subprocess.run(["mount", "-o", "remount,ro", str(root)], check=True)

        with pytest.raises(Refusal, match="cannot be written: Read-only file system; what was archived before is as it was"):
            add(root, _ID, _files("second"))

        assert words(root, _ID) == ["first"]
    finally:
        subprocess.run(["umount", str(root)], check=True)
