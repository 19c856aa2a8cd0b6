"""Those written to, as a document names them: one a paragraph, a line, an item or a cell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from editions.model.word import WordBlock, WordTable
from editions.reading.word.signatures import is_person
from editions.reading.word.typed import without_mark
from editions.reading.word.wording import lines_of, rows

#: Characters of a recipient in a list of them.
LONGEST = 250
_JOINT = re.compile(
    r"\s*[;,.]?\s*(?:[;,]\s*(?:and|və|и|а также|sowie|und|et|ainsi que))?$|\s+(?:and|və|и|sowie|und|et)$", re.IGNORECASE
)  # fmt: skip


@dataclass(kw_only=True)
class Named:
    """The names, and what stood beside them: marks, numbers, and the words that join two."""

    names: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def named(said: Iterable[str], blocks: Sequence[WordBlock]) -> Named:
    """Return who is named in *said*, lines of their own, and then in *blocks*."""
    found = Named()
    for line in (*said, *(line for block in blocks for line in _entries(block))):
        mark, bare = without_mark(line)
        joint = _JOINT.search(bare)
        name = bare[: joint.start()] if joint else bare
        found.left += [part for part in (mark, joint[0].strip() if joint else "") if part]
        found.names += [name] if name else []
    return found


def _entries(block: WordBlock) -> Iterator[str]:
    """Yield what *block* says of one recipient each: a line; in a table a cell, or a row where its first column counts or has people."""
    if not isinstance(block, WordTable):
        yield from lines_of(block)
        return
    cells = [[" ".join(rows(cell.blocks)) for cell in row.cells] for row in block.rows]
    firsts = [row[0] for row in cells if row]
    if any(len(row) > 1 for row in cells) and (any(map(is_person, firsts)) or all(map(_counts, firsts))):
        yield from (", ".join(said for said in row if said and not _counts(said)) for row in cells)
        return
    yield from (said for row in cells for said in row if said)


def _counts(said: str) -> bool:
    return bool(re.fullmatch(r"\d{1,3}[.)]?", said))
