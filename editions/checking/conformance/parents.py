"""The parent tree: every mark on a page and every annotation leads to its structure element, and to that alone.

The validators pass a file in which marks have no entry, and two pages share their entries (ISO
32000-1, 14.7.4.4): a reader then says the words of one page for those of another, or none. They ask of
an annotation for an entry of the right type, and not whether that stands in the tree and names the annotation
(ISO 32000-2, 14.7.5.4 and 14.7.5.5; ISO 14289-1, 7.18.1). This is the reader's way, from the page to the tree.
With drawn.py, pages.py and untagged.py the door to pikepdf among these checks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream

from editions.model.findings import Finding

#: What breaks both PDF/A-3a and PDF/UA-1: content that no element speaks for.
CLAUSE = "ISO 32000-1, 14.7.4.4"


def check_parents(content: bytes, where: str) -> Iterator[Finding]:
    """Yield a finding for each rule that a page of the PDF *content* breaks, whose marks and annotations the parent tree must explain."""
    with pikepdf.open(BytesIO(content)) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if not isinstance(root, Dictionary) or "/ParentTree" not in root:
            yield Finding(rule="tree-missing", severity="error", where=where, message="the file has no tree of tags", clause=CLAUSE)
            return
        parents = {int(number): value for number, value in pikepdf.NumberTree(root["/ParentTree"]).items()}
        tree = _Tree(parents=parents, elements=_elements(root), owners={}, annotations=set())
        for number, page in enumerate(pdf.pages, 1):
            for rule, message in dict.fromkeys(_check_page(page, number, tree)):
                yield Finding(rule=rule, severity="error", where=where, message=message, clause=CLAUSE, page=number)


@dataclass(frozen=True, kw_only=True)
class _Tree:
    """What a page is held against: entries by their keys, elements that a reader comes by, and what pages and annotations have keys."""

    parents: dict[int, Any]
    elements: set[tuple[int, int]]
    owners: dict[int, int]
    annotations: set[int]


def _elements(root: Any) -> set[tuple[int, int]]:
    """Return the elements that can be reached from the *root* of the tree."""
    seen: set[tuple[int, int]] = set()
    pending = _kids(root)
    while pending:
        kid = pending.pop()
        if isinstance(kid, Dictionary) and kid.get("/Type", "/StructElem") == "/StructElem" and kid.objgen not in seen:
            if kid.is_indirect:
                seen.add(kid.objgen)
            pending += _kids(kid)
    return seen


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _check_page(page: pikepdf.Page, number: int, tree: _Tree) -> Iterator[tuple[str, str]]:
    marks = list(_marks(page))
    key = page.obj.get("/StructParents")
    if key is None:
        if marks:
            yield "mark-without-parent", "it has marks, and no key into the parent tree"
    elif int(key) in tree.owners:
        yield "pages-share-parents", f"its key into the parent tree is that of page {tree.owners[int(key)]}"
    else:
        tree.owners[int(key)] = number
        yield from _check_marks(page, sorted(set(marks)), tree.parents.get(int(key)), tree)
        if len(marks) != len(set(marks)):
            yield "mark-twice", "two parts of it bear the same mark"
    for annotation in page.obj.get("/Annots", Array()):
        if "/StructParent" in annotation:
            yield from _check_annotation(annotation, tree)


def _check_annotation(annotation: Any, tree: _Tree) -> Iterator[tuple[str, str]]:
    key = int(annotation["/StructParent"])
    element = tree.parents.get(key)
    if key in tree.annotations:
        yield "annotations-share-parents", "an annotation has the key into the parent tree that another has"
    elif not isinstance(element, Dictionary):
        yield "annotation-without-parent", "an annotation has no element in the parent tree"
    elif element.objgen not in tree.elements:
        yield "annotation-outside-tree", "the element of an annotation stands nowhere in the tree of tags"
    elif not any(_is_reference(kid, annotation) for kid in _kids(element)):
        yield "parent-without-annotation", "the element of an annotation does not name it"
    tree.annotations.add(key)


def _is_reference(kid: Any, annotation: Any) -> bool:
    """Return whether *kid* of an element refers to *annotation* (an OBJR: ISO 32000-1, table 325)."""
    target = kid.get("/Obj") if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR" else None
    return isinstance(target, Dictionary) and target.objgen == annotation.objgen


def _check_marks(page: pikepdf.Page, marks: list[int], entries: Any, tree: _Tree) -> Iterator[tuple[str, str]]:
    """Yield each rule that *marks* break, whose elements are *entries*, once, with the marks that break it."""
    known = list(entries) if isinstance(entries, Array) else []
    broken: dict[str, list[int]] = {}
    for mark in marks:
        if mark >= len(known) or not isinstance(known[mark], Dictionary):
            broken.setdefault("mark-without-parent", []).append(mark)
        elif known[mark].objgen not in tree.elements:
            broken.setdefault("mark-outside-tree", []).append(mark)
        elif not _speaks_for(known[mark], mark, page):
            broken.setdefault("parent-without-mark", []).append(mark)
    for rule, found in broken.items():
        some = ", ".join(map(str, found[:5])) + (" …" if len(found) > 5 else "")
        yield rule, f"{_SAID[rule]}: {some}"


_SAID = {
    "mark-without-parent": "marks have no element in the parent tree",
    "mark-outside-tree": "the elements of marks stand nowhere in the tree of tags",
    "parent-without-mark": "the elements of marks do not name them",
}


def _marks(page: pikepdf.Page) -> Iterator[int]:
    """Yield the marks in the operators of *page*."""
    properties = page.obj.get("/Resources", Dictionary()).get("/Properties", Dictionary())
    for instruction in pikepdf.parse_content_stream(page, "BDC"):
        found = instruction.operands[1] if len(instruction.operands) > 1 else None
        if isinstance(found, pikepdf.Name):
            found = properties[key] if (key := _key(found)) in properties else None
        if isinstance(found, Dictionary) and "/MCID" in found:
            yield int(found["/MCID"])


def _key(name: pikepdf.Name) -> str:
    """Return *name* as a key: its bytes need not be characters."""
    return bytes(name).decode("utf-8", "surrogateescape")


def _speaks_for(element: Any, mark: int, page: pikepdf.Page) -> bool:
    """Return whether *element* names *mark* of *page* among what it is made of."""
    own = element.get("/Pg")
    for kid in _kids(element):
        if isinstance(kid, int):
            if kid == mark and isinstance(own, Dictionary) and own.objgen == page.obj.objgen:
                return True
        elif isinstance(kid, Dictionary) and not isinstance(kid, Stream) and kid.get("/MCID") == mark:
            at = kid.get("/Pg", own)
            if isinstance(at, Dictionary) and at.objgen == page.obj.objgen:
                return True
    return False
