"""Two long rows brought together: which of their elements are the same, in order; in seconds, however long they are."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

#: Of two rows, elements of the one times those of the other: up to so many, all ways to bring them together are looked at.
_FEW = 250_000
#: Of longer ones, those elements hold fast that both have as often, and no more often than this.
_SELDOM = 8

Place = tuple[int, int]


def matched(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Place]:
    """Return the places of equal elements of *old* and *new*, in order on both sides: rather long rows than many.

    Of rows that are long and share nothing that is seldom, only what they begin and end with alike is found.
    """
    found: list[Place] = []
    waiting = [((0, 0), (len(old), len(new)))]
    while waiting:
        start, end = waiting.pop()
        inner, edges = _without_edges(old, new, start, end)
        found += edges
        (first, second), (last, stop) = inner
        before, after = old[first:last], new[second:stop]
        if not before or not after:
            continue
        if len(before) * len(after) <= _FEW:
            found += _shifted(_blocks(before, after), inner[0])
        elif fast := list(_shifted(_fast(before, after), inner[0])):
            waiting += _between(fast, inner)
    return sorted(set(found))


def _without_edges(old: Sequence[Hashable], new: Sequence[Hashable], start: Place, end: Place) -> tuple[tuple[Place, Place], list[Place]]:
    """Return what is left between *start* and *end* without what both begin and end with alike, and the places of that."""
    (first, second), (last, stop) = start, end
    edges: list[Place] = []
    while first < last and second < stop and old[first] == new[second]:
        edges.append((first, second))
        first, second = first + 1, second + 1
    while first < last and second < stop and old[last - 1] == new[stop - 1]:
        last, stop = last - 1, stop - 1
        edges.append((last, stop))
    return ((first, second), (last, stop)), edges


def _shifted(places: Iterable[Place], by: Place) -> Iterator[Place]:
    return ((one + by[0], other + by[1]) for one, other in places)


def _blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Place]:
    for first, second, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield from ((first + step, second + step) for step in range(size))


def _fast(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Place]:
    """Return the longest chain, in order, of the elements that both have as often and seldom: the first with the first, and so on."""
    counts, others = Counter(old), Counter(new)
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, one in enumerate(new):
        if others[one] <= _SELDOM and counts[one] == others[one]:
            places[one].append(place)
    pairs = [(place, places[one].pop(0)) for place, one in enumerate(old) if places.get(one)]
    return _rising(pairs)


def _rising(pairs: Sequence[Place]) -> list[Place]:
    """Return the longest chain of *pairs* whose second places rise; their first places do."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        last[length : length + 1] = [number]
    chain, number = [], last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _between(fast: Sequence[Place], whole: tuple[Place, Place]) -> Iterator[tuple[Place, Place]]:
    """Yield the ranges from each of the places that hold fast, in *whole*, to the next; each begins with what holds fast."""
    (start, end) = whole
    for one, other in pairwise((start, *fast, end)):
        if one < other:
            yield one, other
