"""Good copies taken from a second archive: the object is made anew from what is good in both, and takes its place whole.

Nothing is removed: what was damaged is kept in the object's "logs/damaged", which OCFL leaves to us (3.8). An object is put
in place only if it is valid then; otherwise it stays as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from editions import disk
from editions.archive.inventories import INVENTORY, SIDECAR, by_path, from_json, sha512, sidecar
from editions.archive.layout import WRITING
from editions.archive.lock import this_writer, writing
from editions.archive.store import Store, clear, take_place
from editions.archive.validating.whole import judge_object
from editions.model.archive import Inventory
from editions.problems import Refusal

_REMEDY = "Mend the permissions of the archive."
_ALL_AGREE = "its files are as all its inventories say: whoever changed them changed these too; and the other archive has "
_NO_BETTER, _OLDER = _ALL_AGREE + "nothing better: compare the two by hand", _ALL_AGREE + "not all its versions: compare the two by hand"


@dataclass(frozen=True, kw_only=True)
class Healed:
    """What became of an object: the *files* that were taken from the other archive; *why_not* says why it could not be mended."""

    place: str
    files: tuple[str, ...] = ()
    why_not: str = ""


def missing_here(root: Path, other: Path) -> list[str]:
    """Return the places of objects that *other* has, and *root* has not."""
    theirs = {folder.relative_to(other).as_posix() for folder in other.glob("[0-9a-f][0-9a-f]/*") if folder.is_dir()}
    return sorted(place for place in theirs if not (root / place).exists())


def heal(store: Store, place: str, other: Path, is_sound: Callable[[Path], bool]) -> Healed:
    """Mend the object at *place* of *store* with good copies from the archive *other*.

    Where our files are as all our inventories say, and something else speaks against them (a signature, a manifest), theirs are
    taken if they are others and *is_sound* says so of their folder.

    Raises:
        Refusal: the archive cannot be written, or another is writing.
    """
    try:
        with writing(store.root, this_writer(store.now), store.patience):
            clear(store.root)
            try:
                return _healed(store, place, other / place, is_sound)
            finally:
                clear(store.root)
    except OSError as error:
        raise Refusal(disk.problem(error, store.root / place, "it is as it was", _REMEDY)) from None


def _healed(store: Store, place: str, theirs: Path, is_sound: Callable[[Path], bool]) -> Healed:
    if not theirs.is_dir():
        return Healed(place=place, why_not="the other archive does not have it")
    if not judge_object(theirs).is_valid:
        return Healed(place=place, why_not="it is damaged in the other archive, too")
    ours = store.root / place
    old, good = _files(ours), _files(theirs)
    files = _composed(old, good)
    if files is None:
        return Healed(place=place, why_not="its inventory is damaged, and the other archive has fewer versions of it")
    if files == old:
        if not _has_all(good, old):
            return Healed(place=place, why_not=_OLDER)
        if old == good or not is_sound(theirs):
            return Healed(place=place, why_not=_NO_BETTER)
        files = {**{path: content for path, content in old.items() if path.startswith("logs/")}, **good}
    new = store.root / WRITING / "new" / place
    new.mkdir(parents=True)
    aside = f"logs/damaged/{store.now:%Y-%m-%dT%H%M%SZ}"
    for path, content in {**files, **_damaged(old, files, aside)}.items():
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        disk.write(new / path, content)
    disk.flush_all(new)
    if not judge_object(new).is_valid:
        return Healed(place=place, why_not="what is good in both archives is not the whole of it")
    take_place(store.root, place)
    return Healed(place=place, files=tuple(sorted(path for path, content in files.items() if old.get(path) != content)))


def _files(folder: Path) -> dict[str, bytes]:
    """Return the files in *folder* by their paths in it; what cannot be read counts as missing."""
    found = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            try:
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
            except OSError:
                continue
    return found


def _composed(old: dict[str, bytes], good: dict[str, bytes]) -> dict[str, bytes] | None:
    """Return the files of the object made anew; None if that would lose a version.

    Our inventory holds where it is whole, with the versions that the other archive may not have yet; else theirs does.
    """
    ours = _inventory(old)
    inventory = old[INVENTORY] if ours else good[INVENTORY]
    named = ours or _inventory(good)
    if named is None or not _versions(old) <= {version.name for version in named.versions}:
        return None
    by_digest = {sha512(content): content for content in (*good.values(), *old.values())}
    files = {path: by_digest[digest.lower()] for path, digest in by_path(named).items() if digest.lower() in by_digest}
    files |= {path: content for path, content in good.items() if path.startswith("0=")}
    files |= {path: content for path, content in old.items() if path.startswith(("logs/", "extensions/"))}
    for version in named.versions:
        content = inventory if version is named.head else _version_inventory(version.name, old, good)
        if content is not None:
            files |= {f"{version.name}/{INVENTORY}": content, f"{version.name}/{SIDECAR}": sidecar(content)}
    return {**files, INVENTORY: inventory, SIDECAR: sidecar(inventory)}


def _versions(files: dict[str, bytes]) -> set[str]:
    return {path.split("/")[0] for path in files if re.match(r"v\d+/", path)}


def _has_all(theirs: dict[str, bytes], ours: dict[str, bytes]) -> bool:
    """Return whether the object *theirs* has each version of *ours*: added by the same, at the same time, with files of those names."""
    mine, other = _inventory(ours), _inventory(theirs)
    if mine is None or other is None:
        return False
    known = {version.name: version for version in other.versions}
    return all(
        (found := known.get(one.name)) is not None
        and (found.created, found.message, found.by, found.state.keys()) == (one.created, one.message, one.by, one.state.keys())
        for one in mine.versions
    )


def _inventory(files: dict[str, bytes]) -> Inventory | None:
    """Return the object's inventory, if it is as its sidecar says, and its last version does not say otherwise."""
    content = files.get(INVENTORY)
    if content is None or files.get(SIDECAR) != sidecar(content):
        return None
    try:
        found = from_json(content)
    except ValueError:
        return None
    return found if _version_inventory(found.head.name, files, {}) in (None, content) else None


def _version_inventory(version: str, old: dict[str, bytes], good: dict[str, bytes]) -> bytes | None:
    """Return the inventory of *version*: that of the archive in which it is as its sidecar says."""
    for files in (old, good):
        content = files.get(f"{version}/{INVENTORY}")
        if content is not None and files.get(f"{version}/{SIDECAR}") == sidecar(content):
            return content
    return None


def _damaged(old: dict[str, bytes], files: dict[str, bytes], aside: str) -> dict[str, bytes]:
    """Return what was there and is not in *files*, under *aside*."""
    return {f"{aside}/{path}": content for path, content in old.items() if files.get(path) != content}
