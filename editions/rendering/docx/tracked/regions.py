"""The parts of a text one after the other: each paragraph and table with what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from editions.comparing.aligning import align
from editions.comparing.differences import together
from editions.comparing.nodes import Branch, Node, Shape
from editions.rendering.docx.tracked.groups import Group, ends_in_what_came, grouped
from editions.rendering.docx.tracked.items import Item, TableItem
from editions.rendering.docx.tracked.marks import Marks
from editions.rendering.docx.tracked.paragraphs import Paragraphs
from editions.rendering.docx.tracked.tables import Tables


class Regions:
    """Writes regions; what moves in one of them bears another name than in all others."""

    def __init__(self, paragraphs: Paragraphs, tables: Tables, marks: Marks) -> None:
        self._paragraphs = paragraphs
        self._tables = tables
        self._marks = marks
        self._moves = 0

    def line(self, old: Item | None, new: Item | None) -> Iterator[str]:
        """Yield a line that a text has once at most, whatever it says; nothing where neither has it."""
        if old and new:
            yield from self._paragraphs.became([old], [new])
        elif new:
            yield self._paragraphs.came(new)
        elif old:
            yield self._paragraphs.went(old)

    def all(self, old: Sequence[Item | TableItem], new: Sequence[Item | TableItem]) -> Iterator[str]:
        """Yield what *old* became: *new*."""
        groups = grouped(old, new, self._moves + 1)
        self._moves = max([self._moves, *(group.move for group in groups)])
        ended = ""
        for number, group in enumerate(groups):
            following = groups[number + 1 : number + 2]
            if group.move:
                goes_on = number > 0 and _is_one_move(groups[number - 1], group)
                start, end = ("", ended) if goes_on else self._marks.move(group.kind, f"move{group.move}")
                last = not following or not _is_one_move(group, following[0])
                yield self._moved(group, old, new, start) + (end if last else "")
                ended = end
            else:
                yield from self._one(group, old, new)
            if _runs_on(group, following, old, new):
                # A paragraph of no height, which says nothing: LibreOffice 7.4 would settle what follows with this one.
                yield self._paragraphs.empty("EditionsEnd", "")

    def signatures(self, old: Sequence[tuple[Item, ...]], new: Sequence[tuple[Item, ...]]) -> Iterator[str]:
        """Yield what the signatories *old* became, each of whom is a name and an office: *new*. One who moved went and came."""
        before, after = ([_as_one(lines) for lines in side] for side in (old, new))
        for pair in together(before, after) if len(old) == len(new) == 1 else align(before, after):
            went = old[pair.old] if pair.old is not None and pair.kind != "moved" else ()
            came = new[pair.new] if pair.new is not None and pair.kind != "left" else ()
            for style in dict.fromkeys(line.style for line in (*went, *came)):
                yield from self.line(_of(style, went), _of(style, came))

    def _moved(self, group: Group, old: Sequence[Item | TableItem], new: Sequence[Item | TableItem], start: str) -> str:
        before, after = old[group.old[0]], new[group.new[0]]
        assert isinstance(before, Item)  # noqa: S101
        assert isinstance(after, Item)  # noqa: S101
        write = self._paragraphs.moved_here if group.kind == "moved" else self._paragraphs.moved_away
        return write(before, after, start)

    def _one(self, group: Group, old: Sequence[Item | TableItem], new: Sequence[Item | TableItem]) -> Iterator[str]:
        before, after = [old[place] for place in group.old], [new[place] for place in group.new]
        match before, after:
            case [TableItem() as one], [TableItem() as other]:
                yield from self._tables.became(one, other)
            case [TableItem() as one], []:
                yield self._tables.whole("del", one)
            case [], [TableItem() as other]:
                yield self._tables.whole("ins", other)
            case [Item() as one], []:
                yield self._paragraphs.went(one)
            case [], [Item() as other]:
                yield self._paragraphs.came(other)
            case _:
                yield from self._paragraphs.became(
                    [item for item in before if isinstance(item, Item)], [item for item in after if isinstance(item, Item)]
                )


def _runs_on(group: Group, following: Sequence[Group], old: Sequence[Item | TableItem], new: Sequence[Item | TableItem]) -> bool:
    """Return whether LibreOffice 7.4 would settle what is *following* with *group*.

    It does so where words that were put in end a paragraph, and another comes behind it that does not go on with its end,
    and where one that moved and changed stands before another style.
    """
    items = [item for one in following for item in (*(old[place] for place in one.old), *(new[place] for place in one.new))]
    if group.kind == "changed":
        comes = any(one.kind in ("inserted", "moved") for one in following)
        return comes and ends_in_what_came(old[group.old[-1]], new[group.new[-1]])
    if group.kind == "same":
        return False
    here = old[group.old[0]] if group.kind in ("left", "deleted") else new[group.new[0]]
    if not isinstance(here, Item):
        return False
    changed = bool(group.move) and old[group.old[0]].node != new[group.new[0]].node
    return changed and any(not isinstance(item, Item) or item.style != here.style for item in items)


def _as_one(lines: Sequence[Item]) -> Node:
    return Branch(shape=Shape(name="signatory"), parts=tuple(line.node for line in lines))


def _of(style: str, lines: Sequence[Item]) -> Item | None:
    return next((line for line in lines if line.style == style), None)


def _is_one_move(one: Group, other: Group) -> bool:
    return bool(one.move) and (one.kind, one.move) == (other.kind, other.move)


def in_lists(items: Sequence[Item | TableItem], lists: dict[int, int]) -> tuple[Item | TableItem, ...]:
    """Return *items*, those of each list in the list that *lists* has for it."""
    return tuple(replace(item, list=lists.get(item.list, item.list)) if isinstance(item, Item) else item for item in items)
