"""Changes to the tree of tags of a PDF: elements lost, doubled, moved, called otherwise."""

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from editions.checking.rules import Case
from tests.support.cases import in_pdf

Change = Callable[[Case], Case]


def _walk(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _walk(kid)


def element(pdf: Pdf, tag: str, number: int) -> Any:
    """Return the element *number* (from 0; below 0 from the end) of those called *tag*."""
    root = pdf.Root["/StructTreeRoot"]["/K"]
    found = [item for item in _walk(root[0] if isinstance(root, pikepdf.Array) else root) if item["/S"] == f"/{tag}"]
    return found[number]


def lost(tag: str, number: int) -> Change:
    """Return what takes an element out of the tree."""

    def change(pdf: Pdf) -> None:
        item = element(pdf, tag, number)
        kids = item["/P"]["/K"]
        del kids[_place(kids, item)]

    return in_pdf(change)


def doubled(tag: str, number: int) -> Change:
    """Return what puts an element into the tree a second time."""

    def change(pdf: Pdf) -> None:
        item = element(pdf, tag, number)
        item["/P"]["/K"].append(item)

    return in_pdf(change)


def swapped(tag: str, one: int, other: int) -> Change:
    """Return what lets two elements change places."""

    def change(pdf: Pdf) -> None:
        first, second = element(pdf, tag, one), element(pdf, tag, other)
        ours, theirs = first["/P"]["/K"], second["/P"]["/K"]
        here, there = _place(ours, first), _place(theirs, second)
        ours[here], theirs[there] = second, first

    return in_pdf(change)


def renamed(tag: str, number: int, other: str) -> Change:
    """Return what calls an element *other*."""

    def change(pdf: Pdf) -> None:
        element(pdf, tag, number)["/S"] = Name(f"/{other}")

    return in_pdf(change)


def spoken_as(tag: str, number: int, words: str) -> Change:
    """Return what has an element spoken as *words*, whatever it shows."""

    def change(pdf: Pdf) -> None:
        element(pdf, tag, number)["/ActualText"] = words

    return in_pdf(change)


def turned_round(tag: str, number: int) -> Change:
    """Return what turns the order of an element's kids round."""

    def change(pdf: Pdf) -> None:
        item = element(pdf, tag, number)
        item["/K"] = pikepdf.Array(list(reversed(list(item["/K"]))))

    return in_pdf(change)


def _place(kids: Any, item: Any) -> int:
    return next(index for index, kid in enumerate(kids) if isinstance(kid, Dictionary) and kid.objgen == item.objgen)
