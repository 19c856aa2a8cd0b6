"""Where something changed, in the words of those who look at the page: "paragraph 3", "table 1, row 2", "heading 2"."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from editions.comparing.differences import Difference
from editions.comparing.nodes import Branch, Leaf, Node, leaves
from editions.comparing.parting import END
from editions.comparing.units import ONCE
from editions.comparing.words import Piece
from editions.model.runs import Note, Shown, said

_GONE = ("deleted", "left")
#: Characters of a heading, or of a row's first words, that are shown.
_SHOWN = 40
#: Parts of a list or a table that are named one by one.
_NAMED = 3


def named(differences: Iterable[Difference]) -> tuple[str, ...]:
    """Return for each of *differences*, those of a whole text, where it is.

    Blocks are counted kind by kind, as they stand in the new text; of what is gone, as they stood in the old one, and
    that is said. A paragraph, list or table is named with the heading that it stands under, and with its part where that
    alone changed: an item, a row, a footnote by its number.
    """
    counted = _Counted()
    return tuple(counted.name(one) for one in differences)


@dataclass(kw_only=True)
class _Counted:
    """How many there were so far, in the old text and in the new; footnotes of the new one; and the last headings."""

    old: Counter[str] = field(default_factory=Counter)
    new: Counter[str] = field(default_factory=Counter)
    notes: int = 0
    under: dict[str, str] = field(default_factory=dict)

    def name(self, one: Difference) -> str:
        """Return where *one* is, and count it."""
        gone = one.kind in _GONE
        before = one.old if one.kind not in ("inserted", "moved") else None
        after = one.new if not gone else None
        notes = self.notes
        if one.role in ONCE:
            return one.role
        for counter, node in ((self.old, before), (self.new, after)):
            counter[_kind(one.role, node)] += node is not None
        first = Counter(self.new)
        # Of what was parted, or is joined, all are counted; it is named by the first.
        self.old[_kind(one.role, before)] += _ends(before)
        self.new[_kind(one.role, after)] += _ends(after)
        self.notes += _count_notes(after)
        kind = _kind(one.role, one.node)
        name = f"{kind} {(self.old if gone else first)[kind]}"
        inside = ", ".join(_inside(one, notes)) if one.kind in ("changed", "moved") else ""
        return name + (f", {inside}" if inside else "") + (" as it was" if gone else "") + self._under(one, gone=gone)

    def _under(self, one: Difference, *, gone: bool) -> str:
        """Return the heading above *one*, a block of the body, in brackets."""
        under = self.under.get("old" if gone else "new", "")
        for side, node in (("old", one.old if one.kind not in ("inserted", "moved") else None), ("new", None if gone else one.new)):
            if node is not None and node.shape.name == "heading":
                self.under[side] = _words(node)
        return f' (under "{under}")' if under and one.role == "body" and one.node.shape.name != "heading" else ""


def _kind(role: str, node: Node | None) -> str:
    """Return what *node*, a unit of *role*, is called; a paragraph that is nothing but a picture is one."""
    if role != "body" or node is None:
        return role
    is_picture = isinstance(node, Leaf) and len(node.runs) == 1 and isinstance(node.runs[0], Shown)
    return "picture" if is_picture else node.shape.name.removesuffix("s")


def _ends(node: Node | None) -> int:
    """Return how often a paragraph ends in *node* before its end."""
    if isinstance(node, Branch) and node.shape.name == "paragraphs":
        return len(node.parts) - 1
    return said(node.runs).count(END) if isinstance(node, Leaf) else 0


def _inside(one: Difference, notes: int) -> Iterator[str]:
    """Yield the part of *one* that alone changed, after so many *notes*."""
    if one.is_reshaped:
        return
    if one.pieces:
        changed = [piece for piece in one.pieces if piece.kind != "same"]
        if changed and all(piece.kind == "note" for piece in changed):
            numbers = list(_changed_notes(one.pieces, notes))
            yield f"{'note' if len(numbers) == 1 else 'notes'} {_listed(numbers)}"
    elif one.node.shape.name == "table":
        yield from _rows(one.parts)
    elif one.node.shape.name == "list":
        numbers = [place for place, part in _placed(one.parts) if part.kind not in ("same", *_GONE)]
        if 0 < len(numbers) <= _NAMED and _are_as_many(one.parts):
            yield f"{'item' if len(numbers) == 1 else 'items'} {_listed(numbers)}"


def _rows(parts: Sequence[Difference]) -> Iterator[str]:
    """Yield which of *parts*, the header of a table and its rows, changed, if they are few; rows are counted below the header."""
    found = [(place - 1, part) for place, part in _placed(parts) if part.kind not in ("same", *_GONE)]
    columns = {len(part.node.parts) for part in parts if isinstance(part.node, Branch)}
    if len(found) > _NAMED or len(columns) > 1 or not _are_as_many(parts):
        return
    if found and found[0][0] == 0:
        yield "header"
    rows = [(place, part) for place, part in found if place]
    if len(rows) == 1:
        ((place, part),) = rows
        first = _words(part.node.parts[0]) if isinstance(part.node, Branch) and part.node.parts else ""
        yield f'row {place} "{first}"' if first else f"row {place}"
    elif rows:
        yield f"rows {_listed([place for place, _ in rows])}"


def _are_as_many(parts: Iterable[Difference]) -> bool:
    """Return whether for each of *parts* that went another came."""
    kinds = Counter(part.kind for part in parts)
    return not kinds["deleted"] or kinds["deleted"] == kinds["inserted"]


def _placed(parts: Iterable[Difference]) -> Iterator[tuple[int, Difference]]:
    """Yield each of *parts* with its place in the new text, from 1; of what is gone, with that of the one before it."""
    place = 0
    for part in parts:
        place += part.kind not in _GONE
        yield place, part


def _changed_notes(pieces: Iterable[Piece], before: int) -> Iterator[int]:
    for piece in pieces:
        before += piece.kind != "del" and isinstance(piece.run, Note)
        if piece.kind == "note":
            yield before


def _count_notes(node: Node | None) -> int:
    return sum(isinstance(run, Note) for leaf in leaves(node) for run in leaf.runs) if node is not None else 0


def _listed(numbers: Sequence[int]) -> str:
    shown = [str(number) for number in numbers]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _words(node: Node) -> str:
    words = " ".join(" ".join(said(leaf.runs) for leaf in leaves(node)).split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
