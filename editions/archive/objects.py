"""Objects as they are read: which there are, what their inventories say, and the bytes of their files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editions.archive.inventories import INVENTORY, SIDECAR, from_json, sha512
from editions.archive.layout import WRITING, left_aside, object_path, require_root, tuples
from editions.model.archive import Inventory, Version
from editions.problems import ArchiveRefusal, Problem


@dataclass(frozen=True, kw_only=True)
class Held:
    """An object that is in the archive: its *folder*, and its inventory."""

    folder: Path
    inventory: Inventory

    def read(self, digest: str) -> bytes:
        """Return the bytes with the SHA-512 *digest*, looked over.

        Raises:
            ArchiveRefusal: no file has them any more.
        """
        for path in self.inventory.manifest.get(digest, ()):
            try:
                content = (self.folder / path).read_bytes()
            except OSError:
                continue
            if sha512(content) == digest.lower():
                return content
        where = str(self.folder / next(iter(self.inventory.manifest.get(digest, ("a file",)))))
        raise _damaged(where, "its bytes are missing, or are not those of its SHA-512")

    def files(self, version: Version) -> dict[str, bytes]:
        """Return the files of *version* by their names.

        Raises:
            ArchiveRefusal: one is damaged.
        """
        return {name: self.read(digest) for name, digest in sorted(version.state.items())}


def find(root: Path, identifier: str) -> Held | None:
    """Return the object *identifier* in the archive *root*; None if there is none.

    Raises:
        ArchiveRefusal: its inventory is damaged, or it lies aside.
    """
    folder = root / object_path(identifier)
    if object_path(identifier) in left_aside(root):
        raise ArchiveRefusal(aside(root, object_path(identifier)))
    return read_object(folder) if folder.is_dir() else None


def aside(root: Path, place: str) -> Problem:
    """Return what there is to say of the object of *place*, which a killed writer left aside."""
    where = str(root / WRITING / "old" / place)
    return Problem(where, f"an addition was cut short, and the object lies here, not in {place}", "The next addition puts it back.")


def read_object(folder: Path) -> Held:
    """Return the object in *folder*.

    Raises:
        ArchiveRefusal: its inventory is damaged.
    """
    try:
        content = (folder / INVENTORY).read_bytes()
        said = (folder / SIDECAR).read_text("utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(str(folder), f"the inventory cannot be read: {error}") from None
    if not said or said[0].lower() != sha512(content):
        raise _damaged(str(folder / INVENTORY), "the inventory is not as its sidecar says")
    try:
        return Held(folder=folder, inventory=from_json(content))
    except ValueError as error:
        raise _damaged(str(folder / INVENTORY), str(error)) from None


def object_folders(root: Path) -> Iterator[Path]:
    """Yield the folder of each object in the archive *root*.

    Raises:
        MissingRefusal: there is no archive.
    """
    require_root(root)
    for upper in tuples(root):
        yield from sorted(path for path in upper.iterdir() if path.is_dir())


def _damaged(where: str, what: str) -> ArchiveRefusal:
    remedy = "`editions archive verify` names all that is damaged; with --heal FROM it takes good copies from a second archive."
    return ArchiveRefusal(Problem(where, what, remedy))
