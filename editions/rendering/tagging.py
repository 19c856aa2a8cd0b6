"""Tags as a reader needs them: what a page break cut made whole again, notes tagged as notes.

WeasyPrint tags page by page: a paragraph that runs over a page break becomes two, and footnotes
stand between the halves. This works on the objects that it hands over before it writes them.
"""

from typing import Any

#: The tags of the blocks that have an id in the page, and of those that a block brings along.
_BLOCKS = {"/P", "/L", "/LI", "/BlockQuote", "/Table", "/TR", "/Sect"}
_BROUGHT_ALONG = {"/LBody", "/TBody", "/TD"}


def mend_tags(document: Any, pdf: Any) -> None:
    """Join what page breaks cut, and gather the footnotes as Note elements after the text.

    *document* is WeasyPrint's, *pdf* pydyf's; its structure tree is changed in place.
    """
    tree = _Tree(pdf)
    notes = tree.take_notes()
    anchors = [{name for name in page.anchors if not name.startswith("note")} for page in document.pages]
    for number, (before, after) in enumerate(zip(anchors, anchors[1:], strict=False)):
        if cut := before & after:
            tree.join(number, depth=len(cut))
    tree.append_notes(notes)


class _Tree:
    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        root = self._follow(pdf.catalog["StructTreeRoot"])
        self.document = self._follow(root["K"][0])

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
        seam = len(last["K"])
        for kid in self._kids(first):
            kid["P"] = last.reference
        last["K"].extend(first["K"])
        first.clear()
        if 0 < seam < len(last["K"]) and not isinstance(last["K"][seam - 1], int):
            self._join(self._follow(last["K"][seam - 1]), self._follow(last["K"][seam]), last, depth)
