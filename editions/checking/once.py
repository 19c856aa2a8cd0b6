"""What several rules look at, worked out once for a case."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from editions.checking.rules import Case

_Value = TypeVar("_Value")


class _Same:
    """A case that is equal to itself alone: what is in it cannot be hashed."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.case is self.case

    def __hash__(self) -> int:
        return id(self.case)


def once(work: Callable[[Case], _Value]) -> Callable[[Case], _Value]:
    """Return *work*, whose answer for a case is kept for the next rule that asks."""

    @lru_cache(maxsize=2)
    def kept(same: _Same) -> _Value:
        return work(same.case)

    @wraps(work)
    def asked(case: Case) -> _Value:
        return kept(_Same(case))

    return asked
