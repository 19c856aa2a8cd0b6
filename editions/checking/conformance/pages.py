"""On which pages an object of a PDF is used, and what it is called: where a finding that names an object has its cause."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from editions.model.annexes import STANDARD_TYPES

_Key = tuple[int, int]
#: Keys that lead from what is on a page to what is on others.
_AWAY = {"/Parent", "/IRT"}


@dataclass(frozen=True, kw_only=True)
class Use:
    """The *pages* (from 1) that use an object, and its *font*'s name, if it is one; empty where it has none."""

    pages: tuple[int, ...]
    font: str


def uses(content: bytes, numbers: Collection[int]) -> dict[int, Use]:
    """Return for each object of *numbers*, if the PDF *content* has it, what uses it."""
    if not numbers:
        return {}
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as pdf:
            pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
            holders: dict[_Key, list[_Key]] = {}
            # Numbers and the like hold nothing, and come as what they are in Python.
            objects = [item for item in pdf.objects if isinstance(item, pikepdf.Object)]
            for item in objects:
                for part in _parts(item):
                    holders.setdefault(part, []).append(item.objgen)
            found = [item for item in objects if item.objgen[0] in numbers]
            return {item.objgen[0]: Use(pages=_pages(item.objgen, holders, pages), font=font_name(item)) for item in found}
    except pikepdf.PdfError:
        return {}


def unexplained_types(content: bytes) -> dict[str, tuple[int, ...]]:
    """Return the types of the tags of the PDF *content* that stand for no standard type, each with the pages where it is used."""
    with pikepdf.open(BytesIO(content), suppress_warnings=True) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if not isinstance(root, Dictionary):
            return {}
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        roles = {_word(name): _word(role) for name, role in _roles(root)}
        found: dict[str, set[int]] = {}
        # With each element, the types without meaning around it: their pages are those of what is in them.
        pending: list[tuple[Any, frozenset[str]]] = [(root, frozenset())]
        seen: set[_Key] = set()
        while pending:
            item, within = pending.pop()
            if item.is_indirect and item.objgen in seen:
                continue
            seen.add(item.objgen)
            if isinstance(kind := item.get("/S"), Name) and not _is_explained(_word(kind), roles):
                within |= {_word(kind)}
            page = item.get("/Pg")
            for name in within:
                found.setdefault(name, set()).update({pages[page.objgen]} if isinstance(page, Dictionary) and page.objgen in pages else ())
            kids = item.get("/K", Array())
            pending += [(kid, within) for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary)]
        return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def _roles(root: Any) -> list[tuple[Any, Any]]:
    roles = root.get("/RoleMap")
    return [(name, role) for name, role in roles.items() if isinstance(role, Name)] if isinstance(roles, Dictionary) else []


def _word(name: Any) -> str:
    return name if isinstance(name, str) else bytes(name).decode("utf-8", "surrogateescape")


def _is_explained(word: str, roles: dict[str, str]) -> bool:
    for _ in range(len(roles) + 1):
        if word in STANDARD_TYPES or word not in roles:
            break
        word = roles[word]
    return word in STANDARD_TYPES


def _parts(item: Any) -> Iterator[_Key]:
    """Yield the objects that *item* names, itself or in what it is made of."""
    pending = [item]
    while pending:
        value = pending.pop()
        if isinstance(value, Array):
            inner = list(value)
        elif isinstance(value, Dictionary | Stream):
            inner = [kid for key, kid in value.items() if key not in _AWAY]
        else:
            continue
        for kid in inner:
            if isinstance(kid, pikepdf.Object):
                if kid.is_indirect:
                    yield kid.objgen
                else:
                    pending.append(kid)


def _pages(start: _Key, holders: dict[_Key, list[_Key]], pages: dict[_Key, int]) -> tuple[int, ...]:
    """Return the numbers of the *pages* from which *start* is come by; what holds a page is not asked."""
    seen, pending = {start}, [start]
    found = set()
    while pending:
        key = pending.pop()
        if key in pages:
            found.add(pages[key])
            continue
        for holder in holders.get(key, ()):
            if holder not in seen:
                seen.add(holder)
                pending.append(holder)
    return tuple(sorted(found))


def font_name(item: Any) -> str:
    """Return the name of the font *item*, without the letters that mark it as a part of one (ISO 32000-1, 9.6.4)."""
    if not isinstance(item, Dictionary):
        return ""
    descriptor = item.get("/FontDescriptor")
    name = item.get("/BaseFont", descriptor.get("/FontName") if isinstance(descriptor, Dictionary) else None)
    if not isinstance(name, Name):
        return ""
    word = bytes(name).decode("utf-8", "replace").removeprefix("/")
    return word[7:] if len(word) > 7 and word[6] == "+" and word[:6].isupper() else word
