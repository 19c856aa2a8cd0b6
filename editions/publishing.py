"""Publishing an edition: its folder is written whole, or stays as it was.

Everything is written into a folder beside the old one and flushed to the disk; then the two change
places in one step (Linux renameat2 with RENAME_EXCHANGE). A build that is killed, or that meets a
full disk, leaves the last good edition and, at most, a hidden folder that the next build clears away.
"""

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from editions.manifest import read_manifest
from editions.model.edition import Edition
from editions.problems import Problem, Refusal

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def publish(edition: Edition, out: Path) -> Path:
    """Write *edition* to its folder in *out*, and return that folder.

    Files in it that no edition made (a signed copy, a note) stay where they are.

    Raises:
        Refusal: the folder cannot be written, or the disk is full; what was there is untouched.
    """
    target = out / edition.id
    try:
        out.mkdir(parents=True, exist_ok=True)
        with _lock(out):
            _clear(out, edition.id)
            new = out / f".{edition.id}.new"
            try:
                _fill(new, edition, target)
                _take_place(new, target)
            finally:
                shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise Refusal(_problem(error, target)) from None
    return target


def _problem(error: OSError, target: Path) -> Problem:
    where = str(error.filename or target)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(where, "the disk is full; the edition there is as it was", "Make room, then build again.")
    remedy = "Choose another folder with --out, or mend its permissions."
    return Problem(where, f"cannot be written: {os.strerror(error.errno or 0)}; the edition there is as it was", remedy)


@contextmanager
def _lock(out: Path) -> Iterator[None]:
    """Let one publisher at a time write into *out*; the lock ends with the process."""
    descriptor = os.open(out / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _clear(out: Path, identifier: str) -> None:
    """Clear away what a killed publisher left: under the lock, nobody else is writing it."""
    shutil.rmtree(out / f".{identifier}.new", ignore_errors=True)
    old = out / f".{identifier}.old"
    if old.is_dir() and not (out / identifier).exists():
        old.rename(out / identifier)
    shutil.rmtree(old, ignore_errors=True)


def _fill(new: Path, edition: Edition, target: Path) -> None:
    new.mkdir()
    for name, content in (*((output.file, output.content) for output in edition.outputs), ("edition.json", edition.manifest)):
        _write(new / name, content)
    made = {"edition.json", *(str(output["file"]) for output in read_manifest(target).get("outputs", ()))}
    for path in sorted(target.iterdir()) if target.is_dir() else ():
        if path.name not in made and not (new / path.name).exists():
            _carry(path, new / path.name)
    _flush(new)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _carry(path: Path, to: Path) -> None:
    """Bring along a file or folder that is not ours."""
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, to, symlinks=True)
    else:
        os.link(path, to, follow_symlinks=False)


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_place(new: Path, target: Path) -> None:
    if target.exists():
        _exchange(new, target)
    else:
        new.rename(target)
    _flush(target.parent)


def _exchange(new: Path, target: Path) -> None:
    """Let *new* and *target* change places in one step.

    A file system that cannot do this (some network shares) gets two renames: between them a kill
    leaves no edition at *target*, but the old one beside it.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE) == 0:
        return
    code = ctypes.get_errno()
    if code not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        raise OSError(code, os.strerror(code), str(target))
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
