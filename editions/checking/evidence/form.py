"""The fields of a PDF, read back: those that its form lists, and widgets that lie on its pages for themselves."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Pdf, Stream

from editions.checking.evidence.places import is_place, upright
from editions.model.evidence import FieldEvidence, PageEvidence

#: Fields that lie deeper in each other, or are more, are no form that somebody fills in; and a ring would never end.
_DEEPEST, _MOST = 50, 20_000


def read_fields(pdf: Pdf, seen: tuple[PageEvidence, ...]) -> Iterator[FieldEvidence]:
    """Yield each field once; *seen* are the pages of *pdf*."""
    places = {
        item.objgen: number for number, page in enumerate(pdf.pages, 1) for item in _items(page.obj.get("/Annots")) if _is_widget(item)
    }
    listed = set()
    form = pdf.Root.get("/AcroForm")
    for field in _leaves(form.get("/Fields") if isinstance(form, Dictionary) else None):
        listed.add(field.objgen)
        yield _field(pdf, field, places.get(field.objgen, 0), seen, listed=True)
    for number, page in enumerate(pdf.pages, 1):
        for item in _items(page.obj.get("/Annots")):
            if _is_widget(item) and item.objgen not in listed:
                yield _field(pdf, item, number, seen, listed=False)


def _items(value: Any) -> list[Any]:
    return [item for item in value if isinstance(item, Dictionary)] if isinstance(value, Array) else []


def _is_widget(item: Any) -> bool:
    return bool(item.get("/Subtype") == "/Widget")


def _leaves(fields: Any) -> Iterator[Any]:
    pending = [(field, 0) for field in reversed(_items(fields))]
    for _ in range(_MOST):
        if not pending:
            return
        field, depth = pending.pop()
        if kids := _items(field.get("/Kids")) if depth < _DEEPEST else []:
            pending += [(kid, depth + 1) for kid in reversed(kids)]
        else:
            yield field


def _field(pdf: Pdf, field: Any, page: int, seen: tuple[PageEvidence, ...], *, listed: bool) -> FieldEvidence:
    place = field.get("/Rect")
    return FieldEvidence(
        name=str(_inherited(field, "/T") or ""),
        kind=str(_inherited(field, "/FT") or "").removeprefix("/"),
        words=str(field.get("/TU", "")),
        page=page,
        box=upright(place, pdf.pages[page - 1], seen[page - 1]) if page and is_place(place) else None,
        flags=int(field.get("/F", 0)),
        filled=_inherited(field, "/V") is not None,
        drawn=any(stream.read_bytes().strip() for stream in _appearances(field.get("/AP"))),
        listed=listed,
        object_number=field.objgen[0],
    )


def _inherited(field: Any, key: str) -> Any:
    """Return what *field* has under *key*, or what it is part of (ISO 32000-1, 12.7.3.1)."""
    for _ in range(_DEEPEST):
        if key in field or not isinstance(field.get("/Parent"), Dictionary):
            break
        field = field["/Parent"]
    return field.get(key)


def _appearances(value: Any) -> Iterator[Any]:
    """Yield the streams of an appearance, one a state where it has several."""
    for item in value.values() if isinstance(value, Dictionary) else ():
        if isinstance(item, Stream):
            yield item
        elif isinstance(item, Dictionary):
            yield from (state for state in item.values() if isinstance(state, Stream))
