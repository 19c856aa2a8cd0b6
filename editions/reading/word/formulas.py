"""Formulas (ECMA-376, part 1, 22.1), in one line: a stroke in a fraction; what stands above or below the line is raised or lowered."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from editions.model.word import Change, Look
from editions.reading.word.changes import KINDS, change_of
from editions.reading.word.names import M, W, local
from editions.reading.word.story import TEXTS

_ALIGNED = {"sup": "raised", "sub": "lowered"}
#: What needs no parentheses in a fraction.
_ONE = re.compile(r"[\w.,]*")


def in_formula(
    formula: Element, change: Change | None, chosen: Callable[[Element], Element], look: Look | None = None
) -> Iterator[tuple[Element | str, Change | None, Look]]:
    """Yield each text in *formula* with the change that it is a part of, and how it looks; and the marks that a line needs beside them.

    *chosen* says which of several forms for older and newer programs is read.
    """
    here = look or Look()
    for child in formula:
        name = local(child.tag)
        if child.tag in TEXTS:
            yield child, change, here
        elif name == "AlternateContent":
            yield from in_formula(chosen(child), change, chosen, here)
        elif len(child):
            kind = KINDS.get(name) if child.tag.startswith(W) else None
            before, after = _marks(child, name) if child.tag.startswith(M) else ("", "")
            aligned = _ALIGNED.get(name, "") if child.tag.startswith(M) else ""
            if before:
                yield before, change, here
            yield from in_formula(child, change_of(child, kind, change) if kind else change, chosen, _aligned(aligned) or here)
            if after:
                yield after, change, here


def _aligned(aligned: str) -> Look | None:
    return Look(others=(aligned,)) if aligned else None


def _marks(part: Element, name: str) -> tuple[str, str]:
    """Return what stands in a line before and after *part*, the upper or the lower one of a fraction."""
    if name not in ("num", "den"):
        return "", ""
    inner = [child for child in part if local(child.tag) != "ctrlPr"]
    is_one = (
        len(inner) == 1 and local(inner[0].tag) == "r" and all(_ONE.fullmatch(text.text or "") for text in inner[0] if text.tag in TEXTS)
    )
    stroke = "/" if name == "den" else ""
    return (stroke, "") if is_one else (f"{stroke}(", ")")
