"""Links from one annex into another: they name its file, which will stand behind the same statement."""

from collections.abc import Mapping, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from editions.model.annexes import NEIGHBOUR

#: The files of the other annexes: the number of each from 1, and the pages (from 1) that are taken of it; empty: all.
Neighbours = Mapping[str, tuple[int, Sequence[int]]]


def lead_to_neighbours(pdf: Pdf, neighbours: Neighbours) -> None:
    """Let each link of *pdf* that leads into the file of a neighbour lead to where that will stand."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            if isinstance(annotation, Dictionary):
                # What stands there already is the stranger's, and no word of ours.
                if NEIGHBOUR in annotation:
                    del annotation[NEIGHBOUR]
                if annotation.get("/Subtype") == "/Link":
                    _lead(annotation, neighbours)


def _lead(annotation: Any, neighbours: Neighbours) -> None:
    action = annotation.get("/A")
    if not isinstance(action, Dictionary) or action.get("/S") != "/GoToR":
        return
    found = neighbours.get(_file(action.get("/F")))
    if found is not None:
        del annotation["/A"]
        number, pages = found
        annotation[NEIGHBOUR] = String(f"{number}:{_place(action.get('/D'), pages)}")


def _file(specification: Any) -> str:
    """Return the name of the file that *specification* gives, without its folder."""
    if isinstance(specification, Dictionary):
        specification = specification.get("/UF", specification.get("/F", String("")))
    return str(specification).replace("\\", "/").rpartition("/")[2] if isinstance(specification, String) else ""


def _place(target: Any, pages: Sequence[int]) -> str:
    """Return where in the neighbour *target* leads: "#2" is its third page, other words are a name; empty where it is not told."""
    if isinstance(target, Array) and len(target) and isinstance(target[0], int) and int(target[0]) >= 0:
        index = int(target[0])
        if pages:
            return f"#{list(pages).index(index + 1)}" if index + 1 in pages else ""
        return f"#{index}"
    return str(target).removeprefix("/") if isinstance(target, String | Name) else ""
