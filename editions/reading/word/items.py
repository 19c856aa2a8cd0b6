"""List items of a foreign document: how deep each stands, and with what number, as Word counts them."""

from dataclasses import replace

from editions.model.word import Numbering

#: Lists one in the other, as deep as Word numbers them.
_DEEPEST = 9


class Items:
    """Counts the items of a document's lists in reading order."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, int], int] = {}
        self._begun: set[int] = set()
        self._open: list[int] = []

    def close(self) -> None:
        """Note that something stands here that is in no list."""
        self._open = []

    def next(self, number: Numbering) -> tuple[str, Numbering]:
        """Return the path of the next item, an L for each list around it, and its numbering, which begins with its own number."""
        key = number.definition or f"list {number.list}"
        if number.restarts and number.list not in self._begun:
            self._counts = {(one, level): count for (one, level), count in self._counts.items() if one != key}
        self._begun.add(number.list)
        count = self._counts.get((key, number.level), number.start - 1) + 1
        self._counts[key, number.level] = count
        for one, level in [place for place in self._counts if place[0] == key and place[1] > number.level]:
            del self._counts[one, level]
        while self._open and self._open[-1] >= number.level:
            self._open.pop()
        self._open.append(number.level)
        del self._open[_DEEPEST:]
        return "L" * len(self._open), replace(number, start=max(count, 0))
