"""The versions of an inventory: their names, and what each is (OCFL 1.1, 3.3 and 3.5.3)."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from editions.archive.validating.faults import conflicts, items, texts

#: RFC 3339, 5.6: to the second at least, with a zone.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")
_NAME = re.compile("v[0-9]+")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.+")
_KEYS, _USER = {"created", "state", "message", "user"}, {"name", "address"}


def version_names(versions: Any) -> list[str]:
    """Return the names in the block *versions* that are names of versions, by their numbers."""
    return sorted((name for name, _ in items(versions) if _NAME.fullmatch(name)), key=lambda name: (int(name[1:]), name))


def version_faults(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield code and words of what is wrong with the versions of *said*."""
    if "versions" not in said:
        return
    versions = said["versions"]
    if not isinstance(versions, dict):
        yield "E044", '"versions" is no JSON object'
        return
    if not versions:
        yield "E008", "there is no version"
        return
    yield from _names(list(versions))
    for name, version in versions.items():
        if isinstance(version, dict):
            yield from ((code, f"{name}: {what}") for code, what in _version(version, said))
        else:
            yield "E047", f"{name} is no JSON object"


def _names(names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        if not _NAME.fullmatch(name):
            yield "E104", f'"{name}" is no name of a version'
    numbered = version_names(dict.fromkeys(names))
    numbers = [int(name[1:]) for name in numbered]
    if 0 in numbers:
        yield "E105", "versions are counted from 1"
    if 1 not in numbers:
        yield "E009", "there is no version 1"
    if sorted(set(numbers)) != list(range(min(numbers, default=1), max(numbers, default=1) + 1)):
        yield "E010", "a version is missing between others"
    if any(name[1] == "0" for name in numbered):
        yield from _padded(numbered)


def _padded(names: list[str]) -> Iterator[tuple[str, str]]:
    yield "W001", "the numbers of the versions begin with zeros"
    if names[0][1] == "0" and any(len(name) == len(names[0]) and name[1] != "0" for name in names):
        yield "E011", "the number of a version does not begin with a zero, as the others do"
    if len({len(name) for name in names}) > 1 or any(name[1] != "0" for name in names):
        yield "E012", "the versions are named in two ways"
        yield "E013", "a version is named in another way than the first"


def _version(version: dict[str, Any], said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in sorted(version.keys() - _KEYS):
        yield "E102", f'"{key}" is no key of a version'
    for key in ("created", "state"):
        if key not in version:
            yield "E048", f'"{key}" is missing'
    if "created" in version and not _is_moment(version["created"]):
        yield "E049", f'"{version["created"]}" is no moment as RFC 3339 writes it'
    if "message" not in version:
        yield "W007", "it does not say why"
    elif not isinstance(version["message"], str):
        yield "E094", "its message is no text"
    yield from _user(version)
    if "state" in version:
        yield from _state(version["state"], said)


def _is_moment(created: Any) -> bool:
    if not isinstance(created, str) or not _MOMENT.fullmatch(created):
        return False
    try:
        datetime.fromisoformat(created.upper())
    except ValueError:
        return False
    return True


def _user(version: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "user" not in version:
        yield "W007", "it does not say who"
        return
    user = version["user"]
    if not isinstance(user, dict) or not isinstance(user.get("name"), str) or not user["name"]:
        yield "E054", "its user has no name"
        return
    for key in sorted(user.keys() - _USER):
        yield "E102", f'"{key}" is no key of a user'
    if "address" not in user:
        yield "W008", "its user has no address"
    elif not isinstance(user["address"], str):
        yield "E054", "its user's address is no text"
    elif not _URI.fullmatch(user["address"]):
        yield "W009", f'its user\'s address "{user["address"]}" is no URI'


def _state(state: Any, said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not isinstance(state, dict):
        yield "E050", "its state is no JSON object"
        return
    manifest = dict(items(said.get("manifest")))
    for digest, paths in state.items():
        if digest not in manifest:
            yield "E050", f"{digest[:12]}… is not in the manifest"
        if not isinstance(paths, list) or texts(paths) != paths:
            yield "E051", f"the files of {digest[:12]}… are no list of texts"
        for path in texts(paths):
            if path.startswith("/") or path.endswith("/"):
                yield "E053", f'"{path}" begins or ends with "/"'
            if any(part in ("", ".", "..") for part in path.strip("/").split("/")):
                yield "E052", f'"{path}" has a part that is empty, "." or ".."'
    for path in conflicts([path for paths in state.values() for path in texts(paths)]):
        yield "E095", f'"{path}" is there twice, or is a file and a folder'
