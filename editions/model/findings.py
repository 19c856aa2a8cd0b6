"""What a check says of an edition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from editions.model.evidence import Box, Passage


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a check found. *severity* is "error" (it stops the work), "warning" or "note"; *clause* is
    its source.

    *page* counts from 1 (0: no page in particular), *pages* are all of them where there are several;
    *object_number* is the PDF object that it is about, if one is; *box* is where on the page it is, if that is known.
    *passage* are the words of a DOCX that it is about: on which page they stand, only the program says that sets it.
    """

    rule: str
    severity: str
    where: str
    message: str
    clause: str = ""
    page: int = 0
    object_number: int = 0
    box: "Box | None" = None
    pages: tuple[int, ...] = ()
    passage: "Passage | None" = None


def finding_of(said: Mapping[str, Any]) -> Finding:
    """Return the finding that *said* is in plain values, as JSON keeps them."""
    # Building an edition needs nothing of what is read back from one.
    from editions.model.evidence import Passage

    box, passage = tuple(said["box"]) if said["box"] else None, Passage(**said["passage"]) if said["passage"] else None
    return Finding(**{**said, "box": box, "pages": tuple(said["pages"]), "passage": passage})


#: How many numbers, or ranges of them, stand in a list of pages.
_MOST = 8


def in_words(pages: Iterable[int]) -> str:
    """Return *pages* as they are said: "page 3"; "pages 1, 3–5"; of many, the first and how many more there are."""
    numbers = sorted(set(pages))
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    shown = ", ".join(str(one[0]) if len(one) == 1 else f"{one[0]}–{one[-1]}" for one in ranges[:_MOST])
    more = sum(map(len, ranges[_MOST:]))
    return f"{'page' if len(numbers) == 1 else 'pages'} {shown}" + (f" and {more} more" if more else "")
