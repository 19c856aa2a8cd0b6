"""What became of each paragraph: kept, changed, parted in several or made one of several, put in, taken out, moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editions.comparing.aligning import Pair, align
from editions.comparing.tokens import is_word, tokens
from editions.comparing.words import Piece, pieces
from editions.model.prose import Image
from editions.model.runs import Run, Shown, Stretch, said
from editions.rendering.docx.tracked.items import Item, TableItem

#: Stands for a paragraph's end within the runs of several; no picture of a text has this name.
END = Shown(image=Image(file="\0", alt=""))
#: The least share of its words that a paragraph has from another, to be a part of it.
_PART = 0.6


@dataclass(frozen=True, kw_only=True)
class Group:
    """What stands together: the places *old* became the places *new*; one of the two may be none, or several.

    *kind* is that of a Pair; *move* is the number of what moved as one, from 1, or 0.
    """

    kind: str
    old: tuple[int, ...]
    new: tuple[int, ...]
    move: int = 0


def grouped(old: Sequence[Item | TableItem], new: Sequence[Item | TableItem], first_move: int = 1) -> list[Group]:
    """Return the groups of *old* and *new* in the order of *new*, with what went where it stood; moves count from *first_move*."""
    pairs = align([item.node for item in old], [item.node for item in new])
    moves = _moves(pairs, old, first_move)
    return list(_Grouping(pairs, old, new, moves).all())


def _moves(pairs: Sequence[Pair], old: Sequence[Item | TableItem], first: int) -> dict[int, int]:
    """Return the number of its move by the old place of each paragraph that moved; neighbours move as one. Tables do not move."""
    found: dict[int, int] = {}
    count, before = first - 1, -2
    for pair in pairs:
        if pair.kind != "moved" or pair.old is None or isinstance(old[pair.old], TableItem):
            before = -2
            continue
        count += pair.old != before + 1
        found[pair.old] = count
        before = pair.old
    return found


class _Grouping:
    def __init__(
        self, pairs: Sequence[Pair], old: Sequence[Item | TableItem], new: Sequence[Item | TableItem], moves: dict[int, int]
    ) -> None:
        self._pairs = pairs
        self._old = old
        self._new = new
        self._moves = moves

    def all(self) -> Iterator[Group]:
        """Yield the groups."""
        waiting: list[Group] = []
        for pair in self._pairs:
            here = self._group(pair)
            if waiting and (joined := self._joined(waiting[-1], here)):
                # One that went or came before the changed one of which it is a part; there may be several.
                waiting[-1] = joined
                while len(waiting) > 1 and (more := self._joined(waiting[-2], waiting[-1])):
                    waiting[-2:] = [more]
            else:
                waiting.append(here)
        yield from waiting

    def _group(self, pair: Pair) -> Group:
        old = () if pair.old is None else (pair.old,)
        new = () if pair.new is None else (pair.new,)
        if pair.kind not in ("moved", "left"):
            return Group(kind=pair.kind, old=old, new=new)
        if pair.old in self._moves:
            return Group(kind=pair.kind, old=old, new=new, move=self._moves[pair.old])
        return Group(kind="inserted", old=(), new=new) if pair.kind == "moved" else Group(kind="deleted", old=old, new=())

    def _joined(self, one: Group, other: Group) -> Group | None:
        """Return *one* and *other*, neighbours, as one group, where a changed paragraph was parted or made of several."""
        kinds = {one.kind, other.kind}
        if "changed" not in kinds or len(kinds) != 2 or not kinds <= {"changed", "inserted", "deleted"}:
            return None
        old, new = one.old + other.old, one.new + other.new
        if min(len(old), len(new)) != 1:
            return None
        added = other if one.kind == "changed" else one
        before, after = [self._old[place] for place in old], [self._new[place] for place in new]
        if not _alike_in_form(before, after):
            return None
        if other.kind == "inserted" and ends_in_what_came(self._old[one.old[-1]], self._new[one.new[-1]]):
            return Group(kind="changed", old=old, new=new)
        items = [item for item in (*before, *after) if isinstance(item, Item)]
        found = pieces(together(items[: len(old)]), together(items[len(old) :]))
        place = (old if added.old else new).index((added.old or added.new)[0])
        part = segments(found, "del" if added.old else "ins")[place]
        return Group(kind="changed", old=old, new=new) if _is_part(part, "del" if added.old else "ins") else None


def ends_in_what_came(old: Item | TableItem, new: Item | TableItem) -> bool:
    """Return whether what *old* became ends in words that were put in.

    A paragraph put in behind it begins with its end, then, as where both are written in one go: LibreOffice 7.4 takes
    the two for one change, and the paragraph's end with them.
    """
    if not (isinstance(old, Item) and isinstance(new, Item)) or old.control or new.control:
        return False
    found = pieces(old.runs, new.runs)
    return bool(found) and found[-1].kind == "ins"


def _alike_in_form(before: Sequence[Item | TableItem], after: Sequence[Item | TableItem]) -> bool:
    """Return whether all are paragraphs of one form, none of them a line of the statement's own."""
    items = [item for item in (*before, *after) if isinstance(item, Item) and item.control is None]
    forms = {(item.form[0], bool(item.list), item.level) for item in items}
    return len(items) == len(before) + len(after) and len(forms) == 1


def together(items: Sequence[Item]) -> tuple[Run, ...]:
    """Return the runs of *items*, one paragraph after the other, with an END between."""
    runs: list[Run] = []
    for item in items:
        runs += [END, *item.runs] if runs or item is not items[0] else item.runs
    return tuple(runs)


def segments(found: Sequence[Piece], kind: str) -> list[list[Piece]]:
    """Return *found* divided at each END that is of *kind*."""
    parts: list[list[Piece]] = [[]]
    for piece in found:
        if piece.run == END and piece.kind == kind:
            parts.append([])
        else:
            parts[-1].append(piece)
    return parts


def _is_part(part: Sequence[Piece], kind: str) -> bool:
    """Return whether enough of the words of *part* stand in both texts; those of *kind* stand in one alone."""
    both = _words(piece for piece in part if piece.kind not in ("ins", "del"))
    own = _words(piece for piece in part if piece.kind == kind)
    return bool(both) and both >= _PART * (both + own)


def _words(found: Iterator[Piece]) -> int:
    text = " ".join(said((piece.run,)) for piece in found if isinstance(piece.run, Stretch))
    return sum(is_word(token) for token in tokens(text))
