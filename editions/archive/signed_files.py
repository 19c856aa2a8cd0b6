"""The signed PDFs in an object: with what they were archived, which of them a later one covers, and what speaks against one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editions.archive.validating.faults import Fault
from editions.model.archive import Inventory, SignedFile
from editions.model.signatures import Verdict

_SIGNED = ".signed.pdf"
#: Where signed editions lie in a version: that of the version itself, and those of earlier ones that were stamped anew.
_FOLDERS = ("edition/", "earlier/")


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Beside a signed PDF: the paths of the *editions* that it is archived with ("": there is none), of its first *report*, and in
    which *version* it has which *name*, the last that has it."""

    editions: tuple[str, ...]
    report: str
    version: str
    name: str


def signed_files(inventory: Inventory) -> dict[str, Beside]:
    """Return the signed PDFs by their paths, those that were added first before others."""
    found: dict[str, Beside] = {}
    for version in inventory.versions:
        paths = {name: inventory.manifest[digest][0] for name, digest in version.state.items()}
        for name in sorted(name for name in paths if name.startswith(_FOLDERS) and name.endswith(_SIGNED)):
            before = found.get(paths[name])
            report = before.report if before else paths.get(report_of(name), "")
            edition = paths.get(f"{name.removesuffix(_SIGNED)}.pdf", "")
            editions = (*before.editions, edition) if before else (edition,)
            found[paths[name]] = Beside(editions=editions, report=report, version=version.name, name=name)
    return found


def report_of(name: str) -> str:
    """Return the name of the report on the signed PDF *name*."""
    folder, _, file = name.rpartition("/")
    return f"{'reports' if folder == 'edition' else folder}/{file.removesuffix('.pdf')}.verification.json"


def uncovered(folder: Path, signed: Mapping[str, Beside]) -> list[str]:
    """Return the signed PDFs that no later one covers: what begins with the bytes of another vouches for them, with a later stamp."""
    paths = list(signed)
    # One alone, as most are, need not be read to tell.
    contents = {path: (folder / path).read_bytes() for path in paths} if len(paths) > 1 else {}
    return [path for place, path in enumerate(paths) if not any(contents[later].startswith(contents[path]) for later in paths[place + 1 :])]


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
