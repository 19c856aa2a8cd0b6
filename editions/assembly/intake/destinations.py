"""Bookmarks, named destinations and links within the file: those that lead to a page that is there stay."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Matrix, NameTree, Pdf, String

from editions.assembly.intake.fitting import move_destination
from editions.assembly.intake.flattening import Key
from editions.assembly.intake.names import characters, text
from editions.model.annexes import Removal


def named(pdf: Pdf) -> dict[str, Any]:
    """Return the named destinations of *pdf*, each as an array that names its page."""
    found: dict[str, Any] = {}
    old = pdf.Root.get("/Dests")
    if isinstance(old, Dictionary):
        found.update({characters(name)[1:]: target for name, value in old.items() if (target := _explicit(value)) is not None})
    names = pdf.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, Dictionary) else None
    if isinstance(tree, Dictionary):
        try:
            found.update({str(name): target for name, value in NameTree(tree).items() if (target := _explicit(value)) is not None})
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
            return found
    return found


def _explicit(value: Any) -> Any:
    if isinstance(value, Dictionary):
        value = value.get("/D")
    return value if isinstance(value, Array) and len(value) > 0 and isinstance(value[0], Dictionary) else None


def settle(pdf: Pdf, moved: dict[Key, Matrix], numbers: list[int]) -> list[Removal]:
    """Leave of links, bookmarks and named destinations those whose page is in *moved*, and move them with it.

    Named destinations are written as one flat list. What leads to a page that is not there is taken
    out; of links, that is said, with the page's number in the file as it was given, which is among *numbers*.
    """
    known = {name: target for name, target in named(pdf).items() if target[0].objgen in moved}
    known = {name: _copy(target, moved) for name, target in known.items()}
    for key in ("/Dests", "/Names"):
        if key in pdf.Root:
            del pdf.Root[key]
    removals = list(_settle_links(pdf, known, moved, numbers))
    _settle_bookmarks(pdf, known, moved)
    flat = Array([part for name in sorted(known) for part in (String(name), known[name])])
    if len(flat):
        pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Names=flat))
    return removals


def _copy(target: Any, moved: dict[Key, Matrix]) -> Any:
    """Return *target* as an array of its own, moved with its page."""
    page = target[0]
    copy = Array(list(target))
    move_destination(copy, moved[page.objgen])
    return copy


def _settle_links(pdf: Pdf, known: dict[str, Any], moved: dict[Key, Matrix], numbers: list[int]) -> Iterator[Removal]:
    for number, page in zip(numbers, pdf.pages, strict=True):
        kept = Array()
        for annotation in page.obj.get("/Annots", Array()):
            target, held = _target(annotation)
            if target is None:
                kept.append(annotation)
                continue
            settled = _settled(target, known, moved)
            if settled is None:
                yield Removal(what="a link to a page that is not in the annex", page=number)
                continue
            if held is not None and "/A" in annotation:
                del annotation["/A"]
            annotation["/Dest"] = settled
            kept.append(annotation)
        if "/Annots" in page.obj:
            page.obj["/Annots"] = kept


def _target(item: Any) -> tuple[Any, Any]:
    """Return where *item* leads within the file, and the action that says so, if it is one."""
    action = item.get("/A")
    if isinstance(action, Dictionary) and action.get("/S") == "/GoTo":
        return action.get("/D"), action
    return item.get("/Dest"), None


def _settled(target: Any, known: dict[str, Any], moved: dict[Key, Matrix]) -> Any:
    if isinstance(target, Array):
        right = len(target) > 0 and isinstance(target[0], Dictionary) and target[0].objgen in moved
        return _copy(target, moved) if right else None
    name = characters(text(target)).removeprefix("/") if isinstance(target, pikepdf.Name) else str(target)
    return String(name) if name in known else None


def _settle_bookmarks(pdf: Pdf, known: dict[str, Any], moved: dict[Key, Matrix]) -> None:
    root = pdf.Root.get("/Outlines")
    if not isinstance(root, Dictionary):
        return
    entries = _bookmarks(root, known, moved, set(), 0)
    del pdf.Root["/Outlines"]
    if entries:
        pdf.Root["/EdBookmarks"] = Array(entries)


#: How deep bookmarks may lie in each other: no outline that a person made lies deeper.
_DEEPEST = 30


def _bookmarks(item: Any, known: dict[str, Any], moved: dict[Key, Matrix], seen: set[Key], depth: int) -> list[Any]:
    """Return the bookmarks in *item* as arrays of title, destination and the bookmarks within."""
    found: list[Any] = []
    child = item.get("/First")
    while isinstance(child, Dictionary) and child.objgen not in seen and depth < _DEEPEST:
        seen.add(child.objgen)
        inner = _bookmarks(child, known, moved, seen, depth + 1)
        target, _ = _target(child)
        settled = _settled(target, known, moved) if target is not None else None
        if isinstance(settled, String):
            settled = _again(known[str(settled)])
        title = String(str(child.get("/Title", "")))
        if settled is not None:
            found.append(Array([title, settled, Array(inner)]))
        else:
            # Of a bookmark that leads nowhere, those within it stay.
            found += inner
        child = child.get("/Next")
    return found


def _again(target: Any) -> Any:
    return Array(list(target))
