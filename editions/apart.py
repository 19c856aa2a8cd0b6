"""Work on a stranger's file, done in a process of its own under limits: it costs that process and nothing else.

A new process, not a fork of this one: libraries that have started threads here would wait for them there.
What is asked and what is answered is a line of JSON, and bytes: nothing that a stranger's file may have made
of that process is run here.
"""

import io
import json
import math
import re
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from editions.problems import CheckRefusal, MissingRefusal, Problem, Refusal

#: What is answered: what JSON says, and bytes.
Answer = tuple[dict[str, Any], bytes]

_REMEDY = 'Give it whole: as = "attach". The limits stand in settings.toml, under [annexes].'
#: What Python says last where it has no memory left to load a library, and where it has none to say more.
_NO_MEMORY = (b"MemoryError", b"ImportError", b"OSError", b"lost sys.stderr")
#: Bytes of memory that a process gets on top when it has none left, to say so.
_LAST_WORDS = 64 * 2**20
#: The share of a process's memory beyond which what goes wrong in it is laid to that.
_NEARLY = 0.9
_KINDS = {kind.status: kind for kind in (Refusal, CheckRefusal, MissingRefusal)}


class Purse:
    """What a piece of work may cost: *seconds*, over all processes that do it one after the other, and *memory* in bytes of each.

    *patience* are seconds more by the clock, for programs that have limits of their own and are waited for.
    """

    def __init__(self, *, seconds: float, memory: int, patience: float = 0) -> None:
        self.seconds = seconds
        self.memory = memory
        self._left = seconds
        self.patience = patience

    def run(self, command: list[str], question: bytes) -> "subprocess.CompletedProcess[bytes]":
        """Return what became of *command*, given its limits and *question*; what it takes is taken out of the purse.

        Raises:
            subprocess.TimeoutExpired: it takes more than is left.
        """
        # What is left is a second at least: a process that has none cannot say so.
        left = max(self._left, 1.0)
        bounds = json.dumps({"memory": self.memory, "seconds": math.ceil(left)}).encode()
        started = time.monotonic()
        try:
            return subprocess.run(  # noqa: S603
                command, input=bounds + b"\n" + question, capture_output=True, timeout=left + self.patience, check=False
            )
        finally:
            self._left -= time.monotonic() - started


def ask(
    module: str, question: bytes, purse: Purse, where: str, *, matter: str = "the annex", verb: str = "take in", remedy: str = _REMEDY
) -> Answer:
    """Return what *module*, which calls serve(), answers to *question*, at the cost of *purse*.

    *where*, *matter*, *verb* and *remedy* are for messages: "the annex takes more than 20 s to take in".

    Raises:
        Refusal: the module refuses, or would cost more than there is.
    """
    # -P: nothing is imported from the folder that the command happens to run in.
    command = [sys.executable, "-P", "-m", module]
    try:
        done = purse.run(command, question)
    except subprocess.TimeoutExpired:
        raise Refusal(Problem(where, f"{matter} takes more than {purse.seconds:g} s to {verb}", remedy)) from None
    return answered(done, purse, where, matter, verb, remedy)


def answered(done: "subprocess.CompletedProcess[bytes]", purse: Purse, where: str, matter: str, verb: str, remedy: str = _REMEDY) -> Answer:
    """Return what the process that is *done* has answered, or raise what it raised; else say how it ended.

    Raises:
        Refusal: it refuses, or would cost more than there is.
    """
    head, _, body = done.stdout.partition(b"\n")
    try:
        answer: dict[str, Any] = json.loads(head)
    except ValueError:
        raise Refusal(Problem(where, f"{matter} {_end(done, purse, verb)}", remedy)) from None
    if "problems" in answer:
        raise _KINDS[answer["status"]](*(Problem(**problem) for problem in answer["problems"]))
    return answer, body


def _end(done: "subprocess.CompletedProcess[bytes]", purse: Purse, verb: str) -> str:
    """Return how a process that gave no answer ended: a negative status is the signal that stopped it.

    Raises:
        RuntimeError: it is a fault of ours; with what Python said of it there.
    """
    if done.returncode in (-24, -9):
        return f"takes more than {purse.seconds:g} s to {verb}"
    if done.returncode < 0:
        # Libraries that get no more memory end so, and those that meet what they do not expect.
        return (
            f"needs more than {purse.memory // 2**20} MiB of memory to {verb}, or makes its reader break down (signal {-done.returncode})"
        )
    said = done.stderr.rstrip()
    if said and not said.rpartition(b"\n")[2].startswith(_NO_MEMORY):
        raise RuntimeError(said.decode("utf-8", "replace"))
    return f"needs more than {purse.memory // 2**20} MiB of memory to {verb}"


def serve(work: Callable[[bytes], Answer], *, programs: bool = False) -> None:
    """Read a question from standard input, answer it with *work* under limits, and write the answer to standard output.

    No file is written meanwhile, unless the work starts *programs* that have limits of their own and take these off for themselves.
    """
    bounds = json.loads(sys.stdin.buffer.readline())
    question = sys.stdin.buffer.read()
    bind(bounds["seconds"], bounds["memory"], programs=programs)
    sys.excepthook = _tell
    write_answer(1, lambda: work(question))


def bind(seconds: int, memory: int, *, programs: bool = False) -> None:
    """Let this process have no more *seconds* of CPU from now on, nor bytes of *memory*; as serve() does, *programs* likewise."""
    used = math.ceil(time.process_time())
    limits = {resource.RLIMIT_CPU: used + seconds, resource.RLIMIT_CORE: 0}
    _limit(limits if programs else {**limits, resource.RLIMIT_FSIZE: 0}, for_good=not programs)
    _limit({resource.RLIMIT_AS: memory}, for_good=not programs, more=_LAST_WORDS)


def write_answer(descriptor: int, work: Callable[[], Answer]) -> None:
    """Write what *work* answers, or what it refuses, to the open file *descriptor*."""
    try:
        answer, body = work()
    except Refusal as refusal:
        answer, body = {"status": int(refusal.status), "problems": [asdict(problem) for problem in refusal.problems]}, b""
    out = io.BufferedWriter(io.FileIO(descriptor, "w", closefd=False))
    out.write(json.dumps(answer).encode() + b"\n")
    out.write(body)
    out.flush()


def unbound() -> None:
    """Take off the limits that bind() has set for this process and not for good: for a program that it starts (preexec_fn)."""
    for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (hard, hard))


def _limit(limits: dict[int, int], *, for_good: bool, more: int = 0) -> None:
    """Set *limits*; for good but for *more*, which may still be taken."""
    for what, most in limits.items():
        _, hard = resource.getrlimit(what)
        bound = most + more if hard == resource.RLIM_INFINITY else min(most + more, hard)
        resource.setrlimit(what, (min(most, bound), bound if for_good else hard))


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sys.stderr.write(told(kind, error, trace))


def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return what Python says of what went wrong here; and that memory did, where it was all but used up: then anything may go wrong."""
    most, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    said = "".join(traceback.format_exception(kind, error, trace))
    peak = re.search(r"VmPeak:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return said + ("MemoryError\n" if peak and int(peak[1]) * 1024 > _NEARLY * most else "")
