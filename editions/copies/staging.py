"""A run of copies as it grows: written batch by batch into a folder that nobody sees, and taken up again where it was ended.

A batch is done when its records are there, which are written when all of its files are on the disk. What is found
there later is believed only if each file has the bytes that its record says.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from editions.disk import flush, flush_system, make_folders, remove, write
from editions.model.copies import Record
from editions.problems import Problem, Refusal

_FILES, _DONE, _RUN = "files", "done", "run.json"


class Staging:
    """The folder of one run."""

    def __init__(self, folder: Path, run: str) -> None:
        """Take *folder* over for the run that is called *run*: what another one left there is removed."""
        self._folder = folder
        self.run = run
        self.files = folder / _FILES
        self._path = os.fspath(self.files)
        self._done = folder / _DONE
        if self._found() != run:
            remove(self.files)
            remove(self._done)
            remove(folder / _RUN)
        make_folders(self.files)
        make_folders(self._done)
        if not (folder / _RUN).exists():
            remove(folder / f"{_RUN}.new")
            write(folder / f"{_RUN}.new", json.dumps({"run": run}).encode())
            (folder / f"{_RUN}.new").replace(folder / _RUN)
            flush(folder)

    def _found(self) -> str:
        try:
            found = json.loads((self._folder / _RUN).read_bytes())
            return str(found["run"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def begin(self, batch: int) -> None:
        """Take away what is there of *batch*: it is made anew."""
        remove(self._done / f"{batch}.json")

    def put(self, name: str, *pieces: bytes) -> None:
        """Write *pieces*, a few, as the file *name*."""
        # Below Python's own files: ten thousand of them take a third of the time longer.
        descriptor = os.open(f"{self._path}/{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
        try:
            written, wanted = os.writev(descriptor, pieces), sum(map(len, pieces))
            rest = memoryview(b"".join(pieces))[written:] if written < wanted else b""
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        finally:
            os.close(descriptor)

    def put_all(self, name: str, pieces: Iterable[bytes]) -> str:
        """Write *pieces*, any number, as the file *name*, and return its SHA-512 in hexadecimal."""
        digest = hashlib.sha512()
        with (self.files / name).open("wb") as stream:
            for piece in pieces:
                stream.write(piece)
                digest.update(piece)
        return digest.hexdigest()

    def keep_only(self, names: Iterable[str]) -> None:
        """Take away what is not one of *names*: nobody knows what it is."""
        wanted = set(names)
        with os.scandir(self.files) as found:
            strays = [one.name for one in found if one.name not in wanted]
        for name in strays:
            remove(self.files / name)

    def finish(self, batch: int, records: Iterable[Record], print_file: bytes) -> None:
        """Say that *batch* is done: all of its files are on the disk, and *records* tell their bytes; *print_file* is kept for later."""
        self._print_file(batch).write_bytes(print_file)
        flush_system(self.files)
        new = self._done / f".{batch}.json"
        remove(new)
        done = {"copies": [record.plain() for record in records], "print_file": hashlib.sha512(print_file).hexdigest()}
        write(new, json.dumps(done, ensure_ascii=False).encode())
        new.replace(self._done / f"{batch}.json")
        flush(self._done)

    def print_file(self, batch: int) -> bytes:
        """Return what was kept of *batch* for the printer."""
        return self._print_file(batch).read_bytes()

    def _print_file(self, batch: int) -> Path:
        return self._done / f"{batch}.pdf"

    def _read(self, batch: int) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self._done / f"{batch}.json").read_bytes())
        return found

    def is_done(self, batch: int) -> bool:
        """Return whether *batch* is done, and each of its files as it was written."""
        try:
            is_kept = hashlib.sha512(self.print_file(batch)).hexdigest() == self._read(batch)["print_file"]
            return is_kept and all(self._is_whole(record) for record in self.records(batch))
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def _is_whole(self, record: Record) -> bool:
        content = (self.files / record.file).read_bytes()
        return len(content) == record.bytes and hashlib.sha512(content).hexdigest() == record.sha512

    def records(self, batch: int) -> list[Record]:
        """Return what became of the copies of *batch*, which is done."""
        return [Record(**each) for each in self._read(batch)["copies"]]

    def end(self) -> None:
        """Take the folder away."""
        remove(self._folder)


@contextmanager
def staged(folder: Path, run: str) -> Iterator[Staging]:
    """Give the staging of *run* in *folder* to one process alone.

    Raises:
        Refusal: another is making copies there, or it is no folder.
    """
    make_folders(folder.parent)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        what = "is a symbolic link" if folder.is_symlink() else "is no folder"
        raise Refusal(Problem(str(folder), f"{what}: copies cannot be made there", "Move it away."))
    descriptor = os.open(folder.with_name(f"{folder.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(Problem(str(folder), "another process is making copies here", "Wait until it has ended.")) from None
        yield Staging(folder, run)
    finally:
        os.close(descriptor)
