"""A paragraph of a source parted in several, or several joined: their words stay as they are written."""

from collections.abc import Sequence

from editions.model.prose import Block, Inline, Paragraph, Words
from editions.patching.leaves import Change, Way, changed
from editions.patching.rewording import written_runs
from editions.patching.said import Said, says
from editions.reading.places import places_in

#: Stands where a paragraph ends, while its words and those of the next are one row; a noncharacter of Unicode, which no text has.
_SEAM = "\ufdd0"


def parted_lines(lines: Sequence[str], old: Said, new: Sequence[Said]) -> list[list[str]]:
    """Return the lines of each paragraph of *new*, which *lines*, a paragraph that says *old*, becomes.

    Raises:
        Refusal: Markdown has no form for something that is wanted.
    """
    leaves = [leaf for block in places_in("\n".join(lines)).blocks for leaf in block.leaves]
    after = [_written(said) for said in new]
    if len(leaves) == 1:
        change = Change(leaf=leaves[0], before=_written(old), after=[line for row in after for line in (*row, _SEAM)][:-1])
        for way in Way:
            found = changed(lines, [change], way)
            rows = _cut(found) if found is not None else []
            if len(rows) == len(new) and all(says(row, said) for row, said in zip(rows, new, strict=True)):
                return rows
    return [said.canonical() for said in new]


def _written(said: Said) -> list[str]:
    ((_, runs),) = said.leaves()
    return written_runs(runs, said.labels, said.addresses.labels)


def _cut(lines: Sequence[str]) -> list[list[str]]:
    """Return *lines*, cut where a paragraph is to end."""
    return [row.strip(" \t\n").split("\n") for row in "\n".join(lines).split(_SEAM)]


def in_one_paragraph(blocks: Sequence[Block]) -> Paragraph:
    """Return the paragraphs *blocks* as one, with a blank between them."""
    inlines: list[Inline] = []
    for block in blocks:
        assert isinstance(block, Paragraph)  # noqa: S101 - others are not joined
        inlines += [Words(text=" "), *block.inlines] if inlines else block.inlines
    return Paragraph(inlines=tuple(inlines))
