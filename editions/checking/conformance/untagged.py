"""Content that no mark speaks for: painted outside all marked content (ISO 14289-1, 7.1; ISO 19005-3, 6.7.1).

page-validation looks for it in text alone, and not within forms. This goes through the operators of each page,
and of the forms that it draws, as a reader does.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Stream

from editions.model.findings import Finding

#: Where the rule comes from: what is neither an artifact nor in the tree is read aloud by nobody.
CLAUSE = "ISO 14289-1, 7.1"
_PAINTING = frozenset(("Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE", "EI"))
_ASKED = "BMC BDC EMC Tj TJ ' \" S s f F f* B B* b b* sh Do BI ID EI"
#: Forms that lie deeper in each other are not followed.
_DEEPEST = 8


def check_untagged(content: bytes, where: str) -> Iterator[Finding]:
    """Yield a finding for each page of the PDF *content* that paints something outside all marked content."""
    with pikepdf.open(BytesIO(content), suppress_warnings=True) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            count = _unmarked(page, page.obj.get("/Resources"), 0, set())
            if count:
                message = f"{count} things are painted outside all marked content"
                yield Finding(rule="content-untagged", severity="error", where=where, message=message, clause=CLAUSE, page=number)


def _unmarked(holder: Any, resources: Any, depth: int, within: set[tuple[int, int]]) -> int:
    """Return how many operators of *holder*, a page or a form, paint where no mark around them speaks for what they paint."""
    speaking: list[bool] = []
    count = 0
    for instruction in pikepdf.parse_content_stream(holder, _ASKED):
        match str(instruction.operator):
            case "BMC" | "BDC":
                speaking.append(_speaks(instruction.operands, resources))
            case "EMC":
                speaking[-1:] = []
            case "Do" if not any(speaking):
                count += _drawn(instruction.operands, resources, depth, within)
            case operator if operator in _PAINTING and not any(speaking):
                count += 1
    return count


def _speaks(operands: Any, resources: Any) -> bool:
    """Return whether a mark says what its content is: an artifact, or a part of the tree."""
    if operands and operands[0] == Name.Artifact:
        return True
    found = operands[1] if len(operands) > 1 else None
    if isinstance(found, Name):
        properties = resources.get("/Properties") if isinstance(resources, Dictionary) else None
        found = properties.get(str(found)) if isinstance(properties, Dictionary) else None
    return isinstance(found, Dictionary) and "/MCID" in found


def _drawn(operands: Any, resources: Any, depth: int, within: set[tuple[int, int]]) -> int:
    """Return how much an object paints that is drawn outside all marked content: a form may have marks of its own."""
    objects = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    target = objects.get(str(operands[0])) if isinstance(objects, Dictionary) and operands and isinstance(operands[0], Name) else None
    if not isinstance(target, Stream):
        return 0
    if target.get("/Subtype") != "/Form" or depth >= _DEEPEST or target.objgen in within:
        return 1
    return _unmarked(target, target.get("/Resources", resources), depth + 1, {*within, target.objgen})
