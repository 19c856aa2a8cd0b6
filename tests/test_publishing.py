"""Publishing is whole or not at all: killed, failed and interrupted at every call that changes the disk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from editions.model.edition import Edition, Output
from editions.problems import Refusal, SigningRefusal
from editions.publishing import publish, publish_beside
from tests.support.tools import ROOT
from tests.support.trace import Call, calls, inject

# The publisher alone, in a process of its own: what it publishes is named on the command line.
_PUBLISH = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from editions.model.edition import Edition, Output
from editions.problems import Refusal
from editions.publishing import publish
word = sys.argv[1]
outputs = tuple(Output(file=f"s.en.{{kind}}", format=kind, language="en", mark="", content=(word * 9).encode()) for kind in ("pdf", "docx"))
manifest = '{{"outputs": [{{"file": "s.en.pdf"}}, {{"file": "s.en.docx"}}], "word": "' + word + '"}}'
Path("started").write_bytes(b"")
try:
    publish(Edition(id="s", outputs=outputs, findings=(), manifest=manifest.encode()), Path("out"))
except Refusal as refusal:
    print(refusal, file=sys.stderr)
    sys.exit(3)
"""


def _command(word: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-B", "-c", _PUBLISH.format(root=str(ROOT)), word]


def _folder(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(path.iterdir())} if path.is_dir() else {}


def _edition(word: str) -> dict[str, bytes]:
    manifest = '{"outputs": [{"file": "s.en.pdf"}, {"file": "s.en.docx"}], "word": "' + word + '"}'
    return {"edition.json": manifest.encode(), "s.en.docx": (word * 9).encode(), "s.en.pdf": (word * 9).encode()}


def _changing_calls(folder: Path) -> list[Call]:
    """Return the calls of a second publication that change the disk; those of starting Python are left out."""
    subprocess.run(_command("old"), cwd=folder, check=True)
    found = calls(_command("new"), folder)
    started = next(index for index, call in enumerate(found) if '"started"' in call.line)
    return [call for call in found[started + 1 :] if call.name != "openat" or "O_CREAT" in call.line]


def test_a_publication_that_is_killed_anywhere_leaves_the_old_edition_or_the_new_one_whole(tmp_path: Path) -> None:
    points = _changing_calls(tmp_path)
    assert {"openat", "write", "fsync", "renameat2"} <= {call.name for call in points}
    for point in points:
        subprocess.run(_command("old"), cwd=tmp_path, check=True)

        killed = inject(_command("new"), tmp_path, point, "signal=KILL")

        assert killed.returncode != 0, point
        assert _folder(tmp_path / "out" / "s") in (_edition("old"), _edition("new")), point
        subprocess.run(_command("third"), cwd=tmp_path, check=True)
        assert _folder(tmp_path / "out" / "s") == _edition("third"), point
        assert {path.name for path in (tmp_path / "out").iterdir()} == {".lock", "s"}, point


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_a_call_that_fails_leaves_the_old_edition_and_gives_one_problem(tmp_path: Path, error: str) -> None:
    points = [call for call in _changing_calls(tmp_path) if call.name not in ("unlink", "unlinkat", "rmdir")]
    for point in points:
        subprocess.run(_command("old"), cwd=tmp_path, check=True)

        failed = inject(_command("new"), tmp_path, point, f"error={error}")

        assert _folder(tmp_path / "out" / "s") in (_edition("old"), _edition("new")), point
        assert "Traceback" not in failed.stderr, point
        if failed.returncode == 0:
            assert _folder(tmp_path / "out" / "s") == _edition("new"), point
        else:
            assert failed.returncode == 3, point
            assert ("the disk is full" if error == "ENOSPC" else "cannot be written") in failed.stderr, point


def test_a_first_publication_that_is_killed_leaves_nothing_or_all(tmp_path: Path) -> None:
    (tmp_path / "trial").mkdir()
    found = calls(_command("new"), tmp_path / "trial")
    started = next(index for index, call in enumerate(found) if '"started"' in call.line)
    for number, point in enumerate(call for call in found[started + 1 :] if call.name != "openat" or "O_CREAT" in call.line):
        folder = tmp_path / str(number)
        folder.mkdir()

        inject(_command("new"), folder, point, "signal=KILL")

        assert _folder(folder / "out" / "s") in ({}, _edition("new")), point


def test_files_that_no_edition_made_stay(tmp_path: Path) -> None:
    subprocess.run(_command("old"), cwd=tmp_path, check=True)
    (tmp_path / "out" / "s" / "s.en.signed.pdf").write_bytes(b"signed")
    (tmp_path / "out" / "s" / "notes").mkdir()
    (tmp_path / "out" / "s" / "notes" / "note.txt").write_bytes(b"a note")

    subprocess.run(_command("new"), cwd=tmp_path, check=True)

    assert (tmp_path / "out" / "s" / "s.en.signed.pdf").read_bytes() == b"signed"
    assert (tmp_path / "out" / "s" / "notes" / "note.txt").read_bytes() == b"a note"
    assert (tmp_path / "out" / "s" / "s.en.pdf").read_bytes() == b"newnewnewnewnewnewnewnewnew"


def test_a_format_that_is_no_longer_made_goes(tmp_path: Path) -> None:
    subprocess.run(_command("old"), cwd=tmp_path, check=True)
    output = Output(file="s.en.pdf", format="pdf", language="en", mark="", content=b"pdf")

    publish(Edition(id="s", outputs=(output,), findings=(), manifest=b"{}"), tmp_path / "out")

    assert _folder(tmp_path / "out" / "s") == {"edition.json": b"{}", "s.en.pdf": b"pdf"}


def test_an_edition_set_aside_by_a_killed_publisher_comes_back_with_its_files(tmp_path: Path) -> None:
    subprocess.run(_command("old"), cwd=tmp_path, check=True)
    (tmp_path / "out" / "s" / "s.en.signed.pdf").write_bytes(b"signed")
    (tmp_path / "out" / "s").rename(tmp_path / "out" / ".s.old")

    subprocess.run(_command("new"), cwd=tmp_path, check=True)

    assert _folder(tmp_path / "out" / "s") == {**_edition("new"), "s.en.signed.pdf": b"signed"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {".lock", "s"}


def test_a_file_system_that_cannot_exchange_gets_two_renames(tmp_path: Path) -> None:
    subprocess.run(_command("old"), cwd=tmp_path, check=True)
    exchange = next(call for call in calls(_command("old"), tmp_path) if call.name == "renameat2")

    done = inject(_command("new"), tmp_path, exchange, "error=EINVAL")

    assert done.returncode == 0
    assert _folder(tmp_path / "out" / "s") == _edition("new")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {".lock", "s"}


def test_many_publishers_at_once_leave_one_whole_edition(tmp_path: Path) -> None:
    running = [subprocess.Popen(_command(f"word{number}"), cwd=tmp_path) for number in range(8)]

    statuses = [process.wait() for process in running]

    assert statuses == [0] * 8
    assert _folder(tmp_path / "out" / "s") in [_edition(f"word{number}") for number in range(8)]


def test_a_file_where_the_folder_should_be_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")

    with pytest.raises(Refusal, match="cannot be written: File exists") as caught:
        publish(Edition(id="s", outputs=(), findings=(), manifest=b"{}"), tmp_path / "out")

    assert len(caught.value.problems) == 1
    assert (tmp_path / "out").read_bytes() == b"a file"


def test_a_folder_that_cannot_be_written_is_one_problem() -> None:
    with pytest.raises(Refusal, match="cannot be written"):
        publish(Edition(id="s", outputs=(), findings=(), manifest=b"{}"), Path("/proc/editions"))


@pytest.mark.skipif(os.getuid() != 0, reason="a file system of a size of its own is mounted by root alone")
def test_a_full_disk_is_one_problem_and_leaves_the_old_edition(tmp_path: Path) -> None:
    small = tmp_path / "out"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], check=True)
    try:
        subprocess.run(_command("old"), cwd=tmp_path, check=True)
        large = Output(file="s.en.pdf", format="pdf", language="en", mark="", content=b"x" * 100_000)

        with pytest.raises(Refusal, match="the disk is full; the edition there is as it was"):
            publish(Edition(id="s", outputs=(large,), findings=(), manifest=b"{}"), small)

        assert _folder(small / "s") == _edition("old")
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.mark.skipif(os.getuid() != 0, reason="a file system of a size of its own is mounted by root alone")
def test_a_disk_that_is_full_while_a_signed_file_is_published_leaves_the_edition_as_it_is(tmp_path: Path) -> None:
    small = tmp_path / "out"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], check=True)
    try:
        subprocess.run(_command("old"), cwd=tmp_path, check=True)

        with pytest.raises(SigningRefusal, match="the disk is full"):
            publish_beside({"s.en.signed.pdf": b"x" * 100_000}, small / "s", {"s.en.pdf": b"old" * 9})

        assert (_folder(small / "s"), list(small.glob("*.new"))) == (_edition("old"), [])
    finally:
        subprocess.run(["umount", str(small)], check=True)


def _publish(word: str, out: Path) -> Path:
    output = Output(file="s.en.pdf", format="pdf", language="en", mark="", content=word.encode())
    return publish(Edition(id="s", outputs=(output,), findings=(), manifest=b'{"outputs": [{"file": "s.en.pdf"}]}'), out)


@pytest.mark.parametrize("kind", ["link to a folder", "link to nothing", "file"])
def test_what_is_no_folder_of_an_edition_is_refused_and_stays(tmp_path: Path, kind: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "out" / "s"
    target.parent.mkdir()
    if kind == "file":
        target.write_bytes(b"mine")
    else:
        target.symlink_to(tmp_path / ("elsewhere" if kind == "link to a folder" else "nowhere"))

    for _ in range(2):
        with pytest.raises(Refusal, match="is no folder" if kind == "file" else "is a symbolic link") as caught:
            _publish("new", tmp_path / "out")

    assert caught.value.problems[0].remedy == "Move it away, or choose another --out."
    assert {path.name for path in (tmp_path / "out").iterdir()} == {".lock", "s"}
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("name", [".s.new", ".s.old"])
@pytest.mark.parametrize("kind", ["link", "file"])
def test_leftovers_that_are_no_folders_are_cleared_away(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "note.txt").write_bytes(b"a note")
    leftover = tmp_path / "out" / name
    leftover.parent.mkdir()
    if kind == "link":
        leftover.symlink_to(tmp_path / "elsewhere")
    else:
        leftover.write_bytes(b"left")

    _publish("new", tmp_path / "out")

    assert {path.name for path in (tmp_path / "out").iterdir()} == {".lock", "s"}
    assert (tmp_path / "elsewhere" / "note.txt").read_bytes() == b"a note"


def _with_strangers(out: Path) -> Path:
    folder = _publish("old", out)
    (folder / "notes" / "more").mkdir(parents=True)
    (folder / "note.txt").write_bytes(b"a note")
    (folder / "notes" / "more" / "note.txt").write_bytes(b"another")
    (folder / "notes" / "link").symlink_to("nowhere")
    return folder


def _strangers(folder: Path) -> tuple[bytes, bytes, str]:
    notes = folder / "notes"
    return (folder / "note.txt").read_bytes(), (notes / "more" / "note.txt").read_bytes(), str((notes / "link").readlink())


def test_files_stay_on_a_file_system_that_gives_no_second_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _with_strangers(tmp_path / "out")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    _publish("new", tmp_path / "out")

    assert _strangers(folder) == (b"a note", b"another", "nowhere")
    assert (folder / "s.en.pdf").read_bytes() == b"new"


def test_a_folder_that_no_edition_made_is_flushed_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _with_strangers(tmp_path / "out")
    flushed = set()
    flush = os.fsync

    def watched(number: int) -> None:
        flushed.add(os.fstat(number).st_ino)
        flush(number)

    monkeypatch.setattr(os, "fsync", watched)

    _publish("new", tmp_path / "out")

    assert {(folder / "notes").stat().st_ino, (folder / "notes" / "more").stat().st_ino} <= flushed


def test_a_pipe_in_a_folder_that_no_edition_made_stays(tmp_path: Path) -> None:
    folder = _with_strangers(tmp_path / "out")
    os.mkfifo(folder / "notes" / "pipe")

    _publish("new", tmp_path / "out")

    assert (folder / "notes" / "pipe").is_fifo()
    assert (folder / "s.en.pdf").read_bytes() == b"new"


def test_what_can_be_neither_linked_nor_copied_is_one_problem_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _with_strangers(tmp_path / "out")
    os.mkfifo(folder / "pipe")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)

    with pytest.raises(Refusal, match="is a named pipe; the edition there is as it was"):
        _publish("new", tmp_path / "out")
