"""What should not travel with a DOCX: comments, tracked changes, hidden text, programs, objects, and ways out of it."""

import posixpath
from collections.abc import Iterator

from editions.checking.editing.walking import places
from editions.checking.ours import is_our_docx
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule

_FAMILY = "docx"
_PROMISE = "docs/promises.md, The Word file"
#: Schemes of a link that a reader can follow without danger.
_SAFE = ("http:", "https:", "mailto:", "tel:", "#")
#: Fields that fetch something, or run it, when they are brought up to date (ECMA-376, part 1, 17.16.5; [MS-OI29500]).
_FETCHING = ("INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE", "RD", "MACROBUTTON", "AUTOTEXT", "EMBED")
_CHANGES = (
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange",
    "numberingChange", "cellIns", "cellDel", "cellMerge",
)  # fmt: skip
_OBJECTS = ("object", "OLEObject", "control", "altChunk", "subDoc", "externalData")
_LOCKS = {
    "documentProtection": "the document is protected: a colleague cannot edit it",
    "writeProtection": "the document is protected against writing",
    "trackRevisions": "changes are tracked from here on: what is edited stays in the file",
    "mailMerge": "the document is set up for a mail merge",
}
#: What a content control can say that keeps a colleague from editing it, or that fills it in anew.
_CONTROL_LOCKS = {
    "lock": "is locked: a colleague cannot edit it, or not take it away",
    "dataBinding.xpath": "takes its words from elsewhere in the file: what is written there is lost",
    "temporary": "vanishes when it is edited",
    "showingPlcHdr": "shows words that are to be written over",
}


@rule("comment-left", "No comments are left in the document.", family=_FAMILY, needs=("docx",), clause=_PROMISE)
def comment_left(case: Case) -> Iterator[Hit]:
    """Comments are for colleagues. They go out with the file, with the names of those who wrote them."""
    docx = case.docx
    if docx is None:
        return
    count = docx.elements.get("commentReference", 0)
    if count or any(name.startswith("word/comments") for name in docx.parts):
        yield Hit(message=f"{count or 'some'} comments are in the document, with the names of those who wrote them")


@rule("change-tracked", "No tracked changes are left in the document.", family=_FAMILY, needs=("docx",), clause=_PROMISE)
def change_tracked(case: Case) -> Iterator[Hit]:
    """What was deleted under "track changes" is still in the file, with who deleted it and when. Accept or reject each change."""
    docx = case.docx
    count = sum(docx.elements.get(name, 0) for name in _CHANGES) if docx else 0
    if docx and count:
        first = next((one.passage_of(run) for _, one in places(docx) for run in one.runs if run.change), None)
        yield Hit(message=f"{count} tracked changes are in the document: what was deleted can be read", passage=first)


@rule("text-vanished", "No text is hidden in the document.", family=_FAMILY, needs=("docx",), clause=_PROMISE)
def text_vanished(case: Case) -> Iterator[Hit]:
    """Hidden text is not printed, and is one click away from being read. It is also read aloud, copied and searched."""
    docx = case.docx
    for place, paragraph in places(docx) if docx else ():
        style = docx.styles.get(paragraph.style) if docx else None
        words = "".join(run.text for run in paragraph.runs if run.hidden or (style is not None and style.hidden))
        if words.strip():
            # Of the whole paragraph: the words themselves are on no page.
            yield Hit(message=f'"{quoted(words)}" is hidden ({place})', passage=paragraph.passage)
    if docx and is_our_docx(docx) and "webHidden" in docx.elements:
        yield Hit(message="words are hidden where the document is shown as a web page (webHidden)")


@rule("macro-inside", "The document holds no program.", family=_FAMILY, needs=("docx",), clause=_PROMISE)
def macro_inside(case: Case) -> Iterator[Hit]:
    """A macro is a program that runs on the reader's computer. Mail servers stop such files, and they are right."""
    for name in case.docx.parts if case.docx else ():
        if name.rpartition("/")[2].lower().startswith(("vbaproject", "vbadata", "customui")) or "/activeX/" in name:
            yield Hit(message=f"the document holds a program ({name})")


@rule("object-embedded", "No other documents or objects are embedded.", family=_FAMILY, needs=("docx",), clause=_PROMISE)
def object_embedded(case: Case) -> Iterator[Hit]:
    """An embedded table or document comes whole, with all that it hides. A picture of it, or an annex, does not."""
    docx = case.docx
    if docx is None:
        return
    inside = [name for name in docx.parts if name.startswith(("word/embeddings/", "word/afchunk"))]
    inside += [f"{docx.elements[name]} {name}" for name in _OBJECTS if name in docx.elements]
    if inside:
        yield Hit(message=f"objects are embedded: {', '.join(inside[:5])}", severity="" if is_our_docx(docx) else "warning")


@rule("template-attached", "No template is attached to the document.", family=_FAMILY, needs=("docx",), clause=_PROMISE)
def template_attached(case: Case) -> Iterator[Hit]:
    """Word fetches an attached template each time it opens the file, from a path that tells of its maker's computer.

    Attackers use it, too: the template can hold the macros that the document does not.
    """
    for _, kind, target, _ in case.docx.relations if case.docx else ():
        if kind == "attachedTemplate":
            yield Hit(message=f'the template "{target}" is attached')


@rule("link-outside", "Nothing is fetched from outside, and links lead to safe places.", family=_FAMILY, needs=("docx",), clause=_PROMISE)
def link_outside(case: Case) -> Iterator[Hit]:
    """A link to a web page or a mail address is fine. A picture, text or object that lies elsewhere is not in the document.

    It may change or vanish, and fetching it tells its owner who reads the document. Links to files lead nowhere on
    the reader's computer.
    """
    docx = case.docx
    if docx is None:
        return
    for _, kind, target, outside in docx.relations:
        if kind == "attachedTemplate" or not outside:
            continue
        if kind != "hyperlink":
            yield Hit(message=f'the {kind} "{target}" lies outside the document')
        elif not target.casefold().startswith(_SAFE):
            yield Hit(message=f'a link leads to "{target}", which is no web page or mail address')
    for instruction, _ in docx.fields:
        if instruction.split() and instruction.split()[0].upper() in _FETCHING:
            yield Hit(message=f'a field fetches or runs something: "{quoted(instruction)}"')


@rule(
    "document-locked",
    "The document can be edited as it is.",
    family=_FAMILY,
    needs=("docx",),
    severity="warning",
    clause=_PROMISE,
)
def document_locked(case: Case) -> Iterator[Hit]:
    """Protection, change tracking and mail merge are set in the document, and go with it to whoever edits it next.

    So is the lock of a content control, which keeps the words in it as they are, and that of a field: a page number that is
    locked is the same on paper of any size.
    """
    docx = case.docx
    if docx is None:
        return
    yield from (Hit(message=message) for name, message in _LOCKS.items() if docx.settings.get(name, "false") not in ("false", "0"))
    if docx.locked_fields:
        count = f"{docx.locked_fields} fields are" if docx.locked_fields > 1 else "a field is"
        yield Hit(message=f"{count} locked: what is shown there now stays, whatever becomes of the pages")
    for control in docx.controls:
        for name, message in _CONTROL_LOCKS.items():
            if control.look.get(name, "false") not in ("false", "0", "unlocked"):
                yield Hit(message=f'the content control "{control.title or control.tag}" {message}')


@rule("revision-ids", "The document bears no revision ids.", family=_FAMILY, needs=("docx",), clause="ECMA-376, part 1, 17.15.1.70")
def revision_ids(case: Case) -> Iterator[Hit]:
    """Word marks what was written in one sitting with one number: who compares two files can tell that they have a common origin.

    Word writes them at each save; of a document that is not ours it is only noted.
    """
    docx = case.docx
    if docx and (docx.revision_ids or "rsids" in docx.settings):
        yield Hit(
            message=f"{docx.revision_ids} parts of it bear the number of the sitting in which they were written",
            severity="" if is_our_docx(docx) else "note",
        )


@rule("part-stray", "Every part of the document belongs to it.", family=_FAMILY, needs=("docx",), clause="ECMA-376, part 2, 6.5")
def part_stray(case: Case) -> Iterator[Hit]:
    """A part to which nothing leads (footnotes, the numbers of lists) is not shown, though it is in the file."""
    docx = case.docx
    if docx is None:
        return
    reached = {_resolved(owner, target) for owner, _, target, outside in docx.relations if not outside}
    for name in docx.parts:
        if name not in reached and not name.endswith((".rels", "/")) and name != "[Content_Types].xml":
            yield Hit(message=f"nothing leads to {name}, a part of the document", severity="" if is_our_docx(docx) else "note")


def _resolved(owner: str, target: str) -> str:
    """Return the part that *target* names in the relationships of *owner*; the package's own have none."""
    return target.removeprefix("/") if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))


RULES = (
    part_stray, comment_left, change_tracked, text_vanished, macro_inside, object_embedded,
    template_attached, link_outside, document_locked, revision_ids,
)  # fmt: skip
