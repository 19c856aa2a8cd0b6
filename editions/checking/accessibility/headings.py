"""Headings, by which one finds one's way in a text that is heard; and the tags of all that the source says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from editions.checking.copied import is_own, own_marks
from editions.checking.parts import HEADINGS, Block, Parts, parts_of, prepared_of, squeezed
from editions.checking.rules import Case, Hit, rule
from editions.checking.tag_names import in_words
from editions.model import prose
from editions.model.evidence import Element

_FAMILY = "accessibility"
#: The tags by which a source's blocks are compared; what an inline is made of is left out.
_COMPARED = frozenset((*HEADINGS, "P", "L", "LI", "BlockQuote", "Table", "TR", "TH", "TD", "Figure"))


@rule("not-tagged", "The file is tagged, so that it can be read aloud.", family=_FAMILY, needs=("pdf",), clause="ISO 14289-1, 7.1")
def not_tagged(case: Case) -> Iterator[Hit]:
    """Without tags, a screen reader guesses what is a heading, a list or a table, and in which order they are read."""
    if case.pdf and not (case.pdf.tree and case.pdf.tree.children):
        yield Hit(message="the file has no tags: a screen reader must guess what is a heading and what is read first")


@rule("one-heading", "The statement has one main heading.", family=_FAMILY, needs=("pdf",), clause="WCAG 2.2, 1.3.1; ISO 14289-1, 7.4.2")
def one_heading(case: Case) -> Iterator[Hit]:
    """The heading of the first level (H1) says what the document is. Annexes are documents of their own, and may have theirs."""
    if not (case.pdf and case.pdf.tree):
        return
    found = [block for block in parts_of(case).blocks if block.tag == "H1"]
    if not found:
        yield Hit(message="no heading of the first level says what this document is")
    for block in found[1:]:
        yield Hit(message=f'"{block.text}" is a second heading of the first level; the first is "{found[0].text}"', page=block.page)


@rule("heading-levels", "Heading levels follow each other without gaps.", family=_FAMILY, needs=("pdf",), clause="ISO 14289-1, 7.4.2")
def heading_levels(case: Case) -> Iterator[Hit]:
    """A heading may be one level deeper than the one before it, or any level higher: a gap sounds like a part that was lost."""
    before = 0
    for block in parts_of(case).blocks:
        if block.tag in HEADINGS and block.tag != "H":
            level = int(block.tag[1])
            if level > before + 1:
                after = f"after one of level {before}" if before else "at the start"
                yield Hit(message=f'"{block.text}" is a heading of level {level} {after}', page=block.page)
            before = level


@rule("heading-empty", "Every heading has words.", family=_FAMILY, needs=("pdf",), clause="WCAG 2.2, 2.4.6")
def heading_empty(case: Case) -> Iterator[Hit]:
    """A heading without words is announced, and says nothing."""
    for block in parts_of(case).blocks:
        if block.tag in HEADINGS and not any(character.isalnum() for character in block.words):
            yield Hit(message=f"{in_words(block.tag)} has no words", page=block.page)


@rule(
    "tags-as-written",
    "Headings, paragraphs, lists, tables, quotations and images are tagged as what the source says they are.",
    family=_FAMILY,
    needs=("pdf", "source"),
    clause="ISO 32000-1, 14.8.4",
)
def tags_as_written(case: Case) -> Iterator[Hit]:
    """The tags of the body, from the main heading to the signature block, are compared with the source, one by one.

    A paragraph that is tagged as a heading, or a table as paragraphs, looks right and is heard wrong.
    """
    prepared, parts = prepared_of(case), parts_of(case)
    if prepared is None or not parts.elements:
        return
    wanted = list(_of_source(prepared.body))
    own = own_marks(case)
    parts = replace(parts, elements=tuple(element for element in parts.elements if not is_own(element, own)))
    found = _of_body(parts, [squeezed(signatory.name) for signatory in prepared.signatories])
    if prepared.subject and found[:1] == ["P"]:
        found = found[1:]
    for index, (want, have) in enumerate(zip([*wanted, "end"], [*found, "end"], strict=False)):
        if want != have:
            yield Hit(message=f"the body's tag {index + 1} is {_named(have)} where the source has {_named(want)}")
            return


def _named(tag: str) -> str:
    return "the signature block" if tag == "end" else in_words(tag)


def _of_source(blocks: Iterable[prose.Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case prose.Heading(level=level, inlines=inlines):
                yield f"H{min(level + 1, 6)}"
                yield from _figures(inlines)
            case prose.Paragraph(inlines=inlines):
                yield "P"
                yield from _figures(inlines)
            case prose.Quotation(blocks=inner):
                yield "BlockQuote"
                yield from _of_source(inner)
            case prose.ListBlock(items=items):
                yield "L"
                for item in items:
                    yield "LI"
                    yield from _of_source(item)
            case prose.Table(header=header, rows=rows):
                yield "Table"
                for tag, cells in (("TH", header), *(("TD", row) for row in rows)):
                    yield "TR"
                    for cell in cells:
                        yield tag
                        yield from _figures(cell)


def _figures(inlines: Iterable[prose.Inline]) -> Iterator[str]:
    return ("Figure" for inline in prose.walk_inlines(inlines) if isinstance(inline, prose.Image))


def _of_body(parts: Parts, names: Sequence[str]) -> list[str]:
    """Return the tags between the main heading and the signature block."""
    signature = next((block for block in reversed(parts.blocks) if block.words in names[:1]), None)
    heading = next((block for block in parts.blocks if block.tag == "H1"), None)
    tags: list[str] = []
    for element in _between(parts, heading, signature):
        if element.tag in _COMPARED:
            tags.append(element.tag)
    return tags


def _between(parts: Parts, heading: Block | None, signature: Block | None) -> Iterator[Element]:
    inside = heading is None
    for top in parts.elements:
        if signature and any(element is signature.element for element in top.walk()):
            return
        if inside and top.tag != "Note":
            yield from top.walk()
        if heading and any(element is heading.element for element in top.walk()):
            inside = True


RULES = (not_tagged, one_heading, heading_levels, heading_empty, tags_as_written)
