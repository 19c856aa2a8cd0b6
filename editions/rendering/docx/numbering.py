"""Numbers of lists and paragraphs: each list counts for itself."""

from typing import Any

from editions.model.prose import ListBlock
from editions.rendering.docx.xml import element

#: The base document's abstract definitions: bullets, numbers, numbered paragraphs.
_BULLETS, _NUMBERS, _PARAGRAPHS = 1, 2, 3


class Numbering:
    """The numbering part, to which an instance is added for each list."""

    def __init__(self, document: Any) -> None:
        self._root = document.part.numbering_part.element
        self._count = 0
        # The first: the style of numbered paragraphs names it.
        self._instance(_PARAGRAPHS)

    def list(self, block: ListBlock, depth: int) -> int:
        """Return the number of a new instance for *block*, which lies *depth* lists deep."""
        if not block.ordered:
            return self._instance(_BULLETS)
        return self._instance(_NUMBERS, f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{block.start}"/></w:lvlOverride>')

    def _instance(self, kind: int, override: str = "") -> int:
        self._count += 1
        self._root.append(element(f'<w:num w:numId="{self._count}"><w:abstractNumId w:val="{kind}"/>{override}</w:num>'))
        return self._count
