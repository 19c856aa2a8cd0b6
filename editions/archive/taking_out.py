"""Files taken out of the archive: a version into a new folder, whole or not at all."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from editions import disk
from editions.archive.objects import Held
from editions.model.archive import Version
from editions.problems import Problem, Refusal, UsageRefusal

_REMEDY = "Choose another folder, or mend its permissions."


def version_of(held: Held, name: str) -> Version:
    """Return the version of *held* called *name*; the last where *name* is empty.

    Raises:
        UsageRefusal: there is none.
    """
    found = held.inventory.version(name) if name else held.inventory.head
    if found is None:
        known = ", ".join(version.name for version in held.inventory.versions)
        raise UsageRefusal(Problem(name, "there is no such version", f"There are: {known}."))
    return found


def take_out(held: Held, version: Version, target: Path) -> Path:
    """Write the files of *version* into the new folder *target*, each under its name, and return it.

    Raises:
        Refusal: something is there already, or it cannot be written.
        ArchiveRefusal: a file is damaged: nothing is written.
    """
    files = held.files(version)
    return into(target, lambda new: _fill(new, files))


def _fill(new: Path, files: dict[str, bytes]) -> None:
    folders = {new}
    for name, content in files.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        folders.update(upper for upper in path.parents if upper.is_relative_to(new))
        disk.write(path, content)
    for folder in folders:
        disk.flush(folder)


def into(target: Path, fill: Callable[[Path], None]) -> Path:
    """Let *fill* make a folder beside *target*, and let it take that name as a whole.

    Raises:
        Refusal: something is at *target* already, or it cannot be written: nothing is left of it.
    """
    if os.path.lexists(target):
        raise Refusal(Problem(str(target), "is there already", "Name a folder that is not there yet."))
    try:
        disk.make_folders(target.parent)
        beside = Path(tempfile.mkdtemp(prefix=".editions-", dir=target.parent))
        try:
            new = beside / target.name
            new.mkdir()
            fill(new)
            new.rename(target)
            disk.flush(target.parent)
        finally:
            disk.remove(beside)
    except OSError as error:
        raise Refusal(disk.problem(error, target, "nothing is there", _REMEDY)) from None
    return target
