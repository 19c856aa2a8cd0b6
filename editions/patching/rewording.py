"""A block whose words alone change: each of its paragraphs, headings and cells in its place."""

from collections.abc import Iterator, Sequence

from editions.model.prose import Block, Heading, ListBlock, Paragraph, Quotation, Table
from editions.model.runs import Run
from editions.patching.leaves import Change, Way, changed
from editions.patching.said import Said, labels_of
from editions.reading.places import Leaf, places_in
from editions.writing_source.inlines import written


def with_leaves(lines: Sequence[str], old: Said, new: Said, way: Way) -> list[str] | None:
    """Return *lines* with the words that differ changed; None where more than words differs."""
    places = places_in("\n".join(lines)).blocks
    if len(places) != 1 or _shape(old.block) != _shape(new.block):
        return None
    changes = list(_changes(places[0].leaves, old, new))
    return changed(lines, changes, way)


def _shape(block: Block) -> object:
    """Return what *block* is made of, but for its words."""
    match block:
        case Heading(level=level):
            return ("heading", level)
        case Paragraph():
            return "paragraph"
        case ListBlock(ordered=ordered, start=start, items=items):
            return (ordered, start if ordered else 1, tuple(tuple(map(_shape, item)) for item in items))
        case Quotation(blocks=blocks):
            return ("quotation", tuple(map(_shape, blocks)))
        case Table(header=header, rows=rows, alignments=alignments):
            return ("table", len(header), len(rows), alignments)


def _changes(places: Sequence[Leaf], old: Said, new: Said) -> Iterator[Change]:
    """Yield a change for each leaf whose words differ."""
    ours, theirs = list(old.leaves()), list(new.leaves())
    if len(places) != len(ours) or len(ours) != len(theirs):
        return
    our_labels, their_labels = iter(old.labels), iter(new.labels)
    for number, (leaf, (_, before), (_, after)) in enumerate(zip(places, ours, theirs, strict=True)):
        names = labels_of(before, our_labels), labels_of(after, their_labels)
        if before != after or names[0] != names[1]:
            yield Change(
                leaf=leaf,
                before=written_runs(before, names[0], old.addresses.labels),
                after=written_runs(after, names[1], new.addresses.labels),
                cell=sum(other.in_table and other.start == leaf.start for other in places[:number]),
            )


def written_runs(runs: Sequence[Run], labels: Sequence[str], defined: frozenset[str]) -> list[str]:
    """Return *runs* as this house writes them; nothing where they say nothing."""
    names = iter(labels)
    return written(runs, lambda _: next(names), defined) if runs else [""]
