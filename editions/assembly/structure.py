"""Structure trees joined: each annex a Part under the statement's Document, in its own language."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NumberObject, PdfObject, TextStringObject

from editions.assembly.copying import Copier, raw_name
from editions.model.annexes import STANDARD_TYPES


class Tree:
    """The structure tree of the statement, to which those of annexes are joined."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        catalog: Any = writer.root_object
        self._root: Any = catalog["/StructTreeRoot"].get_object()
        self._document: Any = _list(self._root["/K"])[0].get_object()
        self._language = str(catalog.get("/Lang", ""))
        self._parents: Any = self._root["/ParentTree"]
        numbers: Any = self._parents["/Nums"]
        self._next_key = 1 + max((int(number) for number in numbers[::2]), default=-1)
        #: Types and classes that a part uses and does not explain, by the map in which they would be.
        self._unexplained: dict[str, set[str]] = {"/RoleMap": set(), "/ClassMap": set()}
        self._ids: dict[str, Any] = {str(name): target for name, target in _flat_names(self._root.get("/IDTree"))}

    def join(self, reader: PdfReader, copier: Copier, part: Any, *, language: str, number: int) -> None:
        """Join the tree of *reader*, whose pages *copier* has copied, into *part*, in *language* or in its own.

        *number* is the annex's, from 1: it makes identifiers and roles its own.
        """
        catalog: Any = reader.trailer["/Root"]
        root: Any = catalog.get("/StructTreeRoot")
        if root is None:
            return
        seen = len(copier.copied)
        copied: Any = copier.copy(_without(root, "/P", "/Type"))
        elements = [item for item in copier.copied[seen:] if "/S" in item and "/P" in item]
        self._shift(copier)
        kids = _list(copied["/K"])
        if len(kids) == 1 and _role(kids[0].get_object(), copied) == "/Document":
            only: Any = kids[0].get_object()
            language = language or str(only.get("/Lang", ""))
            kids = _list(only.get("/K", ArrayObject()))
        language = language or str(catalog.get("/Lang", ""))
        for kid in kids:
            element = kid.get_object()
            element[NameObject("/P")] = part.indirect_reference
            if language and "/Lang" not in element and language != part.get("/Lang", self._language):
                element[NameObject("/Lang")] = TextStringObject(language)
        part["/K"].extend(kids)
        self._join_parents(copied)
        self._join_map("/RoleMap", "/S", copied, elements, number)
        self._join_map("/ClassMap", "/C", copied, elements, number)
        self._join_ids(elements, number)

    def part(self, title: str, language: str) -> Any:
        """Return a new Part at the end of the document, with *title*, in *language* if that is known."""
        part = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject("/Part"),
                NameObject("/P"): self._document.indirect_reference,
                NameObject("/T"): TextStringObject(title),
                NameObject("/K"): ArrayObject(),
            }
        )
        if language and language != self._language:
            part[NameObject("/Lang")] = TextStringObject(language)
        reference = self._writer._add_object(part)
        self._document["/K"].append(reference)
        return part

    def _shift(self, copier: Copier) -> None:
        """Shift the keys of all that was copied behind those that are taken."""
        for item in copier.copied:
            for key in ("/StructParents", "/StructParent"):
                if key in item:
                    before: Any = item[key]
                    item[NameObject(key)] = NumberObject(int(before) + self._next_key)

    def _join_parents(self, copied: Any) -> None:
        numbers = copied["/ParentTree"]["/Nums"]
        own = self._parents["/Nums"]
        highest = -1
        for key, value in zip(numbers[::2], list.__getitem__(numbers, slice(1, None, 2)), strict=True):
            own.append(NumberObject(int(key) + self._next_key))
            own.append(value)
            highest = max(highest, int(key))
        self._next_key += highest + 1
        self._root[NameObject("/ParentTreeNextKey")] = NumberObject(self._next_key)

    def _join_map(self, name: str, key: str, copied: Any, elements: list[DictionaryObject], number: int) -> None:
        """Join the role map or the class map; what means something else to another part, or nothing, gets a name of its own."""
        given = copied.get(name)
        theirs = given if isinstance(given, DictionaryObject) else DictionaryObject()
        is_roles = name == "/RoleMap"
        words = {word for element in elements for word in _words(element.get(key))}
        words.update(str(value) for value in theirs.values() if is_roles)
        unexplained = words - theirs.keys() - (STANDARD_TYPES if is_roles else frozenset())
        ours = self._root.get(name, DictionaryObject())
        own = self._unexplained[name]
        renamed = _renamed(theirs, ours, unexplained & ours.keys() | theirs.keys() & (own | STANDARD_TYPES if is_roles else own), number)
        own.update(renamed.get(word, word) for word in unexplained)
        if theirs and name not in self._root:
            self._root[NameObject(name)] = ours
        for word, value in theirs.items():
            meant = raw_name(renamed.get(str(value), str(value))) if is_roles else value
            ours[raw_name(renamed.get(word, word))] = meant
        if renamed:
            for element in elements:
                _rename(element, key, renamed)

    def _join_ids(self, elements: list[DictionaryObject], number: int) -> None:
        """Enter the elements' identifiers, and make those their own that are taken."""
        renamed = {}
        for element in elements:
            if "/ID" not in element:
                continue
            name = str(element["/ID"])
            if name in self._ids:
                renamed[name] = f"{name}-{number}"
                element[NameObject("/ID")] = TextStringObject(renamed[name])
            self._ids[str(element["/ID"])] = element.indirect_reference
        if renamed:
            for element in elements:
                for attributes in _list(element.get("/A", ArrayObject())):
                    _rename_headers(attributes.get_object(), renamed)

    def finish(self) -> None:
        """Write the tree of identifiers, if there are any."""
        if self._ids:
            flat = ArrayObject()
            for name in sorted(self._ids):
                flat.extend([TextStringObject(name), self._ids[name]])
            self._root[NameObject("/IDTree")] = self._writer._add_object(_leaf(flat))


def _renamed(theirs: Mapping[str, Any], ours: Mapping[str, Any], anyway: Collection[str], number: int) -> dict[str, str]:
    """Return new names for what is to be renamed *anyway*, and for those of *theirs* that mean something else among *ours*.

    What stands for a word with a new name gets one, too.
    """
    taken = {*theirs, *ours, *anyway}
    renamed = {word: _free(word, number, taken) for word in sorted(anyway)}
    before = -1
    while before != len(renamed):
        before = len(renamed)
        for word, value in theirs.items():
            meant = renamed.get(value, value) if isinstance(value, str) else value
            if word not in renamed and word in ours and ours[word] != meant:
                renamed[word] = _free(word, number, taken)
    return renamed


def _free(word: str, number: int, taken: Collection[str]) -> str:
    """Return a name for *word* of the annex *number* that is not *taken*."""
    name = f"{word}-{number}"
    while name in taken:
        name += "-"
    return name


def _words(value: Any) -> Iterator[str]:
    """Yield the names that *value*, a type or the classes of an element, is or holds."""
    for item in _list(value) if value is not None else ():
        if isinstance(item, NameObject):
            yield str(item)


def _leaf(flat: ArrayObject) -> DictionaryObject:
    """Return the root of a name tree that has one leaf (ISO 32000-1, 7.9.6: limits stand in leaves only)."""
    return DictionaryObject({NameObject("/Names"): flat})


def _without(item: Any, *keys: str) -> DictionaryObject:
    return DictionaryObject({key: value for key, value in dict.items(item.get_object()) if key not in keys})


def _list(value: Any) -> list[Any]:
    value = value.get_object()
    return list(list.__iter__(value)) if isinstance(value, ArrayObject) else [value]


def _role(element: Any, root: Any) -> str:
    role = str(element.get("/S"))
    roles = root.get("/RoleMap", {})
    for _ in range(10):
        if role not in roles:
            break
        role = str(roles[role])
    return role


def _rename(element: DictionaryObject, key: str, renamed: Mapping[str, str]) -> None:
    value: Any = element.get(key)
    if isinstance(value, NameObject) and str(value) in renamed:
        element[NameObject(key)] = raw_name(renamed[str(value)])
    elif isinstance(value, ArrayObject):
        for index, item in enumerate(value):
            if isinstance(item, NameObject) and str(item) in renamed:
                value[index] = raw_name(renamed[str(item)])


def _rename_headers(attributes: PdfObject, renamed: Mapping[str, str]) -> None:
    if isinstance(attributes, DictionaryObject) and isinstance(attributes.get("/Headers"), ArrayObject):
        headers: Any = attributes["/Headers"]
        for index, name in enumerate(headers):
            if str(name) in renamed:
                headers[index] = TextStringObject(renamed[str(name)])


def _flat_names(tree: Any) -> Iterator[tuple[PdfObject, IndirectObject]]:
    """Yield the names of a name tree, each with what it stands for."""
    if tree is None:
        return
    node = tree.get_object()
    for kid in node.get("/Kids", ()):
        yield from _flat_names(kid)
    names = node.get("/Names", ArrayObject())
    yield from zip(names[::2], list.__getitem__(names, slice(1, None, 2)), strict=True)
