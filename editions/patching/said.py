"""What a block says, with the labels under which its footnotes are called."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from editions.model.bare import Bare, all_bare, bare
from editions.model.prose import Block, Footnote, Inline, inline_runs
from editions.model.runs import Note, Run, laid_flat
from editions.reading.markdown import read_markdown
from editions.writing_source.blocks import Writer, definition


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """The addresses that a source defines for its links: the lines that do, and their labels in capitals."""

    lines: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Said:
    """A block, its footnotes, the labels under which it calls them, in reading order, and the addresses of its source."""

    block: Block
    notes: Mapping[int, Footnote]
    labels: tuple[str, ...]
    addresses: Addresses = Addresses()

    @property
    def bare(self) -> Bare:
        """What it says."""
        return bare(self.block, self.notes)

    def called(self) -> tuple[Note, ...]:
        """Return the footnotes that it calls, in reading order."""
        return tuple(run for _, runs in self.leaves() for run in runs if isinstance(run, Note))

    def leaves(self) -> Iterator[tuple[tuple[Inline, ...], tuple[Run, ...]]]:
        """Yield the inlines of each paragraph, heading and cell, in reading order, and the same laid flat."""
        for _, inlines in inline_runs([self.block]):
            yield inlines, laid_flat(inlines, self.notes)

    def canonical(self) -> list[str]:
        """Return the lines as which this house writes it."""
        return self.writer().block(self.block)

    def writer(self, skipped: int = 0) -> Writer:
        """Return a writer that gives its labels, the first *skipped* left out."""
        labels = iter(self.labels[skipped:])
        return Writer(notes=self.notes, labels=lambda _: next(labels), defined=self.addresses.labels)


def labels_of(runs: Iterable[Run], labels: Iterator[str]) -> list[str]:
    """Return the labels out of *labels* that *runs* call."""
    return [next(labels) for run in runs if isinstance(run, Note)]


def says(lines: Sequence[str], wanted: Said) -> bool:
    """Return whether *lines*, with the footnotes and addresses of their source, are one block that says what is *wanted*."""
    addresses = wanted.addresses
    pairs = zip(wanted.labels, wanted.called(), strict=True)
    definitions = [line for label, note in pairs for line in definition(label, note, addresses.labels)]
    body = read_markdown("\n".join([*lines, "", *addresses.lines, "", *definitions]), "")
    return all_bare(body.blocks, {note.number: note for note in body.footnotes}) == (wanted.bare,)
