"""The storage root: where an object lies in it, and the files that say so to whoever opens it without this program.

Layout 0003 of the OCFL community's extensions: a folder named after the beginning of the id's digest, so that none grows
too long, and in it one whose name is the id itself, so that people find it by eye. Two digits are 256 folders: an office
with 10,000 statements has 40 in each. One level of them, so that an object is put in place by renaming one folder.
"""

import hashlib
import json
import re
from pathlib import Path
from urllib.parse import quote

from editions import disk
from editions.problems import MissingRefusal, Problem, Refusal

DECLARATION = "0=ocfl_1.1"
EXTENSION = "0003-hash-and-id-n-tuple-storage-layout"
#: Where an addition is written before it is put in its place: what is in there is no part of the archive.
WRITING = "extensions/editions-writing"
LOCK = "editions.lock"
_SCHEME = "statement:"
#: How many digits of the digest name the upper folder.
_DIGITS = 2
#: How long the folder's name of an id may be before its digest takes the place of the rest (0003, "Encapsulation Directory").
_LONGEST = 100
_CONFIGURATION = {"extensionName": EXTENSION, "digestAlgorithm": "sha256", "tupleSize": _DIGITS, "numberOfTuples": 1}
_DESCRIPTION = "The first two digits of the SHA-256 of an object's id; in that folder, one named after the id (extension 0003)"
README = """\
This folder is an archive of official statements. It needs no program to be read.

It is a storage root as the Oxford Common File Layout 1.1 has it (OCFL, https://ocfl.io/1.1/spec). Each statement is a
folder in it, an "object", with an id such as "statement:2022-01-20-anniversary". To find it:

1. Take the SHA-256 of the id, in UTF-8. Its first two digits name a folder here.
2. In that folder, look for the one with the id's name. Letters A to Z and a to z, digits, "-" and "_" stand for
   themselves; each other byte of the id is "%" and two hexadecimal digits, so that ":" is "%3a". A name of more than 100
   characters is cut there; "-" and the whole SHA-256 follow.

In an object, "inventory.json" lists what there is: under "versions" each addition, with its date, who made it, why, and
the SHA-512 of each of its files; under "manifest" where the file with that SHA-512 lies. "inventory.json.sha512" has the
inventory's own SHA-512. The files of the first addition are in "v1/content", those that the second brought in
"v2/content". Nothing in here is ever changed or removed: a mistake is mended by a further addition.

In each addition, "description.json" says what it is; "edition" holds what was published, "source" what it was made from,
"reports" what checks and signatures said of it on that day.

"extensions/editions-writing" and "editions.lock", if they are there, are of additions that are being made: no part of the
archive.
"""


def object_id(statement: str) -> str:
    """Return the id under which *statement* is kept: a URI, as OCFL asks for (3.5.1)."""
    return _SCHEME + statement


def statement_of(identifier: str) -> str:
    """Return the statement's id of which *identifier* is the object's."""
    return identifier.removeprefix(_SCHEME)


def object_path(identifier: str) -> str:
    """Return where the object lies, from the root: "5f/statement%3a2022-01-20-anniversary"."""
    digest = hashlib.sha256(identifier.encode()).hexdigest()
    # The characters that quote leaves as they are, and 0003 does not.
    name = re.sub("[.~]", lambda found: f"%{ord(found[0]):02x}", quote(identifier, safe=""))
    name = re.sub("%[0-9A-F]{2}", lambda found: found[0].lower(), name)
    return f"{digest[:_DIGITS]}/" + (name if len(name) <= _LONGEST else f"{name[:_LONGEST]}-{digest}")


def tuples(root: Path) -> list[Path]:
    """Return the upper folders of *root* that there are, in their order."""
    return sorted(path for path in root.iterdir() if re.fullmatch("[0-9a-f]{2}", path.name) and path.is_dir())


def left_aside(root: Path) -> list[str]:
    """Return the places of objects that a killed writer left aside, and that are not in their places now."""
    aside = root / WRITING / "old"
    places = (path.relative_to(aside).as_posix() for path in aside.glob("*/*"))
    return sorted(place for place in places if not (root / place).exists())


def require_root(root: Path) -> None:
    """Refuse *root* if it is no archive.

    Raises:
        MissingRefusal: there is none.
    """
    if not (root / DECLARATION).is_file():
        raise MissingRefusal(
            Problem(str(root), "there is no archive", "`editions archive add` makes one; or the settings say where it is.")
        )


def make_root(root: Path) -> None:
    """Make *root* an archive, if it is none yet; the declaration comes last, so that without it there is no archive.

    Raises:
        Refusal: something else is there.
        OSError: it cannot be written.
    """
    if (root / DECLARATION).is_file():
        return
    if strangers := {path.name for path in root.iterdir()} - {"README.txt", "extensions", LOCK, "ocfl_layout.json", DECLARATION + ".new"}:
        what = f'there is no archive, but other files: "{min(strangers)}"'
        raise Refusal(Problem(str(root), what, "An archive begins in an empty folder: name another in settings.toml, or move these away."))
    (root / "extensions" / EXTENSION).mkdir(parents=True, exist_ok=True)
    layout = {"extension": EXTENSION, "description": _DESCRIPTION}
    for name, content in (
        (f"extensions/{EXTENSION}/config.json", json.dumps(_CONFIGURATION, indent=2) + "\n"),
        ("ocfl_layout.json", json.dumps(layout, indent=2) + "\n"),
        ("README.txt", README),
    ):
        disk.remove(root / name)
        disk.write(root / name, content.encode())
    for folder in (root / "extensions" / EXTENSION, root / "extensions"):
        disk.flush(folder)
    disk.remove(root / f"{DECLARATION}.new")
    disk.write(root / f"{DECLARATION}.new", b"ocfl_1.1\n")
    disk.flush(root)
    (root / f"{DECLARATION}.new").rename(root / DECLARATION)
    for folder in (root, root.resolve().parent):
        disk.flush(folder)
