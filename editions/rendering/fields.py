"""The fields of signatures and time stamps in a PDF: tagged, empty, over the room for ink.

A layout's signature block has a link to "field:NAME" where a signature is to stand: WeasyPrint gives it
its place, its element and its entry in the parent tree, and here it becomes the field. pyHanko fills it.
"""

from typing import Any

from editions.model.fields import Field, Fields

#: Print, and Locked: nobody moves or deletes it (ISO 32000-1, table 165).
_FLAGS = 132
_SCHEME = "field:"


def add_fields(document: Any, pdf: Any, fields: Fields) -> None:
    """Make fields of the links of *document*, WeasyPrint's, to *fields*, and add those for time stamps to *pdf*, pydyf's.

    A field that the layout gives no place is not made: the check of the edition says so.
    """
    import pydyf

    made = _Fields(pdf, fields)
    for number, page in enumerate(document.pages):
        for _, target, _, box in page.links:
            if target.startswith(_SCHEME):
                made.turn(box.link_annotation, number)
    for field in fields.time_stamps:
        made.add(field)
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array(made.references)})


class _Fields:
    def __init__(self, pdf: Any, fields: Fields) -> None:
        self._pdf = pdf
        self._fields = fields
        self._root = self._follow(pdf.catalog["StructTreeRoot"])
        self._document = self._follow(self._root["K"][0])
        self._numbers = self._follow(self._root["ParentTree"])["Nums"]
        self.references: list[Any] = []

    def _follow(self, reference: Any) -> Any:
        return self._pdf.objects[int(reference.split()[0])]

    def turn(self, link: Any, page: int) -> None:
        """Make the field of a signature of *link* on *page* (from 0), and a Form of its element."""
        import pydyf

        name = link.pop("A")["URI"].string.removeprefix(_SCHEME)
        field = next(field for field in self._fields.signatures if field.name == name)
        x1, y1, x2, y2 = link.pop("Rect")
        left, low, right, high = (round(side, 3) for side in (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
        key = link["StructParent"]
        self.references.append(link.reference)
        link.clear()
        link.update(self._widget(field, page, (left, low, right, high), key))
        link["AP"] = pydyf.Dictionary({"N": self._blank(right - left, high - low)})
        if field == self._fields.signatures[-1]:
            link["Lock"] = self._lock()
        place = next(place for place in range(0, len(self._numbers), 2) if self._numbers[place] == key)
        element = self._follow(self._numbers[place + 1])
        element["S"] = "/Form"
        self._name(element, element["K"][0])

    def add(self, field: Field) -> None:
        """Add the *field* of a time stamp, which is nowhere to be seen, to the first page and to the end of the tree."""
        import pydyf

        key = max(self._numbers[::2]) + 1
        widget = pydyf.Dictionary(self._widget(field, 0, (0, 0, 0, 0), key))
        self._pdf.add_object(widget)
        self.references.append(widget.reference)
        page = self._pdf.page_references[0]
        self._follow(page).setdefault("Annots", pydyf.Array()).append(widget.reference)
        reference = pydyf.Dictionary({"Type": "/OBJR", "Obj": widget.reference, "Pg": page})
        element = pydyf.Dictionary({"Type": "/StructElem", "S": "/Form", "Pg": page, "P": self._document.reference})
        for item in (reference, element):
            self._pdf.add_object(item)
        self._name(element, reference.reference)
        self._document["K"].append(element.reference)
        self._numbers.extend([key, element.reference])

    def _name(self, element: Any, reference: Any) -> None:
        """Let *element* have nothing but the *reference* to its field.

        Not in an array: pyHanko would hold a field that is filled later for one that was changed.
        """
        import pydyf

        element["K"] = reference
        if self._fields.language:
            element["Lang"] = pydyf.String(self._fields.language)

    def _widget(self, field: Field, page: int, rect: tuple[float, ...], key: int) -> dict[str, Any]:
        import pydyf

        return {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(field.name),
            "TU": pydyf.String(field.words),
            "F": _FLAGS,
            "Rect": pydyf.Array(rect),
            "P": self._pdf.page_references[page],
            "StructParent": key,
        }

    def _blank(self, width: float, height: float) -> Any:
        """Return an appearance of which nothing is seen."""
        import pydyf

        box = pydyf.Array([0, 0, round(width, 3), round(height, 3)])
        form = pydyf.Stream(extra={"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": pydyf.Dictionary()})
        self._pdf.add_object(form)
        return form.reference

    def _lock(self) -> Any:
        """Return what the last signature closes: its own kind of field, and the file to all but time stamps (ISO 32000-2, table 237)."""
        import pydyf

        names = pydyf.Array([pydyf.String(field.name) for field in self._fields.signatures])
        return pydyf.Dictionary({"Type": "/SigFieldLock", "Action": "/Include", "Fields": names, "P": 1})
