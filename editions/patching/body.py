"""A body, patched: blocks replaced, taken away, added and moved, and all others left byte for byte."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from editions.model.bare import all_bare, by_number
from editions.model.prose import Block, Footnote, FootnoteCall, walk_inlines
from editions.model.runs import Note
from editions.patching.edits import Delete, Edit, Insert, Join, Move, Replace
from editions.patching.edits import Part as PartEdit
from editions.patching.laying_out import Part, laid_out, parted
from editions.patching.notes import fresh_labels, labels_for, take_away, with_definitions
from editions.patching.parting import in_one_paragraph, parted_lines
from editions.patching.replacing import replaced
from editions.patching.said import Addresses, Said
from editions.patching.told import told_by_words
from editions.problems import FaultRefusal, Problem, Refusal
from editions.reading.markdown import read_markdown
from editions.reading.places import Places, places_in


def patch_body(source: str, edits: Sequence[Edit], where: str = "", first_line: int = 1) -> str:
    """Return *source*, a body with "\\n" as line ends, with *edits* made.

    Raises:
        Refusal: *source* has problems, or there is no Markdown for what is wanted, or it would have problems then;
            each problem names *where*, and its line counted from *first_line*, or the words of what would be there.
        FaultRefusal: what was patched is not read as wanted.
    """
    body = read_markdown(source, where, first_line)
    if body.problems:
        raise Refusal(*body.problems)
    if not edits:
        return source
    notes = by_number(body.footnotes)
    places = places_in(source)
    fault = Problem(where, "what was patched does not say what it should", "Change the file by hand, and report this fault.")
    refusal: Refusal = FaultRefusal(fault)
    for anew in (False, True):
        patching = _Patching(lines=source.split("\n"), places=places, blocks=body.blocks, notes=notes, anew=anew)
        parts = list(patching.parts(edits))
        found = patching.joined(parts)
        again = read_markdown(found, where, first_line)
        if all_bare(again.blocks, by_number(again.footnotes)) == tuple(part.said.bare for part in parts):
            if not again.problems:
                return found
            refusal = Refusal(*told_by_words(again.problems, found.split("\n"), first_line))
    raise refusal


@dataclass(frozen=True, kw_only=True)
class _Patching:
    """A body that is patched; *anew* writes each block that is replaced as this house does, and sets it apart."""

    lines: Sequence[str]
    places: Places
    blocks: Sequence[Block]
    notes: Mapping[int, Footnote]
    anew: bool

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses that the source defines."""
        lines = [line for target in self.places.targets for line in self.lines[target.start : target.end]]
        return Addresses(lines=tuple(lines), labels=frozenset(target.label for target in self.places.targets))

    def parts(self, edits: Sequence[Edit]) -> Iterator[Part]:
        """Yield the blocks of the body to be, in order."""
        labels = fresh_labels(note.label for note in self.places.notes)
        new = {edit.number: self._replaced(edit, labels) for edit in edits if isinstance(edit, Replace)}
        new |= {edit.number: self._joined(edit, labels) for edit in edits if isinstance(edit, Join)}
        parted = {edit.number: list(self._parted(edit, labels)) for edit in edits if isinstance(edit, PartEdit)}
        moved = {edit.number for edit in edits if isinstance(edit, Move)}
        deleted = {edit.number for edit in edits if isinstance(edit, Delete)}
        deleted |= {number for edit in edits if isinstance(edit, Join) for number in range(edit.number + 1, edit.last + 1)}
        for place in range(len(self.blocks) + 1):
            for edit in edits:
                if isinstance(edit, Insert) and edit.before == place:
                    said = Said(block=edit.block, notes=edit.notes, labels=(), addresses=self.addresses)
                    said = replace(said, labels=tuple(next(labels) for _ in said.called()))
                    yield Part(lines=tuple(said.canonical()), said=said)
                elif isinstance(edit, Move) and edit.before == place:
                    yield new.get(edit.number) or self._old(edit.number)
            if place in parted:
                yield from parted[place]
            elif place < len(self.blocks) and place not in moved and place not in deleted:
                yield replace(new.get(place) or self._old(place), number=place, kept=True)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What the blocks of the body say as it is."""
        found = [Said(block=block, notes=self.notes, labels=(), addresses=self.addresses) for block in self.blocks]
        return tuple(replace(said, labels=tuple(self.places.labels[call - 1] for call in _calls(said))) for said in found)

    def _old(self, number: int) -> Part:
        place, said = self.places.blocks[number], self.said[number]
        return Part(lines=tuple(self.lines[place.start : place.end]), said=said, number=number)

    def _replaced(self, edit: Replace, labels: Iterator[str]) -> Part:
        old = self._old(edit.number)
        said = Said(block=edit.block, notes=edit.notes, labels=(), addresses=self.addresses)
        said = replace(said, labels=labels_for(old.said.called(), old.said.labels, said.called(), labels))
        if self.anew:
            return replace(old, lines=tuple(said.canonical()), said=said, touched=True)
        return replace(old, lines=tuple(replaced(old.lines, old.said, said)), said=said, touched=True)

    def _joined(self, edit: Join, labels: Iterator[str]) -> Part:
        olds = [self._old(number) for number in range(edit.number, edit.last + 1)]
        old = replace(
            olds[0],
            lines=tuple(line for one in olds for line in one.lines),
            said=replace(olds[0].said, block=in_one_paragraph([one.said.block for one in olds]), labels=_labels(olds)),
        )
        said = Said(block=edit.block, notes=edit.notes, labels=(), addresses=self.addresses)
        said = replace(said, labels=labels_for(old.said.called(), old.said.labels, said.called(), labels))
        lines = said.canonical() if self.anew else replaced(old.lines, old.said, said)
        return replace(old, lines=tuple(lines), said=said, touched=True)

    def _parted(self, edit: PartEdit, labels: Iterator[str]) -> Iterator[Part]:
        """Yield what the block becomes: the last stands where it stood, the others are new before it."""
        old = self._old(edit.number)
        new = [Said(block=block, notes=edit.notes, labels=(), addresses=self.addresses) for block in edit.blocks]
        named = iter(labels_for(old.said.called(), old.said.labels, [note for said in new for note in said.called()], labels))
        new = [replace(said, labels=tuple(next(named) for _ in said.called())) for said in new]
        rows = [said.canonical() for said in new] if self.anew else parted_lines(old.lines, old.said, new)
        made = [Part(lines=tuple(lines), said=said, touched=True) for lines, said in zip(rows, new, strict=True)]
        yield from made[:-1]
        yield replace(made[-1], number=edit.number, kept=True)

    def joined(self, parts: Sequence[Part]) -> str:
        """Return the body that *parts* make, with what stands between the blocks."""
        lines = laid_out(self.lines, self.places.blocks, parted(parts), apart=self.anew)
        before, wanted = _definitions(self.said), _definitions(part.said for part in parts)
        return _without_unused_addresses(with_definitions("\n".join(lines), before, wanted, self.addresses))


def _definitions(blocks: Iterable[Said]) -> dict[str, Note]:
    """Return the footnotes that *blocks* call, by their labels."""
    return {label: note for said in blocks if said.labels for label, note in zip(said.labels, said.called(), strict=True)}


def _labels(parts: Iterable[Part]) -> tuple[str, ...]:
    return tuple(label for part in parts for label in part.said.labels)


def _calls(said: Said) -> Iterator[int]:
    for inlines, _ in said.leaves():
        yield from (inline.number for inline in walk_inlines(inlines) if isinstance(inline, FootnoteCall))


def _without_unused_addresses(source: str) -> str:
    """Return *source* without the definitions of addresses that nothing leads to any more."""
    lines = source.split("\n")
    for target in reversed(places_in(source).targets):
        if not target.used:
            take_away(lines, target.start, target.end)
    return "\n".join(lines)
