"""One byte flipped, anywhere in what is signed: the file is not valid any more."""

import random
import re

import pytest

from editions.model.signatures import Verdict
from tests.support.signed import Way
from tests.verifying.conftest import Make, Verify

#: Places in each of the files: 300 in all.
_PLACES = 150


@pytest.mark.parametrize("way", [Way(level="B-LT"), Way(level="B-LTA", certified=False)], ids=["certified", "plain"])
def test_no_flipped_byte_is_accepted(make: Make, found: Verify, way: Way) -> None:
    content = make(way)
    [signature] = found(content).signatures
    choice = random.Random(6)  # noqa: S311 - places, not secrets
    start, stop = _gap(content)
    signed = [*range(start), *range(stop, signature.covers)]
    step = len(signed) / _PLACES
    places = [signed[int((number + choice.random()) * step)] for number in range(_PLACES)]

    seen = {place: found(_flipped(content, place, choice.randrange(8))).verdict for place in places}

    assert {place for place, verdict in seen.items() if verdict not in (Verdict.INVALID, Verdict.UNREADABLE)} == set()
    assert len(seen) == _PLACES


def _gap(content: bytes) -> tuple[int, int]:
    """Return where in *content* the first signature itself stands, which it cannot cover."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) ", content)
    assert found
    return int(found[1]), int(found[2])


def _flipped(content: bytes, place: int, bit: int) -> bytes:
    return content[:place] + bytes([content[place] ^ (1 << bit)]) + content[place + 1 :]
