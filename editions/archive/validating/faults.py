"""A fault: what is wrong in an object, and where."""

import re
from dataclasses import dataclass
from typing import Any

#: Digests and how many hexadecimal digits they have (OCFL 1.1, 3.4).
HEX = {"sha512": 128, "sha256": 64, "sha1": 40, "md5": 32, "blake2b-512": 128}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong: OCFL's *code*, the path in the object, and *what* it is."""

    code: str
    where: str
    what: str

    @property
    def is_error(self) -> bool:
        """Return whether the object is invalid for it."""
        return not self.code.startswith("W")


def items(value: Any) -> list[tuple[str, Any]]:
    """Return what a JSON object holds; nothing where *value* is none."""
    return list(value.items()) if isinstance(value, dict) else []


def texts(value: Any) -> list[str]:
    """Return the texts in a JSON array; nothing where *value* is none."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def is_hex(digest: str, algorithm: str) -> bool:
    """Return whether *digest* has the form of one by *algorithm*."""
    return algorithm not in HEX or (len(digest) == HEX[algorithm] and re.fullmatch("[0-9A-Fa-f]+", digest) is not None)


def conflicts(paths: list[str]) -> list[str]:
    """Return those of *paths* that occur twice, or are the beginning of another."""
    given = set(paths)
    uppers = {path.rsplit("/", number)[0] for path in given for number in range(1, path.count("/") + 1)}
    twice = {path for path in given if paths.count(path) > 1} if len(given) != len(paths) else set()
    return sorted((given & uppers) | twice)
