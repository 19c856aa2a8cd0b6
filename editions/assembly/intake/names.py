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


#: How qpdf marks a "#" that no number follows, and how it writes it: bare, as it came, where other readers take what
#: follows for a number.
_BARE = "\0"


def write_out(item: Any) -> None:
    """Let each "#" in the names that *item*, a dictionary or a stream, holds stand for itself (ISO 32000-1, 7.3.5)."""
    for key in [key for key in item.keys() if _BARE in key]:  # noqa: SIM118 - a stream is no mapping
        item[key.replace(_BARE, "#")] = item[key]
        del item[key]
    for key, value in item.items():
        if isinstance(value, pikepdf.Name) and _BARE in (name := text(value)):
            item[key] = pikepdf.Name(name.replace(_BARE, "#"))
