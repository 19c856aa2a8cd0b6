"""Objects made by hand, each with one thing wrong, for the codes of OCFL; and what has to be wrong with them."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

Said = dict[str, Any]
#: What makes something wrong in an object's folder.
Damage = Callable[[Path], object]
_CREATED = ("2022-01-20T09:30:00Z", "2022-02-01T10:00:00+04:00")
_USER = {"name": "TEST Officer", "address": "mailto:officer@office.example"}


def sha512(content: bytes) -> str:
    """Return the SHA-512 of *content*."""
    return hashlib.sha512(content).hexdigest()


_ONE, _TWO = sha512(b"one"), sha512(b"two")


def _inventory(versions: int) -> Said:
    blocks = {"v1": {_ONE: ["a/one.txt"]}, "v2": {_ONE: ["a/one.txt"], _TWO: ["two.txt"]}}
    manifest = {_ONE: ["v1/content/a/one.txt"], _TWO: ["v2/content/two.txt"]}
    return {
        "id": "statement:s",
        "type": "https://ocfl.io/1.1/spec/#inventory",
        "digestAlgorithm": "sha512",
        "head": f"v{versions}",
        "manifest": dict(list(manifest.items())[:versions]),
        "versions": {
            name: {"created": _CREATED[number], "message": "as issued", "user": dict(_USER), "state": state}
            for number, (name, state) in enumerate(list(blocks.items())[:versions])
        },
    }


def put_inventory(folder: Path, said: Said | str, algorithm: str = "sha512") -> None:
    """Write *said* as the inventory in *folder*, with its sidecar."""
    text = said if isinstance(said, str) else json.dumps(said, indent=1)
    (folder / "inventory.json").write_text(text, "utf-8")
    digest = hashlib.new(algorithm, text.encode()).hexdigest()
    (folder / f"inventory.json.{algorithm}").write_text(f"{digest} inventory.json\n", "utf-8")


def good(folder: Path) -> Path:
    """Make a valid object of two versions in *folder*, and return it."""
    for version, path, content in (("v1", "a/one.txt", b"one"), ("v2", "two.txt", b"two")):
        file = folder / version / "content" / path
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
    (folder / "0=ocfl_object_1.1").write_bytes(b"ocfl_object_1.1\n")
    put_inventory(folder / "v1", _inventory(1))
    for place in (folder / "v2", folder):
        put_inventory(place, _inventory(2))
    return folder


def _edited(edit: Callable[[Said], object]) -> Damage:
    """Return what edits the inventory of the object, and that of its last version alike."""

    def damage(folder: Path) -> None:
        said = _inventory(2)
        edit(said)
        for place in (folder / "v2", folder):
            put_inventory(place, said)

    return damage


def _prior(edit: Callable[[Said], object]) -> Damage:
    """Return what edits the inventory of the first version alone."""

    def damage(folder: Path) -> None:
        said = _inventory(1)
        edit(said)
        put_inventory(folder / "v1", said)

    return damage


def _key(name: str, value: object) -> Damage:
    return _edited(lambda said: said.update({name: value}))


def _without(name: str) -> Damage:
    return _edited(lambda said: said.pop(name))


def _of_version(name: str, value: object) -> Damage:
    return _edited(lambda said: said["versions"]["v2"].update({name: value}))


def _without_of_version(name: str) -> Damage:
    return _edited(lambda said: said["versions"]["v2"].pop(name))


def _files(*paths: str) -> Damage:
    """Return what names the files of the last version's new bytes *paths*."""
    return _edited(lambda said: said["versions"]["v2"]["state"].update({_TWO: list(paths)}))


def _manifest(*paths: str) -> Damage:
    return _edited(lambda said: said["manifest"].update({_TWO: list(paths)}))


def _file(path: str, content: bytes = b"x") -> Damage:
    def damage(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)

    return damage


def _gone(path: str) -> Damage:
    return lambda folder: shutil.rmtree(folder / path) if (folder / path).is_dir() else (folder / path).unlink()


def _declared(name: str) -> Damage:
    return lambda folder: (folder / "0=ocfl_object_1.1").rename(folder / name)


def _renamed(versions: dict[str, str]) -> Damage:
    """Return what gives the versions other names, in the inventory and on the disk, and takes away their own inventories."""

    def damage(folder: Path) -> None:
        text = json.dumps(_inventory(2))
        for old, new in versions.items():
            text = text.replace(f'"{old}"', f'"{new}"').replace(f'"{old}/', f'"{new}/')
            (folder / old).rename(folder / new)
            for name in ("inventory.json", "inventory.json.sha512"):
                (folder / new / name).unlink()
        put_inventory(folder, text)

    return damage


def _sidecar(line: str) -> Damage:
    return lambda folder: (folder / "inventory.json.sha512").write_text(line, "utf-8")


def _linked(folder: Path) -> None:
    (folder / "v2/content/two.txt").rename(folder / "v2/content/three.txt")
    (folder / "v2/content/two.txt").symlink_to("three.txt")


def _other_state(said: Said) -> None:
    said["versions"]["v1"]["state"] = {_ONE: ["a/other.txt"]}


def _older(folder: Path) -> None:
    said = _inventory(2)
    said["type"] = said["type"].replace("1.1", "1.0")
    put_inventory(folder / "v2", said)


def _all(edit: Callable[[Said], object]) -> Damage:
    """Return what edits all inventories."""

    def damage(folder: Path) -> None:
        _edited(edit)(folder)
        _prior(edit)(folder)

    return damage


def _emptied(folder: Path) -> None:
    def edit(said: Said) -> None:
        del said["manifest"][_TWO], said["versions"]["v2"]["state"][_TWO]

    _edited(edit)(folder)
    (folder / "v2/content/two.txt").unlink()


def _without_inventory(folder: Path) -> None:
    for name in ("inventory.json", "inventory.json.sha512"):
        (folder / "v1" / name).unlink()


#: What damages the valid object, under the code of the fault that it makes; a second of one code after a blank.
DAMAGES: dict[str, Damage] = {
    "E001 file": _file("note.txt"),
    "E001 folder": _file("notes/note.txt"),
    "E003 none": _gone("0=ocfl_object_1.1"),
    "E003 two": _file("0=ocfl_object_1.0", b"ocfl_object_1.0\n"),
    "E005": _declared("1=ocfl_object_1.1"),
    "E006": _declared("0=ocfl_thing_1.1"),
    "E007": _file("0=ocfl_object_1.1", b"ocfl_object_1.0\n"),
    "E007 line": _file("0=ocfl_object_1.1", b"ocfl_object_1.1"),
    "E008": _edited(lambda said: said.update(versions={}, manifest={})),
    "E009": _renamed({"v2": "v3", "v1": "v2"}),
    "E010": _renamed({"v2": "v3"}),
    "E011": _renamed({"v1": "v01", "v2": "v20"}),
    "E012": _renamed({"v1": "v01", "v2": "v002"}),
    "E013": _renamed({"v1": "v01"}),
    "E015": _file("v2/note.txt"),
    "E017": _key("contentDirectory", "content/deep"),
    "E018": _key("contentDirectory", ".."),
    "E019": _key("contentDirectory", "content"),
    "E020": _prior(lambda said: said.update(contentDirectory="files")),
    "E023": _file("v2/content/more.txt"),
    "E024": lambda folder: (folder / "v2/content/empty").mkdir(),
    "E025": _key("digestAlgorithm", "md5"),
    "E031": _edited(lambda said: said["manifest"].update({"abc": ["v2/content/three.txt"]})),
    "E033": lambda folder: put_inventory(folder, '{"id": '),
    "E033 array": lambda folder: put_inventory(folder, "[]"),
    "E036 id": _without("id"),
    "E036 type": _without("type"),
    "E036 digestAlgorithm": _without("digestAlgorithm"),
    "E036 head": _without("head"),
    "E037": _key("id", ""),
    "E038": _key("type", "https://ocfl.io/9.9/spec/#inventory"),
    "E040": _key("head", "v1"),
    "E041 manifest": _without("manifest"),
    "E041 versions": _without("versions"),
    "E042": _manifest("v3/content/two.txt"),
    "E044": _key("versions", []),
    "E046 on the disk": _file("v3/content/three.txt"),
    "E046 in the inventory": _gone("v2"),
    "E047": _edited(lambda said: said["versions"].update(v2="two")),
    "E048 created": _without_of_version("created"),
    "E048 state": _without_of_version("state"),
    "E049 zone": _of_version("created", "2022-02-01T10:00:00"),
    "E049 seconds": _of_version("created", "2022-02-01T10:00Z"),
    "E049 day": _of_version("created", "2022-02-31T10:00:00Z"),
    "E050 missing": _edited(lambda said: said["versions"]["v2"]["state"].update({sha512(b"three"): ["three.txt"]})),
    "E050 kind": _of_version("state", []),
    "E051": _edited(lambda said: said["versions"]["v2"]["state"].update({_TWO: "two.txt"})),
    "E052": _files("a/../two.txt"),
    "E053": _files("/two.txt"),
    "E054": _of_version("user", {"address": "mailto:x@office.example"}),
    "E056": _key("fixity", {"crc32": {}}),
    "E057": _key("fixity", {"md5": {hashlib.md5(b"two", usedforsecurity=False).hexdigest(): "v2/content/two.txt"}}),
    "E058": _gone("inventory.json.sha512"),
    "E059": _file("inventory.json.sha256"),
    "E060": _sidecar(f"{'0' * 128} inventory.json\n"),
    "E061": _sidecar("inventory.json\n"),
    "E063": _gone("inventory.json"),
    "E064": lambda folder: put_inventory(folder, json.dumps(_inventory(2))),
    "E066": _prior(_other_state),
    "E067": _file("extensions/note.txt"),
    "E090": _linked,
    "E092 bytes": _file("v2/content/two.txt", b"TWO"),
    "E092 missing": _gone("v2/content/two.txt"),
    "E092 kind": _edited(lambda said: said["manifest"].update({_TWO: {}})),
    "E093": _key("fixity", {"md5": {"0" * 32: ["v2/content/two.txt"]}}),
    "E094": _of_version("message", 7),
    "E095 twice": _files("two.txt", "two.txt"),
    "E095 folder": _files("a"),
    "E096": _edited(lambda said: said["manifest"].update({_TWO.upper(): ["v2/content/two.txt"]})),
    "E097": _key("fixity", {"md5": {"a" * 32: ["v2/content/two.txt"], "A" * 32: ["v2/content/two.txt"]}}),
    "E099": _manifest("v2/content/../content/two.txt"),
    "E100": _manifest("/v2/content/two.txt"),
    "E101": _manifest("v2/content/two.txt", "v2/content/two.txt"),
    "E102": _key("note", "x"),
    "E103": _older,
    "E104": _renamed({"v2": "2"}),
    "E106": _key("manifest", []),
    "E107": _edited(lambda said: said["manifest"].update({sha512(b"three"): ["v2/content/three.txt"]})),
    "E110": _prior(lambda said: said.update(id="statement:other")),
    "E111": _key("fixity", []),
    "W001": _renamed({"v1": "v01", "v2": "v02"}),
    "W002": _file("v2/notes/note.txt"),
    "W003": _emptied,
    "W005": _all(lambda said: said.update(id="s")),
    "W007 why": _without_of_version("message"),
    "W007 who": _without_of_version("user"),
    "W008": _of_version("user", {"name": "TEST Officer"}),
    "W009": _of_version("user", {"name": "TEST Officer", "address": "officer"}),
    "W010": _without_inventory,
    "W011": _prior(lambda said: said["versions"]["v1"].update(message="for another reason")),
    "W013": _file("extensions/our-own/note.txt"),
}
