"""Which list of the old text is which of the new one: their items are then items of one list."""

from collections import Counter
from collections.abc import Iterable, Mapping

from editions.model.prose import ListBlock
from editions.rendering.docx.tracked.items import Item


def lists_together(pairs: Iterable[tuple[Item, Item]], old: Mapping[int, ListBlock], new: Mapping[int, ListBlock]) -> dict[int, int]:
    """Return the number of the new list by that of the old one: of two that count alike, that share most *pairs*, and no other's."""
    votes = Counter((before.list, after.list) for before, after in pairs if before.list and after.list and before.level == after.level)
    found: dict[int, int] = {}
    for (before, after), _ in sorted(votes.items(), key=lambda one: (-one[1], one[0])):
        if before not in found and after not in found.values() and _counts_alike(old[before], new[after]):
            found[before] = after
    return found


def _counts_alike(one: ListBlock, other: ListBlock) -> bool:
    return one.ordered == other.ordered and (not one.ordered or one.start == other.start)
