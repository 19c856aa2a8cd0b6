"""The structure tree of a PDF, read back: elements by their standard types, down to marked content and annotations."""

from collections.abc import Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from editions.checking.evidence.unreadable import Unreadable
from editions.model.evidence import Annotated, Content, Element

#: Elements that lie deeper in each other are no text that somebody wrote; and a ring of them would never end.
_DEEPEST = 200
#: Elements beyond this number are no document: one of 200 pages has some 10,000.
_MOST = 300_000
#: Steps from a name of the file's own to a standard type (ISO 32000-1, 14.7.3).
_STEPS = 10


def read_tree(pdf: Pdf, pages: Mapping[tuple[int, int], int]) -> Element | None:
    """Return the root of the structure tree of *pdf*; *pages* are the numbers of its pages by their objects.

    A tree with one root element is that element; one with several is a Document of our own making.

    Raises:
        Unreadable: elements lie too deep in each other.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return None
    roles = {str(name): str(role) for name, role in _items(root.get("/RoleMap")) if isinstance(role, Name)}
    reader = _Reader(roles, pages)
    kids = [reader.element(kid, 0, 1) for kid in _list(root.get("/K")) if isinstance(kid, Dictionary)]
    return kids[0] if len(kids) == 1 else Element(tag="Document", kids=tuple(kids))


class _Reader:
    def __init__(self, roles: Mapping[str, str], pages: Mapping[tuple[int, int], int]) -> None:
        self._roles = roles
        self._pages = pages
        self._count = 0

    def element(self, item: Any, page: int, depth: int) -> Element:
        """Return the element *item*, whose content is on *page* where it does not say otherwise."""
        if depth > _DEEPEST:
            raise Unreadable(f"its tags lie more than {_DEEPEST} deep in each other")
        self._count += 1
        if self._count > _MOST:
            raise Unreadable(f"it has more than {_MOST:,} tags, or some that lie in several places")
        page = self._page(item, page)
        kids = [self._kid(kid, page, depth) for kid in _list(item.get("/K"))]
        return Element(
            tag=self._tag(str(item.get("/S", ""))),
            kids=tuple(kid for kid in kids if kid is not None),
            title=_text(item.get("/T")),
            language=_text(item.get("/Lang")),
            alt=_text(item["/Alt"]) if "/Alt" in item else None,
            actual_text=_text(item["/ActualText"]) if "/ActualText" in item else None,
            expansion=_text(item["/E"]) if "/E" in item else None,
            identifier=_text(item.get("/ID")),
            attributes=_attributes(item.get("/A")),
        )

    def _page(self, item: Any, otherwise: int) -> int:
        page = item.get("/Pg")
        return self._pages.get(page.objgen, 0) if isinstance(page, Dictionary) else otherwise

    def _kid(self, kid: Any, page: int, depth: int) -> Element | Content | Annotated | None:
        if isinstance(kid, int):
            return Content(page=page, mark=int(kid))
        if not isinstance(kid, Dictionary) or isinstance(kid, Stream):
            return None
        match str(kid.get("/Type", "")):
            case "/OBJR":
                target = kid.get("/Obj")
                number = target.objgen[0] if isinstance(target, Dictionary) else 0
                return Annotated(page=self._page(kid, page), object_number=number)
            case "/MCR":
                return Content(page=self._page(kid, page), mark=int(kid.get("/MCID", -1)))
            case _:
                return self.element(kid, page, depth + 1)

    def _tag(self, own: str) -> str:
        for _ in range(_STEPS):
            if own not in self._roles or self._roles[own] == own:
                break
            own = self._roles[own]
        return own.removeprefix("/")


def _attributes(value: Any) -> dict[str, object]:
    found: dict[str, object] = {}
    for item in _list(value):
        for name, entry in _items(item):
            found[name.removeprefix("/")] = _plain(entry)
    return found


def _plain(value: Any) -> object:
    if isinstance(value, Name):
        return str(value).removeprefix("/")
    if isinstance(value, String):
        return str(value)
    if isinstance(value, Array):
        return tuple(_plain(item) for item in value)
    return value if isinstance(value, int | float | bool) else str(type(value).__name__)


def _items(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, Dictionary) else []


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _text(value: Any) -> str:
    return str(value).removeprefix("/") if isinstance(value, String | Name) else ""
