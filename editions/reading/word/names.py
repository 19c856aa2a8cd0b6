"""The names of WordprocessingML (ECMA-376, part 1), and the small questions that are put to its elements."""

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = f"{W}val"


def local(tag: object) -> str:
    """Return the name of *tag* without its namespace; of a comment or an instruction, nothing."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(parent: Element | None, name: str, default: str = "") -> str:
    """Return the value of the child *name* of *parent*."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(VAL, default) if child is not None else default


def toggle(parent: Element | None, name: str) -> bool | None:
    """Return whether the property *name* is on (ECMA-376, part 1, 17.17.4); None where *parent* does not say."""
    child = parent.find(W + name) if parent is not None else None
    return None if child is None else is_on(child)


def is_on(switch: Element) -> bool:
    """Return whether the element *switch* is on; without a value it is."""
    return switch.get(VAL, "true").lower() not in ("0", "false", "off")


def number(text: str | None, default: int = 0) -> int:
    """Return *text* as a whole number, *default* where it is none; Word writes some with a fraction."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default
