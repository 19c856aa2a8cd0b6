"""A text as what Word sees of it: regions, each a row of paragraphs and tables, in the form in which two are compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from editions.comparing.nodes import Leaf, Node, Shape, nodes
from editions.comparing.pictures import renamed, renamed_in
from editions.model.prepared import PreparedStatement
from editions.model.prose import Footnote, FootnoteCall, Inline, inline_runs, walk_inlines
from editions.model.runs import Run, Shown, Stretch, laid_flat
from editions.rendering.docx.flat import Flat, Grid, Line

#: What of a style's id says nothing of the text: that it stays with the next, or ends a list.
_SILENT = {
    "EditionsListEnd": "EditionsListItem",
    "EditionsTextKept": "EditionsText",
    "EditionsNumberedTextKept": "EditionsNumberedText",
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """A paragraph: its properties, what it says, and the numbers of the notes that it calls, in order.

    *list*, *level* and *indent* are a Line's. *keep* are the properties that keep it with what follows, *control* the tag
    and the title of the content control around its words, *section* the properties of the section that ends in it.
    """

    style: str
    runs: tuple[Run, ...]
    notes: tuple[int, ...] = ()
    list: int = 0
    level: int = 0
    indent: str = ""
    keep: str = ""
    control: tuple[str, str] | None = None
    section: str = ""

    @property
    def form(self) -> tuple[str, int, int]:
        """What the paragraph is, apart from its words: style and list, without what says nothing of the text."""
        return _SILENT.get(self.style, self.style), self.list, self.level

    @property
    def node(self) -> Node:
        """The form in which it is compared; which list it is an item of does not count there."""
        style, number, level = self.form
        return Leaf(shape=Shape(name=style, level=level, ordered=bool(number)), runs=self.runs)

    @property
    def has_image(self) -> bool:
        """Whether a picture stands in it."""
        return any(isinstance(run, Shown) for run in self.runs)


@dataclass(frozen=True, kw_only=True)
class TableItem:
    """A table: *notes* are the numbers of those that it calls, row by row."""

    grid: Grid
    node: Node
    notes: tuple[int, ...]


class Text:
    """The regions of one text; its notes are known by their numbers and those of *before*, notes that come first.

    *renamed* has the names under which its pictures are known here.
    """

    def __init__(self, prepared: PreparedStatement, flat: Flat, *, before: int = 0, renamed: Mapping[str, str] | None = None) -> None:
        self._prepared = prepared
        self._before = before
        self._renamed = renamed or {}
        self._numbered = {note.number: note for note in prepared.footnotes}
        self.body = tuple(self._body(flat))
        self.lists = flat.lists

    def _body(self, flat: Flat) -> Iterator[Item | TableItem]:
        for line in flat.body(self._prepared.body):
            if isinstance(line, Line):
                yield Item(
                    style=line.style, runs=self._runs(line.inlines), notes=self._notes(line.inlines),
                    list=line.list, level=line.level, indent=line.indent,
                )  # fmt: skip
            else:
                yield self._table(line)

    def _table(self, grid: Grid) -> TableItem:
        (node,) = nodes((grid.table,), self._prepared.footnotes)
        called = chain.from_iterable(self._notes(inlines) for _, inlines in inline_runs((grid.table,)))
        return TableItem(grid=grid, node=renamed(node, self._renamed), notes=tuple(called))

    def _runs(self, inlines: tuple[Inline, ...]) -> tuple[Run, ...]:
        return tuple(renamed_in(laid_flat(inlines, self._numbered), self._renamed))

    def _notes(self, inlines: tuple[Inline, ...]) -> tuple[int, ...]:
        return tuple(self._before + found.number for found in walk_inlines(inlines) if isinstance(found, FootnoteCall))

    def notes(self) -> Iterator[tuple[int, tuple[Run, ...]]]:
        """Yield the number of each note, and what it says."""
        for note in self._prepared.footnotes:
            yield self._before + note.number, _said(note)

    def head(self) -> dict[str, Item]:
        """Return the lines above the body, by their names."""
        prepared = self._prepared
        lines = (
            ("EditionsReference", "editions.reference", "Reference", prepared.reference),
            ("EditionsReference", "editions.date", "Place and date", prepared.place_and_date),
            ("EditionsHeading", "editions.heading", "Heading", prepared.heading),
            ("EditionsSubject", "editions.subject", "Subject", prepared.subject),
        )
        return {tag: _line(style, words, (tag, title)) for style, tag, title, words in lines if words}

    def signatures(self) -> Iterator[tuple[Item, ...]]:
        """Yield the lines of each signatory: the name and, where there is one, the office."""
        signatories = self._prepared.signatories
        for number, signatory in enumerate(signatories, 1):
            tag = f"editions.signatory.{number}"
            kept = number < len(signatories) and self._prepared.signed_together
            alone = "" if signatory.office or kept else '<w:keepNext w:val="0"/>'
            name = replace(_line("EditionsSignatory", signatory.name, (f"{tag}.name", "Signatory")), keep=alone)
            office = replace(_line("EditionsOffice", signatory.office, (f"{tag}.office", "Office")), keep="<w:keepNext/>" if kept else "")
            yield (name, office) if signatory.office else (name,)

    def lead(self) -> Item | None:
        """Return the line that opens the list of recipients."""
        found = self._prepared.recipients
        return _line("EditionsRecipientLead", found.lead, ("editions.recipients.lead", "Recipient list")) if found else None

    def recipients(self) -> tuple[Item, ...]:
        """Return the recipients."""
        found = self._prepared.recipients
        return tuple(_line("EditionsRecipient", name) for name in found.names) if found else ()

    def annexes_lead(self) -> Item | None:
        """Return the line that opens the list of annexes."""
        found = self._prepared.annexes
        return _line("EditionsAnnexesLead", found.heading, ("editions.annexes.lead", "Annexes")) if found else None

    def annexes(self) -> tuple[Item, ...]:
        """Return the lines of the list of annexes."""
        found = self._prepared.annexes
        return tuple(_line("EditionsAnnex", f"{one.label}: {one.title}") for one in found.annexes) if found else ()


def _line(style: str, words: str, control: tuple[str, str] | None = None) -> Item:
    return Item(style=style, runs=(Stretch(text=words),) if words else (), control=control)


def _said(note: Footnote) -> tuple[Run, ...]:
    return laid_flat(note.inlines, {})
