"""The names that files of an edition have."""

import re

from editions.language import is_known


def is_signed_copy(name: str, identifier: str) -> bool:
    """Return whether *name* is that of a signed PDF of the statement *identifier*, or of its record."""
    stem, _, ending = name.rpartition(".signed.")
    return ending in ("pdf", "json") and bool(language_of(f"{stem}.pdf", identifier))


def language_of(name: str, identifier: str) -> str:
    """Return the language of the file called *name*, if that is how an edition of the statement *identifier* is; else nothing."""
    found = re.fullmatch(re.escape(identifier) + r"\.([A-Za-z0-9-]+)\.(?:pdf|docx)", name)
    return found[1] if found and is_known(found[1]) else ""
