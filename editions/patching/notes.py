"""Footnotes of a body that is patched: their labels, and their definitions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from editions.model.prose import Paragraph
from editions.model.runs import Note, folded
from editions.patching.replacing import replaced
from editions.patching.said import Addresses, Said
from editions.reading.places import places_in
from editions.writing_source.blocks import definition


def fresh_labels(taken: Iterable[str]) -> Iterator[str]:
    """Return labels that are not *taken*: numbers, the least first."""
    used = set(taken)
    return (str(number) for number in count(1) if str(number) not in used)


def labels_for(old: Sequence[Note], labels: Sequence[str], new: Sequence[Note], fresh: Iterator[str]) -> tuple[str, ...]:
    """Return the labels of the notes *new*: those that the notes *old* have, where they are the same or changed, else *fresh* ones."""
    free = list(zip(old, labels, strict=True))
    found: dict[int, str] = {}
    for number, note in enumerate(new):
        same = next((pair for pair in free if pair[0] == note), None)
        if same:
            free.remove(same)
            found[number] = same[1]
    for number in range(len(new)):
        if number not in found:
            found[number] = free.pop(0)[1] if free else next(fresh)
    return tuple(found[number] for number in range(len(new)))


def with_definitions(source: str, before: Mapping[str, Note], wanted: Mapping[str, Note], addresses: Addresses) -> str:
    """Return *source* with the definitions that are *wanted*, where it has those of *before*; it has the *addresses*."""
    if before == wanted:
        return source
    lines = source.split("\n")
    places = [place for place in places_in(source).notes if not place.inside]
    for place in reversed(places):
        if place.label not in wanted:
            take_away(lines, place.start, place.end)
        elif before.get(place.label) != wanted[place.label]:
            lines[place.start : place.end] = _changed(lines[place.start : place.end], before, wanted[place.label], place.label, addresses)
    defined = {place.label for place in places_in("\n".join(lines)).notes}
    return "\n".join(_added(lines, [definition(label, note, addresses.labels) for label, note in wanted.items() if label not in defined]))


def take_away(lines: list[str], start: int, end: int) -> None:
    """Take *lines* from *start* to *end*, a definition, away, and the empty lines that parted it from what follows."""
    if not start or not lines[start - 1].strip(" \t"):
        while end < len(lines) - 1 and not lines[end].strip(" \t"):
            end += 1
    del lines[start:end]
    if start == len(lines) - 1 and not lines[-1]:
        # It was the last: the file ends behind what stood before it.
        while len(lines) > 1 and not lines[-2].strip(" \t"):
            del lines[-2]


def _changed(lines: Sequence[str], before: Mapping[str, Note], note: Note, label: str, addresses: Addresses) -> list[str]:
    """Return *lines*, a definition, changed to say *note*."""
    mark = f"[^{label}]:"
    first = lines[0].lstrip(" \t")
    if label not in before or not first.startswith(mark):
        return definition(label, note, addresses.labels)
    old, new = (
        Said(block=Paragraph(inlines=folded(one.runs, [])), notes={}, labels=(), addresses=addresses) for one in (before[label], note)
    )
    blank = first[len(mark) :][: len(first[len(mark) :]) - len(first[len(mark) :].lstrip(" \t"))]
    indents = [line[: len(line) - len(line.lstrip(" \t"))] for line in lines[1:]]
    inner = replaced([first[len(mark) + len(blank) :], *(line.lstrip(" \t") for line in lines[1:])], old, new)
    indent = indents[0] if indents else "    "
    if inner == new.canonical():
        return definition(label, note, addresses.labels)
    return [f"{lines[0][: len(lines[0]) - len(first)]}{mark}{blank}{inner[0]}", *(f"{indent}{line}" for line in inner[1:])]


def _paragraph(note: Note, addresses: Addresses) -> Said:
    """Return what *note* says, as a paragraph."""
    return Said(block=Paragraph(inlines=folded(note.runs, [])), notes={}, labels=(), addresses=addresses)


def _added(lines: list[str], definitions: Sequence[list[str]]) -> list[str]:
    """Return *lines* with *definitions* behind the last that is there, or at the end."""
    if not definitions:
        return lines
    places = [place for place in places_in("\n".join(lines)).notes if not place.inside]
    if places:
        end = places[-1].end
        apart = len(places) > 1 and not lines[places[-1].start - 1].strip(" \t")
        new = [line for one in definitions for line in ([""] if apart else []) + one]
        return [*lines[:end], *new, *([""] if end < len(lines) and lines[end].strip(" \t") else []), *lines[end:]]
    ends = bool(lines) and not lines[-1]
    while lines and not lines[-1].strip(" \t"):
        lines = lines[:-1]
    return [*lines, "", *(line for one in definitions for line in one), *([""] if ends else [])]
