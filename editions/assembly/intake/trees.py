"""The structure tree in normal form: only what stands on the pages that are there, and a flat parent tree.

Each page, each form with marks of its own and each link gets a key of its own; the parent tree is made
anew from the tree itself, so that what a reader finds by either way is the same.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from editions.assembly.intake.flattening import Key
from editions.assembly.intake.names import text

#: Structure types of PDF 2.0 that PDF 1.7 does not know, and what stands for them (ISO/TS 32005, table 1).
_SINCE_2_0 = {
    "/Title": "/P",
    "/Sub": "/Span",
    "/Em": "/Span",
    "/Strong": "/Span",
    "/Aside": "/Sect",
    "/FENote": "/Note",
    "/DocumentFragment": "/Part",
    "/Artifact": "/NonStruct",
    "/H7": "/H6",
    "/H8": "/H6",
    "/H9": "/H6",
}


@dataclass(kw_only=True)
class _Parents:
    """The parent tree that is being made: marks by page or form, and single objects."""

    marks: dict[Key, dict[int, Any]] = field(default_factory=dict)
    holders: dict[Key, Any] = field(default_factory=dict)
    objects: list[tuple[Any, Any]] = field(default_factory=list)


def annotations_in_tree(pdf: Pdf) -> set[Key]:
    """Return the keys of the annotations that the structure tree names."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return set()
    found = set()
    for element in _elements(root):
        for kid in _kids(element):
            if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR" and "/Obj" in kid:
                found.add(kid["/Obj"].objgen)
    return found


def elements_elsewhere(pdf: Pdf) -> set[Key]:
    """Return the elements of the structure tree in which something is marked, and nothing on a page of *pdf*."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return set()
    elements = list(_elements(root))
    return _filled(elements) - _filled(elements, {page.obj.objgen for page in pdf.pages})


def own_doubt(pdf: Pdf) -> str:
    """Return what *pdf*, which has tags, says against them (ISO 32000-1, 14.7.1, table 321); empty where it stands by them."""
    info: Any = pdf.Root.get("/MarkInfo")
    if "/StructTreeRoot" not in pdf.Root or not isinstance(info, Dictionary):
        return ""
    suspects: Any = info.get("/Suspects")
    marked: Any = info.get("/Marked")
    if suspects is True:
        return "it says itself that its tags are suspect (/Suspects true)"
    return "it says itself that it is not tagged as it should be (/Marked false)" if marked is False else ""


def normalise(pdf: Pdf, drawn: dict[Key, tuple[Any, int]]) -> bool:
    """Bring the structure tree of *pdf* into normal form, and return whether there is one.

    *drawn* says of an annotation that was drawn into its page on which, and as which mark.
    """
    for item in pdf.objects:
        if isinstance(item, Dictionary | Stream):
            for key in ("/StructParents", "/StructParent"):
                if key in item:
                    del item[key]
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary) or not _kids(root):
        if "/StructTreeRoot" in pdf.Root:
            del pdf.Root["/StructTreeRoot"]
        return False
    pages = {page.obj.objgen: page.obj for page in pdf.pages}
    parents = _Parents()
    _settle_roles(root)
    elements = list(_elements(root))
    before = _filled(elements)
    for element in elements:
        _settle_kids(element, pages, drawn, parents)
    _prune(elements, root, before)
    if not _kids(root):
        del pdf.Root["/StructTreeRoot"]
        return False
    for element in elements:
        _settle_type(element, root)
    _write_parents(pdf, root, parents)
    for key in ("/Namespaces", "/AF", "/PronunciationLexicon", "/ParentTreeNextKey"):
        if key in root:
            del root[key]
    return True


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return [kid for kid in kids if kid is not None] if isinstance(kids, Array) else [kids]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid and kid.get("/Type", Name.StructElem) == "/StructElem"


def _elements(root: Any) -> Iterator[Any]:
    """Yield every structure element, each before those in it; one that is met twice counts where it is met first."""
    seen: set[Key] = set()
    pending = list(reversed(_kids(root)))
    while pending:
        element = pending.pop()
        if not _is_element(element):
            continue
        if element.is_indirect:
            if element.objgen in seen:
                continue
            seen.add(element.objgen)
        yield element
        pending.extend(reversed(_kids(element)))


def _settle_kids(element: Any, pages: dict[Key, Any], drawn: dict[Key, tuple[Any, int]], parents: _Parents) -> None:
    """Keep of *element*'s kids those whose page is there, and enter them into *parents*."""
    kept = Array()
    own = element.get("/Pg")
    for kid in _kids(element):
        if _is_element(kid):
            kid["/P"] = element
            kept.append(kid)
        elif isinstance(kid, Dictionary):
            entry = _reference(kid, own, pages, drawn)
            if entry is not None:
                kept.append(entry)
                _enter(entry, element, parents)
        elif isinstance(own, Dictionary) and own.objgen in pages:
            kept.append(kid)
            _mark(own, int(kid), element, parents)
    if "/Pg" in element and (not isinstance(own, Dictionary) or own.objgen not in pages):
        del element["/Pg"]
    element["/K"] = kept


def _reference(kid: Any, own: Any, pages: dict[Key, Any], drawn: dict[Key, tuple[Any, int]]) -> Any:
    """Return *kid*, a reference to marked content or to an object, as it now is; None where its page is gone."""
    if kid.get("/Type") == "/OBJR":
        target = kid.get("/Obj")
        if not isinstance(target, Dictionary | Stream):
            return None
        if target.objgen in drawn:
            page, mark = drawn[target.objgen]
            return Dictionary(Type=Name.MCR, Pg=page, MCID=mark)
        page = kid.get("/Pg", own)
        linked = isinstance(page, Dictionary) and page.objgen in pages
        if not linked or (isinstance(target, Dictionary) and not _stands_on(target, pages[page.objgen])):
            return None
        kid["/Pg"] = page
        return kid
    page = kid.get("/Pg", own)
    if kid.get("/Type") != "/MCR" or "/MCID" not in kid or not isinstance(page, Dictionary) or page.objgen not in pages:
        return None
    kid["/Pg"] = page
    return kid


def _stands_on(annotation: Any, page: Any) -> bool:
    return any(other.objgen == annotation.objgen for other in page.get("/Annots", Array()))


def _enter(entry: Any, element: Any, parents: _Parents) -> None:
    if entry.get("/Type") == "/OBJR":
        parents.objects.append((entry["/Obj"], element))
    else:
        _mark(entry.get("/Stm", entry["/Pg"]), int(entry["/MCID"]), element, parents)


def _mark(holder: Any, mark: int, element: Any, parents: _Parents) -> None:
    parents.holders[holder.objgen] = holder
    parents.marks.setdefault(holder.objgen, {})[mark] = element


def _filled(elements: list[Any], pages: Collection[Key] | None = None) -> set[Key]:
    """Return those of *elements*, each of which stands before those in it, in which something is marked, on *pages* or on any."""
    found: set[Key] = set()
    for element in reversed(elements):
        for kid in _kids(element):
            if kid.objgen in found if _is_element(kid) else pages is None or _page_of(kid, element) in pages:
                found.add(element.objgen)
                break
    return found


def _page_of(kid: Any, element: Any) -> Key | None:
    """Return on which page *kid* of *element* stands: marked content, or an object."""
    page = kid.get("/Pg", element.get("/Pg")) if isinstance(kid, Dictionary) else element.get("/Pg")
    return page.objgen if isinstance(page, Dictionary) else None


def _prune(elements: list[Any], root: Any, before: set[Key]) -> None:
    """Take out the elements in which nothing is marked, whether or not something was (*before*): what led to pages that are gone.

    A cell of a table may be empty: without it, its row would lose a column. It stays where its row does.
    """
    filled = _filled(elements)
    kept: set[Key] = set()
    for holder in (root, *elements):
        kids = _kids(holder)
        left = [kid for kid in kids if not _is_element(kid) or _stays(kid, holder, filled, before, kept, root)]
        kept |= {kid.objgen for kid in left if _is_element(kid)}
        if len(left) != len(kids):
            holder["/K"] = Array(left)


def _stays(element: Any, holder: Any, filled: set[Key], before: set[Key], kept: set[Key], root: Any) -> bool:
    if element.objgen in filled or not element.is_indirect:
        return True
    match _role(element, root):
        case "/TD" | "/TH":
            return holder.objgen in kept
        case "/TR":
            # A row that was always empty stands on no page: it stays with its table.
            return element.objgen not in before and holder.objgen in filled and any(map(_is_element, _kids(element)))
        case _:
            return False


def _role(element: Any, root: Any) -> str:
    """Return the type of *element*, by way of a role map in which none leads in a circle."""
    roles = root.get("/RoleMap", Dictionary())
    name = text(element["/S"])
    while name in roles:
        name = text(roles[name])
    return name


def _settle_roles(root: Any) -> None:
    """Take out of the role map what leads to no name, or in a circle: a validator may follow it for ever."""
    roles = root.get("/RoleMap")
    if not isinstance(roles, Dictionary):
        if "/RoleMap" in root:
            del root["/RoleMap"]
        return
    for name in [name for name in roles.keys() if not _leads_somewhere(name, roles)]:  # noqa: SIM118 - no dict
        del roles[name]


def _leads_somewhere(name: str, roles: Any) -> bool:
    met: set[str] = set()
    while name in roles:
        if name in met or not isinstance(roles[name], Name):
            return False
        met.add(name)
        name = text(roles[name])
    return True


def _settle_type(element: Any, root: Any) -> None:
    """Give *element* a type that PDF 1.7 knows, if it has one of PDF 2.0."""
    kind = text(element["/S"])
    if "/NS" in element:
        del element["/NS"]
    roles = root.get("/RoleMap", Dictionary())
    if kind in _SINCE_2_0 and kind not in roles:
        element["/S"] = Name(_SINCE_2_0[kind])
    for key in ("/AF", "/PhoneticAlphabet", "/Phoneme"):
        if key in element:
            del element[key]


def _write_parents(pdf: Pdf, root: Any, parents: _Parents) -> None:
    numbers: list[Any] = []
    key = 0
    for holder, marks in parents.marks.items():
        parents.holders[holder]["/StructParents"] = key
        entries = Array([marks.get(mark) for mark in range(max(marks) + 1)])
        numbers.extend([key, pdf.make_indirect(entries)])
        key += 1
    for target, element in parents.objects:
        target["/StructParent"] = key
        numbers.extend([key, element])
        key += 1
    root["/ParentTree"] = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
