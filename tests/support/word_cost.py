"""What reading a Word document costs, in a process of its own under limits: ``python -m tests.support.word_cost FILE``."""

import json
import re
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from editions.problems import Refusal
from editions.reading.word.changes import accepted, changes, rejected
from editions.reading.word.document import read_word_file
from tests.support.tools import ROOT

#: Bytes of memory and seconds of CPU that any file may take, that of Python itself included. The worst takes some 5 s of a fast core.
MEMORY, SECONDS = 500_000_000, 60


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What became of a file: how many *blocks* it has, or the *problems*; *seconds* of CPU, *mib* of memory at the most."""

    blocks: int
    problems: tuple[str, ...]
    seconds: float
    mib: int


def cost(path: Path) -> Cost:
    """Return what reading the file at *path* costs, with its changes listed, accepted and rejected; under the limits above.

    Raises:
        subprocess.CalledProcessError: it broke down, or ran into a limit.
    """
    command = [sys.executable, "-m", "tests.support.word_cost", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    found = json.loads(done.stdout)
    return Cost(**{**found, "problems": tuple(found["problems"])})


def peak_mib() -> int:
    """Return the most memory, in MiB, that this process has had.

    Not ru_maxrss: that counts what the process was before it became this program, a copy of the tests'.
    """
    return _status("VmHWM") // 2**20


def held_bytes() -> int:
    """Return the bytes of address space that this process holds."""
    return _status("VmSize")


def _status(name: str) -> int:
    """Return what Linux says of this process under *name*, in bytes (proc(5), /proc/pid/status)."""
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found is not None
    return int(found[1]) * 1024


def _main(path: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    blocks, problems = 0, []
    try:
        document = read_word_file(path)
        blocks = len(document.blocks)
        sum(1 for _ in changes(document))
        # One after the other: whoever wants both need not have both at once.
        for settled in (accepted, rejected):
            settled(document)
    except Refusal as refusal:
        problems = [problem.what for problem in refusal.problems]
    peak = peak_mib()
    print(json.dumps(asdict(Cost(blocks=blocks, problems=tuple(problems), seconds=time.process_time(), mib=peak))))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
