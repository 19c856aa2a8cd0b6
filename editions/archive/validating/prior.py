"""The inventory of an earlier version beside the object's: both say the same of what was (OCFL 1.1, 3.7)."""

from collections.abc import Iterator
from typing import Any

from editions.archive.validating.faults import Fault, items
from editions.archive.validating.inventory import Judged


def prior_faults(root: Judged, prior: Judged, version: str, where: str) -> Iterator[Fault]:
    """Yield what is wrong with *prior*, the inventory of *version*, where *root* is the object's."""
    if prior.id != root.id:
        for code in ("E037", "E110"):
            yield Fault(code=code, where=where, what=f'has the id "{prior.id}", the object "{root.id}"')
    if prior.versions[-1:] != [version]:
        yield Fault(code="E040", where=where, what=f"ends with {''.join(prior.versions[-1:]) or 'no version'}, not with {version}")
    yield from _folder(root, prior, where)
    if not set(prior.versions) <= set(root.versions):
        yield Fault(code="E066", where=where, what="has a version that the object has not")
    for name in prior.versions:
        if name in root.versions:
            yield from _states(root, prior, name, where)


def _folder(root: Judged, prior: Judged, where: str) -> Iterator[Fault]:
    if "contentDirectory" in root.said and "contentDirectory" not in prior.said:
        yield Fault(code="E019", where=where, what="does not name the folder of files that the object names: the first version has to")
    if prior.content_directory != root.content_directory:
        if "contentDirectory" in root.said:
            yield Fault(code="E019", where=where, what="has not the folder of files that the object names: the first version has to")
        yield Fault(code="E020", where=where, what="has another folder of files than the object")


def _states(root: Judged, prior: Judged, name: str, where: str) -> Iterator[Fault]:
    """Yield in what *prior* and *root* differ of the version *name*."""
    if _bytes_of(prior, name) != _bytes_of(root, name) and not _is_same_content(root, prior, name):
        yield Fault(code="E066", where=where, what=f"says of {name} other than the object")
    mine, theirs = _version(prior, name), _version(root, name)
    for key in ("created", "message", "user"):
        if mine.get(key) != theirs.get(key):
            yield Fault(code="W011", where=where, what=f'says of {name} another "{key}" than the object')


def _bytes_of(one: Judged, name: str) -> tuple[str, dict[str, str]]:
    return one.algorithm, one.state(name)


def _is_same_content(root: Judged, prior: Judged, name: str) -> bool:
    """Return whether both, with digests by different algorithms, mean the same files."""
    if root.algorithm == prior.algorithm:
        return False
    mine, theirs = _paths(prior, name), _paths(root, name)
    return mine.keys() == theirs.keys() and all(paths <= theirs[file] for file, paths in mine.items())


def _paths(one: Judged, name: str) -> dict[str, set[str]]:
    """Return where the bytes of each file of the version *name* lie."""
    places: dict[str, set[str]] = {}
    for path, digest in one.files.items():
        places.setdefault(digest, set()).add(path)
    return {file: places.get(digest, set()) for file, digest in one.state(name).items()}


def _version(one: Judged, name: str) -> dict[str, Any]:
    return next((said for key, said in items(one.said.get("versions")) if key == name and isinstance(said, dict)), {})
