"""Paragraphs that went into a list that was there already, and items that came out of one: they moved, and are something else now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from editions.comparing.aligning import MOVED_LIKE, share, word_counts
from editions.comparing.differences import Difference, beside_in
from editions.comparing.nodes import Branch, Leaf
from editions.comparing.words import pieces

#: Of more pairs of what went and what came than these, none is looked at.
_MOST = 400


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a difference stands: the number of the block and, of an item, its place in that; -1 for the block itself."""

    block: int
    item: int
    paragraph: Leaf


def with_crossings(differences: Sequence[Difference]) -> tuple[Difference, ...]:
    """Return *differences* of a text, with a paragraph that is an item now, or an item that is a paragraph, as what moved."""
    gone, came = (list(_places(differences, kind)) for kind in ("deleted", "inserted"))
    found = list(differences)
    number = max((one.move for one in differences if one.role == "body"), default=0)
    if len(gone) * len(came) > _MOST:
        return tuple(found)
    for was in gone:
        alike = [(_likeness(was, now), -count) for count, now in enumerate(came) if (was.item < 0) != (now.item < 0)]
        likeness, count = max(alike, default=(0.0, 0))
        if likeness >= MOVED_LIKE:
            number += 1
            _cross(found, was, came.pop(-count), number)
    return tuple(found)


def _places(differences: Sequence[Difference], kind: str) -> Iterator[_Place]:
    """Yield each paragraph of *kind*, and each item of a list that is nothing else."""
    for block, one in enumerate(differences):
        if one.role == "body" and one.kind == kind and isinstance(one.node, Leaf) and one.node.shape.name == "paragraph":
            yield _Place(block=block, item=-1, paragraph=one.node)
        if one.role == "body" and one.kind == "changed" and one.node.shape.name == "list":
            for item, part in enumerate(one.parts):
                node = part.node
                if part.kind == kind and isinstance(node, Branch) and len(node.parts) == 1 and isinstance(node.parts[0], Leaf):
                    yield _Place(block=block, item=item, paragraph=node.parts[0])


def _likeness(was: _Place, now: _Place) -> float:
    return share(word_counts(was.paragraph), word_counts(now.paragraph))


def _cross(found: list[Difference], was: _Place, now: _Place, move: int) -> None:
    """Make what stands in *found* where it *was* and where it is *now* one move."""
    before, after = _at(found, was), _at(found, now)
    inside = pieces(was.paragraph.runs, now.paragraph.runs)
    changed = any(piece.kind != "same" for piece in inside)
    part = Difference(
        kind="changed" if changed else "same", role="body", old=was.paragraph, new=now.paragraph, pieces=inside if changed else ()
    )
    left = replace(before, kind="left", new=after.new, move=move, beside=_beside(found, now, ("deleted", "left")))
    moved = replace(after, kind="moved", old=before.old, move=move, beside=_beside(found, was, ("inserted", "moved")))
    moved = replace(moved, parts=(part,)) if isinstance(after.new, Branch) else replace(moved, pieces=inside if changed else ())
    _put(found, was, left)
    _put(found, now, moved)


def _at(found: Sequence[Difference], place: _Place) -> Difference:
    block = found[place.block]
    return block if place.item < 0 else block.parts[place.item]


def _put(found: list[Difference], place: _Place, one: Difference) -> None:
    if place.item < 0:
        found[place.block] = one
    else:
        block = found[place.block]
        found[place.block] = replace(block, parts=(*block.parts[: place.item], one, *block.parts[place.item + 1 :]))


def _beside(found: Sequence[Difference], place: _Place, absent: tuple[str, str]) -> str:
    """Return what stands before *place* in the one text, in words; what is of the kinds *absent* stands in the other."""
    row = found[: place.block] if place.item < 0 else found[place.block].parts[: place.item]
    nodes = [one.old if "inserted" in absent else one.new for one in row if one.role == "body" and one.kind not in absent]
    return beside_in([node for node in nodes if node is not None])
