"""Work on one of many strangers' files, done in a fork of this process under limits: what is loaded here need not be loaded there.

Only a process that has a single thread may be forked so: another's locks would never open in the fork. Each process of a pool
is one (editions.executors).
"""

import math
import os
import re
import resource
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import NoReturn

from editions.apart import Answer, Purse, answered, bind, told, write_answer
from editions.problems import MissingRefusal, Problem

#: Bytes that are read at once, and that a complaint may have at the most: fewer than a pipe holds.
_CHUNK = 2**15


def may_fork() -> bool:
    """Return whether this process has a single thread (proc(5), /proc/pid/status), those of libraries counted."""
    return re.search(r"^Threads:\s+1$", Path("/proc/self/status").read_text("ascii"), re.MULTILINE) is not None


def _held() -> int:
    """Return the bytes of address space that this process has (proc(5), /proc/pid/statm)."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()


def ask_fork(work: Callable[[], Answer], purse: Purse, where: str, *, matter: str, verb: str) -> Answer:
    """Return what *work* answers in a fork of this process, at the cost of *purse*; as ask() does of a new process.

    Raises:
        Refusal: the work refuses, or would cost more than there is.
        MissingRefusal: the fork was killed from outside.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _work(work, purse, writing)
    os.close(writing)
    said, is_whole = _read(reading, time.monotonic() + purse.seconds + purse.patience)
    os.close(reading)
    if not is_whole:
        os.kill(child, signal.SIGKILL)
    _, status, used = os.wait4(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    if ended == -signal.SIGKILL and is_whole and used.ru_utime + used.ru_stime < purse.seconds:
        what = f"{matter} was not looked at: the process that did so was ended from outside, perhaps for want of memory"
        raise MissingRefusal(Problem(where, what, "Try again; fewer processes (--workers 1) need less memory."))
    return answered(CompletedProcess((), ended, b"" if ended else said, said if ended else b""), purse, where, matter, verb)


def _work(work: Callable[[], Answer], purse: Purse, writing: int) -> NoReturn:
    """Answer, or write what went wrong, and end: nothing of what this process was doing goes on."""
    status = 1
    try:
        # What this process held before is not counted: the fork has it without taking it.
        bind(math.ceil(purse.seconds), _held() + purse.memory)
        write_answer(writing, work)
        status = 0
    except BaseException as error:
        os.write(writing, told(type(error), error, error.__traceback__).encode("utf-8", "replace")[-_CHUNK:])
    finally:
        os._exit(status)


def _read(pipe: int, end: float) -> tuple[bytes, bool]:
    """Return what comes out of *pipe* until *end*, and whether that is all of it."""
    found = bytearray()
    while (left := end - time.monotonic()) > 0:
        if select.select([pipe], [], [], left)[0]:
            if not (more := os.read(pipe, _CHUNK)):
                return bytes(found), True
            found += more
    return bytes(found), False
