"""One inventory by itself: its keys, and what they may hold (OCFL 1.1, 3.5)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from editions.archive.validating.faults import Fault, is_hex, items, texts
from editions.archive.validating.manifest import fixity_faults, manifest_faults
from editions.archive.validating.versions import version_faults, version_names

_KEYS = {"id", "type", "digestAlgorithm", "head", "contentDirectory", "manifest", "versions", "fixity"}
_TYPE = re.compile(r"https://ocfl\.io/(1\.[01])/spec/#inventory")
#: A URI's scheme (RFC 3986, 3.1), and something after it.
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+")


@dataclass(frozen=True, kw_only=True)
class Judged:
    """An inventory that is JSON, as it was *said*, the *version* of OCFL that it follows, and what is wrong with it."""

    said: dict[str, Any]
    spec: str
    faults: tuple[Fault, ...]

    @property
    def id(self) -> object:
        """Return its id, whatever it is."""
        return self.said.get("id")

    @property
    def algorithm(self) -> str:
        """Return the algorithm of its digests."""
        return str(self.said.get("digestAlgorithm", "sha512"))

    @property
    def content_directory(self) -> str:
        """Return the name of the folder with a version's files."""
        return str(self.said.get("contentDirectory", "content"))

    @property
    def versions(self) -> list[str]:
        """Return the names of its versions, in their order."""
        return version_names(self.said.get("versions"))

    @property
    def files(self) -> dict[str, str]:
        """Return the digest, in small letters, of each path in its manifest."""
        return {path: digest.lower() for digest, paths in items(self.said.get("manifest")) for path in texts(paths)}

    def state(self, version: str) -> dict[str, str]:
        """Return the digest, in small letters, of each file in *version*."""
        block = items(self.said.get("versions"))
        state = next((said.get("state") for name, said in block if name == version and isinstance(said, dict)), None)
        return {path: digest.lower() for digest, paths in items(state) for path in texts(paths)}


def judge_inventory(content: bytes, where: str, spec: str) -> Judged | Fault:
    """Return what the inventory *content* says, and what is wrong with it; a lone fault where it is not JSON.

    *spec* is the version of OCFL that holds where it does not say one itself.
    """
    try:
        said = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return Fault(code="E033", where=where, what=f"the inventory is no JSON: {error}")
    if not isinstance(said, dict):
        return Fault(code="E033", where=where, what="the inventory is no JSON object")
    own = _TYPE.fullmatch(str(said.get("type")))
    spec = own[1] if own else spec
    faults = (Fault(code=code, where=where, what=what) for code, what in _faults(said, spec))
    return Judged(said=said, spec=spec, faults=tuple(faults))


def _faults(said: dict[str, Any], spec: str) -> Iterator[tuple[str, str]]:
    yield from _missing(said)
    for key in sorted(said.keys() - _KEYS):
        yield "E102", f'"{key}" is no key of an inventory'
    yield from _plain(said)
    yield from _head(said)
    yield from manifest_faults(said, spec)
    yield from version_faults(said)
    if "fixity" in said:
        yield from fixity_faults(said, spec)


def _missing(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("id", "type", "digestAlgorithm", "head"):
        if key not in said:
            yield "E036", f'"{key}" is missing'
    for key in ("manifest", "versions"):
        if key not in said:
            yield "E041", f'"{key}" is missing'


def _plain(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the id, the type, the algorithm, and the name of the folder of files."""
    name, algorithm = said.get("id", "a:b"), said.get("digestAlgorithm", "sha512")
    if not isinstance(name, str) or not name:
        yield "E037", "the id is no text, or empty"
    elif not URI.fullmatch(name):
        yield "W005", f'the id "{name}" is no URI'
    if "type" in said and not _TYPE.fullmatch(str(said["type"])):
        yield "E038", f'"{said["type"]}" is no type of an inventory'
    if algorithm not in ("sha512", "sha256"):
        yield "E025", f'"{algorithm}" is no algorithm for content: sha512 or sha256'
    elif algorithm == "sha256":
        yield "W004", "SHA-256 is used: SHA-512 is better"
    folder = said.get("contentDirectory", "content")
    if folder in (".", ".."):
        yield "E018", f'the folder of files is called "{folder}"'
    elif not isinstance(folder, str) or not folder or "/" in folder:
        yield "E017", f'the folder of files is called "{folder}"'


def _head(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    names = version_names(said.get("versions"))
    if "head" in said and names and said["head"] != names[-1]:
        yield "E040", f'the head is "{said["head"]}", the last version {names[-1]}'


def is_sidecar(line: str, algorithm: str) -> bool:
    """Return whether *line* is that of a sidecar: a digest, blanks, and the inventory's name (OCFL 1.1, 3.6)."""
    found = re.fullmatch(r"(\S+)[ \t]+inventory\.json\s*", line)
    return found is not None and is_hex(found[1], algorithm)
