"""Editions signed by the test authority, at each level: by one or by two, with annexes or without."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from editions.model.parties import Signatory
from editions.model.prepared import PreparedStatement
from editions.model.statement import Statement
from editions.pipeline import make
from editions.preparing import prepare
from editions.reading.statements import read_statement
from editions.rendering.stamp import Stamp, draw_stamp
from editions.signing.keys import Key, opened
from editions.signing.trusting import context, stamping
from editions.signing.writing import Order, places, sign, stamp
from editions.verifying.roots import read_roots
from tests.support.making import SAMPLE, around, layout
from tests.support.pki import PASSPHRASE, Authority

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")
_SIGNERS = ("officer", "deputy")


@cache
def _prepared(count: int) -> PreparedStatement:
    return prepare(_statement(count, annexes=False), "en", layout("ombudsman"))


@cache
def _statement(count: int, *, annexes: bool) -> Statement:
    found = read_statement(SAMPLE, around()).statement
    signatories = tuple(Signatory(name=f"TEST Signatory {number}", office="TEST Office") for number in range(1, count + 1))
    texts = tuple(replace(text, signatories=signatories) for text in found.texts)
    return replace(found, texts=texts, annexes=found.annexes if annexes else ())


@cache
def edition_for(count: int, *, annexes: bool) -> bytes:
    """Return the PDF of the sample with *count* signatories."""
    made = make(_statement(count, annexes=annexes), layout("ombudsman"), frozenset(("pdf",)), around())
    return made.outputs[0].content


@contextmanager
def key_of(authority: Authority, name: str = "officer") -> Iterator[Key]:
    """Open the key of *name*."""
    with opened(str(authority.pkcs12(name)), None, lambda _: PASSPHRASE) as key:
        yield key


def signed(content: bytes, level: str, authority: Authority, *, reason: str = "TEST") -> bytes:
    """Return *content* signed by all its signatories at *level*; the time stamp of B-LTA comes with the last."""
    fields = [place for place in places(content)[0] if not place.filled]
    judged_by, stamps = context(read_roots(authority.roots)), stamping(authority.tsa)
    for number, place in enumerate(fields):
        seen = draw_stamp(
            Stamp(name="TEST", office="TEST Office", time=datetime.now(UTC), reason=reason, size=place.size),
            _prepared(1), layout("ombudsman"), around(),
        )  # fmt: skip
        order = Order(
            field=place.name, first=number == 0, last=place is fields[-1], level=min(level, "B-LT", key=LEVELS.index),
            reason=reason, seen=seen, stamps=stamps, judged_by=judged_by,
        )  # fmt: skip
        with key_of(authority, _SIGNERS[number]) as key:
            content = sign(content, order, key)
    return stamp(content, "TimeStamp1", stamps, judged_by) if level == "B-LTA" else content


def written(folder: Path, name: str, content: bytes) -> Path:
    """Write *content* to the file *name* in *folder*, and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path
