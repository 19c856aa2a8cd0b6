"""Content that no mark speaks for: painted outside all marked content (ISO 14289-1, 7.1; ISO 19005-3, 6.7.1).

page-validation looks for it in text alone, and not within forms. This goes through the operators of each page,
and of the forms that it draws, as a reader does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

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
        elements = _elements(pdf.Root.get("/StructTreeRoot"))
        for number, page in enumerate(pdf.pages, 1):
            if _unmarked(page, page.obj.get("/Resources"), _Within(elements=elements)):
                message = "something is painted outside all marked content"
                yield Finding(rule="content-untagged", severity="error", where=where, message=message, clause=CLAUSE, page=number)


@dataclass(frozen=True, kw_only=True)
class _Within:
    """Where an operator stands: within these *forms*, the innermost of which has these *marks* (None: a page's own, which the
    rule for the parent tree looks at). *elements* are the entries of the parent tree by their keys.
    """

    elements: Mapping[int, Any]
    forms: frozenset[tuple[int, int]] = frozenset()
    marks: frozenset[int] | None = None


def _elements(root: Any) -> dict[int, Any]:
    tree = root.get("/ParentTree") if isinstance(root, Dictionary) else None
    return {int(key): value for key, value in pikepdf.NumberTree(tree).items()} if isinstance(tree, Dictionary) else {}


def _unmarked(holder: Any, resources: Any, within: _Within) -> int:
    """Return how many operators of *holder*, a page or a form, paint where no mark around them speaks for what they paint."""
    speaking: list[bool] = []
    count = 0
    for instruction in pikepdf.parse_content_stream(holder, _ASKED):
        match str(instruction.operator):
            case "BMC" | "BDC":
                speaking.append(_speaks(instruction.operands, resources, within.marks))
            case "EMC":
                speaking[-1:] = []
            case "Do" if not any(speaking):
                count += _drawn(instruction.operands, resources, within)
            case operator if operator in _PAINTING and not any(speaking):
                count += 1
    return count


def _speaks(operands: Any, resources: Any, marks: frozenset[int] | None) -> bool:
    """Return whether a mark says what its content is: an artifact, or a part of the tree, to which *marks* lead."""
    if operands and operands[0] == Name.Artifact:
        return True
    found = operands[1] if len(operands) > 1 else None
    if isinstance(found, Name):
        properties = resources.get("/Properties") if isinstance(resources, Dictionary) else None
        found = properties.get(str(found)) if isinstance(properties, Dictionary) else None
    return isinstance(found, Dictionary) and "/MCID" in found and (marks is None or int(found["/MCID"]) in marks)


def _drawn(operands: Any, resources: Any, within: _Within) -> int:
    """Return how much an object paints that is drawn outside all marked content: a form may have marks of its own."""
    objects = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    target = objects.get(str(operands[0])) if isinstance(objects, Dictionary) and operands and isinstance(operands[0], Name) else None
    if not isinstance(target, Stream):
        return 0
    if target.get("/Subtype") != "/Form" or len(within.forms) >= _DEEPEST or target.objgen in within.forms:
        return 1
    inner = _Within(elements=within.elements, forms=within.forms | {target.objgen}, marks=_marks_of(target, within.elements))
    return _unmarked(target, target.get("/Resources", resources), inner)


def _marks_of(form: Any, elements: Mapping[int, Any]) -> frozenset[int]:
    """Return the marks of *form* that the parent tree leads from to an element (ISO 32000-1, 14.7.4.4)."""
    key = form.get("/StructParents")
    entries = elements.get(int(key)) if isinstance(key, int) else None
    return (
        frozenset(mark for mark, entry in enumerate(entries) if isinstance(entry, Dictionary))
        if isinstance(entries, Array)
        else frozenset()
    )
