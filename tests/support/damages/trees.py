"""Elements of a PDF's structure tree, found and changed: what the damages to tags have in common."""

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from editions.checking.rules import Case
from tests.support.cases import in_pdf

Place = tuple[Any, int]
"""An element's parent, and its index there."""


def document(pdf: pikepdf.Pdf) -> Any:
    """Return the Document element."""
    return pdf.Root["/StructTreeRoot"]["/K"][0]


def places(holder: Any, tag: str) -> Iterator[Place]:
    """Yield where each element called *tag* stands in *holder*, in reading order; parts (annexes) are left out."""
    kids = holder.get("/K")
    for index, kid in enumerate(kids if isinstance(kids, Array) else ()):
        if isinstance(kid, Dictionary) and "/S" in kid and kid["/S"] != "/Part":
            if str(kid["/S"]) == f"/{tag}":
                yield holder, index
            yield from places(kid, tag)


def element(pdf: pikepdf.Pdf, tag: str, number: int = 0) -> Any:
    """Return the element *number* (from 0) called *tag* of the statement."""
    holder, index = list(places(document(pdf), tag))[number]
    return holder["/K"][index]


def retagged(tag: str, to: str, number: int = 0) -> Callable[[Case], Case]:
    """Return what makes an element of another."""

    def change(pdf: pikepdf.Pdf) -> None:
        element(pdf, tag, number)["/S"] = Name(f"/{to}")

    return in_pdf(change)


def all_retagged(tag: str, to: str) -> Callable[[Case], Case]:
    """Return what makes elements of another kind of all of one."""

    def change(pdf: pikepdf.Pdf) -> None:
        for holder, index in list(places(document(pdf), tag)):
            holder["/K"][index]["/S"] = Name(f"/{to}")

    return in_pdf(change)


def taken_out(tag: str, number: int = 0) -> Callable[[Case], Case]:
    """Return what takes an element out of the tree, its content with it."""

    def change(pdf: pikepdf.Pdf) -> None:
        holder, index = list(places(document(pdf), tag))[number]
        del holder["/K"][index]

    return in_pdf(change)


def emptied(tag: str, number: int = 0) -> Callable[[Case], Case]:
    """Return what takes all content out of an element."""

    def change(pdf: pikepdf.Pdf) -> None:
        element(pdf, tag, number)["/K"] = Array()

    return in_pdf(change)


def swapped(tag: str, one: int, other: int) -> Callable[[Case], Case]:
    """Return what makes two elements of the same parent change places."""

    def change(pdf: pikepdf.Pdf) -> None:
        found = list(places(document(pdf), tag))
        holder, first = found[one]
        second = found[other][1]
        kids = list(holder["/K"])
        kids[first], kids[second] = kids[second], kids[first]
        holder["/K"] = Array(kids)

    return in_pdf(change)


def said(tag: str, key: str, value: str | None, number: int = 0) -> Callable[[Case], Case]:
    """Return what gives an element another text under *key* ("/Alt"), or none."""

    def change(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del element(pdf, tag, number)[key]
        else:
            element(pdf, tag, number)[key] = String(value)

    return in_pdf(change)


def first_of_all(tag: str, number: int) -> Callable[[Case], Case]:
    """Return what makes an element at the top the first to be read."""

    def change(pdf: pikepdf.Pdf) -> None:
        holder, index = list(places(document(pdf), tag))[number]
        kids = list(holder["/K"])
        holder["/K"] = Array([kids[index], *kids[:index], *kids[index + 1 :]])

    return in_pdf(change)
