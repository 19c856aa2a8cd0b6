"""Blocks: paragraphs and tables, in whatever Word wraps them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from editions.model.word import Change, Numbering, WordBlock, WordCell, WordParagraph, WordRow, WordTable
from editions.reading.word.changes import KINDS, change_of, marked
from editions.reading.word.names import VAL, W, local, number, toggle, value
from editions.reading.word.numbering import Lists
from editions.reading.word.package import WordPackage
from editions.reading.word.runs import Around, Runs
from editions.reading.word.story import Story
from editions.reading.word.styles import Styles, indent_of

#: Marks between blocks that say nothing.
_SILENT = frozenset(("sectPr", "tblPr", "tblGrid", "tcPr", "trPr", "sdtPr", "sdtEndPr", "pPr", "tblPrEx", "customXmlPr", "smartTagPr"))
#: Sides by one name each, and how a paragraph is aligned to them.
_SIDES = {"start": "left", "end": "right"}
_ALIGNED = {"left": "aligned to the left", "right": "aligned to the right", "center": "centred", "both": "justified"}
_FORMULAS = ("oMath", "oMathPara")
#: Columns that a table of Word may have.
_COLUMNS = 63
#: Paragraphs, tables, rows and cells: 1,000 pages of running text have some 20,000.
_MOST = 200_000


@dataclass(frozen=True, kw_only=True, slots=True)
class _Place:
    """Where a block stands: in which controls, how deep, in a box or not, in a change of whole paragraphs."""

    controls: tuple[str, ...] = ()
    depth: int = 0
    in_box: bool = False
    change: Change | None = None


class Blocks:
    """Reads the blocks of one part."""

    def __init__(self, package: WordPackage, styles: Styles, lists: Lists, runs: Runs, story: Story) -> None:
        self._package = package
        self._styles = styles
        self._lists = lists
        self._runs = runs
        self._story = story
        self._plain: dict[str, WordParagraph] = {}

    def all(self, holder: Iterable[Element], place: _Place = _Place()) -> Iterator[WordBlock]:
        """Yield the blocks of *holder*, which stand at *place*."""
        for child in holder:
            match local(child.tag):
                case "p":
                    yield from self._paragraph(child, place)
                case "tbl":
                    yield self._table(child, place)
                case name if name in _SILENT:
                    continue
                case name if name in _FORMULAS:
                    around = Around(change=place.change, depth=place.depth)
                    yield WordParagraph(runs=tuple(self._runs.formula(child, around)), controls=place.controls, in_box=place.in_box)
                case "altChunk":
                    self._story.leave("another document put in whole")
                case name if len(child):
                    self._runs.note(name)
                    inner = self._deeper(self._inside(child, name, place))
                    yield from self.all(self._runs.chosen(child) if name == "AlternateContent" else child, inner)
                case name:
                    self._runs.mark(child, name)

    def _inside(self, wrapper: Element, name: str, place: _Place) -> _Place:
        """Return where the blocks in *wrapper* stand."""
        if name == "sdt" and (tag := self._runs.control(wrapper)):
            return replace(place, controls=(*place.controls, tag))
        if name in KINDS:
            return replace(place, change=change_of(wrapper, KINDS[name], place.change))
        return place

    def _count(self) -> None:
        self._story.blocks += 1
        if self._story.blocks > _MOST:
            raise self._package.too_much()

    def _deeper(self, place: _Place) -> _Place:
        if place.depth >= self._runs.DEEPEST:
            raise self._package.too_deep()
        return replace(place, depth=place.depth + 1)

    def _paragraph(self, element: Element, place: _Place) -> Iterator[WordBlock]:
        self._count()
        properties = element.find(f"{W}pPr")
        paragraph = self._described(properties)
        inner: list[str] = []
        around = Around(change=place.change, depth=place.depth)
        runs = tuple(self._runs.all(element, paragraph, inner, around))
        boxes = self._runs.take_boxes()
        mark = marked(properties.find(f"{W}rPr"), place.change) if properties is not None else place.change
        yield WordParagraph(
            style=paragraph.style, style_name=paragraph.style_name, outline=paragraph.outline, number=paragraph.number,
            runs=runs, controls=(*place.controls, *inner) if inner else place.controls, alignment=paragraph.alignment,
            size=self._runs.take_size() or paragraph.size, strong=paragraph.strong, mark=mark, in_box=place.in_box,
            formatted=paragraph.formatted, before=paragraph.before, looks=paragraph.looks,
        )  # fmt: skip
        for box in boxes:
            self._story.leave("a text box, whose words follow the paragraph that it hangs on")
            yield from self.all(box, self._deeper(replace(place, in_box=True)))

    def _described(self, properties: Element | None) -> WordParagraph:
        """Return a paragraph without words that has *properties*."""
        if properties is None:
            return self._of_style(self._styles.default)
        paragraph = self._of_style(value(properties, "pStyle") or self._styles.default)
        numbers, outline, alignment = properties.find(f"{W}numPr"), value(properties, "outlineLvl"), value(properties, "jc")
        if numbers is not None:
            paragraph = self._numbered(paragraph, numbers)
        if outline or alignment:
            level = number(outline, 9) if outline else paragraph.outline
            paragraph = replace(paragraph, outline=level, alignment=alignment or paragraph.alignment)
        if properties.find(f"{W}sectPr") is not None:
            self._story.leave("a section break")
        if looks := tuple(self._by_hand(properties, paragraph)):
            paragraph = replace(paragraph, looks=looks)
        changed = properties.find(f"{W}pPrChange")
        if changed is None:
            return paragraph
        return replace(paragraph, formatted=change_of(changed, "formatted"), before=self._described(changed.find(f"{W}pPr")))

    def _by_hand(self, properties: Element, paragraph: WordParagraph) -> Iterator[str]:
        """Yield what *properties* set of the look of *paragraph*, and its style does not say."""
        style = self._styles.get(paragraph.style)
        alignment = _SIDES.get(value(properties, "jc"), value(properties, "jc"))
        if alignment and alignment != _SIDES.get(style.alignment or "left", style.alignment):
            yield _ALIGNED.get(alignment, "aligned otherwise")
        indent = indent_of(properties)
        if indent is not None and paragraph.number is None and indent != (style.indent or ()):
            yield "set in otherwise"
        if toggle(properties, "pageBreakBefore"):
            yield "begun on a new page"
        if any(properties.find(W + name) is not None for name in ("pBdr", "shd")):
            yield "framed or shaded"

    def _of_style(self, identifier: str) -> WordParagraph:
        if identifier not in self._plain:
            style = self._styles.get(identifier)
            self._plain[identifier] = WordParagraph(
                style=style.id, style_name=style.name, outline=style.outline, alignment=style.alignment or "",
                size=style.size or self._styles.size, strong=bool(style.strong), number=self._listed(identifier, style.list, style.level),
            )  # fmt: skip
        return self._plain[identifier]

    def _numbered(self, paragraph: WordParagraph, numbers: Element) -> WordParagraph:
        """Return *paragraph* as *numbers*, its own numPr, have it: what they do not say, its style says."""
        style = self._styles.get(paragraph.style)
        own_list, own_level = value(numbers, "numId"), value(numbers, "ilvl")
        level = number(own_level) if own_level else (style.level if not own_list else 0)
        found = replace(paragraph, number=self._listed(style.id, number(own_list) if own_list else style.list, level))
        inserted = numbers.find(f"{W}ins")
        return found if inserted is None else replace(found, formatted=change_of(inserted, "formatted"), before=paragraph)

    def _listed(self, style: str, found: int | None, level: int | None) -> Numbering | None:
        if not found:
            return None
        return self._lists.at(found, self._lists.level_of(found, style) if level is None else level)

    def _table(self, table: Element, place: _Place) -> WordTable:
        self._count()
        inner = self._deeper(replace(place, controls=(), change=None))
        rows = tuple(self._row(row, found) for row, found in self._parts(table, "tr", inner))
        properties = table.find(f"{W}tblPr")
        self._note_change(properties)
        return WordTable(rows=rows, style=value(properties, "tblStyle"), controls=place.controls, in_box=place.in_box)

    def _row(self, row: Element, place: _Place) -> WordRow:
        self._count()
        properties = row.find(f"{W}trPr")
        self._note_change(properties)
        inner = replace(place, change=None)
        cells = [self._cell(cell, found) for cell, found in self._parts(row, "tc", inner)]
        before = _blanks(properties, "gridBefore", _COLUMNS)
        after = _blanks(properties, "gridAfter", _COLUMNS - len(before))
        change = marked(properties, place.change)
        return WordRow(cells=(*before, *cells, *after), header=bool(toggle(properties, "tblHeader")), change=change)

    def _cell(self, cell: Element, place: _Place) -> WordCell:
        self._count()
        properties = cell.find(f"{W}tcPr")
        self._note_change(properties)
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        return WordCell(
            blocks=tuple(self.all(cell, replace(place, change=None))),
            span=max(1, min(number(value(properties, "gridSpan"), 1), _COLUMNS)),
            continued=merged is not None and merged.get(VAL, "continue") == "continue",
            change=_of_cell(properties) or place.change,
        )

    def _parts(self, holder: Iterable[Element], name: str, place: _Place) -> Iterator[tuple[Element, _Place]]:
        """Yield the elements *name* of *holder*, in whatever they are wrapped, each with its place."""
        for child in holder:
            found = local(child.tag)
            if found == name:
                yield child, place
            elif found in _SILENT:
                continue
            elif found == "AlternateContent":
                yield from self._parts(self._runs.chosen(child), name, self._deeper(place))
            elif len(child):
                self._runs.note(found)
                yield from self._parts(child, name, self._deeper(self._inside(child, found, place)))
            else:
                self._runs.mark(child, found)

    def _note_change(self, properties: Element | None) -> None:
        for child in properties if properties is not None else ():
            if child.tag in _CHANGED:
                self._story.leave("a tracked change of how a table looks")


_CHANGED = frozenset(W + name for name in ("tblPrChange", "trPrChange", "tcPrChange", "cellMerge"))


def _blanks(properties: Element | None, name: str, most: int) -> list[WordCell]:
    """Return the columns that a row leaves free, as cells, no more than *most*."""
    return [WordCell(blocks=())] * max(0, min(number(value(properties, name)), most))


def _of_cell(properties: Element | None) -> Change | None:
    for name, kind in (("cellIns", "inserted"), ("cellDel", "deleted")):
        found = properties.find(W + name) if properties is not None else None
        if found is not None:
            return change_of(found, kind)
    return None
