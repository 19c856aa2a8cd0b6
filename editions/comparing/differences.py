"""What changed from one text to another: a tree of differences, down to the words of a cell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from editions.comparing.aligning import Pair, align
from editions.comparing.composing import as_read
from editions.comparing.grouping import Group, grouped, singly
from editions.comparing.nodes import Branch, Leaf, Node, Shape, leaves
from editions.comparing.units import ONCE, ROLES, Unit
from editions.comparing.words import Piece, pieces
from editions.model.runs import Stretch, said, settled


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What became of a unit, or of a part of one: *kind* is that of a Pair.

    Several paragraphs that became a list or a quotation, or the other way round, are a branch of the shape "paragraphs";
    the parts of the difference are those of *new* then.

    *role* is that of the unit. What the old text says is *old*, what the new one says *new*; of what "left" or
    "moved", both are there, and *move* (from 1, within its role) is the same in both places; *beside* says in words
    where it was, of one that moved, and where it is, of one that left. Where the two differ,
    *pieces* say how the words of a leaf do, and *parts* how the parts of a branch do; a "left" one has none. Two that
    have the same words differ in their shapes. Beside the kinds of pairs there are "parted" and "joined" (parting.py).
    """

    kind: str
    role: str
    old: Node | None = None
    new: Node | None = None
    pieces: tuple[Piece, ...] = ()
    parts: tuple["Difference", ...] = ()
    move: int = 0
    beside: str = ""

    @property
    def node(self) -> Node:
        """What is there to be shown: what the new text says, or, of what is no longer there, the old one."""
        found = self.old if self.kind in ("deleted", "left") else self.new
        assert found is not None  # noqa: S101
        return found

    @property
    def says_something_else(self) -> bool:
        """Whether its words, or their looks, are not what they were."""
        return any(piece.kind != "same" for piece in self.pieces) or any(part.kind != "same" for part in self.parts)

    @property
    def way(self) -> str:
        """Whence something moved, or whither, in words: "from after “The first”"; empty for what did not."""
        return f"{'from' if self.kind == 'moved' else 'to'} {self.beside}" if self.beside else ""

    @property
    def all_pieces(self) -> tuple[Piece, ...]:
        """The pieces of a leaf, whatever became of it; of a branch there are none."""
        if self.pieces or isinstance(self.node, Branch):
            return self.pieces
        kind = {"deleted": "del", "left": "del", "inserted": "ins"}.get(self.kind, "same")
        return tuple(Piece(kind=kind, run=run) for run in self.node.runs)

    @property
    def all_parts(self) -> tuple["Difference", ...]:
        """The parts of a branch, whatever became of it; those of a whole that went or came did so with it."""
        if self.parts or isinstance(self.node, Leaf):
            return self.parts
        if self.kind in ("deleted", "left"):
            return tuple(Difference(kind="deleted", role=self.role, old=part) for part in self.node.parts)
        if self.kind == "inserted":
            return tuple(Difference(kind="inserted", role=self.role, new=part) for part in self.node.parts)
        return tuple(Difference(kind="same", role=self.role, old=part, new=part) for part in self.node.parts)

    @property
    def is_reshaped(self) -> bool:
        """Whether it was something else before: a paragraph that is a heading now, a list that has numbers now.

        A table that has more columns than before is not, or fewer: its cells tell.
        """
        if self.old is None or self.new is None or self.old.shape == self.new.shape:
            return False
        return self.new.shape.name != "table" or len(self.old.shape.alignments) == len(self.new.shape.alignments)


def compare(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Difference, ...]:
    """Return what became of each unit, role by role in the order of ROLES."""
    return tuple(difference for role in ROLES for difference in _compare_role(role, _of(role, old), _of(role, new)))


def _of(role: str, units: Iterable[Unit]) -> list[Node]:
    return [unit.node for unit in units if unit.role == role]


def _compare_role(role: str, old: Sequence[Node], new: Sequence[Node]) -> Iterator[Difference]:
    groups = singly(together(old, new)) if role in ONCE else grouped(old, new)
    return _differences(role, old, new, groups)


def together(old: Sequence[Node], new: Sequence[Node]) -> tuple[Pair, ...]:
    """Return the pairs of two sequences that are compared place by place, whatever they say."""
    old, new = as_read(old), as_read(new)
    pairs = []
    for place in range(max(len(old), len(new))):
        is_old, is_new = place < len(old), place < len(new)
        kind = "deleted" if not is_new else "inserted" if not is_old else "same" if old[place] == new[place] else "changed"
        pairs.append(Pair(kind=kind, old=place if is_old else None, new=place if is_new else None))
    return tuple(pairs)


def _differences(role: str, old: Sequence[Node], new: Sequence[Node], groups: Iterable[Group]) -> Iterator[Difference]:
    numbers: dict[int, int] = {}
    for group in groups:
        before, after = _node(old, group), _node(new, replace(group, old=group.new))
        found = Difference(kind=group.kind, role=role, old=before, new=after)
        if group.kind in ("moved", "left"):
            beside = beside_in(old[: group.old[0]] if group.kind == "moved" else new[: group.new[0]])
            found = replace(found, move=numbers.setdefault(group.old[0], len(numbers) + 1), beside=beside)
        if group.kind == "reshaped" and before and after:
            yield _reshaped(replace(found, kind="changed"), before, after)
        elif group.kind in _INSIDE and before and after and as_read([before]) != as_read([after]):
            yield _inside(found, before, after)
        else:
            yield found


#: What became of a node that may say something else now.
_INSIDE = ("changed", "moved")


def _node(nodes: Sequence[Node], group: Group) -> Node | None:
    """Return what stands at the old places of *group* in *nodes*: of several paragraphs, a branch; None if nothing does."""
    found = [nodes[place] for place in group.old]
    if len(found) > 1:
        return Branch(shape=Shape(name="paragraphs"), parts=tuple(found))
    return found[0] if found else None


#: Characters of what stands beside something that moved, as they are shown.
_SHOWN = 40


def beside_in(before: Sequence[Node]) -> str:
    """Return in words where something is that stands behind all nodes *before* it."""
    if not before:
        return "the beginning"
    words = " ".join(" ".join(said(leaf.runs) for leaf in leaves(before[-1])).split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rpartition(' ')[0] or words[:_SHOWN]}…"
    return f"after “{shown}”" if shown else f"after a {before[-1].shape.name}"


def _reshaped(found: Difference, old: Node, new: Node) -> Difference:
    """Return *found* with what differs between *old* and *new*, one of them paragraphs, the other a list, perhaps, or a quotation."""
    words = tuple(replace(leaf, shape=Shape(name="paragraph")) for leaf in leaves(old))
    if isinstance(new, Leaf):
        runs = (run for leaf in words for run in (Stretch(text=" "), *leaf.runs))
        return replace(found, pieces=pieces(settled(runs), new.runs))
    parts = tuple(Branch(shape=Shape(name="item"), parts=(leaf,)) for leaf in words) if new.shape.name == "list" else words
    return replace(found, parts=tuple(_parts(found.role, Branch(shape=new.shape, parts=parts), new)))


def _inside(found: Difference, old: Node, new: Node) -> Difference:
    """Return *found* with what differs between *old* and *new*, which are both leaves or branches of one kind."""
    if isinstance(old, Leaf) and isinstance(new, Leaf):
        return replace(found, pieces=pieces(old.runs, new.runs))
    if isinstance(old, Branch) and isinstance(new, Branch):
        return replace(found, parts=tuple(_parts(found.role, old, new)))
    return found


def _parts(role: str, old: Branch, new: Branch) -> Iterator[Difference]:
    name = new.shape.name
    if name == "table":
        return _table(role, old, new)
    if name == "signatory":
        return _named(role, old, new)
    return _differences(role, old.parts, new.parts, grouped(old.parts, new.parts))


def _named(role: str, old: Branch, new: Branch) -> Iterator[Difference]:
    """Yield what became of each part, known by its name: the name and the office of a signatory."""
    for name in dict.fromkeys(part.shape.name for part in (*old.parts, *new.parts)):
        before, after = ([part for part in branch.parts if part.shape.name == name] for branch in (old, new))
        yield from _differences(role, before, after, singly(together(before, after)))


def _table(role: str, old: Branch, new: Branch) -> Iterator[Difference]:
    """Yield what became of each row: first of the header, by which columns that went or came are known."""
    (old_header, *old_rows), (new_header, *new_rows) = old.parts, new.parts
    assert isinstance(old_header, Branch)  # noqa: S101
    assert isinstance(new_header, Branch)  # noqa: S101
    columns = _columns(old_header, new_header)
    yield _row(next(_differences(role, [old_header], [new_header], singly(together([old_header], [new_header])))), columns)
    for found in _differences(role, old_rows, new_rows, singly(align(old_rows, new_rows))):
        yield _row(found, columns)


def _columns(old: Branch, new: Branch) -> tuple[Pair, ...]:
    if len(old.parts) == len(new.parts):
        return together(old.parts, new.parts)
    return align(old.parts, new.parts, moves=False)


def _row(row: Difference, columns: Sequence[Pair]) -> Difference:
    """Return *row* with its cells compared column by column."""
    if not row.parts or not isinstance(row.old, Branch) or not isinstance(row.new, Branch):
        return row
    cells: list[Difference] = []
    for column in columns:
        old = [row.old.parts[column.old]] if column.old is not None else []
        new = [row.new.parts[column.new]] if column.new is not None else []
        cells += _differences(row.role, old, new, singly(together(old, new)))
    return replace(row, parts=tuple(cells))
