"""Signed files, each way of signing once for all tests of a process."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

import pytest

from editions.model.signatures import Trust, Verification
from editions.verifying.judging import verify
from editions.verifying.roots import read_roots
from tests.support.pki import Authority
from tests.support.signed import Way, signed

#: A small PDF, signed in a way.
Make = Callable[[Way], bytes]
#: What is found of a file now, by the roots of the test authority, offline.
Verify = Callable[[bytes], Verification]


@pytest.fixture(scope="session")
def make(authority: Authority) -> Make:
    return lru_cache(lambda way: signed(authority, way))


@pytest.fixture(scope="session")
def trust(authority: Authority) -> Trust:
    return Trust(roots=read_roots(authority.roots))


@pytest.fixture(scope="session")
def found(trust: Trust) -> Verify:
    return lambda content: verify(content, trust, datetime.now(UTC))
