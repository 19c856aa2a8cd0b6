"""A document that lost the edition's styles, as Google Docs leaves it: each paragraph is known by its words, and styled again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from editions.comparing.aligning import align
from editions.comparing.nodes import Leaf, Node, Shape
from editions.comparing.parting import LOOSE
from editions.model.runs import Stretch
from editions.model.word import WordBlock, WordDocument, WordParagraph, WordRun, WordTable, WordText, paragraphs, words

#: Lines and headings, by their styles: the look of all of their words is the layout's.
_ALONE = (
    "EditionsReference", "EditionsHeading", "EditionsSubject", "EditionsSection", "EditionsSignatory", "EditionsOffice",
    "EditionsRecipient",
)  # fmt: skip


def is_styled(document: WordDocument) -> bool:
    """Return whether *document* has styles of ours, or controls."""
    return any(
        paragraph.style.startswith("Editions") or paragraph.style_name.startswith("Editions ") or paragraph.controls
        for paragraph in paragraphs(document.blocks)
    )


def styled_as(document: WordDocument, edition: WordDocument) -> WordDocument:
    """Return *document*, each paragraph of which has the style and the place of the one in *edition* that says the same, or nearly."""
    before = [block for block in edition.blocks if _says(block)]
    now = [block for block in document.blocks if _says(block)]
    kept = {
        pair.new: before[pair.old]
        for pair in align([_node(block) for block in before], [_node(block) for block in now])
        if pair.old is not None and pair.new is not None and (pair.kind in ("same", "moved") or pair.kind in LOOSE)
    }
    notes = {key: tuple(_plain(block) for block in blocks) for key, blocks in document.notes.items()}
    return replace(document, blocks=tuple(_styled(block, kept.get(place)) for place, block in enumerate(now)), notes=notes)


def _plain(block: WordBlock) -> WordBlock:
    return replace(block, runs=tuple(_without_look(block.runs, block))) if isinstance(block, WordParagraph) else block


def _says(block: WordBlock) -> bool:
    return isinstance(block, WordTable) or bool(block.runs)


def _node(block: WordBlock) -> Node:
    """Return the words of *block*, for comparison: with those of a table's cells."""
    name = "table" if isinstance(block, WordTable) else "paragraph"
    said = "\n".join(words(paragraph.runs) for paragraph in paragraphs([block]))
    return Leaf(shape=Shape(name=name), runs=(Stretch(text=" ".join(said.split())),))


def _styled(block: WordBlock, model: WordBlock | None) -> WordBlock:
    if isinstance(block, WordTable) and isinstance(model, WordTable):
        return _styled_table(block, model)
    if isinstance(block, WordParagraph) and isinstance(model, WordParagraph):
        return _styled_paragraph(block, model)
    return block


def _styled_table(table: WordTable, model: WordTable) -> WordTable:
    """Return *table* with the styles of the cells of *model*, row by row; a row that it has not has those of its last."""
    rows = []
    for number, row in enumerate(table.rows):
        like = model.rows[min(number, len(model.rows) - 1)]
        cells = list(row.cells)
        for place, (cell, other) in enumerate(zip(row.cells, like.cells, strict=False)):
            first = next(iter(paragraphs(other.blocks)), None)
            blocks = tuple(_styled(block, first) for block in cell.blocks)
            cells[place] = replace(cell, blocks=blocks)
        rows.append(replace(row, cells=tuple(cells)))
    return replace(table, rows=tuple(rows))


def _styled_paragraph(paragraph: WordParagraph, model: WordParagraph) -> WordParagraph:
    runs = tuple(_without_look(paragraph.runs, model))
    number = paragraph.number or model.number
    return replace(
        paragraph, style=model.style, style_name=model.style_name, controls=model.controls, runs=runs, number=number, outline=None, looks=()
    )


def _without_look(runs: Sequence[WordRun], model: WordParagraph) -> Iterator[WordRun]:
    """Yield *runs* without the weight and slant that all of them have, where the style of *model* has those itself."""
    texts = [run for run in runs if isinstance(run, WordText) and run.text.strip()]
    is_alone = model.style.startswith(_ALONE)
    no_weight = (model.strong or is_alone) and all(run.look.strong for run in texts)
    no_slant = is_alone and all(run.look.emphasis for run in texts)
    for run in runs:
        if isinstance(run, WordText):
            look = replace(run.look, layout=(), strong=run.look.strong and not no_weight, emphasis=run.look.emphasis and not no_slant)
            others = tuple(other for other in look.others if not (run.link and other == "underlined"))
            yield replace(run, look=replace(look, others=others))
        else:
            yield run
