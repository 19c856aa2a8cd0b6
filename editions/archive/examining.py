"""The archive looked over: every digest made anew, every signature verified, and all that is damaged named."""

import json
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

from editions.archive.layout import DECLARATION, EXTENSION, LOCK, WRITING, left_aside, object_path, require_root
from editions.archive.objects import aside, read_object
from editions.archive.signed_files import against, of_other_editions, signed_files, uncovered, verdict_then
from editions.archive.validating.faults import Fault
from editions.archive.validating.whole import Judgement, judge_object
from editions.model.archive import Inventory, Verifier
from editions.problems import ArchiveRefusal

#: How long before its end a time stamp is told of.
YEAR = timedelta(days=365)
_MANIFEST = "edition/edition.json"


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A signed PDF whose last time stamp ends within a year: *where* it lies, and *when* that is."""

    where: str
    when: datetime


@dataclass(frozen=True, kw_only=True)
class Examined:
    """What was found of an object: its *folder*, *faults* (of errors: damages), time stamps that are *ending*, how many *signatures*
    were verified, which files are *unproven* and why, and how many *bytes* were read."""

    folder: Path
    id: str
    faults: tuple[Fault, ...]
    endings: tuple[Ending, ...] = ()
    signatures: int = 0
    unproven: tuple[tuple[str, str], ...] = ()
    bytes: int = 0

    @property
    def is_damaged(self) -> bool:
        """Return whether something in it is damaged."""
        return any(fault.is_error for fault in self.faults)


def examine_root(root: Path) -> list[Fault]:
    """Return what is wrong with the storage root itself (OCFL 1.1, 4); objects are looked over one by one.

    Raises:
        MissingRefusal: there is no archive.
    """
    require_root(root)
    return list(_root_faults(root))


def _root_faults(root: Path) -> Iterator[Fault]:
    if (root / DECLARATION).read_bytes() != b"ocfl_1.1\n":
        yield Fault(code="E080", where=DECLARATION, what="does not say what its name does")
    try:
        layout = json.loads((root / "ocfl_layout.json").read_bytes())
        if layout["extension"] != EXTENSION or not isinstance(layout["description"], str):
            yield Fault(code="E071", where="ocfl_layout.json", what="names another layout than that of this archive")
    except (OSError, ValueError, LookupError, TypeError):
        yield Fault(code="E070", where="ocfl_layout.json", what="is missing, or is not JSON with an extension and a description")
    for place in left_aside(root):
        problem = aside(root, place)
        yield Fault(code="aside", where=f"{WRITING}/old/{place}", what=f"{problem.what}. {problem.remedy}")
    for entry in sorted(os.scandir(root), key=lambda entry: entry.name):
        if entry.name.startswith("0=") and entry.name not in (DECLARATION, f"{DECLARATION}.new"):
            yield Fault(code="E076", where=entry.name, what="is a second declaration")
        elif entry.is_symlink() and entry.name != LOCK:
            yield Fault(code="E090", where=entry.name, what="is a link")
        elif entry.is_dir() and entry.name != "extensions":
            yield from _upper_faults(Path(entry.path), entry.name)


def _upper_faults(upper: Path, name: str) -> Iterator[Fault]:
    if len(name) != 2 or set(name) - set("0123456789abcdef"):
        yield Fault(code="E088", where=name, what="is no folder of this archive's layout")
    entries = sorted(os.scandir(upper), key=lambda entry: entry.name)
    if not entries:
        yield Fault(code="E073", where=name, what="is empty")
    for entry in entries:
        where = f"{name}/{entry.name}"
        if entry.is_symlink():
            yield Fault(code="E090", where=where, what="is a link")
        elif not entry.is_dir():
            yield Fault(code="E072", where=where, what="is part of no object")
        elif not any(one.name.startswith("0=ocfl_object_") for one in os.scandir(entry.path)):
            yield Fault(code="E003", where=where, what="is no object")


def examine(folders: Iterable[Path], root: Path, verify: Verifier | None, now: datetime, pool: Executor) -> Iterator[Examined]:
    """Yield what is found of each object in *folders* of *root*, in order; signatures are verified where there is a *verify*.

    The work is given to *pool*, one object a piece.
    """
    return pool.map(partial(examine_object, root, verify=verify, now=now), folders)


def examine_object(root: Path, folder: Path, verify: Verifier | None, now: datetime) -> Examined:
    """Return what is found of the object in *folder*."""
    try:
        judgement = judge_object(folder)
    except OSError as error:
        fault = Fault(code="E001", where="", what=f"cannot be read: {error.strerror}")
        return Examined(folder=folder, id=folder.name, faults=(fault,))
    identifier = str(judgement.inventory.id) if judgement.inventory else folder.name
    faults = [*judgement.faults, *_misplaced(root, folder, judgement), *_lost(judgement)]
    if any(fault.is_error for fault in faults):
        return Examined(folder=folder, id=identifier, faults=tuple(faults), bytes=judgement.bytes)
    try:
        inventory = read_object(folder).inventory
    except ArchiveRefusal as refusal:
        fault = Fault(code="E033", where="inventory.json", what=refusal.problems[0].what)
        return Examined(folder=folder, id=identifier, faults=(*faults, fault), bytes=judgement.bytes)
    faults += _against_manifests(folder, inventory)
    signed = signed_files(inventory)
    found = {path: verify((folder / path).read_bytes()) for path in uncovered(folder, signed)} if verify else {}
    for path, one in found.items():
        faults += against(one, path, verdict_then(folder, signed[path].report))
    told = {fault.where for fault in faults if fault.code == "signature"}
    faults += (fault for fault in of_other_editions(folder, signed) if fault.where not in told)
    endings = ((path, one.ends) for path, one in found.items() if one.ends and one.ends - now < YEAR)
    return Examined(
        folder=folder, id=identifier, faults=tuple(faults), signatures=len(found), bytes=judgement.bytes,
        endings=tuple(Ending(where=f"{folder.relative_to(root)}/{path}", when=when) for path, when in endings),
        unproven=tuple((path, one.sentence) for path, one in found.items() if one.is_unproven),
    )  # fmt: skip


def _misplaced(root: Path, folder: Path, judgement: Judgement) -> Iterator[Fault]:
    """Yield whether the object lies where its id does not lead: nobody would find it."""
    identifier = judgement.inventory.id if judgement.inventory else None
    if isinstance(identifier, str) and object_path(identifier) != folder.relative_to(root).as_posix():
        yield Fault(code="E083", where="inventory.json", what=f'its id "{identifier}" leads to {object_path(identifier)}')


def _lost(judgement: Judgement) -> Iterator[Fault]:
    """Yield inventories of versions that are missing: OCFL does without them, this archive writes one with each version."""
    for fault in judgement.faults:
        if fault.code == "W010":
            yield Fault(code="inventory", where=fault.where, what="is missing, and was there when the version was added")


def _against_manifests(folder: Path, inventory: Inventory) -> Iterator[Fault]:
    """Yield published files that are not what the manifest of their edition says: inventories alone are not trusted."""
    seen = set()
    for version in inventory.versions:
        manifest = version.state.get(_MANIFEST)
        try:
            outputs = json.loads((folder / inventory.manifest[manifest][0]).read_bytes())["outputs"] if manifest else ()
            said = {f"edition/{output['file']}": output["sha256"] for output in outputs}
        except (ValueError, LookupError, TypeError):
            yield Fault(code="manifest", where=f"{version.name}: {_MANIFEST}", what="is no manifest of an edition")
            continue
        for name, digest in said.items():
            path = inventory.manifest.get(version.state.get(name, ""), ("",))[0]
            if not path or (path, digest) in seen:
                if not path:
                    yield Fault(code="manifest", where=f"{version.name}: {name}", what="is missing: the edition's manifest names it")
                continue
            seen.add((path, digest))
            if sha256((folder / path).read_bytes()).hexdigest() != digest:
                yield Fault(code="manifest", where=path, what="is not as the manifest of its edition says")
