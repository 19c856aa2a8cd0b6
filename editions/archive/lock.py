"""One writer at a time: who writes, on which computer, in which process and since when, so that a dead one is told from a live one.

The kernel holds the lock (flock) and lets go of it when the process ends, however it ends. What is written in the file is
for people, and for shared folders whose computers do not see each other's locks.
"""

import fcntl
import getpass
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from editions.archive.layout import LOCK
from editions.problems import Problem, Refusal

#: How long a writer waits for another: an addition takes a second or two.
PATIENCE = 30.0
#: How old the mark of a writer on another computer is when that writer is taken for dead.
_DEAD = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Who writes."""

    owner: str
    host: str
    pid: int
    since: datetime

    def __str__(self) -> str:
        return f"{self.owner} on {self.host} (process {self.pid})"


def this_writer(now: datetime) -> Writer:
    """Return this process as a writer that begins *now*."""
    try:
        owner = getpass.getuser()
    except (KeyError, OSError):
        # A process of a container may have a number and no name.
        owner = f"user {os.getuid()}"
    return Writer(owner=owner, host=os.uname().nodename, pid=os.getpid(), since=now)


@contextmanager
def writing(root: Path, me: Writer, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of the archive in *root* as *me*; wait for another writer no longer than *patience* seconds.

    Raises:
        Refusal: another is writing.
        OSError: the lock cannot be written.
    """
    descriptor = os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _wait(descriptor, root, me, patience)
        other = _written(descriptor)
        if other and other.host != me.host and me.since - other.since < _DEAD:
            raise _refusal(root, other, me)
        # Whoever stands there on this computer is dead: the kernel has given the lock away.
        _write(descriptor, me)
        try:
            yield
        finally:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _wait(descriptor: int, root: Path, me: Writer, patience: float) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise _refusal(root, _written(descriptor), me) from None
            time.sleep(0.05)


def _written(descriptor: int) -> Writer | None:
    """Return the writer that the file names; None where it is empty, or was cut short."""
    try:
        said = json.loads(os.pread(descriptor, 4096, 0))
        since = datetime.fromisoformat(said["since"]).astimezone(UTC)
        return Writer(owner=str(said["owner"]), host=str(said["host"]), pid=int(said["pid"]), since=since)
    except (ValueError, LookupError, TypeError):
        return None


def _write(descriptor: int, me: Writer) -> None:
    said = {"owner": me.owner, "host": me.host, "pid": me.pid, "since": me.since.astimezone(UTC).isoformat()}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, (json.dumps(said, ensure_ascii=False) + "\n").encode(), 0)


def _refusal(root: Path, other: Writer | None, me: Writer) -> Refusal:
    who = f"{other}, for {_age(me.since - other.since)}" if other else "another process"
    remedy = "Wait until it is done, then try again."
    if other and other.host != me.host:
        remedy += f' If nothing runs there any more, remove "{LOCK}": after an hour it no longer counts.'
    return Refusal(Problem(str(root), f"the archive is being written by {who}; nothing was added", remedy))


def _age(since: timedelta) -> str:
    seconds = max(0, int(since.total_seconds()))
    number, unit = (seconds, "second") if seconds < 120 else (seconds // 60, "minute")
    return f"{number} {unit}" + ("" if number == 1 else "s")
