"""Where a paragraph of a DOCX stands, said by its style: LibreOffice and others lose all else that says it, but never a style.

A paragraph outside lists and quotations has a style of its role alone. Within them, the style's id ends in their path:
``EditionsTextInLQ`` is a paragraph in a quotation (Q) in a list item (L). Where a quotation follows another at once,
``Anew`` and its place in the path end the style of the paragraph that begins it.
"""

import re
from dataclasses import dataclass, replace

#: An id, taken apart: the role's style, the path, and what of it begins anew.
_STYLE = re.compile(r"(?P<role>Editions[A-Za-z]+?\d?)(?:In(?P<path>[LQ]+))?(?:Anew(?P<anew>\d))?")


@dataclass(frozen=True, kw_only=True)
class Place:
    """The lists and quotations around a block: *path* has an L or Q for each; *anew* is the number of the one that begins here."""

    path: str = ""
    anew: int = 0

    def inside(self, kind: str) -> "Place":
        """Return the place in a list item (L) or quotation (Q) that stands here."""
        return replace(self, path=self.path + kind)

    def beginning(self, number: int) -> "Place":
        """Return this place, at which the list or quotation *number* of the path begins."""
        return replace(self, anew=number)

    def going_on(self) -> "Place":
        """Return this place once something stands at it."""
        return replace(self, anew=0)

    def style(self, role: str) -> str:
        """Return the id of the style of *role* at this place."""
        return role + (f"In{self.path}" if self.path else "") + (f"Anew{self.anew}" if self.anew else "")

    def style_of_text(self, *, numbered: bool, kept: bool) -> str:
        """Return the id of the style of a paragraph."""
        if self.path == "Q":
            return replace(self, path="").style("EditionsQuotation")
        if self.path:
            return self.style("EditionsText")
        return ("EditionsNumberedText" if numbered else "EditionsText") + ("Kept" if kept else "")

    def style_of_item(self, *, last: bool) -> str:
        """Return the id of the style of a paragraph that bears a list item's mark; Word itself counts how deep it stands."""
        if "Q" in self.path:
            return self.style("EditionsListItem")
        return "EditionsListEnd" if last else "EditionsListItem"


def aligned(style: str, alignment: str) -> str:
    """Return the id of the style of a cell whose words stand at *alignment*."""
    role = re.match(r"Editions(?:Header)?Cell", style)
    suffix = {"right": "Right", "center": "Center"}.get(alignment, "")
    return style[: role.end()] + suffix + style[role.end() :] if role else style


def parts_of_style(style: str) -> tuple[str, str, int]:
    """Return the style of the role, the path, and the number of what begins anew, that the id *style* says."""
    found = _STYLE.fullmatch(style)
    if found is None or not (found["path"] or found["anew"]):
        return style, "", 0
    return found["role"], found["path"] or "", int(found["anew"] or 0)
