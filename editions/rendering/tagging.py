"""Tags as a reader needs them: what a page break cut made whole again, notes and list items as such.

WeasyPrint tags page by page: a paragraph that runs over a page break becomes two, and footnotes
stand between the halves. It tags a list's columns as lists, a list within an item as that item's
neighbour, and what an item says without the body that PDF/UA-1 asks for (ISO 32000-1, 14.8.4.3.3).
This works on the objects that it hands over before it writes them.
"""

from collections.abc import Iterator
from typing import Any

#: The tags of the blocks that have an id in the page, and of those that a block brings along.
_BLOCKS = {"/P", "/L", "/LI", "/BlockQuote", "/Table", "/TR", "/Sect"}
_BROUGHT_ALONG = {"/LBody", "/TBody", "/TD"}


def mend_tags(document: Any, pdf: Any, code: str) -> None:
    """Join what page breaks cut, give list items a body, and gather the footnotes after the text as Note elements.

    *document* is WeasyPrint's, *pdf* pydyf's; its structure tree is changed in place. *code* is the alternative text of
    the image that stands in the foot of each page.
    """
    tree = _Tree(pdf)
    notes = tree.take_notes()
    anchors = [{name for name in page.anchors if not name.startswith("note")} for page in document.pages]
    # From the end: what runs over several pages grows backwards, and still begins on its page.
    for number in reversed(range(len(anchors) - 1)):
        if cut := anchors[number] & anchors[number + 1]:
            tree.join(number, depth=len(cut))
    tree.mend_lists()
    tree.scope_headers()
    tree.gather_links()
    tree.append_notes(notes)
    tree.leave_out_running_heads(code)
    _name_links(document)


def _name_links(document: Any) -> None:
    """Give each link the words of its title to be read aloud: WeasyPrint gives it the bare target ("annex-1").

    What stands inside a link, words of weight for instance, has an annotation of its own, behind that of the link.
    """
    import pydyf

    for page in document.pages:
        titles: dict[str, str] = {}
        for _, target, _, box in page.links:
            if title := box.element.get("title", ""):
                titles[target] = title
            if target in titles and hasattr(box, "link_annotation"):
                box.link_annotation["Contents"] = pydyf.String(titles[target])


class _Tree:
    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self._follow(pdf.catalog["StructTreeRoot"])
        self.document = self._follow(self.root["K"][0])

    def _follow(self, reference: bytes | str) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def _kids(self, element: Any) -> list[Any]:
        return [self._follow(kid) for kid in element["K"] if not isinstance(kid, int)]

    def take_notes(self) -> list[Any]:
        """Take the footnote areas out of the document, and return the notes in them, in order.

        An area is the only element without a tag of its own that stands at the top.
        """
        areas = [element for element in self._kids(self.document) if element["S"] == "/NonStruct"]
        references = {area.reference for area in areas}
        self.document["K"][:] = [kid for kid in self.document["K"] if kid not in references]
        return [note for area in areas for note in self._kids(area)]

    def append_notes(self, notes: list[Any]) -> None:
        """Put *notes* at the end of the document, each with the ID that PDF/UA-1 asks for (7.9)."""
        import pydyf

        for number, note in enumerate(notes, 1):
            note["S"] = "/Note"
            note["ID"] = pydyf.String(f"note-{number}")
            note["P"] = self.document.reference
            self.document["K"].append(note.reference)

    def _drop_repeated_header(self, table: Any) -> None:
        """Make an artifact of the header row that is printed again after a page break: it is not said twice."""
        for head in self._kids(table):
            if head["S"] == "/THead":
                table["K"].remove(head.reference)
                for element in list(self._all(head)):
                    self._make_artifact(element)
                    element.clear()

    def _make_artifact(self, element: Any) -> None:
        """Make an artifact of the content that stands directly in *element* (ISO 32000-1, 14.8.2.2)."""
        self._make_artifacts(self.pdf.page_references.index(element["Pg"]), {kid for kid in element["K"] if isinstance(kid, int)})

    def _make_artifacts(self, page: int, marks: set[int]) -> None:
        """Make artifacts of the content that bears one of *marks* on *page* (from 0)."""
        import pydyf

        parents = self._parents(page)
        for mark in marks:
            parents[mark] = "null"
        operators = self._follow(self._follow(self.pdf.page_references[page])["Contents"]).stream
        for number, operator in enumerate(operators):
            if isinstance(operator, dict) and operator.get("MCID") in marks:
                operators[number - 1 : number + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]

    def _parents(self, page: int) -> Any:
        """Return the elements of the marks on *page* (from 0)."""
        return self._follow(self.root["ParentTree"])["Nums"][2 * page + 1]

    def leave_out_running_heads(self, code: str) -> None:
        """Make artifacts of the heads and feet of pages: WeasyPrint gives them elements that stand nowhere in the tree.

        An image among them says *code* to those who ask for it.
        """
        said = {element.reference for element in self._all(self.document)}
        for page in range(len(self.pdf.page_references)):
            unsaid = {mark: owner for mark, owner in enumerate(self._parents(page)) if owner != "null" and owner not in said}
            for mark, owner in unsaid.items():
                # Of images that have no text in the page, WeasyPrint makes elements without a tag of their own.
                if self._follow(owner).get("S") == "/NonStruct":
                    self._describe(page, mark, code)
            for owner in unsaid.values():
                self._clear(owner, said)
            self._make_artifacts(page, set(unsaid))

    def _describe(self, page: int, mark: int, alt: str) -> None:
        """Give what bears *mark* on *page* (from 0) an alternative text of its own (ISO 32000-1, 14.9.3)."""
        import pydyf

        operators = self._follow(self._follow(self.pdf.page_references[page])["Contents"]).stream
        start = next(index for index, one in enumerate(operators) if isinstance(one, dict) and one.get("MCID") == mark) + 2
        end = next(index for index in range(start, len(operators)) if operators[index] == b"EMC")
        operators[end:end] = [b"EMC"]
        operators[start:start] = ["/Span", pydyf.Dictionary({"Alt": pydyf.String(alt)}), b"BDC"]

    def _clear(self, reference: Any, said: set[Any]) -> None:
        """Empty the element at *reference*, and those around it up to one that is *said*."""
        while reference not in said:
            element = self._follow(reference)
            if not element:
                return
            reference = element["P"]
            element.clear()

    def mend_lists(self) -> None:
        """Bring every list into the form of the standard: items of a label and a body, lists within the body."""
        for element in self._all(self.document):
            if element["S"] == "/L":
                self._merge_columns(element)
                self._nest(element)
            elif element["S"] == "/LI":
                self._give_body(element)

    def scope_headers(self) -> None:
        """Say of every header cell that it heads its column.

        WeasyPrint lists each cell's headers instead, and finds none where a page break parts them.
        """
        for element in self._all(self.document):
            if element["S"] == "/TH":
                element["A"]["Scope"] = "/Column"
            elif element["S"] == "/TD":
                element["A"].pop("Headers", None)

    def gather_links(self) -> None:
        """Put the annotations of what stands within a link, words of weight for instance, directly into the link.

        PDF/UA-1 (7.18.5) wants each link annotation in a Link element, and WeasyPrint gives each box its own.
        """
        for link in [element for element in self._all(self.document) if element["S"] == "/Link"]:
            for inner in list(self._all(link)):
                for kid in self._kids(inner) if inner is not link else ():
                    if kid.get("Type") == "/OBJR":
                        inner["K"].remove(kid.reference)
                        link["K"].append(kid.reference)
                        self._give_parent(self._follow(kid["Obj"])["StructParent"], link)

    def _give_parent(self, key: int, element: Any) -> None:
        """Enter *element* under *key* in the parent tree."""
        numbers = self._follow(self.root["ParentTree"])["Nums"]
        place = next(place for place in range(0, len(numbers), 2) if numbers[place] == key)
        numbers[place + 1] = element.reference

    def _all(self, element: Any) -> Iterator[Any]:
        """Yield *element* and all below it, the inner ones first."""
        for kid in self._kids(element):
            if kid.get("Type") == "/StructElem":
                yield from self._all(kid)
        yield element

    def _merge_columns(self, outer: Any) -> None:
        """Put the items of lists that are *outer*'s only children, one a column, into *outer*."""
        columns = self._kids(outer)
        if not columns or any(column["S"] != "/L" for column in columns):
            return
        outer["K"][:] = [kid for column in columns for kid in column["K"]]
        for item in self._kids(outer):
            item["P"] = outer.reference
        for column in columns:
            column.clear()

    def _nest(self, outer: Any) -> None:
        """Move a list that follows an item of *outer* into that item's body."""
        item = None
        for kid in self._kids(outer):
            if kid["S"] == "/L" and item is not None:
                outer["K"].remove(kid.reference)
                body = self._kids(item)[-1]
                body["K"].append(kid.reference)
                kid["P"] = body.reference
            else:
                item = kid

    def _give_body(self, item: Any) -> None:
        """Put what *item* has beside its label into one body."""
        import pydyf

        labels = [kid.reference for kid in self._kids(item) if kid["S"] == "/Lbl"]
        rest = [kid for kid in item["K"] if kid not in labels]
        if len(rest) == 1 and self._follow(rest[0])["S"] == "/LBody":
            return
        body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(rest), "Pg": item["Pg"], "P": item.reference})
        self.pdf.add_object(body)
        for kid in rest:
            self._follow(kid)["P"] = body.reference
        item["K"][:] = [*labels, body.reference]

    def join(self, page: int, *, depth: int) -> None:
        """Join the last element of *page* (from 0) with the first of the next.

        *depth* is the number of blocks, one in the other, that the page break cuts.
        """
        before, after = self.pdf.page_references[page], self.pdf.page_references[page + 1]
        elements = self._kids(self.document)
        last = next(element for element in reversed(elements) if element["Pg"] == before)
        first = next(element for element in elements if element["Pg"] == after)
        self._join(last, first, self.document, depth)

    def _join(self, last: Any, first: Any, parent: Any, depth: int) -> None:
        depth -= last["S"] in _BLOCKS
        if depth < 0 or last["S"] != first["S"] or last["S"] not in _BLOCKS | _BROUGHT_ALONG:
            return
        parent["K"].remove(first.reference)
        if first["S"] == "/Table":
            self._drop_repeated_header(first)
        seam = len(last["K"])
        for kid in self._kids(first):
            kid["P"] = last.reference
        last["K"].extend(first["K"])
        first.clear()
        if 0 < seam < len(last["K"]) and not isinstance(last["K"][seam - 1], int):
            self._join(self._follow(last["K"][seam - 1]), self._follow(last["K"][seam]), last, depth)
