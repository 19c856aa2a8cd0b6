"""Two sequences of nodes brought together: what stayed, changed, went, came and moved. The same answer each time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from editions.comparing.composing import as_read
from editions.comparing.nodes import Leaf, Node, leaves
from editions.comparing.tokens import is_word, tokens
from editions.model.runs import Note, Run, Shown, Stretch

#: The least share of words that two nodes have in common, if one is a change of the other; and if it is elsewhere besides.
LIKE, MOVED_LIKE = 0.5, 0.75
#: Of more pairs than these, those alone are looked at that share a word which at most so many nodes have.
_ALL_PAIRS, _RARE = 1024, 32


@dataclass(frozen=True, kw_only=True)
class Pair:
    """What became of a node: places in the old and the new sequence, from 0; None where it is not there.

    *kind* is "same", "changed", "deleted", "inserted", "moved" or "left". A node that moved is there twice: as "left"
    where it was, as "moved" where it is, both times with both places; it may have changed besides.
    """

    kind: str
    old: int | None
    new: int | None


def align(old: Sequence[Node], new: Sequence[Node], *, moves: bool = True) -> tuple[Pair, ...]:
    """Return the pairs of *old* and *new*, in the order of *new*, with what went where it stood.

    Nodes that are read alike come together first, then those that are alike; without *moves*, none out of order.
    """
    old, new = as_read(old), as_read(new)
    stayed = _equal_in_order(old, new)
    elsewhere = _equal_elsewhere(old, new, stayed) if moves else {}
    stayed.update(_alike_in_order(old, new, stayed, elsewhere))
    if moves:
        elsewhere.update(_alike_elsewhere(old, new, {**stayed, **elsewhere}))
    return tuple(_listed(old, new, stayed, elsewhere))


def _equal_in_order(old: Sequence[Node], new: Sequence[Node]) -> dict[int, int]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {first + step: start + step for first, start, size in blocks for step in range(size)}


def _equal_elsewhere(old: Sequence[Node], new: Sequence[Node], stayed: dict[int, int]) -> dict[int, int]:
    left, added = _unmatched(old, new, stayed)
    places: dict[Node, list[int]] = defaultdict(list)
    for place in reversed(added):
        places[new[place]].append(place)
    return {place: places[old[place]].pop() for place in left if places.get(old[place])}


def _unmatched(old: Sequence[Node], new: Sequence[Node], matched: dict[int, int]) -> tuple[list[int], list[int]]:
    taken = set(matched.values())
    return [place for place in range(len(old)) if place not in matched], [place for place in range(len(new)) if place not in taken]


def _alike_in_order(
    old: Sequence[Node], new: Sequence[Node], stayed: dict[int, int], elsewhere: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of alike nodes that stand between the same two that *stayed*: those that are most alike in all."""
    left, added = _unmatched(old, new, {**stayed, **elsewhere})
    fixed = sorted(stayed.items())
    gaps: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for places, side in ((left, 0), (added, 1)):
        gap = 0
        for place in places:
            while gap < len(fixed) and fixed[gap][side] < place:
                gap += 1
            gaps[gap][side].append(place)
    for lost, found in gaps.values():
        yield from _best_chain(list(_likeness(old, new, lost, found, LIKE)))


def _alike_elsewhere(old: Sequence[Node], new: Sequence[Node], matched: dict[int, int]) -> dict[int, int]:
    """Return pairs of nodes that are very much alike, wherever they stand; the most alike are taken first."""
    left, added = _unmatched(old, new, matched)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, first, start in sorted((-likeness, first, start) for first, start, likeness in _likeness(old, new, left, added, MOVED_LIKE)):
        if first not in pairs and start not in taken:
            pairs[first] = start
            taken.add(start)
    return pairs


def _likeness(
    old: Sequence[Node], new: Sequence[Node], left: Sequence[int], added: Sequence[int], least: float
) -> Iterator[tuple[int, int, float]]:
    """Yield the places of two nodes that can be compared and have *least* of their words in common, with the share."""
    if not left or not added:
        return
    words = {place: word_counts(new[place]) for place in added}
    having: dict[str, list[int]] = defaultdict(list)
    for place in added:
        for word in words[place]:
            having[word].append(place)
    few = len(left) * len(added) <= _ALL_PAIRS
    for first in left:
        mine = word_counts(old[first])
        near = added if few else sorted({place for word in mine if len(having[word]) <= _RARE for place in having[word]})
        for start in near:
            if _comparable(old[first], new[start]) and (likeness := share(mine, words[start])) >= least:
                yield first, start, likeness


def word_counts(node: Node) -> Counter[str]:
    """Return the words that *node* says, in small letters, with those of its notes and of its pictures' texts."""
    said = (text for leaf in leaves(node) for text in _texts(leaf.runs))
    return Counter(token.casefold() for text in said for token in tokens(text) if is_word(token))


def _texts(runs: Iterable[Run]) -> Iterator[str]:
    joined = ""
    for run in runs:
        match run:
            case Stretch(text=text):
                joined += text
                continue
            case Note(runs=inner):
                yield from _texts(inner)
            case Shown(image=image):
                yield image.alt
        yield joined
        joined = ""
    yield joined


def _comparable(one: Node, other: Node) -> bool:
    """Return whether what changed between two nodes can be said: both have words, or parts of one kind."""
    if isinstance(one, Leaf) or isinstance(other, Leaf):
        return isinstance(one, Leaf) and isinstance(other, Leaf)
    return one.shape.name == other.shape.name


def share(one: Counter[str], other: Counter[str]) -> float:
    """Return the share, from 0 to 1, of the words of both that they have in common."""
    small, large = sorted((one, other), key=len)
    total = one.total() + other.total()
    return 2 * sum(min(count, large[word]) for word, count in small.items()) / total if total else 0.0


def _best_chain(scored: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return those of *scored*, sorted by their first place, that stand in order on both sides and score most in all.

    A Fenwick tree holds, for each second place, the best chain that ends before it: k pairs take k log k steps.
    """
    size = max((second for _, second, _ in scored), default=0) + 2
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before: list[int] = []
    # Of one first place the later second places come first: none then continues another of the same.
    ordered = sorted(scored, key=lambda one: (one[0], -one[1]))
    for number, (_, second, score) in enumerate(ordered):
        total, last = _best(tree, second)
        before.append(last)
        place = second + 1
        while place <= size:
            if total + score > tree[place][0]:
                tree[place] = (total + score, number)
            place += place & -place
    chain, number = [], _best(tree, size)[1]
    while number >= 0:
        chain.append(ordered[number][:2])
        number = before[number]
    return chain[::-1]


def _best(tree: Sequence[tuple[float, int]], place: int) -> tuple[float, int]:
    best = (0.0, -1)
    while place:
        if tree[place][0] > best[0]:
            best = tree[place]
        place -= place & -place
    return best


def _listed(old: Sequence[Node], new: Sequence[Node], stayed: dict[int, int], elsewhere: dict[int, int]) -> Iterator[Pair]:
    came_from = {start: first for first, start in elsewhere.items()}
    lost, added = 0, 0
    for first, start in (*sorted(stayed.items()), (len(old), len(new))):
        for place in range(lost, first):
            yield Pair(kind="left" if place in elsewhere else "deleted", old=place, new=elsewhere.get(place))
        for place in range(added, start):
            yield Pair(kind="moved" if place in came_from else "inserted", old=came_from.get(place), new=place)
        if first < len(old):
            yield Pair(kind="same" if old[first] == new[start] else "changed", old=first, new=start)
        lost, added = first + 1, start + 1
