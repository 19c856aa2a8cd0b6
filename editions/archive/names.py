"""The names of files in the archive: as they were given in the inventory, safe on every file system on the disk."""

import re
import unicodedata
from collections.abc import Iterable

from editions.problems import Problem, Refusal

#: What some file system does not take, or a shell takes for something else; the percent sign, which bags write out; and the equals sign.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"\\|?*%=\u200e\u200f\u202a-\u202e\u2066-\u2069]|[. ]+$|^[ ]+')
#: Names of devices on Windows, with any ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
#: Bytes of a name: file systems take 255; the rest is for what tells two names apart.
_LONGEST = 200


def check_names(names: Iterable[str]) -> None:
    """Look whether *names* can be those of files in the archive: paths that lead down, with "/" between their parts.

    Raises:
        Refusal: one cannot.
    """
    given = sorted(names)
    for name in given:
        _check(name)
    folders = {name.rsplit("/", number)[0] for name in given for number in range(1, name.count("/") + 1)}
    if both := folders & set(given):
        raise Refusal(Problem(min(both), "is a file and a folder", "Rename one of them."))


def _check(name: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = name.encode("utf-8", "backslashreplace").decode()
        raise Refusal(Problem(shown, "the name is not UTF-8", "Rename it.")) from None
    if "\0" in name or any(part in ("", ".", "..") for part in name.split("/")):
        raise Refusal(Problem(name or '""', "is no name of a file in an archive", 'Name it without "..", "." and doubled "/".'))


def content_paths(names: Iterable[str], version: str) -> dict[str, str]:
    """Return the path in the object of each of *names*, which *version* brings.

    Letters of all scripts stay, composed (NFC); what is unsafe is written "=" and two digits for each byte.
    Names that differ in case or in composition alone are one on some file systems: the second gets a number.

    """
    taken: dict[str, str] = {}
    found = {}
    for name in sorted(names):
        upper = f"{version}/content"
        for part in name.split("/")[:-1]:
            upper += "/" + _safe(part)
        stem = f"{upper}/{_safe(name.rpartition('/')[2])}"
        path, number = stem, 1
        while taken.setdefault(_folded(path), name) != name or _is_folder(path, taken):
            number += 1
            path = f"{stem}~{number}"
        found[name] = path
    return found


def _is_folder(path: str, taken: dict[str, str]) -> bool:
    """Return whether *path* leads into a file that is there, or is a folder of one that is."""
    folded = _folded(path)
    return any(other.startswith(folded + "/") or folded.startswith(other + "/") for other in taken if other != folded)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def _safe(part: str) -> str:
    composed = unicodedata.normalize("NFC", part)
    written = _UNSAFE.sub(lambda found: "".join(f"={byte:02x}" for byte in found[0].encode()), composed)
    if _DEVICES.fullmatch(written):
        written = f"={ord(written[0]):02x}{written[1:]}"
    return _cut(written)


def _cut(part: str) -> str:
    """Return *part* with its middle left out where it is too long; its ending, which says what it is, stays."""
    if len(part.encode()) <= _LONGEST:
        return part
    stem, dot, ending = part.rpartition(".")
    ending = dot + ending if stem and len(ending.encode()) <= 20 else ""
    kept = (stem if ending else part).encode()[: _LONGEST - len(ending.encode()) - 1].decode("utf-8", "ignore")
    return f"{kept}…{ending}"
