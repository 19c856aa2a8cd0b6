"""Lists and quotations built again from paragraphs that each say where they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from editions.model.prose import Block, ListBlock, Paragraph, Quotation
from editions.model.word import Numbering


@dataclass(kw_only=True)
class _Open:
    """A list (L) or quotation (Q) that is being read; a list's items are rows of blocks."""

    kind: str
    number: Numbering | None = None
    #: The number of the first item.
    start: int = 1
    items: list[list["_Open | Block"]] = field(default_factory=lambda: [[]])

    def add(self, thing: "_Open | Block") -> None:
        """Put *thing* at the end of the last item."""
        self.items[-1].append(thing)

    def closed(self) -> Block | None:
        """Return what was read; None where there are no words in it."""
        items = tuple(found for item in self.items if (found := tuple(_closed(item))))
        if not items:
            return None
        if self.kind == "Q":
            return Quotation(blocks=items[0])
        number = self.number
        ordered = number is not None and number.form not in ("bullet", "none")
        return ListBlock(ordered=ordered, items=items, start=self.start if ordered else 1)


def _closed(things: Iterable["_Open | Block"]) -> Iterator[Block]:
    """Yield *things*, closed; a paragraph without words was there for an item's mark alone."""
    for thing in things:
        block = thing.closed() if isinstance(thing, _Open) else thing
        if block is not None and not (isinstance(block, Paragraph) and not block.inlines):
            yield block


class Containers:
    """Takes blocks one by one, each with its path: an L for each list item, a Q for each quotation around it."""

    def __init__(self) -> None:
        self._root = _Open(kind="")
        self._open: list[_Open] = []
        #: The last number of each level of each list, and the lists whose numbers have begun anew.
        self._last: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[int, int]] = set()

    def add(self, block: Block, path: str = "", number: Numbering | None = None, anew: int = 0) -> None:
        """Add *block*; *number* is set where it bears an item's mark, *anew* where what it stands in begins with it."""
        kept = 0
        while kept < min(len(self._open), len(path)) and self._open[kept].kind == path[kept] and kept + 1 != anew:
            kept += 1
        del self._open[kept:]
        start = self._count(number) if number is not None else 1
        if number is not None:
            self._begin_item(path, number)
        for kind in path[len(self._open) :]:
            self._push(_Open(kind=kind, number=number if kind == "L" else None, start=start))
        (self._open[-1] if self._open else self._root).add(block)

    def _count(self, number: Numbering) -> int:
        """Return the number of an item, as Word counts: on from where its list was left, unless it begins anew there."""
        last = self._last.setdefault(number.definition or str(number.list), {})
        for deeper in [level for level in last if level > number.level]:
            del last[deeper]
        place = (number.list, number.level)
        anew = number.level not in last or (number.restarts and place not in self._restarted)
        self._restarted.add(place)
        last[number.level] = number.start if anew else last[number.level] + 1
        return last[number.level]

    def _begin_item(self, path: str, number: Numbering) -> None:
        """Begin an item of the innermost list of *path*: of the one that is open, or of another."""
        place = path.rindex("L")
        del self._open[place + 1 :]
        if len(self._open) <= place:
            return
        listed = self._open[place]
        if listed.number is not None and number.goes_on(listed.number):
            listed.items.append([])
        else:
            del self._open[place:]

    def _push(self, opened: _Open) -> None:
        (self._open[-1] if self._open else self._root).add(opened)
        self._open.append(opened)

    def blocks(self) -> tuple[Block, ...]:
        """Return all that was added."""
        return tuple(_closed(self._root.items[0]))
