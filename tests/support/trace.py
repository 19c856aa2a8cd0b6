"""A command under strace: which system calls it makes, and what becomes of it when one of them fails or kills it."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.support.tools import require

#: The calls by which the disk is changed, as Linux on x86-64 and arm64 names them.
WRITING = (
    "write", "pwrite64", "openat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat",
    "rmdir", "fsync", "fdatasync", "ftruncate", "chmod", "fchmod", "fchmodat",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Call:
    """A system call: its name, and which of its name it was (from 1)."""

    name: str
    number: int
    line: str


def calls(command: list[str], folder: Path, names: tuple[str, ...] = WRITING) -> list[Call]:
    """Return the calls in *names* that *command*, run in *folder*, makes; the command must succeed."""
    with tempfile.NamedTemporaryFile("r") as log:
        subprocess.run(
            [require("strace"), "-f", "-qq", "-o", log.name, f"-etrace={_known(names)}", *command],
            cwd=folder,
            check=True,
            capture_output=True,
        )
        lines = [re.sub(r"^\d+\s+", "", line) for line in log.read().splitlines()]
    counts: dict[str, int] = {}
    found = []
    for line in lines:
        name = line.partition("(")[0]
        if name in names:
            counts[name] = counts.get(name, 0) + 1
            found.append(Call(name=name, number=counts[name], line=line))
    return found


def inject(command: list[str], folder: Path, call: Call, what: str) -> subprocess.CompletedProcess[str]:
    """Run *command* with *what* ("signal=KILL", "error=ENOSPC") happening to it at *call*."""
    fault = f"-einject={call.name}:{what}:when={call.number}"
    with tempfile.NamedTemporaryFile() as log:
        return subprocess.run(
            [require("strace"), "-f", "-qq", "-o", log.name, f"-etrace={call.name}", fault, *command],
            cwd=folder, check=False, capture_output=True, text=True,
        )  # fmt: skip


def _known(names: tuple[str, ...]) -> str:
    """Return *names* as strace wants them: those that this processor does not have are passed over."""
    return ",".join(f"?{name}" for name in names)
