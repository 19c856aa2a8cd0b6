"""On which page an object of a PDF is used: where a finding that names an object has its cause."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pikepdf

#: Keys that lead away from a page to others.
_AWAY = {"/Parent", "/P", "/Dest", "/A", "/Pg", "/StructParent", "/StructParents"}


def first_pages(content: bytes, numbers: Iterable[int]) -> dict[int, int]:
    """Return for each object of *numbers* the first page (from 1) that uses it; those that no page uses are left out."""
    wanted = set(numbers)
    found: dict[int, int] = {}
    with pikepdf.open(BytesIO(content)) as pdf:
        seen: set[tuple[int, int]] = set()
        for page, holder in enumerate(pdf.pages, 1):
            pending: list[Any] = [holder.obj]
            while pending:
                item = pending.pop()
                if item.is_indirect:
                    if item.objgen in seen:
                        continue
                    seen.add(item.objgen)
                    if item.objgen[0] in wanted:
                        found.setdefault(item.objgen[0], page)
                if isinstance(item, pikepdf.Array):
                    pending.extend(value for value in item if isinstance(value, pikepdf.Object))
                elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                    pending.extend(value for key, value in item.items() if key not in _AWAY and isinstance(value, pikepdf.Object))
    return found
