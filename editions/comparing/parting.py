"""Paragraphs that were parted in two, and such as were joined: their words are all still there, and no change of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby

from editions.comparing.aligning import MOVED_LIKE, share, word_counts
from editions.comparing.differences import Difference, compare
from editions.comparing.nodes import Branch, Leaf, Node, leaves
from editions.comparing.units import Unit
from editions.comparing.words import Piece, pieces
from editions.model.runs import Run, Stretch, said, settled

#: Stands in the words of what was parted, or of what is joined, where a paragraph ends (Unicode: paragraph separator); no text has it.
END = "\u2029"
#: Paragraphs that one may have become; pairs of old and new in one place that are looked at.
_MOST, _PAIRS = 6, 400
#: The kinds of what stands between two that stayed.
LOOSE = ("changed", "deleted", "inserted")


#: Places of what became of what; None where it was not there, or is not.
Places = tuple[int | None, int | None]


@dataclass(frozen=True, kw_only=True)
class Parting:
    """Of two rows of nodes, by their places: those of the *old* that became those of the *new*; one of the two is one alone."""

    old: range
    new: range


def partings(old: Sequence[Node], new: Sequence[Node]) -> tuple[Parting, ...]:
    """Return what was parted or joined, of *old* and *new*, between which nothing stayed as it was."""
    if len(old) * len(new) > _PAIRS:
        return ()
    parted = [Parting(old=range(one, one + 1), new=several) for one, several in _parted(old, new)]
    taken = {place for parting in parted for place in parting.new}
    joined = [Parting(old=several, new=range(one, one + 1)) for one, several in _parted(new, old) if one not in taken]
    gone = {place for parting in joined for place in parting.old}
    return (*(parting for parting in parted if parting.old[0] not in gone), *joined)


def _parted(ones: Sequence[Node], rows: Sequence[Node]) -> Iterator[tuple[int, range]]:
    """Yield the place of each of *ones* that several of *rows*, beside each other, say together, and their places."""
    counts = [word_counts(row) for row in rows]
    start = 0
    for place, one in enumerate(ones):
        words = word_counts(one)
        # Only of these can it be: most of what they say, it says too.
        near = {at for at, part in enumerate(counts) if 2 * (words & part).total() > part.total() and _is_alike(one, rows[at])}
        for several in _rows(start, len(rows)):
            if (
                near.issuperset(several)
                and all(_is_alone(rows[at]) for at in several[:-1])
                and _says(words, [counts[at] for at in several])
            ):
                yield place, several
                start = several.stop
                break


def _rows(start: int, end: int) -> Iterator[range]:
    """Yield the rows of two and more places from *start* to before *end*, the longest first."""
    for size in range(min(_MOST, end - start), 1, -1):
        for begin in range(start, end - size + 1):
            yield range(begin, begin + size)


def _says(words: Counter[str], counts: Sequence[Counter[str]]) -> bool:
    """Return whether paragraphs or items with the words *counts* say together what one with *words* does, each a part of it."""
    whole = sum(counts, Counter[str]())
    if share(words, whole) < MOVED_LIKE:
        return False
    common = (words & whole).total()
    return all(2 * (common - (words & (whole - part)).total()) > part.total() for part in counts)


def _is_alike(one: Node, other: Node) -> bool:
    return (
        one.shape == other.shape
        and one.shape.name in ("paragraph", "item")
        and first_leaf(one) is not None
        and first_leaf(other) is not None
    )


def first_leaf(node: Node) -> Leaf | None:
    """Return *node*, or the paragraph with which it, an item, begins."""
    found = node if isinstance(node, Leaf) else next(iter(node.parts), None)
    return found if isinstance(found, Leaf) else None


def _is_alone(node: Node) -> bool:
    return isinstance(node, Leaf) or len(node.parts) == 1


def in_one(row: Sequence[Node], between: str) -> Node:
    """Return the paragraphs, or items, of *row* as one, with *between* where one ends."""
    runs: list[Run] = []
    for node in row:
        leaf = first_leaf(node)
        assert leaf is not None  # noqa: S101
        runs += [Stretch(text=between), *leaf.runs] if runs else leaf.runs
    last = row[-1]
    if isinstance(last, Leaf):
        return replace(last, runs=settled(runs))
    return replace(last, parts=(Leaf(shape=last.parts[0].shape, runs=settled(runs)), *last.parts[1:]))


def grouped(run: Sequence[Places], old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield what became of what in *run*, pairs of places of which none stayed, moved or left: what was parted or joined together."""
    olds, news = [place for place, _ in run if place is not None], [place for _, place in run if place is not None]
    found = [
        (tuple(olds[place] for place in parting.old), tuple(news[place] for place in parting.new))
        for parting in partings([old[place] for place in olds], [new[place] for place in news])
    ]
    parted_old = {place for places, _ in found for place in places}
    for was, now in run:
        others = tuple(() if place is None else (place,) for place in (None if was in parted_old else was, now))
        parting = next((parting for parting in found if now in parting[1]), None)
        if parting is not None:
            others = (others[0], ())
        if any(others):
            yield others[0], others[1]
        if parting is not None and now == parting[1][-1]:
            yield parting


def paragraphs_in(node: Node | None) -> int:
    """Return of how many paragraphs *node* is one row."""
    return 1 + sum(said(leaf.runs).count(END) for leaf in leaves(node)) if node is not None else 1


def with_partings(differences: Sequence[Difference]) -> tuple[Difference, ...]:
    """Return *differences*, with what was parted or joined as that: kind "parted" or "joined", END where a paragraph ends."""
    found: list[Difference] = []
    for (is_loose, _), group in groupby(differences, key=lambda one: (one.kind in LOOSE, one.role)):
        run = list(group)
        found += _told(run) if is_loose else run
    return tuple(found)


def _told(loose: Sequence[Difference]) -> Iterator[Difference]:
    old = [one.old for one in loose if one.old is not None]
    new = [one.new for one in loose if one.new is not None]
    places_old, places_new = count(), count()
    run = [(next(places_old) if one.old is not None else None, next(places_new) if one.new is not None else None) for one in loose]
    told = dict(zip(run, loose, strict=True))
    for was, now in grouped(run, old, new):
        if len(was) > 1 or len(now) > 1:
            yield _parting(loose[0].role, [old[place] for place in was], [new[place] for place in now])
        else:
            pair = (was[0] if was else None, now[0] if now else None)
            yield _inside(told[pair]) if pair in told else _alone(loose[0].role, old, new, pair)


def _alone(role: str, old: Sequence[Node], new: Sequence[Node], pair: Places) -> Difference:
    """Return what is left of a pair, of which the other became a part of something else."""
    if pair[0] is not None:
        return Difference(kind="deleted", role=role, old=old[pair[0]])
    assert pair[1] is not None  # noqa: S101
    return Difference(kind="inserted", role=role, new=new[pair[1]])


def _parting(role: str, old: Sequence[Node], new: Sequence[Node]) -> Difference:
    was, now = in_one(old, f"{END} "), in_one(new, f"{END} ")
    kind = "parted" if len(old) == 1 else "joined"
    found = Difference(kind=kind, role=role, old=was, new=now)
    if isinstance(was, Leaf) and isinstance(now, Leaf):
        return replace(found, pieces=_seamed(pieces(was.runs, now.runs)))
    assert isinstance(was, Branch)  # noqa: S101
    assert isinstance(now, Branch)  # noqa: S101
    (first_was, *rest_was), (first_now, *rest_now) = was.parts, now.parts
    first = _parting_of_leaves(kind, role, first_was, first_now)
    rest = compare([Unit(role="body", node=node) for node in rest_was], [Unit(role="body", node=node) for node in rest_now])
    return replace(found, parts=(first, *rest))


def _parting_of_leaves(kind: str, role: str, old: Node, new: Node) -> Difference:
    assert isinstance(old, Leaf)  # noqa: S101
    assert isinstance(new, Leaf)  # noqa: S101
    return Difference(kind=kind, role=role, old=old, new=new, pieces=_seamed(pieces(old.runs, new.runs)))


def _seamed(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return *found* with the blank at a paragraph's end as what both have."""
    seamed: list[Piece] = []
    for piece in found:
        before = seamed[-1] if seamed else None
        texts = [one.run.text if one and isinstance(one.run, Stretch) else "" for one in (before, piece)]
        if before and (before.kind, piece.kind) == ("del", "ins") and sorted(texts) == [" ", f"{END} "]:
            kind = "ins" if texts[0] == " " else "del"
            seamed[-1:] = [replace(piece, kind=kind, run=Stretch(text=END)), Piece(kind="same", run=Stretch(text=" "))]
        else:
            seamed.append(piece)
    return tuple(seamed)


def _inside(one: Difference) -> Difference:
    """Return *one* with what was parted or joined within it: in an item, a quotation, a list."""
    if one.kind != "changed" or not one.parts or one.node.shape.name in ("table", "row", "header", "signatory"):
        return one
    return replace(one, parts=with_partings(one.parts))
