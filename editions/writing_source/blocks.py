"""Blocks as Markdown, in the one form in which this house writes them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from editions.model.prose import Block, Cell, Footnote, Heading, Inline, ListBlock, Paragraph, Quotation, Table, plain
from editions.model.runs import Note, laid_flat
from editions.problems import Problem, Refusal
from editions.writing_source.escaping import without_closing_marks
from editions.writing_source.inlines import Labels, broken, written

_RULES = {"left": "---", "right": "---:", "center": ":---:"}
#: The highest number that an item of a list can have (CommonMark 0.31, 5.2: nine digits).
_LAST_NUMBER = 999_999_999


@dataclass(kw_only=True)
class Numbering:
    """Footnotes that are called, numbered as they come; the definitions that belong to them."""

    called: list[Note] = field(default_factory=list)

    def label(self, note: Note) -> str:
        """Return the label of *note*, which is called here."""
        self.called.append(note)
        return str(len(self.called))

    def definitions(self) -> list[str]:
        """Return the lines that define the footnotes which were called."""
        return [line for number, note in enumerate(self.called, 1) for line in definition(str(number), note)]


def body_lines(blocks: Iterable[Block], footnotes: Iterable[Footnote], where: str = "") -> list[str]:
    """Return *blocks* and the *footnotes* that they call as the lines of a body, the footnotes at its end.

    Raises:
        Refusal: Markdown has no form for something; *where* is named in it.
    """
    numbering = Numbering()
    writer = Writer(notes={note.number: note for note in footnotes}, labels=numbering.label, where=where)
    lines = writer.blocks(tuple(blocks))
    definitions = numbering.definitions()
    return [*lines, *([""] if lines and definitions else []), *definitions]


def definition(label: str, note: Note, defined: frozenset[str] = frozenset()) -> list[str]:
    """Return the lines that define *note* under *label*, in a source that has addresses with the labels *defined*."""
    first, *others = written(note.runs, _no_note, defined)
    return [f"[^{label}]: {first}", *(f"    {line}" for line in others)]


def _no_note(_: Note) -> str:
    raise Refusal(Problem("", "a footnote that is called in a footnote", "Write both as one, or call it in the text."))


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Writes blocks, whose footnotes *notes* has; *labels* gives the label of each that is called.

    *defined* are the labels of addresses that the source has, in capitals.
    """

    notes: Mapping[int, Footnote]
    labels: Labels
    where: str = ""
    defined: frozenset[str] = frozenset()

    def blocks(self, blocks: Sequence[Block], *, close: bool = False) -> list[str]:
        """Return *blocks* as lines, an empty one between two, or none where they stand *close*."""
        lines: list[str] = []
        other = False
        for number, block in enumerate(blocks):
            before = blocks[number - 1] if number else None
            other = not other if is_same_list(before, block) else False
            if number and not close:
                lines.append("")
            lines += self.block(block, other=other)
        return lines

    def block(self, block: Block, *, other: bool = False) -> list[str]:
        """Return *block* as lines; a list with its *other* mark, which parts it from the list before it.

        Raises:
            Refusal: Markdown has no form for it.
        """
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph(inlines=inlines):
                return self.inlines(inlines)
            case Quotation(blocks=inner):
                return [f"> {line}".rstrip(" ") if not line else f"> {line}" for line in self.blocks(inner)] or [">"]
            case ListBlock():
                return self._list(block, other=other)
            case Table():
                return self._table(block)

    def inlines(self, inlines: Iterable[Inline]) -> list[str]:
        """Return *inlines* as the lines of a paragraph."""
        return self._placed(lambda: written(laid_flat(inlines, self.notes), self.labels, self.defined))

    def _placed(self, write: Callable[[], list[str]]) -> list[str]:
        """Return what *write* returns; its refusal names the file."""
        try:
            return write()
        except Refusal as refusal:
            raise Refusal(*(Problem(problem.where or self.where, problem.what, problem.remedy) for problem in refusal.problems)) from None

    def _heading(self, heading: Heading) -> list[str]:
        lines = self.inlines(heading.inlines)
        if len(lines) == 1:
            return [f"{'#' * heading.level} {without_closing_marks(lines[0])}"]
        if heading.level > 2:
            what = f'the heading "{plain(heading.inlines).splitlines()[0]}" of level {heading.level} has more than one line'
            raise Refusal(Problem(self.where, what, "Markdown has such headings of levels 1 and 2 alone: write it in one line."))
        return [*lines, ("===", "---")[heading.level - 1]]

    def _list(self, block: ListBlock, *, other: bool) -> list[str]:
        close = is_close(block)
        lines: list[str] = []
        for number, item in enumerate(block.items):
            if number and not close:
                lines.append("")
            lines += self.item(item, mark_of(block, number, other=other), close=close)
        return lines

    def item(self, item: Sequence[Block], mark: str, *, close: bool) -> list[str]:
        """Return *item* as lines that begin with *mark* ("-", "1.")."""
        if not item:
            raise Refusal(Problem(self.where, "an empty list item", "Write it, or take it away."))
        first, *others = self.blocks(item, close=close)
        return [f"{mark} {first}", *(f"{' ' * (len(mark) + 1)}{line}" if line else "" for line in others)]

    def _table(self, table: Table) -> list[str]:
        rules = f"| {' | '.join(_RULES[alignment] for alignment in table.alignments)} |"
        header, *rows = [self.row(row, header=number == 0) for number, row in enumerate((table.header, *table.rows))]
        return [header, rules, *rows]

    def row(self, cells: Sequence[Cell], *, header: bool = False) -> str:
        """Return *cells* as the line of a table's row."""
        return f"| {' | '.join(self.cell(cell, header=header) for cell in cells)} |"

    def cell(self, cell: Cell, *, header: bool = False) -> str:
        """Return *cell* as it stands between two pipes."""
        runs = laid_flat(cell, self.notes)
        if broken(runs):
            what = f'the cell "{plain(cell).splitlines()[0]}" has more than one line'
            raise Refusal(Problem(self.where, what, "A cell has one line in Markdown: write it in one, or make two rows of it."))
        if not cell and header:
            what = "a table with an empty header cell"
            raise Refusal(Problem(self.where, what, "Give every column a heading: a screen reader says it with each cell."))
        return self.inlines(cell)[0].replace("|", "\\|") if cell else ""


def is_same_list(before: Block | None, block: Block) -> bool:
    """Return whether *block* is a list that, with the same mark, would be one with the list *before* it."""
    return isinstance(before, ListBlock) and isinstance(block, ListBlock) and before.ordered == block.ordered


def is_close(block: ListBlock) -> bool:
    """Return whether the items of *block* stand without empty lines between them: each a paragraph, with a list at most."""
    return all(_is_close(item) for item in block.items)


def _is_close(item: Sequence[Block]) -> bool:
    match item:
        case [Paragraph()]:
            return True
        case [Paragraph(), ListBlock(ordered=ordered, start=start) as inner]:
            # Of the lists with numbers, only one that begins with 1 ends the paragraph above it.
            return (not ordered or start == 1) and is_close(inner)
        case _:
            return False


def mark_of(block: ListBlock, number: int, *, other: bool) -> str:
    """Return the mark of the item *number* (from 0) of *block*."""
    if not block.ordered:
        return "*" if other else "-"
    return f"{min(block.start + number, _LAST_NUMBER)}{')' if other else '.'}"
