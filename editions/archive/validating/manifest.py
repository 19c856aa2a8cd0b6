"""The manifest of an inventory, and the further digests of its files (OCFL 1.1, 3.5.2 and 3.5.4)."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from editions.archive.validating.faults import HEX, conflicts, is_hex, items, texts

#: Further digests, by the OCFL community's extensions 0001 and 0009: known, and not looked at here.
_OTHERS = {"blake2b-160", "blake2b-256", "blake2b-384", "sha512/256", "size"}


def manifest_faults(said: dict[str, Any], spec: str) -> Iterator[tuple[str, str]]:
    """Yield code and words of what is wrong with the manifest of *said*."""
    manifest = said.get("manifest", {})
    if not isinstance(manifest, dict):
        yield ("E106" if spec == "1.1" else "E041"), "the manifest is no JSON object"
        return
    algorithm = str(said.get("digestAlgorithm", "sha512"))
    yield from _digests(manifest, algorithm, "E096")
    for digest, paths in items(manifest):
        if not isinstance(paths, list) or texts(paths) != paths:
            yield "E092", f"the paths of {_short(digest)} are no list of texts"
        for path in texts(paths):
            yield from _path_faults(path) or _place(path, said)
    for path in conflicts([path for paths in manifest.values() for path in texts(paths)]):
        yield "E101", f'"{path}" is there twice, or is a file and a folder'
    if spec == "1.1":
        yield from _unused(said)


def _digests(block: dict[str, Any], algorithm: str, twice: str) -> Iterator[tuple[str, str]]:
    wrong = {"sha512": "E031", "sha256": "E030", "sha1": "E029", "blake2b-512": "E032"}.get(algorithm, "E057")
    for digest in block:
        if not is_hex(digest, algorithm):
            yield wrong, f"{_short(digest)} is no digest by {algorithm}"
    for digest, number in Counter(digest.lower() for digest in block).items():
        if number > 1:
            yield twice, f"{_short(digest)} is there twice, in large and small letters"


def _path_faults(path: str) -> list[tuple[str, str]]:
    if path.startswith("/") or path.endswith("/"):
        return [("E100", f'"{path}" begins or ends with "/"')]
    if any(part in ("", ".", "..") for part in path.split("/")):
        return [("E099", f'"{path}" has a part that is empty, "." or ".."')]
    return []


def _place(path: str, said: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what is wrong with where *path* leads: into a version's folder of files it must."""
    version, _, rest = path.partition("/")
    known = {name for name, _ in items(said.get("versions"))}
    if version not in known or not rest.startswith(f"{said.get('contentDirectory', 'content')}/"):
        return [("E042", f'"{path}" is not in a version\'s folder of files')]
    return []


def _unused(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    used = {
        digest.lower()
        for _, version in items(said.get("versions"))
        if isinstance(version, dict)
        for digest, _ in items(version.get("state"))
    }
    for digest in said.get("manifest", ()):
        if digest.lower() not in used:
            yield "E107", f"{_short(digest)} is in the manifest, and in no version"


def fixity_faults(said: dict[str, Any], spec: str) -> Iterator[tuple[str, str]]:
    """Yield code and words of what is wrong with the further digests in *said*."""
    fixity = said["fixity"]
    if not isinstance(fixity, dict):
        yield ("E111" if spec == "1.1" else "E057"), "the fixity block is no JSON object"
        return
    listed = {path for _, paths in items(said.get("manifest")) for path in texts(paths)}
    for algorithm, block in fixity.items():
        if algorithm not in HEX and algorithm not in _OTHERS:
            yield "E056", f'"{algorithm}" is no algorithm that OCFL knows'
        if not isinstance(block, dict):
            yield "E057", f"the digests by {algorithm} are no JSON object"
            continue
        yield from _digests(block, algorithm, "E097")
        for digest, paths in block.items():
            yield from _fixity_paths(digest, paths, listed)


def _fixity_paths(digest: str, paths: Any, listed: set[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(paths, list) or texts(paths) != paths:
        yield "E057", f"the paths of {_short(digest)} are no list of texts"
    for path in texts(paths):
        if faults := _path_faults(path):
            yield from faults
        elif path not in listed:
            yield "E057", f'"{path}" is not in the manifest'


def _short(digest: str) -> str:
    return re.sub(r"(?<=^.{12}).+", "…", digest)
