"""An object handed over, as a bag: BagIt 1.0 (RFC 8493), which archives take in everywhere (door to bagit, which looks it over).

The bag's data is the object as the archive has it, with all versions: an archive that knows OCFL can take it in as it is, and
any other reads the files in v1/content, v2/content and so on. No name in it needs to be written in another way in a manifest.
"""

import logging
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from editions import disk
from editions.archive.inventories import sha512
from editions.archive.objects import Held
from editions.archive.taking_out import into
from editions.model.archive import Person
from editions.problems import ArchiveRefusal, Problem

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write_bag(held: Held, target: Path, about: Mapping[str, str]) -> Path:
    """Write *held*, with all its versions, as the new bag *target*, and return it; *about* are the lines of its bag-info.txt.

    The bag is read back, and every digest looked at, before it takes its name.

    Raises:
        Refusal: something is there already, or it cannot be written.
        ArchiveRefusal: the object is damaged.
    """
    return into(target, lambda new: _fill(new, held, about))


def information(held: Held, by: Person, day: date, what: str) -> dict[str, str]:
    """Return what bag-info.txt says (RFC 8493, 2.2.2): who hands over, when, and *what* it is, in a line."""
    return {
        "Contact-Name": by.name,
        "Contact-Email": by.address.removeprefix("mailto:"),
        "External-Identifier": held.inventory.id,
        "External-Description": " ".join(what.split()),
        "Bagging-Date": day.isoformat(),
    }


def _fill(new: Path, held: Held, about: Mapping[str, str]) -> None:
    # Links are copied as links, so that none is followed, and then refused.
    shutil.copytree(held.folder, new / "data", symlinks=True)
    _refuse_links(new / "data", held)
    payload = {path.relative_to(new).as_posix(): path.read_bytes() for path in sorted((new / "data").rglob("*")) if path.is_file()}
    oxum = f"{sum(map(len, payload.values()))}.{len(payload)}"
    lines = {**about, "Payload-Oxum": oxum}
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{name}: {value}\n" for name, value in lines.items()).encode(),
        "manifest-sha512.txt": _manifest(payload),
    }
    for name, content in {**tags, "tagmanifest-sha512.txt": _manifest(tags)}.items():
        disk.write(new / name, content)
    _refuse_invalid(new, held)
    disk.flush_all(new)


def _refuse_links(copied: Path, held: Held) -> None:
    links = [str(held.folder)] if held.folder.is_symlink() else []
    links += [str(held.folder / path.relative_to(copied)) for path in sorted(copied.rglob("*")) if path.is_symlink()]
    if links:
        remedy = "A link has no place in an archive: `editions archive verify` tells more."
        raise ArchiveRefusal(*(Problem(where, "is a link", remedy) for where in links))


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{sha512(content)}  {name}\n" for name, content in sorted(files.items())).encode()


def _refuse_invalid(bag: Path, held: Held) -> None:
    import bagit

    from editions.archive.validating.whole import judge_object

    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    try:
        bagit.Bag(str(bag)).validate()
    except bagit.BagError as error:
        raise ArchiveRefusal(Problem(held.inventory.id, f"the bag is not valid: {error}", "Verify the archive.")) from None
    damages = [fault for fault in judge_object(bag / "data").faults if fault.is_error]
    if damages:
        where, what = f"{held.folder}/{damages[0].where}", damages[0].what
        raise ArchiveRefusal(Problem(where, what, "`editions archive verify` names all that is damaged."))
