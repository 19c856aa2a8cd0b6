"""An object as a whole: its folder, its inventories one beside the other, and the bytes of its files (OCFL 1.1, 3)."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editions.archive.validating.digests import digests_of
from editions.archive.validating.faults import Fault, items, texts
from editions.archive.validating.inventory import Judged, is_sidecar, judge_inventory
from editions.archive.validating.prior import prior_faults

_DECLARATION = re.compile(r"0=ocfl_object_(1\.[01])")
#: Extensions of objects that are registered (ocfl.github.io/extensions).
_REGISTERED = re.compile(r"00(0[1-9]|1[0-2])-[a-z0-9-]+")


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What was found of an object: its *inventory*, if there is one, all *faults*, and how many *bytes* were looked over."""

    inventory: Judged | None
    faults: tuple[Fault, ...]
    bytes: int = 0

    @property
    def is_valid(self) -> bool:
        """Return whether nothing is against a MUST."""
        return not any(fault.is_error for fault in self.faults)


def judge_object(folder: Path) -> Judgement:
    """Return what there is to say of the object in *folder*; every file in it is read, and its digests made anew.

    Raises:
        OSError: the folder cannot be read.
    """
    entries = {entry.name: entry for entry in os.scandir(folder)}
    spec, faults = _declared(folder, entries)
    root = _inventory(folder, "", spec)
    if root is None:
        return Judgement(inventory=None, faults=(*faults, Fault(code="E063", where="inventory.json", what="there is no inventory")))
    if isinstance(root, Fault):
        return Judgement(inventory=None, faults=(*faults, root))
    faults += [*_root(entries, root, spec), *root.faults, *_sidecar(folder, "", root)]
    prior = {version: _inventory(folder, version, spec) for version in root.versions if version in entries}
    faults += _prior(folder, root, prior)
    found, content = _content(folder, root, {name: one for name, one in prior.items() if isinstance(one, Judged)}, entries)
    return Judgement(inventory=root, faults=tuple(dict.fromkeys([*faults, *content])), bytes=found)


def _declared(folder: Path, entries: dict[str, "os.DirEntry[str]"]) -> tuple[str, list[Fault]]:
    """Return the version of OCFL that the object declares, and what is wrong with how it does."""
    declared = sorted(name for name in entries if re.match(r"\d+=", name))
    known = [name for name in declared if _DECLARATION.fullmatch(name)]
    faults = []
    for name in declared:
        if name not in known:
            code = "E005" if not name.startswith("0=") else "E006"
            faults.append(Fault(code=code, where=name, what="is no declaration of an object of OCFL 1.0 or 1.1"))
    if len(known) != 1:
        faults.append(Fault(code="E003", where="0=ocfl_object_1.1", what=f"there are {len(known)} declarations, not one"))
    for name in known:
        if entries[name].is_file() and (folder / name).read_bytes() != f"{name[2:]}\n".encode():
            faults.append(Fault(code="E007", where=name, what="does not say what its name does"))
    return (known[-1].rpartition("_")[2] if known else "1.1"), faults


def _inventory(folder: Path, version: str, spec: str) -> Judged | Fault | None:
    where = f"{version}/inventory.json".lstrip("/")
    try:
        content = (folder / where).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        return Fault(code="E033", where=where, what=f"cannot be read: {error.strerror}")
    return judge_inventory(content, where, spec)


def _root(entries: dict[str, "os.DirEntry[str]"], root: Judged, spec: str) -> Iterator[Fault]:
    """Yield what is wrong with what lies in the object's folder itself."""
    if root.spec != spec:
        yield Fault(code="E038", where="inventory.json", what=f"is of OCFL {root.spec}, the object of {spec}")
    for name, entry in sorted(entries.items()):
        yield from _entry(name, entry, root)
    for name in root.versions:
        if name not in entries:
            yield Fault(code="E046", where=name, what="is missing: the version has no folder")
            yield Fault(code="E010", where=name, what="is missing: versions follow one another")


def _entry(name: str, entry: "os.DirEntry[str]", root: Judged) -> Iterator[Fault]:
    """Yield what is wrong with *entry*, which lies in the object's folder itself."""
    if entry.is_symlink():
        yield Fault(code="E090", where=name, what="is a link")
    elif entry.is_dir() and name == "extensions":
        yield from _extensions(Path(entry.path))
    elif entry.is_dir() and name not in (*root.versions, "logs"):
        if re.fullmatch(r"v\d+", name):
            yield Fault(code="E046", where=name, what="is the folder of a version that the inventory does not know")
        yield Fault(code="E001", where=name, what="does not belong into an object")
    elif entry.is_dir() or re.match(r"\d+=", name) or name in ("inventory.json", f"inventory.json.{root.algorithm}"):
        return
    else:
        code = "E059" if name.startswith("inventory.json.") else "E001"
        yield Fault(code=code, where=name, what="does not belong into an object")


def _extensions(folder: Path) -> Iterator[Fault]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        where = f"extensions/{entry.name}"
        if not entry.is_dir():
            yield Fault(code="E067", where=where, what="is no folder of an extension")
        elif not _REGISTERED.fullmatch(entry.name):
            yield Fault(code="W013", where=where, what="is no registered extension")


def _sidecar(folder: Path, version: str, inventory: Judged) -> Iterator[Fault]:
    """Yield what is wrong with the sidecar of the inventory of *version* ("": the object's)."""
    where = f"{version}/inventory.json.{inventory.algorithm}".lstrip("/")
    try:
        line = (folder / where).read_text("utf-8")
    except FileNotFoundError:
        yield Fault(code="E058", where=where, what="is missing")
        return
    except (OSError, UnicodeDecodeError):
        line = ""
    if not is_sidecar(line, inventory.algorithm):
        yield Fault(code="E061", where=where, what="has no digest and name")
    path = folder / where.removesuffix(f".{inventory.algorithm}")
    made = digests_of(path, (inventory.algorithm,)).get(inventory.algorithm)
    if made and line.split()[:1] != [made] and line.lower().split()[:1] != [made]:
        yield Fault(code="E060", where=where, what="has another digest than the inventory")


def _prior(folder: Path, root: Judged, prior: dict[str, Judged | Fault | None]) -> Iterator[Fault]:
    """Yield what is wrong with the inventories of the versions, each by itself and beside the object's."""
    earlier = None
    for version, one in prior.items():
        where = f"{version}/inventory.json"
        if one is None:
            yield Fault(code="W010", where=where, what="is missing: a version should have its own inventory")
            continue
        if isinstance(one, Fault):
            yield one
            continue
        yield from _sidecar(folder, version, one)
        if version != root.versions[-1] or (folder / where).read_bytes() != (folder / "inventory.json").read_bytes():
            if version == root.versions[-1]:
                yield Fault(code="E064", where=where, what="is another than the object's, whose last version this is")
            yield from one.faults
            yield from prior_faults(root, one, version, where)
        if earlier and one.spec < earlier.spec:
            yield Fault(code="E103", where=where, what=f"is of OCFL {one.spec}, an earlier version of {earlier.spec}")
        earlier = one


def _content(folder: Path, root: Judged, prior: dict[str, Judged], entries: dict[str, "os.DirEntry[str]"]) -> tuple[int, list[Fault]]:
    """Return how many bytes the files have, and what is wrong with them."""
    faults: list[Fault] = []
    sizes: dict[str, int] = {}
    for version in root.versions:
        if version in entries and entries[version].is_dir():
            inventory = prior.get(version)
            faults += _version_folder(folder, version, root, inventory, sizes)
    faults += _missing(root, prior, sizes)
    wanted = _wanted([root, *prior.values()])
    for path in sorted(sizes):
        faults += _digests(folder, path, wanted.get(path, {}))
    return sum(sizes.values()), faults


def _version_folder(folder: Path, version: str, root: Judged, inventory: Judged | None, sizes: dict[str, int]) -> Iterator[Fault]:
    """Yield what is wrong with the folder of *version*; *sizes* is given the size of each file in it that is kept."""
    known = ("inventory.json", f"inventory.json.{(inventory or root).algorithm}")
    for entry in sorted(os.scandir(folder / version), key=lambda entry: entry.name):
        where = f"{version}/{entry.name}"
        if entry.is_symlink():
            yield Fault(code="E090", where=where, what="is a link")
        elif entry.is_dir() and entry.name == root.content_directory:
            before = len(sizes)
            yield from _walk(folder, where, sizes)
            if len(sizes) == before:
                yield Fault(code="W003", where=where, what="holds no file")
        elif entry.is_dir():
            yield Fault(code="W002", where=where, what="does not belong into a version's folder")
        elif entry.name not in known:
            yield Fault(code="E015", where=where, what="does not belong into a version's folder")


def _walk(folder: Path, upper: str, sizes: dict[str, int]) -> Iterator[Fault]:
    entries = sorted(os.scandir(folder / upper), key=lambda entry: entry.name)
    if not entries and upper.count("/") > 1:
        yield Fault(code="E024", where=upper, what="is empty")
    for entry in entries:
        path = f"{upper}/{entry.name}"
        if entry.is_symlink():
            yield Fault(code="E090", where=path, what="is a link")
        elif entry.is_dir():
            yield from _walk(folder, path, sizes)
        elif entry.is_file():
            sizes[path] = entry.stat().st_size
        else:
            yield Fault(code="E001", where=path, what="is no file and no folder")


def _missing(root: Judged, prior: dict[str, Judged], sizes: dict[str, int]) -> Iterator[Fault]:
    """Yield files that an inventory names and that are not there, and those that are there and that none names."""
    listed = root.files
    for path in sorted(listed.keys() - sizes.keys()):
        yield Fault(code="E092", where=path, what="is missing")
    for path in sorted(sizes.keys() - listed.keys()):
        yield Fault(code="E023", where=path, what="is in no manifest")
    for version, one in prior.items():
        upto = one.versions
        named = one.files
        for path in sorted(sizes):
            if path.split("/")[0] in upto and path not in named and path in listed:
                yield Fault(code="E023", where=path, what=f"is not in the manifest of {version}")
    for _, block in items(root.said.get("fixity")):
        for path in sorted({path for _, paths in items(block) for path in texts(paths)} - sizes.keys()):
            yield Fault(code="E093", where=path, what="is missing, and has a further digest")


def _wanted(inventories: list[Judged]) -> dict[str, dict[tuple[str, str], str]]:
    """Return, for each path, each digest that some inventory gives it: the algorithm and the code of its fault, by which it is told."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for one in inventories:
        for path, digest in one.files.items():
            found.setdefault(path, {})[one.algorithm, digest] = "E092"
        for algorithm, block in items(one.said.get("fixity")):
            for digest, paths in items(block):
                for path in texts(paths):
                    found.setdefault(path, {}).setdefault((algorithm, digest.lower()), "E093")
    return found


def _digests(folder: Path, path: str, wanted: dict[tuple[str, str], str]) -> Iterator[Fault]:
    try:
        made = digests_of(folder / path, {algorithm for algorithm, _ in wanted})
    except OSError as error:
        yield Fault(code="E092", where=path, what=f"cannot be read: {error.strerror}")
        return
    for (algorithm, digest), code in wanted.items():
        if algorithm in made and made[algorithm] != digest:
            yield Fault(code=code, where=path, what=f"has other bytes than its {algorithm} says")
