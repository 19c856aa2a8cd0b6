"""Where in a PDF an object has its place: what an officer would call the part of the document that it belongs to (door to pikepdf)."""

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from editions.verifying.revision import Id, Revision

#: The parts of the catalog: what a change to them is called, and what is said of it. The first one that reaches an object has it.
PARTS: Mapping[str, tuple[str, str]] = {
    "/Metadata": ("changed-metadata", "the metadata (XMP)"),
    "/Outlines": ("changed-outline", "the bookmarks"),
    "/PageLabels": ("changed-page-labels", "the numbers by which readers call the pages"),
    "/ViewerPreferences": ("changed-viewer-preferences", "how readers are to show the document"),
    "/OpenAction": ("changed-action", "what happens when the document is opened"),
    "/AA": ("changed-action", "what happens by itself"),
    "/AF": ("changed-attachments", "the attached files"),
    "/Names": ("changed-names", "the names, attached files or scripts of the document"),
    "/Dests": ("changed-names", "the names, attached files or scripts of the document"),
    "/OCProperties": ("changed-layers", "the layers that are shown (a shadow attack: hide)"),
    "/OutputIntents": ("changed-catalog", "the colours of the document"),
    "/StructTreeRoot": ("changed-structure", "the structure that is read aloud"),
    "/AcroForm": ("changed-form", "the form, or what a field shows"),
    "/Perms": ("changed-permissions", "what the signature permits"),
    "/DSS": ("changed-store", "the revocation data"),
    "/Pages": ("changed-pages", "the pages (an incremental-saving attack)"),
}
_OTHER = ("changed-catalog", "the catalog of the document")
#: Objects that stand in no other's place any more, or never did.
LOOSE = ("changed-unused", "an object that nothing in the document uses")
_INFO = ("changed-metadata", "the metadata (Info)")
#: Parts of a page, of which it is worth saying that they are not its text.
_ANNOTATION = ("changed-annotation", "a note, a link or a field on a page (a shadow attack: hide)")
_RESOURCE = ("exchanged-resource", "a font or a picture that pages are drawn with (a shadow attack: replace)")
_DRAWN_WITH = ("/Font", "/FontDescriptor", "/XObject")


def part_of(key: str) -> tuple[str, str]:
    """Return the kind of change that one to the catalog's *key* is, and what it is called."""
    return PARTS.get(key, _OTHER)


class Places:
    """Where the objects of *revision* have their place."""

    def __init__(self, revision: Revision) -> None:
        self._known: dict[Id, tuple[str, str]] = {}
        trailer, root = revision.pdf.trailer, revision.root
        self._reach(trailer.get("/Info"), _INFO)
        for key in sorted(root.keys(), key=_rank):
            if key == "/Pages":
                for annotation in _annotations(revision):
                    self._reach(annotation, _ANNOTATION)
            self._reach(root[key], part_of(key))

    def of(self, identity: Id) -> tuple[str, str]:
        """Return the kind of change that one to the object *identity* is, and what the part that it belongs to is called."""
        return self._known.get(identity, LOOSE)

    def _reach(self, start: Any, place: tuple[str, str]) -> None:
        """Give *place* to all that is reached from *start* and has none, but not to pages from elsewhere."""
        waiting = [start]
        while waiting:
            one = waiting.pop()
            if not isinstance(one, pikepdf.Object):
                continue
            if one.is_indirect:
                if one.objgen in self._known or _is_page(one, place):
                    continue
                self._known[one.objgen] = _RESOURCE if place == PARTS["/Pages"] and _is_resource(one) else place
            waiting += within(one)


def within(one: Any) -> list[Any]:
    """Return what stands directly in *one*."""
    if isinstance(one, pikepdf.Stream):
        one = one.stream_dict
    if isinstance(one, pikepdf.Dictionary):
        # A page's and an annotation's way up leads everywhere.
        return [value for key, value in one.items() if key not in ("/Parent", "/P")]
    return list(one) if isinstance(one, pikepdf.Array) else []


def _is_page(one: Any, place: tuple[str, str]) -> bool:
    return place != PARTS["/Pages"] and isinstance(one, pikepdf.Dictionary) and str(one.get("/Type", "")) in ("/Page", "/Pages", "/Catalog")


def _is_resource(one: Any) -> bool:
    return isinstance(one, pikepdf.Dictionary | pikepdf.Stream) and str(one.get("/Type", "")) in _DRAWN_WITH


def _annotations(revision: Revision) -> Iterator[Any]:
    for page in revision.pdf.pages:
        listed = page.obj.get("/Annots")
        yield from listed if isinstance(listed, pikepdf.Array) else ()


def _rank(key: str) -> int:
    return list(PARTS).index(key) if key in PARTS else 0
