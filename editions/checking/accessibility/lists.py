"""Lists: what looks like one is tagged as one, and is built as a reader expects it."""

import re
from collections.abc import Iterator

from editions.checking.parts import Block, parts_of, prepared_of
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.checking.tag_names import in_words
from editions.model.evidence import Element

_FAMILY = "accessibility"
#: Marks that begin an item and nothing else; a dash begins direct speech in many languages.
_BULLET = re.compile(r"\s*[•◦‣▪▫●○■□►▸∙·]\s*\S")
_NUMBER = re.compile(r"\s*\(?(\d{1,3})[.)]\s+\S")


@rule(
    "list-not-tagged",
    "What looks like a list is tagged as a list.",
    family=_FAMILY,
    needs=("pdf",),
    clause="WCAG 2.2, 1.3.1; ISO 14289-1, 7.6",
)
def list_not_tagged(case: Case) -> Iterator[Hit]:
    """Of a tagged list, a screen reader says how many items it has, and lets one go from one to the next.

    Looked for are paragraphs that begin with a bullet, and paragraphs that follow each other with "1." and "2.";
    those of a layout that numbers its paragraphs are none.
    """
    blocks = [block for block in parts_of(case).blocks if block.tag not in ("Lbl", "Figure")]
    numbered = case.source is not None and case.source.layout.tokens.text.numbered
    before: Block | None = None
    for block in blocks:
        if block.tag == "P" and "LBody" not in block.around:
            for line in block.lines:
                if _BULLET.match(line.text):
                    message = f'"{quoted(line.text)}" looks like an item of a list, and is a paragraph'
                    yield Hit(message=message, page=line.page, box=line.box)
            if not numbered and before is not None and _follows(before, block):
                message = f'"{quoted(block.text)}" looks like an item of a numbered list, and is a paragraph'
                yield Hit(message=message, page=block.page, box=block.lines[0].box)
        before = block


def _follows(before: Block, block: Block) -> bool:
    one, other = _NUMBER.match(before.text), _NUMBER.match(block.text)
    return before.tag == "P" and bool(one and other and int(other[1]) == int(one[1]) + 1)


@rule("list-built", "A list holds items, and each item a body.", family=_FAMILY, needs=("pdf",), clause="ISO 32000-1, 14.8.4.3.3")
def list_built(case: Case) -> Iterator[Hit]:
    """A list (L) holds items (LI), an item a label (Lbl) and a body (LBody): otherwise readers count wrong, or skip."""
    for element in parts_of(case).walk():
        for kid in element.children:
            if fault := _fault(element, kid):
                yield Hit(message=fault, page=next((content.page for content in kid.contents()), 0))
        if element.tag == "LI" and not any(kid.tag == "LBody" for kid in element.children):
            yield Hit(message="an item of a list has no body", page=next((content.page for content in element.contents()), 0))
        if element.tag == "L" and not any(kid.tag == "LI" for kid in element.children):
            yield Hit(message="a list has no items")


def _fault(element: Element, kid: Element) -> str:
    if element.tag == "L" and kid.tag not in ("LI", "L", "Caption"):
        return f"a list holds {in_words(kid.tag)}, which is no item"
    if kid.tag == "LI" and element.tag != "L":
        return f"an item of a list stands in {in_words(element.tag)}, outside of any list"
    if kid.tag == "LBody" and element.tag != "LI":
        return f"the body of an item stands in {in_words(element.tag)}, outside of any item"
    return ""


@rule("note-tagged", "Every footnote is tagged as one.", family=_FAMILY, needs=("pdf", "source"), clause="ISO 14289-1, 7.9")
def note_tagged(case: Case) -> Iterator[Hit]:
    """A footnote that is not tagged as one (Note) is read as a paragraph between others, in the middle of a sentence."""
    prepared = prepared_of(case)
    if prepared and parts_of(case).elements:
        found = sum(element.tag == "Note" for element in parts_of(case).walk())
        if found != len(prepared.footnotes):
            yield Hit(message=f"{found} footnotes are tagged as such; the source has {len(prepared.footnotes)}")


RULES = (list_not_tagged, list_built, note_tagged)
