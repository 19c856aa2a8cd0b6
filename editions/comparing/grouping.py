"""What stands together: nodes that stayed, changed, went, came or moved, and paragraphs that are a list or a quotation now."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from editions.comparing.aligning import LIKE, Pair, align, share, word_counts
from editions.comparing.nodes import Node

#: Of more pairs than these, of what went and what came in one place, none is looked for that became something else.
_MOST = 400
_LOOSE = ("deleted", "inserted")


@dataclass(frozen=True, kw_only=True)
class Group:
    """Places in the old sequence that became those in the new one, from 0; one of the two may be none, or several.

    *kind* is that of a Pair; or "reshaped", paragraphs are a list or a quotation now, or such a thing is paragraphs, or the
    other thing.
    """

    kind: str
    old: tuple[int, ...]
    new: tuple[int, ...]


def grouped(old: Sequence[Node], new: Sequence[Node]) -> list[Group]:
    """Return what became of *old*, which is *new*, in the order of *new*, with what went where it stood."""
    return list(_loose_together(singly(align(old, new)), old, new))


def singly(pairs: Iterable[Pair]) -> list[Group]:
    """Return *pairs* as groups of one."""
    return [Group(kind=pair.kind, old=_places(pair.old), new=_places(pair.new)) for pair in pairs]


def _places(place: int | None) -> tuple[int, ...]:
    return () if place is None else (place,)


def _loose_together(groups: Sequence[Group], old: Sequence[Node], new: Sequence[Node]) -> Iterator[Group]:
    """Yield *groups*; what went and what came beside it is one, where the one became the other."""
    for is_loose, neighbours in groupby(groups, key=lambda group: group.kind in _LOOSE):
        row = list(neighbours)
        lost = [group.old[0] for group in row if group.kind == "deleted"]
        came = [group.new[0] for group in row if group.kind == "inserted"]
        if not is_loose or not lost or not came or len(lost) * len(came) > _MOST:
            yield from row
            continue
        for group in _in_order(_matches(lost, came, old, new)):
            yield from (Group(kind="deleted", old=(place,), new=()) for place in lost if place < group.old[0])
            yield from (Group(kind="inserted", old=(), new=(place,)) for place in came if place < group.new[0])
            yield group
            lost, came = [place for place in lost if place > group.old[-1]], [place for place in came if place > group.new[-1]]
        yield from (Group(kind="deleted", old=(place,), new=()) for place in lost)
        yield from (Group(kind="inserted", old=(), new=(place,)) for place in came)


def _matches(lost: Sequence[int], came: Sequence[int], old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[float, Group]]:
    """Yield what may be one, with the share of the words that both sides have in common."""
    gone, fresh = {place: word_counts(old[place]) for place in lost}, {place: word_counts(new[place]) for place in came}
    for place in lost:
        for alike, window in _windows(gone[place], came, fresh):
            if kind := _kind([old[place]], [new[one] for one in window], alike):
                yield alike, Group(kind=kind, old=(place,), new=window)
    for place in came:
        for alike, window in _windows(fresh[place], lost, gone):
            if len(window) > 1 and (kind := _kind([old[one] for one in window], [new[place]], alike)):
                yield alike, Group(kind=kind, old=window, new=(place,))


def _windows(whole: Counter[str], places: Sequence[int], words: dict[int, Counter[str]]) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Yield the rows of *places* that have at least as much in common with *whole* as without their last."""
    for start, first in enumerate(places):
        row, said, before = [first], words[first], 0.0
        for place in (*places[start + 1 :], -1):
            alike = share(whole, said)
            if alike <= before:
                break
            yield alike, tuple(row)
            if place >= 0:
                row, said, before = [*row, place], said + words[place], alike


def _kind(old: Sequence[Node], new: Sequence[Node], alike: float) -> str:
    """Return what became of *old*, which is *new*, one of the two a single node; empty if nothing that has a name."""
    forms = [{node.shape.name for node in side} for side in (old, new)]
    known = all(len(form) == 1 and form <= {"paragraph", "list", "quotation"} for form in forms)
    counts = [len(side) for side, form in zip((old, new), forms, strict=True) if form != {"paragraph"}]
    return "reshaped" if known and forms[0] != forms[1] and counts == [1] * len(counts) and alike >= LIKE else ""


def _in_order(matches: Iterator[tuple[float, Group]]) -> list[Group]:
    """Return those of *matches* that are most alike, and stand apart and in order on both sides."""
    taken: list[Group] = []
    for _, group in sorted(matches, key=lambda one: (-one[0], one[1].old, one[1].new)):
        if all(_is_before(group, one) or _is_before(one, group) for one in taken):
            taken.append(group)
    return sorted(taken, key=lambda group: group.old)


def _is_before(one: Group, other: Group) -> bool:
    return one.old[-1] < other.old[0] and one.new[-1] < other.new[0]
