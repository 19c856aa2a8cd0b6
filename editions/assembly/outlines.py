"""Bookmarks: those of the statement, then one an annex, with the annex's own within it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject, NameObject, NumberObject, PdfObject, TextStringObject


@dataclass(frozen=True, kw_only=True)
class Bookmark:
    """A bookmark: its *title*, where it leads, and the bookmarks in it."""

    title: str
    target: PdfObject
    inner: tuple["Bookmark", ...] = ()


def append_bookmarks(writer: PdfWriter, bookmarks: Sequence[Bookmark]) -> None:
    """Append *bookmarks* behind those that are there, closed."""
    root = writer.root_object
    if "/Outlines" not in root:
        root[NameObject("/Outlines")] = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/Outlines")}))
    outlines: Any = root["/Outlines"]
    shown = int(outlines.get("/Count", 0)) + len(bookmarks)
    _append(writer, outlines, bookmarks)
    outlines[NameObject("/Count")] = NumberObject(shown)


def _append(writer: PdfWriter, parent: Any, bookmarks: Sequence[Bookmark]) -> None:
    for bookmark in bookmarks:
        item = DictionaryObject(
            {
                NameObject("/Title"): TextStringObject(bookmark.title),
                NameObject("/Parent"): parent.indirect_reference,
                NameObject("/Dest"): bookmark.target,
            }
        )
        reference = writer._add_object(item)
        _link(parent, item, reference)
        if bookmark.inner:
            _append(writer, item, bookmark.inner)
            item[NameObject("/Count")] = NumberObject(-len(bookmark.inner))


def _link(parent: Any, item: DictionaryObject, reference: IndirectObject) -> None:
    """Make *item* the last of *parent*."""
    if "/Last" in parent:
        last: IndirectObject = dict.__getitem__(parent, "/Last")
        before: Any = last.get_object()
        before[NameObject("/Next")] = reference
        item[NameObject("/Prev")] = last
    else:
        parent[NameObject("/First")] = reference
    parent[NameObject("/Last")] = reference
