"""Blocks: paragraphs and tables, in whatever Word wraps them."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from editions.model.word import Change, WordBlock, WordCell, WordParagraph, WordRow, WordTable
from editions.reading.word.changes import change_of
from editions.reading.word.names import MC, VAL, W, local, number, toggle, value
from editions.reading.word.numbering import Lists
from editions.reading.word.runs import Runs
from editions.reading.word.story import Story
from editions.reading.word.styles import Styles

#: Marks between blocks that say nothing.
_SILENT = {"sectPr", "tblPr", "tblGrid", "tcPr", "trPr", "sdtPr", "sdtEndPr", "pPr", "tblPrEx", "customXmlPr", "smartTagPr"}


class Blocks:
    """Reads the blocks of one part."""

    def __init__(self, styles: Styles, lists: Lists, runs: Runs, story: Story) -> None:
        self._styles = styles
        self._lists = lists
        self._runs = runs
        self._story = story

    def all(self, holder: Element, controls: tuple[str, ...] = (), *, depth: int = 0, in_box: bool = False) -> Iterator[WordBlock]:
        """Yield the blocks of *holder*, which stand in *controls*, *depth* deep."""
        if depth > self._runs.DEEPEST:
            raise self._runs.too_deep()
        for child in holder:
            match local(child.tag):
                case "p":
                    yield from self._paragraph(child, controls, depth, in_box=in_box)
                case "tbl":
                    yield self._table(child, controls, depth, in_box=in_box)
                case "sdt":
                    tag = value(child.find(f"{W}sdtPr"), "tag")
                    yield from self.all(child, (*controls, tag) if tag else controls, depth=depth + 1, in_box=in_box)
                case "AlternateContent" if child.tag.startswith(MC):
                    yield from self.all(self._runs.chosen(child), controls, depth=depth + 1, in_box=in_box)
                case "altChunk":
                    self._story.leave("another document put in whole")
                case name if name in _SILENT:
                    continue
                case name if len(child):
                    self._runs.note(name)
                    yield from self.all(child, controls, depth=depth + 1, in_box=in_box)
                case name:
                    self._runs.mark(child, name)

    def _paragraph(self, element: Element, controls: tuple[str, ...], depth: int, *, in_box: bool) -> Iterator[WordBlock]:
        properties = element.find(f"{W}pPr")
        paragraph = self._described(properties)
        inner: list[str] = []
        runs = tuple(self._runs.all(element, paragraph, inner, depth=depth + 1))
        boxes = self._runs.take_boxes()
        own = properties.find(f"{W}rPr") if properties is not None else None
        yield replace(paragraph, runs=runs, controls=(*controls, *inner), mark=_mark(own), in_box=in_box)
        for box in boxes:
            self._story.leave("a text box, whose words follow the paragraph that it hangs on")
            yield from self.all(box, controls, depth=depth + 1, in_box=True)

    def _described(self, properties: Element | None) -> WordParagraph:
        """Return a paragraph without words that has *properties*."""
        style = self._styles.get(value(properties, "pStyle") or self._styles.default)
        numbers = properties.find(f"{W}numPr") if properties is not None else None
        own_list, own_level = value(numbers, "numId"), value(numbers, "ilvl")
        listed = number(own_list) if own_list else style.list
        outline = value(properties, "outlineLvl")
        paragraph = WordParagraph(
            style=style.id,
            style_name=style.name,
            outline=number(outline, 9) if outline else style.outline,
            number=self._lists.at(listed, number(own_level) if own_level else style.level) if listed else None,
            alignment=value(properties, "jc") or style.alignment,
            size=style.size or self._styles.size,
            strong=bool(style.strong),
        )
        changed = properties.find(f"{W}pPrChange") if properties is not None else None
        if changed is None:
            return paragraph
        before = self._described(changed.find(f"{W}pPr"))
        return replace(paragraph, formatted=change_of(changed, "formatted"), before=before)

    def _table(self, table: Element, controls: tuple[str, ...], depth: int, *, in_box: bool) -> WordTable:
        if depth > self._runs.DEEPEST:
            raise self._runs.too_deep()
        rows = tuple(self._row(row, change, depth) for row, change in _inside(table, "tr"))
        return WordTable(rows=rows, style=value(table.find(f"{W}tblPr"), "tblStyle"), controls=controls, in_box=in_box)

    def _row(self, row: Element, change: Change | None, depth: int) -> WordRow:
        properties = row.find(f"{W}trPr")
        for name, kind in (("ins", "inserted"), ("del", "deleted")):
            found = properties.find(W + name) if properties is not None else None
            change = change_of(found, kind) if found is not None else change
        before = number(value(properties, "gridBefore"))
        cells = [WordCell(blocks=()) for _ in range(min(before, 63))]
        cells += [self._cell(cell, depth) for cell, _ in _inside(row, "tc")]
        return WordRow(cells=tuple(cells), header=bool(toggle(properties, "tblHeader")), change=change)

    def _cell(self, cell: Element, depth: int) -> WordCell:
        properties = cell.find(f"{W}tcPr")
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        return WordCell(
            blocks=tuple(self.all(cell, depth=depth + 1)),
            span=max(1, min(number(value(properties, "gridSpan"), 1), 63)),
            continued=merged is not None and merged.get(VAL, "continue") == "continue",
        )


def _inside(holder: Element, name: str, change: Change | None = None) -> Iterator[tuple[Element, Change | None]]:
    """Yield the elements *name* of *holder*, in whatever they are wrapped, with the change that wraps them."""
    for child in holder:
        found = local(child.tag)
        if found == name:
            yield child, change
        elif found in ("sdt", "sdtContent", "customXml", "smartTag"):
            yield from _inside(child, name, change)
        elif found in ("ins", "moveTo"):
            yield from _inside(child, name, change_of(child, "inserted"))
        elif found in ("del", "moveFrom"):
            yield from _inside(child, name, change_of(child, "deleted"))


def _mark(own: Element | None) -> Change | None:
    """Return what became of the end of a paragraph; *own* are its mark's properties."""
    for name, kind in (("ins", "inserted"), ("moveTo", "moved here"), ("del", "deleted"), ("moveFrom", "moved away")):
        found = own.find(W + name) if own is not None else None
        if found is not None:
            return change_of(found, kind)
    return None
