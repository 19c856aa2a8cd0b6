"""Two changed copies of one text made one, unit by unit; where they contradict each other, a conflict holds both."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from editions.comparing.aligning import align
from editions.comparing.differences import together
from editions.comparing.nodes import Branch, Node, Shape
from editions.comparing.parting import LOOSE, grouped
from editions.comparing.units import ONCE, ROLES, Unit


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A place where two copies of a text cannot both be followed: what the text says there, and what each copy does.

    *kind* is "changed", both changed it, or one changed or moved what the other took away; "inserted", each put
    something else into one gap; or "moved", each moved it elsewhere.
    """

    kind: str
    role: str
    base: tuple[Unit, ...]
    mine: tuple[Unit, ...]
    theirs: tuple[Unit, ...]


Merged = Unit | Conflict


def merge(base: Sequence[Unit], mine: Sequence[Unit], theirs: Sequence[Unit]) -> tuple[Merged, ...]:
    """Return *base* with what *mine* and *theirs* changed of it, role by role in the order of ROLES.

    What one side alone changed, moved, took away or put in is taken; what both did alike, once. Two changes of one
    list, quotation or table are put together if they are in different items, blocks or rows.
    """
    merged: list[Merged] = []
    for role in ROLES:
        found = _merge([_of(role, side) for side in (base, mine, theirs)], role)
        merged += (unit for one in found for unit in _units(one, role))
    return tuple(merged)


def _of(role: str, units: Iterable[Unit]) -> list[Node]:
    return [unit.node for unit in units if unit.role == role]


def _units(one: "Node | _Clash", role: str) -> Iterator[Merged]:
    if not isinstance(one, _Clash):
        yield from (Unit(role=role, node=node) for node in _flat((one,)))
        return
    base, mine, theirs = (tuple(Unit(role=role, node=node) for node in _flat(side)) for side in (one.base, one.mine, one.theirs))
    yield Conflict(kind=one.kind, role=role, base=base, mine=mine, theirs=theirs)


@dataclass(frozen=True, kw_only=True)
class _Clash:
    """A conflict of nodes."""

    kind: str
    base: tuple[Node, ...]
    mine: tuple[Node, ...]
    theirs: tuple[Node, ...]


_Outcome = Node | _Clash


@dataclass(frozen=True, kw_only=True)
class _Step:
    """Something that stands in a gap: the node of the base that moved there, by its place, or else one that is new."""

    place: int = -1
    node: Node | None = None


@dataclass(frozen=True, kw_only=True)
class _Side:
    """What one copy made of the base.

    *now* has what it says for each place of the base; what it took away is not in it. *moved* are the places that it
    moved. *order* is what it says from first to last.
    """

    now: dict[int, Node]
    moved: frozenset[int]
    order: tuple[_Step, ...]


def _merge(three: Sequence[Sequence[Node]], role: str) -> list[_Outcome]:
    """Return the *three* sequences, base, mine and theirs, merged."""
    base = three[0]
    mine, theirs = (_side(base, changed, role) for changed in three[1:])
    contents = [_content(place, base, mine, theirs) for place in range(len(base))]
    moved = mine.moved | theirs.moved
    held = {place for place, content in enumerate(contents) if place not in moved and content is not None}
    torn = _torn(mine, theirs, held)
    held |= torn
    ours, other = _steps(mine, held), _steps(theirs, held)
    outcomes: list[_Outcome] = []
    for place in (-1, *sorted(held)):
        if place in torn:
            outcomes.append(_Clash(kind="moved", base=(base[place],), mine=_said(mine, place), theirs=_said(theirs, place)))
        elif place >= 0:
            outcomes += _resolved([_Step(place=place)], contents)
        outcomes += _gap(ours.get(place, []), other.get(place, []), contents)
    return outcomes


def _side(base: Sequence[Node], changed: Sequence[Node], role: str) -> _Side:
    pairs = together(base, changed) if role in ONCE else align(base, changed)
    now: dict[int, Node] = {}
    order: list[_Step] = []
    for is_loose, group in groupby(pairs, key=lambda pair: pair.kind in LOOSE):
        run = [(pair.old, pair.new) for pair in group if pair.kind != "left"]
        steps = grouped(run, base, changed) if is_loose else (((old,), (new,)) for old, new in run if old is not None and new is not None)
        for was, is_now in steps:
            now |= _became(was, [changed[place] for place in is_now])
            order += [_Step(place=place) for place in was if place in now]
            order += [_Step(node=changed[place]) for place in is_now if not was]
    return _Side(now=now, moved=frozenset(pair.old for pair in pairs if pair.kind == "moved" and pair.old is not None), order=tuple(order))


def _became(was: Sequence[int], now: Sequence[Node]) -> dict[int, Node]:
    """Return for each place of *was* what it became: the first all that is *now*, those joined to it nothing of their own."""
    if not was or not now:
        return {}
    first = now[0] if len(now) == 1 else Branch(shape=_ROW, parts=tuple(now))
    return {was[0]: first, **dict.fromkeys(was[1:], _NOTHING)}


#: Several nodes in the place of one, or none: that with which it was joined says it.
_ROW = Shape(name="row of paragraphs")
_NOTHING = Branch(shape=_ROW, parts=())


def _flat(found: Iterable[Node]) -> Iterator[Node]:
    for node in found:
        yield from node.parts if isinstance(node, Branch) and node.shape == _ROW else (node,)


def _said(side: _Side, place: int) -> tuple[Node, ...]:
    if place not in side.now:
        return ()
    while side.now[place] == _NOTHING:
        place -= 1
    return (side.now[place],)


def _content(place: int, base: Sequence[Node], mine: _Side, theirs: _Side) -> _Outcome | None:
    """Return what is to be said for the node of the base at *place*; None if nothing."""
    was, one, other = base[place], mine.now.get(place), theirs.now.get(place)
    kept_by_one = mine if other is None else theirs
    if one == other or (other == was and one is not None) or (one == was and other is not None):
        return other if one == was else one
    if (one is None or other is None) and (one or other) == was and place not in kept_by_one.moved:
        return None
    together = _merged_inside(was, one, other) if one and other else None
    return together or _Clash(kind="changed", base=(was,), mine=_said(mine, place), theirs=_said(theirs, place))


#: The parts of these are merged as a sequence; those of the others, one by one.
_SEQUENCES = ("list", "item", "quotation", "table")


def _merged_inside(base: Node, mine: Node, theirs: Node) -> Node | None:
    """Return the changes of both, if they are in different parts; None if they are not, or change what the node is."""
    if not isinstance(base, Branch) or not isinstance(mine, Branch) or not isinstance(theirs, Branch):
        return None
    if not base.shape == mine.shape == theirs.shape:
        return None
    three = (base.parts, mine.parts, theirs.parts)
    if base.shape.name in _SEQUENCES:
        if base.shape.name == "table" and not _are_of_one_width(three):
            return None
        merged = _merge(three, "")
    elif len(base.parts) == len(mine.parts) == len(theirs.parts):
        merged = [outcome for parts in zip(*three, strict=True) for outcome in _merge([(part,) for part in parts], _ONE)]
    else:
        return None
    parts = tuple(outcome for outcome in merged if not isinstance(outcome, _Clash))
    return replace(base, parts=tuple(_flat(parts))) if len(parts) == len(merged) else None


#: A role that a text has once: what stands in one place is a change of what stood there.
_ONE = "subject"


def _are_of_one_width(three: Sequence[Sequence[Node]]) -> bool:
    """Return whether all rows of three tables have the same number of cells."""
    return len({len(row.parts) for rows in three for row in rows if isinstance(row, Branch)}) == 1


def _torn(mine: _Side, theirs: _Side, held: set[int]) -> set[int]:
    """Return the places of the base that each side moved elsewhere."""
    where = [{step.place: gap for gap, steps in _steps(side, held).items() for step in steps} for side in (mine, theirs)]
    return {place for place in mine.moved & theirs.moved if where[0][place] != where[1][place]}


def _steps(side: _Side, held: set[int]) -> dict[int, list[_Step]]:
    """Return what *side* has in each gap, by the place of the base, among those *held*, that comes before it; -1 if none.

    What the other side moved, and this one did not, stands where the other moved it.
    """
    gaps: dict[int, list[_Step]] = {}
    last = -1
    for step in side.order:
        if step.place in held and step.place not in side.moved:
            last = step.place
        elif step.node is not None or (step.place in side.moved and step.place not in held):
            gaps.setdefault(last, []).append(step)
    return gaps


def _gap(mine: list[_Step], theirs: list[_Step], contents: Sequence[_Outcome | None]) -> Iterator[_Outcome]:
    """Yield what stands in a gap into which *mine* and *theirs* put something; what both begin or end with, once."""
    shorter = min(len(mine), len(theirs))
    head = next((place for place in range(shorter) if mine[place] != theirs[place]), shorter)
    tail = next((place for place in range(shorter - head) if mine[-1 - place] != theirs[-1 - place]), shorter - head)
    one, other = mine[head : len(mine) - tail], theirs[head : len(theirs) - tail]
    yield from _resolved(mine[:head], contents)
    if one and other:
        yield from _contradicting(one, other, contents)
    else:
        yield from _resolved(one or other, contents)
    yield from _resolved(mine[len(mine) - tail :], contents)


def _contradicting(mine: list[_Step], theirs: list[_Step], contents: Sequence[_Outcome | None]) -> Iterator[_Outcome]:
    """Yield the conflict between *mine* and *theirs*; what moved there and is in conflict of itself, after it, once."""
    clashing = dict.fromkeys(step for step in (*mine, *theirs) if step.node is None and isinstance(contents[step.place], _Clash))
    one, other = (
        tuple(
            outcome for outcome in _resolved((step for step in side if step not in clashing), contents) if not isinstance(outcome, _Clash)
        )
        for side in (mine, theirs)
    )
    if one and other:
        yield _Clash(kind="inserted", base=(), mine=one, theirs=other)
    else:
        yield from one or other
    yield from _resolved(clashing, contents)


def _resolved(steps: Iterable[_Step], contents: Sequence[_Outcome | None]) -> Iterator[_Outcome]:
    for step in steps:
        outcome = step.node if step.node is not None else contents[step.place]
        if outcome is not None:
            yield outcome
