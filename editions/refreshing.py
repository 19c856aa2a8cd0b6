"""Signed editions in the archive, stamped anew before their last time stamp ends: the signature outlives the certificates under it."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from editions.archive.additions import Refreshed
from editions.archive.examining import YEAR
from editions.archive.objects import Held
from editions.archiving import verified
from editions.model.archive import Person, Verifier
from editions.problems import Problem, SigningRefusal
from editions.sealing import Means, refreshed
from editions.sealing.signed import Signed, with_record

_FOLDER, _ENDING = "edition/", ".signed.pdf"


def ends_soon(held: Held, now: datetime) -> bool:
    """Return whether the last time stamp of a signed PDF in the last version of *held* ends within a year of *now*, or has ended.

    As the report says that was archived with it: no signature is verified.
    """
    state = held.inventory.head.state
    reports = (state.get(_report(name)) for name in _signed(state))
    return any(ends is not None and ends - now < YEAR for ends in (_ends(held.read(report)) for report in reports if report))


def refresh_archived(held: Held, name: str, means: Means, verify: Verifier, by: Person, why: str) -> Refreshed:
    """Return the signed PDFs of *name* in the last version of *held* with a new time stamp over each, and what is said of them then.

    Raises:
        ArchiveRefusal: one is damaged.
        Refusal: nothing of it is signed, or one does not verify, or cannot be stamped.
    """
    version = held.inventory.head
    files = {one: held.read(version.state[one]) for one in version.state if one.startswith(_FOLDER)}
    found = tuple(_signed_files(files, Path(name)))
    if not found:
        raise SigningRefusal(
            Problem(name, "has no signed edition in the archive", "`editions sign` signs one, `editions archive add` adds it.")
        )
    made = {f"{_FOLDER}{one}": content for one, content in refreshed(found, means).items()}
    reports = verified(name, {**files, **made}, verify)
    return Refreshed(files={**made, **reports}, version=version.name, why=why, by=by)


def _signed(names: Mapping[str, object]) -> list[str]:
    return sorted(name for name in names if name.startswith(_FOLDER) and name.endswith(_ENDING))


def _signed_files(files: Mapping[str, bytes], folder: Path) -> Iterator[Signed]:
    for name in _signed(files):
        record = files.get(f"{name.removesuffix('.pdf')}.json")
        yield with_record(folder / name.removeprefix(_FOLDER), files[name], record)


def _report(name: str) -> str:
    return f"reports/{name.removeprefix(_FOLDER).removesuffix('.pdf')}.verification.json"


def _ends(report: bytes) -> datetime | None:
    """Return when the last time stamp ends that *report* tells of; None where it tells of none."""
    try:
        said = json.loads(report)["ends"]
        return datetime.fromisoformat(said) if said else None
    except (ValueError, LookupError, TypeError):
        return None
