"""A stranger's file proved in a process of its own, under limits: it may be made to hang or to break a reader.

A new process, not a fork of this one: libraries that have started threads here would wait for them there.
"""

import json
import os
import pickle
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from editions.model.findings import finding_of
from editions.model.proof import Verdict
from editions.problems import Exit, Problem, Refusal, UsageRefusal
from editions.proving import prove_file
from editions.surroundings import Surroundings

# -P: nothing is imported from the folder that the command happens to run in.
_COMMAND = (sys.executable, "-P", "-m", "editions.proving_apart")
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
    question = pickle.dumps((path, around, verapdf))
    try:
        patience = _WITH_VERAPDF if verapdf else _PATIENCE
        done = subprocess.run(_COMMAND, input=question, stdout=subprocess.PIPE, timeout=patience, check=False)  # noqa: S603
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise Refusal(Problem(str(path), _end(-9), _REMEDY)) from None
    except ValueError:
        raise Refusal(Problem(str(path), _end(done.returncode), _REMEDY)) from None
    if "problems" in answer:
        kind = UsageRefusal if answer["status"] == Exit.USAGE else Refusal
        raise kind(*(Problem(**problem) for problem in answer["problems"]))
    return _verdict(answer)


def _verdict(answer: dict[str, Any]) -> Verdict:
    return Verdict(
        name=answer["name"],
        files=tuple(answer["files"]),
        findings=tuple(finding_of(one) for one in answer["findings"]),
        asked=tuple(answer["asked"]),
        passed_over=tuple((identifier, need) for identifier, need in answer["passed_over"]),
    )


def _end(status: int) -> str:
    """Return how a process that gave no answer ended: negative is the signal that stopped it."""
    if status in (-24, -9):
        return f"the file takes more than {_SECONDS} s to check"
    return f"the file makes a reader break down (signal {-status})" if status < 0 else "the file needs more memory than is allowed"


def _main() -> None:
    """Read what is asked on standard input, work under limits, and answer in JSON on standard output."""
    path, around, verapdf = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - from prove_apart alone
    # Nothing but the answer goes to where the answer goes.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit()
    try:
        answer = asdict(prove_file(path, around, verapdf=verapdf)[0])
    except Refusal as refusal:
        answer = {"status": int(refusal.status), "problems": [asdict(problem) for problem in refusal.problems]}
    except MemoryError:
        answer = _refused(path, "the file needs more memory than is allowed")
    except _FAULTS as fault:
        answer = _refused(path, f"the file holds what no reader expects: {type(fault).__name__}: {fault}")
    out.write(json.dumps(answer).encode())
    out.flush()
    # The libraries need not tidy up what a stranger's file has made of them.
    os._exit(0)


def _refused(path: Path, what: str) -> dict[str, Any]:
    return {"status": int(Exit.SOURCE), "problems": [asdict(Problem(str(path), what[:300], _REMEDY))]}


def _limit() -> None:
    """Set the limits; veraPDF, which has its own, takes them off again for itself."""
    limits = ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_FSIZE, _FILE), (resource.RLIMIT_CORE, 0))
    for what, most in limits:
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    _main()
