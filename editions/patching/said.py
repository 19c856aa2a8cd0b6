"""What a block says, with the labels under which its footnotes are called."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from editions.model.bare import Bare, all_bare, bare
from editions.model.prose import Block, Footnote, Inline, inline_runs
from editions.model.runs import Note, Run, laid_flat
from editions.reading.markdown import read_markdown
from editions.writing_source.blocks import Writer, definition


@dataclass(frozen=True, kw_only=True)
class Said:
    """A block, its footnotes, and the labels under which it calls them, in reading order."""

    block: Block
    notes: Mapping[int, Footnote]
    labels: tuple[str, ...]

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
        return Writer(notes=self.notes, labels=lambda _: next(labels))


def labels_of(runs: Iterable[Run], labels: Iterator[str]) -> list[str]:
    """Return the labels out of *labels* that *runs* call."""
    return [next(labels) for run in runs if isinstance(run, Note)]


def says(lines: Sequence[str], wanted: Said, targets: Sequence[str]) -> bool:
    """Return whether *lines*, in a source with *targets*, are one block that says what is *wanted*."""
    definitions = [line for label, note in zip(wanted.labels, wanted.called(), strict=True) for line in definition(label, note)]
    body = read_markdown("\n".join([*lines, "", *targets, "", *definitions]), "")
    return all_bare(body.blocks, {note.number: note for note in body.footnotes}) == (wanted.bare,)
