"""Adding a version to an object: the object is written anew beside the old one, and the two change places in one step.

The files of earlier versions are not written again: they get a second name in the new folder, where the file system gives
one. Whatever happens, the object is as it was, or has one version more; what a killed writer leaves lies in a folder of its
own, and the next writer clears it away.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editions import disk
from editions.archive.inventories import INVENTORY, OBJECT, SIDECAR, merged, sha512, sidecar, to_json
from editions.archive.layout import WRITING, left_aside, make_root, object_path
from editions.archive.lock import PATIENCE, this_writer, writing
from editions.archive.names import check_names, content_paths
from editions.archive.objects import Held, find
from editions.model.archive import Addition, Inventory, Version
from editions.problems import Refusal

_REMEDY = "Mend the permissions of the archive, or name another in settings.toml."


@dataclass(frozen=True, kw_only=True)
class Store:
    """The archive in *root*, which is written at the moment *now*; *patience* is how many seconds it waits for another writer."""

    root: Path
    now: datetime
    patience: float = PATIENCE


def add_version(store: Store, identifier: str, compose: Callable[[Held | None], Addition]) -> Version:
    """Add to the object *identifier* the version that *compose* makes of what is held of it, and return it.

    When it returns, the version is on the disk. *compose* runs under the lock: nobody else adds meanwhile.

    Raises:
        Refusal: the archive cannot be written, or the disk is full, or another is writing; or what *compose* raises.
        ArchiveRefusal: what is held of it is damaged.
    """
    try:
        disk.make_folders(store.root)
        with writing(store.root, this_writer(store.now), store.patience):
            make_root(store.root)
            clear(store.root)
            held = find(store.root, identifier)
            addition = compose(held)
            inventory, new = _next(held.inventory if held else None, identifier, addition, store.now)
            try:
                _put(store.root, held, inventory, {path: addition.files[name] for name, path in new.items()})
            finally:
                clear(store.root)
    except OSError as error:
        left = "what was archived before is as it was"
        if aside := left_aside(store.root):
            left = f'"{aside[0]}" lies aside, whole, in {WRITING}/old: the next addition puts it back'
        raise Refusal(disk.problem(error, store.root, left, _REMEDY)) from None
    return inventory.head


def clear(root: Path) -> None:
    """Clear away what a killed writer left: under the lock, nobody else is writing.

    On a file system on which folders cannot change places, an object may lie there that has not come back to its own.
    """
    for old in (root / WRITING / "old").glob("*/*"):
        target = root / old.relative_to(root / WRITING / "old")
        if not target.exists():
            disk.make_folders(target.parent)
            old.rename(target)
            disk.flush(target.parent)
    disk.remove(root / WRITING)


def put_back(store: Store) -> None:
    """Put back what a killed writer left aside; nothing happens where the archive cannot be written, or somebody is writing."""
    if left_aside(store.root):
        with contextlib.suppress(OSError, Refusal), writing(store.root, this_writer(store.now), 0):
            clear(store.root)


def _next(held: Inventory | None, identifier: str, addition: Addition, now: datetime) -> tuple[Inventory, dict[str, str]]:
    """Return the inventory with the version that *addition* makes, and the path of each file whose bytes are new."""
    check_names((*addition.files, *addition.kept))
    versions, manifest = (held.versions, held.manifest) if held else ((), {})
    name = f"v{len(versions) + 1}"
    digests = {path: sha512(content) for path, content in addition.files.items()}
    fresh = {digest: path for path, digest in sorted(digests.items(), reverse=True) if digest not in manifest}
    paths = content_paths([*fresh.values()], name)
    state = dict(sorted({**addition.kept, **digests}.items()))
    version = Version(name=name, created=now, message=addition.message, by=addition.by, state=state)
    added = merged((digest, paths[path]) for digest, path in sorted(fresh.items(), key=lambda pair: pair[1]))
    return Inventory(id=identifier, versions=(*versions, version), manifest={**manifest, **added}), paths


def _put(root: Path, held: Held | None, inventory: Inventory, files: dict[str, bytes]) -> None:
    """Write the object anew, with *files*, and let it take its place."""
    place = object_path(inventory.id)
    new = root / WRITING / "new" / place
    new.mkdir(parents=True)
    for path in sorted(held.folder.iterdir()) if held else ():
        if path.name not in (INVENTORY, SIDECAR):
            disk.carry(path, new / path.name)
    if not held:
        disk.write(new / OBJECT, b"ocfl_object_1.1\n")
    _fill(new, inventory, files)
    take_place(root, place)


def _fill(new: Path, inventory: Inventory, files: dict[str, bytes]) -> None:
    content = to_json(inventory)
    version = new / inventory.head.name
    version.mkdir()
    folders = {version, new}
    for path, given in sorted(files.items()):
        folder = (new / path).parent
        folder.mkdir(parents=True, exist_ok=True)
        folders.update(upper for upper in (folder, *folder.parents) if upper.is_relative_to(version))
        disk.write(new / path, given)
    for folder in (version, new):
        disk.write(folder / INVENTORY, content)
        disk.write(folder / SIDECAR, sidecar(content))
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        disk.flush(folder)


def take_place(root: Path, place: str) -> None:
    """Let the object that was written anew take its *place* in *root*: as a whole, in one step."""
    new, target = root / WRITING / "new" / place, root / place
    if target.exists():
        old = root / WRITING / "old" / place
        old.parent.mkdir(parents=True)
        disk.exchange(new, target, old)
    elif target.parent.exists():
        new.rename(target)
        disk.flush(target.parent)
    else:
        # With its upper folder: an empty one has no place in a storage root (OCFL 1.1, 4.1).
        disk.flush(new.parent)
        new.parent.rename(target.parent)
        disk.flush(root)
