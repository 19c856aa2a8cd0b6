"""Names of a stranger's file: any bytes may stand in one, whether or not they are characters."""

from typing import Any

import pikepdf


def text(value: Any) -> str:
    """Return the name *value* as a text that can be looked up among keys: bytes that are no UTF-8 stand for themselves."""
    return bytes(value).decode("utf-8", "surrogateescape") if isinstance(value, pikepdf.Name) else str(value)


def entry(holder: Any, name: Any) -> Any:
    """Return what *holder*, a dictionary, has under *name*; None where it has nothing."""
    key = text(name)
    return holder[key] if key in holder else None  # noqa: SIM401 - its get() takes characters alone


def characters(name: str) -> str:
    """Return the key or text *name* in characters alone: bytes that are no UTF-8 are taken for Latin-1."""
    given = name.encode("utf-8", "surrogateescape")
    try:
        return given.decode("utf-8")
    except UnicodeDecodeError:
        return given.decode("latin-1")
