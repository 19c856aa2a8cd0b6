"""The signed PDFs in an object: with what they were archived, which of them a later one covers, and what speaks against one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from editions.archive.validating.faults import Fault
from editions.model.archive import Inventory, SignedFile
from editions.model.signatures import Verdict

_SIGNED = ".signed.pdf"


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Beside a signed PDF: the paths of the *editions* that it is archived with ("": there is none), of its first *report*, and of
    the signed PDF that has its *name* in the last version to have one."""

    editions: tuple[str, ...]
    report: str
    latest: str = ""


def signed_files(inventory: Inventory) -> dict[str, Beside]:
    """Return the signed PDFs by their paths."""
    found: dict[str, Beside] = {}
    latest: dict[str, str] = {}
    names: dict[str, str] = {}
    for version in inventory.versions:
        paths = {name: inventory.manifest[digest][0] for name, digest in version.state.items()}
        for name in sorted(name for name in paths if name.endswith(_SIGNED)):
            report = paths.get(f"reports/{name.rpartition('/')[2].removesuffix('.pdf')}.verification.json", "")
            before = found.get(paths[name], Beside(editions=(), report=report))
            edition = paths.get(f"{name.removesuffix(_SIGNED)}.pdf", "")
            found[paths[name]] = Beside(editions=(*before.editions, edition), report=before.report)
            latest[name] = paths[name]
            names[paths[name]] = name
    return {path: replace(beside, latest=latest[names[path]]) for path, beside in found.items()}


def uncovered(folder: Path, signed: Mapping[str, Beside]) -> list[str]:
    """Return the signed PDFs that no later one covers: what begins with the bytes of another vouches for them, with a later stamp."""
    contents = {path: (folder / path).read_bytes() for path in signed}
    return [path for path, beside in signed.items() if path == beside.latest or not contents[beside.latest].startswith(contents[path])]


def of_other_editions(folder: Path, signed: Mapping[str, Beside]) -> Iterator[Fault]:
    """Yield signed PDFs that do not begin with the bytes of the edition in the same version: a signature is added to them."""
    for path, beside in signed.items():
        content = (folder / path).read_bytes()
        if not all(edition and content.startswith((folder / edition).read_bytes()) for edition in set(beside.editions)):
            yield Fault(code="signature", where=path, what="was not made from the edition in the same version")


def verdict_then(folder: Path, report: str) -> Verdict | None:
    """Return the verdict of the archived *report*; None if there is none."""
    try:
        return Verdict(json.loads((folder / report).read_bytes())["verdict"]) if report else None
    except (ValueError, LookupError, TypeError):
        return None


def against(found: SignedFile, path: str, then: Verdict | None) -> Iterator[Fault]:
    """Yield what speaks against a signed PDF; where some certificates are trusted, a verdict that is worse than it was *then*, too."""
    order = list(Verdict)
    if found.against:
        yield Fault(code="signature", where=path, what=found.sentence)
    elif then and found.is_trusting and order.index(Verdict(found.report.get("verdict", then))) > order.index(then):
        yield Fault(code="signature", where=path, what=f'its verdict was "{then}" when it was archived. {found.sentence}')
