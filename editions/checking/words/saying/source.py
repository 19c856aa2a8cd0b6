"""What an edition should say, in the order in which it is read, from the prepared statement alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from editions.checking.words.saying.said import Said
from editions.model.prepared import PreparedStatement
from editions.model.prose import (
    Block,
    Emphasis,
    FootnoteCall,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Words,
    walk_inlines,
)


def in_pdf(prepared: PreparedStatement, ranges: Mapping[str, str]) -> tuple[Said, ...]:
    """Return what the PDF of *prepared* should say; *ranges* are the pages of each annex by its number, as the table lists them."""
    return tuple(said for said in _Pdf(prepared).all(ranges) if said.text)


def in_docx(prepared: PreparedStatement) -> tuple[Said, ...]:
    """Return what the DOCX of *prepared* should say; Word's own numbers, as it would count them, included."""
    return tuple(said for said in _Docx(prepared).all() if said.text)


@dataclass(kw_only=True)
class _Counts:
    """How many paragraphs, headings and so on were met, by the word for them."""

    numbers: dict[str, int]

    def next(self, noun: str) -> str:
        """Return *noun* with its number: "paragraph 4"."""
        self.numbers[noun] = self.numbers.get(noun, 0) + 1
        return f"{noun} {self.numbers[noun]}"


class _Voice:
    """What both formats say alike."""

    def __init__(self, prepared: PreparedStatement) -> None:
        self.prepared = prepared
        self.counts = _Counts(numbers={})

    def words(self, inlines: Iterable[Inline]) -> str:
        """Return the words of *inlines* as the format has them in its text."""
        raise NotImplementedError

    def paragraph(self, block: Paragraph, kind: str, part: str) -> Iterator[Said]:
        """Yield a paragraph and its number, which a PDF has in its text, and a DOCX apart from it."""
        raise NotImplementedError

    def letterhead(self) -> Iterator[Said]:
        """Yield the letterhead."""
        ready = self.prepared
        yield Said(kind="paragraph", text="\n".join(ready.body_name), part="the name in the letterhead", area="letterhead")
        for number, line in enumerate(ready.letterhead_lines, 1):
            yield Said(kind="paragraph", text=line, part=f"line {number} of the letterhead", area="letterhead")

    def head(self) -> Iterator[Said]:
        """Yield what stands above the text."""
        ready = self.prepared
        yield Said(kind="paragraph", text=ready.reference, part="the reference", area="text")
        yield Said(kind="paragraph", text=ready.place_and_date, part="place and date", area="text")
        yield Said(kind="heading 1", text=ready.heading, part="the heading", area="text")
        yield Said(kind="paragraph", text=ready.subject, part="the subject", area="text")

    def blocks(self, blocks: tuple[Block, ...], kind: str = "paragraph") -> Iterator[Said]:
        """Yield *blocks*; a paragraph among them is of *kind*."""
        for block in blocks:
            match block:
                case Heading(level=level, inlines=inlines):
                    part = self.counts.next("heading") + " of the text"
                    yield Said(kind=f"heading {min(level + 1, 6)}", text=self.words(inlines), part=part, area="text")
                case Paragraph():
                    noun = {"item": "list item"}.get(kind, kind)
                    yield from self.paragraph(block, kind, self.counts.next(noun))
                case ListBlock():
                    yield from self._list(block)
                case Quotation(blocks=inner):
                    yield from self.blocks(inner, "quotation")
                case Table():
                    yield from self._table(block)

    def _list(self, block: ListBlock) -> Iterator[Said]:
        for number, item in enumerate(block.items, block.start):
            if block.ordered:
                part = f"the number of list item {self.counts.numbers.get('list item', 0) + 1}"
                yield Said(kind="number", text=f"{number}.", part=part, area="text")
            yield from self.blocks(item, "item")

    def _table(self, table: Table) -> Iterator[Said]:
        name = self.counts.next("table")
        for number, row in enumerate((table.header, *table.rows)):
            for column, cell in enumerate(row, 1):
                part = f"row {number}, column {column} of {name}" if number else f"the head of column {column} of {name}"
                yield Said(kind="cell" if number else "header cell", text=self.words(cell), part=part, area="text")

    def signatories(self) -> Iterator[Said]:
        """Yield those who sign."""
        for number, signatory in enumerate(self.prepared.signatories, 1):
            which = f"signatory {number}" if len(self.prepared.signatories) > 1 else "the signatory"
            yield Said(kind="paragraph", text=signatory.name, part=which, area="signatory")
            yield Said(kind="paragraph", text=signatory.office, part=f"the office of {which}", area="signatory")

    def recipients(self) -> Iterator[Said]:
        """Yield those to whom it is addressed."""
        if listed := self.prepared.recipients:
            yield Said(kind="heading 2", text=listed.lead, part="the line above the recipients", area="recipients")
            for number, name in enumerate(listed.names, 1):
                yield Said(kind="item", text=name, part=f"recipient {number}", area="recipients")

    def annexes_lead(self) -> Iterator[Said]:
        """Yield the heading of the list of annexes."""
        if table := self.prepared.annexes:
            yield Said(kind="heading 2", text=table.heading, part="the heading of the annexes", area="annexes")


class _Pdf(_Voice):
    def all(self, ranges: Mapping[str, str]) -> Iterator[Said]:
        """Yield everything, the footnotes last."""
        yield from self.letterhead()
        yield from self.head()
        yield from self.blocks(self.prepared.body)
        yield from self.signatories()
        yield from self.recipients()
        yield from self.annexes_lead()
        yield from self._annexes(ranges)
        for note in self.prepared.footnotes:
            yield Said(kind="note", text=f"{note.number} {self.words(note.inlines)}", part=f"footnote {note.number}", area="text")

    def words(self, inlines: Iterable[Inline]) -> str:
        return "".join(_drawn(inline) for inline in inlines)

    def paragraph(self, block: Paragraph, kind: str, part: str) -> Iterator[Said]:
        yield Said(kind=kind, text=block.number + self.words(block.inlines), part=part, area="text")

    def _annexes(self, ranges: Mapping[str, str]) -> Iterator[Said]:
        table = self.prepared.annexes
        for number, column in enumerate(table.columns, 1) if table else ():
            yield Said(kind="header cell", text=column, part=f"the head of column {number} of the annexes", area="annexes")
        for annex in table.annexes if table else ():
            for words, what in ((annex.label, "the number"), (annex.title, "the title"), (ranges.get(annex.number, ""), "the pages")):
                yield Said(kind="cell", text=words, part=f"{what} of {annex.label}", area="annexes")


class _Docx(_Voice):
    def all(self) -> Iterator[Said]:
        """Yield everything, the footnotes last."""
        yield from self.letterhead()
        for number, line in enumerate(self.prepared.continuation, 1):
            yield Said(kind="paragraph", text=line, part=f"line {number} of the later pages' head", area="letterhead")
        label = self.prepared.page_label
        foot = f"{label.before}{{page}}{label.between}{{pages}}{label.after}"
        yield Said(kind="paragraph", text=foot, part="the later pages' foot", area="letterhead")
        yield from self.head()
        yield from self.blocks(self.prepared.body)
        yield from self.signatories()
        yield from self.recipients()
        yield from self.annexes_lead()
        for annex in self.prepared.annexes.annexes if self.prepared.annexes else ():
            yield Said(kind="item", text=f"{annex.label}: {annex.title}", part=annex.label, area="annexes")
        for note in self.prepared.footnotes:
            yield Said(kind="note", text=self.words(note.inlines), part=f"footnote {note.number}", area="text")

    def words(self, inlines: Iterable[Inline]) -> str:
        inlines = tuple(inlines)
        called = [inline for inline in walk_inlines(inlines) if isinstance(inline, FootnoteCall | Image)]
        notes = [inline.number for inline in called if isinstance(inline, FootnoteCall)]
        alts = [inline.alt for inline in called if isinstance(inline, Image)]
        return with_called("".join(_typed(inline) for inline in inlines), notes, alts)

    def paragraph(self, block: Paragraph, kind: str, part: str) -> Iterator[Said]:
        yield Said(kind="number", text=block.number, part=f"the number of {part}", area="text")
        yield Said(kind=kind, text=self.words(block.inlines), part=part, area="text")


def with_called(text: str, notes: Iterable[int], alts: Iterable[str]) -> str:
    """Return *text* with the footnotes that it calls and the texts of its images behind it: a DOCX has no characters for them."""
    return text + "".join(f" [footnote {number}]" for number in notes) + "".join(f" [image: {alt}]" for alt in alts)


def _drawn(inline: Inline) -> str:
    match inline:
        case FootnoteCall(number=number):
            return str(number)
        case Image(alt=alt):
            return alt
        case _:
            return _within(inline, _drawn)


def _typed(inline: Inline) -> str:
    return "" if isinstance(inline, FootnoteCall | Image) else _within(inline, _typed)


def _within(inline: Inline, words: Callable[[Inline], str]) -> str:
    match inline:
        case Words(text=text):
            return text
        case Emphasis(children=children) | Strong(children=children) | Link(children=children):
            return "".join(words(child) for child in children)
        case LineBreak():
            return "\n"
        case _:
            return ""
