"""The lists of the DOCX: the marks and numbers that Word puts before their items."""

import re
from collections.abc import Iterator, Mapping

from editions.checking.editing.looks import faint
from editions.checking.editing.seen import Seen
from editions.checking.ours import is_our_docx
from editions.checking.rules import Case, Hit, rule

_FAMILY = "docx"
_PLACE = re.compile(r"%([1-9])")
#: Word's own bullet of the second level is a letter.
_CIRCLE = "o"
#: Points by which a level of a list may lie further in than the one above it: Word's own steps are of 36.
_FURTHEST = 60.0
#: The least room for a mark, in points: Word's own is 18.
_ROOM = 9.0


@rule(
    "list-mark",
    "Items of lists have a mark or their number, and each level lies further in.",
    family=_FAMILY,
    needs=("docx",),
    clause="docs/promises.md, The Word file",
)
def list_mark(case: Case) -> Iterator[Hit]:
    """Marks and numbers are not in the text: Word makes them, from definitions in the document, for lists that are and that will be.

    A mark is a sign, not a word, and a number is that of its own level. What the numbers of the statement's own
    lists are is compared with its source by words-docx. Asked of our documents alone.
    """
    docx = case.docx
    if docx is None or not is_our_docx(docx):
        return
    marked = {definition for (definition, _), look in docx.levels.items() if look.get("numFmt") != "none" or look.get("lvlText")}
    for (definition, level), look in docx.levels.items():
        # LibreOffice writes one without any marks, for headings that have no number.
        if definition not in marked:
            continue
        above = docx.levels.get((definition, level - 1))
        for fault in (*_of_mark(look, level), *_of_place(look, above), *faint(_with_line(look))):
            yield Hit(message=f"lists of the kind {definition}, level {level + 1}: the mark {fault}")
    for style in docx.styles.values():
        if (number := style.look.get("pPr.numPr.numId", "0")) != "0" and number not in docx.lists:
            yield Hit(message=f'the style "{style.name}" numbers its paragraphs by a list that the document does not have')


def _of_mark(look: Mapping[str, str], level: int) -> Iterator[str]:
    form, mark = look.get("numFmt", "decimal"), look.get("lvlText", "")
    words = _PLACE.sub("", mark)
    if form == "none" or not mark.strip():
        yield "is not there"
    elif form == "bullet":
        if len(mark) > 1 or (mark.isalnum() and mark != _CIRCLE):
            yield f"is “{mark}”, which is no sign"
    elif not _PLACE.search(mark) or _PLACE.findall(mark)[-1] != str(level + 1):
        yield f"is “{mark}”, which is not the item's own number"
    elif any(character.isalnum() for character in words):
        yield f"is “{mark}”: a word stands with the number"
    if look.get("start", "1") != "1":
        yield f"is counted from {look['start']}"
    if Seen(look).is_on("rPr.vanish"):
        yield "is hidden"


def _of_place(look: Mapping[str, str], above: Mapping[str, str] | None) -> Iterator[str]:
    left, _, first = Seen(look).indents
    before = Seen(above).indents[0] if above is not None else 0
    if left + first < 0:
        yield "stands in the margin"
    if -first < _ROOM:
        yield f"has {-first:g} points of room before its text"
    if look.get("lvlJc", "left") not in ("left", "start") and not look.get("numFmt", "").endswith("Roman"):
        yield "is not set to the left, where it begins"
    if not before < left <= before + _FURTHEST:
        yield f"has its text {left:g} points in, and the level above it {before:g}"


def _with_line(look: Mapping[str, str]) -> Seen:
    """Return how the mark of a level looks: as the words of its item, as far as it says nothing else."""
    return Seen({"rPr.sz": "24", "rPr.szCs": "24", **look})


RULES = (list_mark,)
