"""Verifies a file in a process of its own, under limits: a stranger's may be made to hang or to break a reader."""

import json
from base64 import b64decode, b64encode
from datetime import datetime

from editions.apart import Answer, Purse, ask, serve
from editions.forks import ask_fork, may_fork
from editions.model.signatures import Trust, Verification
from editions.problems import MissingRefusal, Refusal
from editions.verifying.judging import verify
from editions.verifying.plain import as_plain, from_plain
from editions.verifying.words import unreadable

#: Seconds, and bytes of memory, for one file; a signed edition takes less than a second and some 150 MB.
SECONDS, MEMORY = 60, 2 * 2**30
_PATIENCE = 1800


def verify_apart(content: bytes, trust: Trust, at: datetime, *, seconds: float = SECONDS, memory: int = MEMORY) -> Verification:
    """Return what is found of the PDF *content*, as verify gives it; a file that costs more than it may cannot be verified."""
    head = {"roots": [b64encode(root).decode() for root in trust.roots], "online": trust.online, "at": at.isoformat()}
    question, purse = json.dumps(head).encode() + b"\n" + content, Purse(seconds=seconds, memory=memory)
    try:
        answer, _ = ask(__spec__.name, question, purse, "", matter="it", verb="verify")
    except Refusal as refusal:
        return unreadable(refusal.problems[0].what)
    return from_plain(answer)


def verify_forked(content: bytes, trust: Trust, at: datetime, *, seconds: float = SECONDS, memory: int = MEMORY) -> Verification:
    """Return what verify_apart does, in a fork of this process where that may be: ten times as fast for one of many.

    Raises:
        MissingRefusal: the fork was killed from outside.
    """
    if not may_fork():
        return verify_apart(content, trust, at, seconds=seconds, memory=memory)
    # One of many may wait long for its turn: the seconds are those of its own work.
    purse = Purse(seconds=seconds, memory=memory, patience=_PATIENCE)
    try:
        answer, _ = ask_fork(lambda: (as_plain(verify(content, trust, at)), b""), purse, "", matter="it", verb="verify")
    except MissingRefusal:
        # That says nothing of the file.
        raise
    except Refusal as refusal:
        return unreadable(refusal.problems[0].what)
    return from_plain(answer)


def _answer(question: bytes) -> Answer:
    head, _, content = question.partition(b"\n")
    asked = json.loads(head)
    trust = Trust(roots=tuple(map(b64decode, asked["roots"])), online=asked["online"])
    return as_plain(verify(content, trust, datetime.fromisoformat(asked["at"]))), b""


if __name__ == "__main__":
    serve(_answer)
