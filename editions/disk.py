"""Writing so that it is there whole or not at all: files flushed, folders flushed, two folders changing places in one step."""

import ctypes
import errno
import os
import shutil
from pathlib import Path

from editions.problems import Problem

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
#: What a file system says that gives a file no second name, or not this one's.
_NO_SECOND_NAME = (errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV)


def write(path: Path, content: bytes) -> None:
    """Write *content* as the new file *path*, and flush it to the disk."""
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def flush(folder: Path) -> None:
    """Flush the names in *folder* to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folders(path: Path) -> None:
    """Make the folder *path*, and those above it that are not there; the name of each that was made is flushed to the disk."""
    if path.is_dir():
        return
    make_folders(path.parent)
    path.mkdir(exist_ok=True)
    flush(path.parent)


def remove(path: Path) -> None:
    """Take *path* away, whatever it is; what a link leads to stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def carry(path: Path, to: Path) -> None:
    """Bring along a file or a folder as *to*: each file under a second name, or copied where there are none."""
    if path.is_dir() and not path.is_symlink():
        to.mkdir()
        for inner in sorted(path.iterdir()):
            carry(inner, to / inner.name)
        shutil.copystat(path, to)
        flush(to)
        return
    try:
        os.link(path, to, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_SECOND_NAME:
            raise
        _copy(path, to)


def _copy(path: Path, to: Path) -> None:
    shutil.copy2(path, to, follow_symlinks=False)
    if not to.is_symlink():
        with to.open("rb") as stream:
            os.fsync(stream.fileno())


def flush_all(folder: Path) -> None:
    """Flush each file in *folder*, and each name, to the disk."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            flush_all(path)
        elif path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
    flush(folder)


def flush_system(folder: Path) -> None:
    """Flush all that was written to the file system of *folder* to the disk: for ten thousand files, sooner than one by one."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.syncfs(descriptor) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


def exchange(new: Path, target: Path, old: Path) -> None:
    """Let *new* take the place of *target*, in one step, and flush it; what was there is then *new*, or is gone.

    A file system that cannot do this (some network shares) gets two renames: between them a kill leaves nothing at
    *target*, but what was there as *old*. If the second one fails, what was there comes back.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE) != 0:
        code = ctypes.get_errno()
        if code not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            raise OSError(code, os.strerror(code), str(target))
        _rename_twice(new, target, old)
    flush(target.parent)


def _rename_twice(new: Path, target: Path, old: Path) -> None:
    remove(old)
    target.rename(old)
    try:
        new.rename(target)
    finally:
        if not os.path.lexists(target):
            old.rename(target)
    # Until the new name is on the disk, what was there is needed.
    flush(target.parent)
    flush(old.parent)
    remove(old)


def is_full(error: OSError) -> bool:
    """Return whether *error* says that there is no room left."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def problem(error: OSError, target: Path, left: str, remedy: str) -> Problem:
    """Return what kept *target* from being written; *left* says what is there now."""
    where = str(error.filename or target)
    if is_full(error):
        return Problem(where, f"the disk is full; {left}", "Make room, then try again.")
    what = os.strerror(error.errno) if error.errno else str(error)
    return Problem(where, f"cannot be written: {what}; {left}", remedy)
