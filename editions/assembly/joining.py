"""The statement and its annexes, joined into one tagged PDF (pypdf)."""

import contextlib
import gc
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from editions.assembly.attachments import attach
from editions.assembly.copying import Copier, names_as_bytes, raw_name
from editions.assembly.layers import Layer, join_layers, layer_properties
from editions.assembly.marks import Marks
from editions.assembly.outlines import Bookmark, append_bookmarks
from editions.assembly.structure import Tree
from editions.model.annexes import NEIGHBOUR, Attachment, Leaf, Leaves, MarkSheet
from editions.problems import Problem, Refusal


@dataclass(frozen=True, kw_only=True)
class Part:
    """An annex as it is joined: its *leaves*, a *cover* before them, and the words that stand for it.

    *number* is "II", *anchor* names the destination in the statement that leads to it; *where* is its file, for messages.
    """

    leaves: Leaves
    number: str
    heading: str
    language: str
    anchor: str
    where: str
    cover: Leaves | None = None
    attachment: Attachment | None = None


def join(statement: bytes, parts: Sequence[Part], marks: MarkSheet, *, two_sided: bool) -> "Joined":
    """Return the PDF *statement* with *parts* behind it, each page with its mark.

    The trees of tags are joined, bookmarks, labels, links and layers carried over. If it is to be
    printed *two_sided*, each part begins on a page with an odd number: on the front of a sheet.

    Raises:
        Refusal: a part cannot be read back.
    """
    # Cloned, not appended to an empty writer: pypdf would drop the output intent and tags with the catalog.
    with _no_collection():
        writer = PdfWriter(clone_from=io.BytesIO(statement))
        whole = _Whole(writer, Marks(marks, writer))
        for number, part in enumerate(parts, 1):
            try:
                with names_as_bytes():
                    whole.append(part, number, two_sided=two_sided)
            except (PyPdfError, RecursionError, ValueError, TypeError, KeyError, AttributeError) as error:
                what = f"the annex cannot be joined: {type(error).__name__}: {error}"[:300]
                raise Refusal(Problem(part.where, what, 'Give it as = "picture" or as = "attach".')) from None
        whole.finish(parts)
        return Joined(writer, tuple(whole.firsts))


@contextlib.contextmanager
def _opened(content: bytes) -> Iterator[PdfReader]:
    """Return the PDF *content*, opened; let go of its objects at the end, which point to each other in a ring."""
    reader = PdfReader(io.BytesIO(content))
    try:
        yield reader
    finally:
        vars(reader).clear()


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking for cycles among objects that all stay: it would look through all of them at each annex.

    It took 35 % of the time for 2,000 pages (tests/benchmarks/assembling.py), and grew faster than they did.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Joined:
    """The whole, in memory: written as often as it is described anew."""

    def __init__(self, writer: PdfWriter, firsts: tuple[int, ...]) -> None:
        self._writer = writer
        #: The index of the first page of each part, its cover left out.
        self.firsts = firsts

    def write(self, xmp: bytes) -> bytes:
        """Return the bytes of the whole, described by the packet *xmp*."""
        packet = DecodedStreamObject()
        packet.set_data(xmp)
        packet.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
        root: Any = self._writer.root_object
        place: IndirectObject = dict.__getitem__(root, "/Metadata")
        self._writer._replace_object(place, packet)
        out = io.BytesIO()
        with _no_collection():
            self._writer.write(out)
        return out.getvalue()


class _Whole:
    def __init__(self, writer: PdfWriter, marks: Marks) -> None:
        self._writer = writer
        self._marks = marks
        self._marked = 0
        self._language = str(writer.root_object.get("/Lang", ""))
        self._tree = Tree(writer)
        self._pages: Any = writer.root_object["/Pages"]
        self._labels: list[tuple[int, DictionaryObject]] = [(0, _label("", numbered=True))]
        self._names: dict[str, Any] = _names(writer)
        self._bookmarks: list[Bookmark] = []
        self._layers: list[Layer] = []
        self._links_between: list[tuple[Any, str]] = []
        self.firsts: list[int] = []

    def append(self, part: Part, number: int, *, two_sided: bool) -> None:
        """Append the pages of *part*, and all that belongs to them."""
        if two_sided and len(self._pages["/Kids"]) % 2:
            self._append_blank(part.leaves.leaves[0])
        element = self._tree.part(part.heading, part.language)
        if part.cover is not None:
            self._labels.append((len(self._pages["/Kids"]), _label(part.number, numbered=False)))
            with _opened(part.cover.content) as reader:
                copier = Copier(reader, self._writer)
                self._append_pages(reader, copier, part.cover, marked=False)
                self._tree.join(reader, copier, element, language=self._language, number=number)
        with _opened(part.leaves.content) as reader:
            self._append_annex(part, reader, element, number)

    def _append_annex(self, part: Part, reader: PdfReader, element: Any, number: int) -> None:
        first = len(self._pages["/Kids"])
        copier = Copier(reader, self._writer)
        references = self._append_pages(reader, copier, part.leaves, marked=True)
        self._tree.join(reader, copier, element, language=part.language, number=number)
        root: Any = reader.trailer["/Root"].get_object()
        self._labels.append((first, _label(f"{part.number}-", numbered=True)))
        renamed = self._join_names(root, copier, number)
        self._rename_links(copier, renamed)
        self._names[part.anchor] = ArrayObject([self._pages["/Kids"][self._labels[-2 if part.cover else -1][0]], NameObject("/Fit")])
        self._bookmarks.append(_bookmark(part.heading, references[0], root, copier))
        self._layers += join_layers(root, copier)
        self.firsts.append(first)

    def _append_pages(self, reader: PdfReader, copier: Copier, leaves: Leaves, *, marked: bool) -> list[IndirectObject]:
        pages: list[Any] = [page.indirect_reference for page in reader.pages]
        places = [self._writer._add_object(DictionaryObject()) for _ in pages]
        # Known before any is filled: links and tags point from page to page.
        for source, place in zip(pages, places, strict=True):
            copier.stand_in(source, place)
        for source, place, leaf in zip(pages, places, leaves.leaves, strict=True):
            page: Any = place.get_object()
            for key, value in dict.items(source.get_object()):
                if key != "/Parent":
                    page[raw_name(key)] = copier.copy(value)
            copier.copied.append(page)
            page[NameObject("/Parent")] = self._pages.indirect_reference
            if "/Annots" in page:
                page[NameObject("/Tabs")] = NameObject("/S")
            if marked:
                self._marks.draw(page, leaf, self._marked)
                self._marked += 1
            self._add(place)
        return places

    def _add(self, page: IndirectObject) -> None:
        kids = self._pages["/Kids"]
        kids.append(page)
        self._pages[NameObject("/Count")] = NumberObject(len(kids))

    def _append_blank(self, like: Leaf) -> None:
        box = ArrayObject([NumberObject(0), NumberObject(0), NumberObject(round(like.width)), NumberObject(round(like.height))])
        page = {"/Type": NameObject("/Page"), "/Parent": self._pages.indirect_reference, "/MediaBox": box, "/Resources": DictionaryObject()}
        self._add(self._writer._add_object(DictionaryObject({NameObject(key): value for key, value in page.items()})))

    def _join_names(self, root: Any, copier: Copier, number: int) -> dict[str, str]:
        """Take over the named destinations, each under a name that is free, and return the new names."""
        renamed = {}
        for name, target in _pairs(root.get("/Names", {}).get("/Dests", {}).get("/Names", ArrayObject())):
            free = f"annex{number}.{name}"
            renamed[name] = free
            self._names[free] = copier.copy(target)
        return renamed

    def _rename_links(self, copier: Copier, renamed: dict[str, str]) -> None:
        for item in copier.copied:
            if item.get("/Subtype") == "/Link" and NEIGHBOUR in item:
                self._links_between.append((item, str(item.pop(NEIGHBOUR))))
            elif item.get("/Subtype") == "/Link" and isinstance(item.get("/Dest"), str):
                item[NameObject("/Dest")] = TextStringObject(renamed[str(item["/Dest"])])

    def _lead_between(self, parts: Sequence[Part]) -> None:
        """Let links from one annex into another lead there: to the page or the name that they give, or else to its beginning."""
        for link, said in self._links_between:
            number, _, place = said.partition(":")
            index = int(number) - 1
            if place.startswith("#") and int(place[1:]) < len(parts[index].leaves.leaves):
                target: Any = ArrayObject([self._pages["/Kids"][self.firsts[index] + int(place[1:])], NameObject("/Fit")])
            else:
                name = f"annex{number}.{place}"
                target = TextStringObject(name if name in self._names else parts[index].anchor)
            link[NameObject("/Dest")] = target

    def finish(self, parts: Sequence[Part]) -> None:
        """Write what belongs to the whole."""
        self._lead_between(parts)
        self._tree.finish()
        root = self._writer.root_object
        numbers = ArrayObject()
        for index, label in self._labels:
            numbers.extend([NumberObject(index), label])
        root[NameObject("/PageLabels")] = DictionaryObject({NameObject("/Nums"): numbers})
        flat = ArrayObject()
        for name in sorted(self._names):
            flat.extend([TextStringObject(name), self._names[name]])
        if "/Names" not in root:
            root[NameObject("/Names")] = DictionaryObject()
        names: Any = root["/Names"]
        names[NameObject("/Dests")] = DictionaryObject({NameObject("/Names"): flat})
        append_bookmarks(self._writer, self._bookmarks)
        if self._layers:
            root[NameObject("/OCProperties")] = layer_properties(self._layers)
        attach(self._writer, [part.attachment for part in parts if part.attachment is not None])


def _label(prefix: str, *, numbered: bool) -> DictionaryObject:
    label = DictionaryObject({NameObject("/S"): NameObject("/D")} if numbered else {})
    if prefix:
        label[NameObject("/P")] = TextStringObject(prefix)
    return label


def _pairs(flat: Any) -> Iterator[tuple[str, Any]]:
    """Yield the names of a flat name tree, each with what it stands for."""
    items = list(list.__iter__(flat))
    for name, value in zip(items[::2], items[1::2], strict=True):
        yield str(name), value


def _names(writer: PdfWriter) -> dict[str, Any]:
    names: Any = writer.root_object.get("/Names", {})
    return dict(_pairs(names.get("/Dests", {}).get("/Names", ArrayObject())))


def _bookmark(title: str, target: IndirectObject, root: Any, copier: Copier) -> Bookmark:
    inner = tuple(_inner(entry, copier) for entry in root.get("/EdBookmarks", ()))
    return Bookmark(title=title, target=ArrayObject([target, NameObject("/Fit")]), inner=inner)


def _inner(entry: Any, copier: Copier) -> Bookmark:
    title, target, inner = list.__iter__(entry.get_object())
    return Bookmark(
        title=str(title),
        target=copier.copy(target),
        inner=tuple(_inner(kid, copier) for kid in inner.get_object()),
    )
