"""A stranger's file proved in a process of its own, under limits: it may be made to hang or to break a reader."""

import multiprocessing
import os
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from editions.model.proof import Verdict
from editions.problems import Problem, Refusal
from editions.proving import prove_file
from editions.surroundings import Surroundings

#: Bytes of memory, bytes of a file, and seconds of CPU; a file of 1,000 pages takes some 400 MB and 20 s.
_MEMORY, _FILE, _SECONDS = 3 * 2**30, 2**29, 60
#: Seconds by the clock: veraPDF has its own limit, and the process waits for it.
_PATIENCE, _WITH_VERAPDF = 180, 1500
_REMEDY = "Ask its sender for a copy printed to PDF anew, or saved as a DOCX again."
#: A stranger's file may hold anything where anything else is expected: no such fault is worth more than a refusal.
_FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError, RuntimeError, OSError)


def prove_apart(path: Path, around: Surroundings, *, verapdf: str | None = None) -> Verdict:
    """Return the verdict on a lone PDF or DOCX, as prove_file gives it.

    Raises:
        Refusal: it cannot be opened, is neither, or would cost more than a file may.
    """
    # Forked before any thread is started: what this process has loaded need not be read again.
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(there, lambda: prove_file(path, around, verapdf=verapdf)[0], str(path)), daemon=True)
    child.start()
    there.close()
    try:
        answer = _answer(here, _WITH_VERAPDF if verapdf else _PATIENCE)
    finally:
        child.kill()
        child.join()
    if isinstance(answer, Verdict):
        return answer
    if isinstance(answer, Refusal):
        raise answer
    raise Refusal(Problem(str(path), _end(child.exitcode or 0), _REMEDY))


def _answer(connection: Connection, seconds: int) -> object:
    try:
        return connection.recv() if connection.poll(seconds) else None
    except EOFError:
        return None


def _work(connection: Connection, prove: Callable[[], Verdict], where: str) -> None:
    """Do the work under limits, and send the verdict or the refusal."""
    _limit()
    try:
        answer: object = prove()
    except Refusal as refusal:
        answer = refusal
    except MemoryError:
        answer = Refusal(Problem(where, "the file needs more memory than is allowed", _REMEDY))
    except _FAULTS as fault:
        what = f"the file holds what no reader expects: {type(fault).__name__}: {fault}"
        answer = Refusal(Problem(where, what[:300], _REMEDY))
    connection.send(answer)
    connection.close()
    # Nothing that the parent registered for its own end is done here.
    os._exit(0)


def _limit() -> None:
    """Set the limits; veraPDF, which has its own, takes them off again for itself."""
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, _FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end(status: int) -> str:
    """Return how a child that gave no answer ended: negative is the signal that stopped it."""
    if status in (-24, -9):
        return f"the file takes more than {_SECONDS} s to check"
    return f"the file makes a reader break down (signal {-status})" if status < 0 else "the file needs more memory than is allowed"
