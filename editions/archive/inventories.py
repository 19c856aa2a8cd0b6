"""An object's inventory, as OCFL 1.1 writes it (3.5), and its sidecar with its digest (3.6)."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from editions.archive.names import check_names
from editions.model.archive import Inventory, Person, Version
from editions.problems import Refusal

INVENTORY = "inventory.json"
SIDECAR = "inventory.json.sha512"
OBJECT = "0=ocfl_object_1.1"
_TYPE = "https://ocfl.io/1.1/spec/#inventory"


def sha256(content: bytes) -> str:
    """Return the SHA-256 of *content*, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sha512(content: bytes) -> str:
    """Return the SHA-512 of *content* in hexadecimal."""
    return hashlib.sha512(content).hexdigest()


def to_json(inventory: Inventory) -> bytes:
    """Return *inventory* as JSON, the same bytes for the same inventory."""
    said = {
        "id": inventory.id,
        "type": _TYPE,
        "digestAlgorithm": "sha512",
        "head": inventory.head.name,
        "manifest": {digest: list(paths) for digest, paths in inventory.manifest.items()},
        "versions": {version.name: _version(version) for version in inventory.versions},
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def _version(version: Version) -> dict[str, Any]:
    state: dict[str, list[str]] = {}
    for name, digest in version.state.items():
        state.setdefault(digest, []).append(name)
    return {
        "created": version.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "message": version.message,
        "user": {"name": version.by.name, "address": version.by.address},
        "state": state,
    }


def sidecar(inventory: bytes) -> bytes:
    """Return what stands beside *inventory*: its SHA-512 and its name."""
    return f"{sha512(inventory)} {INVENTORY}\n".encode()


def from_json(content: bytes) -> Inventory:
    """Return the inventory that *content* says.

    Raises:
        ValueError: it is none that this program writes.
    """
    try:
        said = json.loads(content)
        versions = tuple(_read(name, said["versions"][name]) for name in sorted(said["versions"], key=_number))
        if not versions or said["head"] != versions[-1].name:
            raise ValueError("its head is no version of it, or not the last")
        manifest = {str(digest): tuple(map(str, paths)) for digest, paths in said["manifest"].items()}
        # Files are read and written by these names.
        check_names(path for paths in manifest.values() for path in paths)
        for version in versions:
            check_names(version.state)
        return Inventory(id=str(said["id"]), versions=versions, manifest=manifest)
    except Refusal as refusal:
        problem = refusal.problems[0]
        raise ValueError(f'a name in it is not safe: "{problem.where}" {problem.what}') from None
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it is no inventory: {error}") from None


def _number(name: str) -> int:
    return int(name.removeprefix("v"))


def _read(name: str, said: dict[str, Any]) -> Version:
    user = said.get("user", {})
    return Version(
        name=name,
        created=datetime.fromisoformat(said["created"]),
        message=str(said.get("message", "")),
        by=Person(name=str(user.get("name", "")), address=str(user.get("address", ""))),
        state={path: digest for digest, paths in said["state"].items() for path in paths},
    )


def by_path(inventory: Inventory) -> dict[str, str]:
    """Return the digest of each path in the manifest."""
    return {path: digest for digest, paths in inventory.manifest.items() for path in paths}


def merged(manifest: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return pairs of digest and path as a manifest has them."""
    found: dict[str, tuple[str, ...]] = {}
    for digest, path in manifest:
        found[digest] = (*found.get(digest, ()), path)
    return found
