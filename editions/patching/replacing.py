"""One block of a source, changed: the smallest change that says what is wanted, and is read as that."""

from collections.abc import Callable, Sequence
from functools import partial

from editions.patching.items import ITEM, with_items
from editions.patching.leaves import Way
from editions.patching.rewording import with_leaves
from editions.patching.rows import with_rows
from editions.patching.said import Said, says


def replaced(lines: Sequence[str], old: Said, new: Said) -> list[str]:
    """Return *lines*, a block that says *old*, changed to say *new*.

    Raises:
        Refusal: Markdown has no form for something that is wanted.
    """
    ways: tuple[Callable[[], list[str] | None], ...] = (
        *(partial(with_leaves, lines, old, new, way) for way in Way),
        lambda: with_items(lines, old, new),
        lambda: with_rows(lines, old, new),
    )
    for change in ways:
        found = change()
        if found is not None and says(found, new):
            return found
    mark = ITEM.match(lines[0])
    return new.writer().block(new.block, other=mark is not None and mark[0][-1] in "*)")
