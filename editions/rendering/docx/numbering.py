"""Numbers of lists and paragraphs: each list counts for itself."""

from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from editions.model.prose import ListBlock
from editions.rendering.docx.xml import element

#: The base document's abstract definitions: bullets, numbers, numbered paragraphs.
_BULLETS, _NUMBERS, _PARAGRAPHS = "1", "2", "3"


class Numbering:
    """The numbering part, to which a definition and an instance of it are added for each list.

    Lists that share a definition are one list to LibreOffice: saved by it, they would count on.
    """

    def __init__(self, document: Any) -> None:
        self._root = document.part.numbering_part.element
        self._definitions = {found.get(qn("w:abstractNumId")): found for found in self._root.iterchildren(qn("w:abstractNum"))}
        self._count = 0
        # The first: the style of numbered paragraphs names it.
        self._instance(_PARAGRAPHS)

    def list(self, block: ListBlock, depth: int) -> int:
        """Return the number of a new instance for *block*, which lies *depth* lists deep."""
        definition = deepcopy(self._definitions[_NUMBERS if block.ordered else _BULLETS])
        identifier = str(len(self._definitions) + self._count)
        definition.set(qn("w:abstractNumId"), identifier)
        self._root.insert(len(self._root) - self._count, definition)
        if not block.ordered:
            return self._instance(identifier)
        return self._instance(identifier, f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{block.start}"/></w:lvlOverride>')

    def _instance(self, definition: str, override: str = "") -> int:
        self._count += 1
        self._root.append(element(f'<w:num w:numId="{self._count}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'))
        return self._count
