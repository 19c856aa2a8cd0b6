"""The pages of a file that are asked for, and what belongs to the others alone."""

from copy import copy
from typing import Any

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from editions.assembly.intake.fitting import inherited
from editions.assembly.intake.flattening import Key
from editions.assembly.intake.trees import elements_elsewhere

#: Keys that lead from what is on a page to what is on others: of a field to all its places, of a reply to what it answers.
_AWAY = {"/Kids", "/IRT"}


def keep(pdf: Pdf, chosen: list[int]) -> set[Key]:
    """Leave in *pdf* the pages *chosen*, each with all that it inherited and resources of its own.

    Return the objects of which only the other pages make use: they do not come along, and nothing need be said of them.
    """
    for page in pdf.pages:
        _make_independent(page.obj)
    others = [page.obj for index, page in enumerate(pdf.pages) if index not in chosen]
    for index in reversed(range(len(pdf.pages))):
        if index not in chosen:
            del pdf.pages[index]
    if not others:
        return set()
    pages = [page.obj for page in pdf.pages]
    every = {page.objgen for page in (*pages, *others)}
    return (_reached(others, every) - _reached(pages, every)) | elements_elsewhere(pdf)


def _make_independent(page: Any) -> None:
    for key in ("/Resources", "/MediaBox", "/CropBox", "/Rotate"):
        if key not in page and (value := inherited(page, key)) is not None:
            page[key] = value
    resources = page.get("/Resources")
    own = copy(resources) if isinstance(resources, Dictionary) else Dictionary()
    for kind in ("/XObject", "/Properties"):
        if isinstance(own.get(kind), Dictionary):
            own[kind] = copy(own[kind])
    page["/Resources"] = own
    for key in ("/B", "/Thumb", "/Trans", "/Dur", "/PresSteps", "/Tabs", "/Metadata", "/ID", "/SeparationInfo", "/VP"):
        if key in page:
            del page[key]


def _reached(pages: list[Any], every: set[Key]) -> set[Key]:
    """Return the objects of which *pages* make use, themselves included; not by way of another page of *every*."""
    reached = {page.objgen for page in pages}
    pending = [value for page in pages for key, value in page.items() if key != "/Parent" and isinstance(value, Object)]
    while pending:
        item = pending.pop()
        if item.is_indirect:
            if item.objgen in reached or item.objgen in every:
                continue
            reached.add(item.objgen)
        if isinstance(item, Array):
            pending.extend(value for value in item if isinstance(value, Object))
        elif isinstance(item, Dictionary | Stream):
            pending.extend(value for key, value in item.items() if key not in _AWAY and isinstance(value, Object))
    return reached
