"""Signed editions in the archive, stamped anew before their last time stamp ends: the signature outlives the certificates under it."""

import json
from datetime import datetime
from pathlib import Path

from editions.archive.additions import Refreshed
from editions.archive.examining import YEAR
from editions.archive.objects import Held
from editions.archive.signed_files import Beside, report_of, signed_files, uncovered
from editions.archiving import verified
from editions.model.archive import Person, Verifier
from editions.problems import Problem, SigningRefusal
from editions.sealing import Means, refreshed
from editions.sealing.signed import Signed, with_record


def ends_soon(held: Held, now: datetime) -> bool:
    """Return whether the last time stamp of a signed PDF of *held* ends within a year of *now*, or has ended.

    As the report says that was archived with it: no signature is verified. What a later copy covers does not count.

    Raises:
        ArchiveRefusal: a report is damaged.
    """
    return any((ends := _ends(held, one)) is not None and ends - now < YEAR for one in _last_of_each(held))


def refresh_archived(held: Held, name: str, means: Means, verify: Verifier, by: Person, why: str) -> Refreshed:
    """Return all signed PDFs of *name* that no later one covers with a new time stamp over each, and what is said of them then.

    Those of earlier versions go into a folder of their own, with the edition that was signed: "earlier/v1/…".

    Raises:
        ArchiveRefusal: one is damaged.
        Refusal: nothing of it is signed, or one does not verify, or cannot be stamped.
    """
    head = held.inventory.head
    found = _last_of_each(held)
    if not found:
        remedy = "`editions sign` signs one, `editions archive add` adds it."
        raise SigningRefusal(Problem(name, "has no signed edition in the archive", remedy))
    files: dict[str, bytes] = {}
    kept: dict[str, str] = {}
    for one in found:
        is_last = one.version == head.name
        target = one.name.rpartition("/")[0] if is_last else f"earlier/{one.version}"
        made = refreshed((_signed(held, one, Path(name) / one.version),), means)
        state = _state(held, one)
        edition = f"{one.name.removesuffix('.signed.pdf')}.pdf"
        stamped = {f"{target}/{file}": content for file, content in made.items()}
        beside = f"{target}/{edition.rpartition('/')[2]}"
        reports = verified(name, {**stamped, beside: held.read(state[edition])}, verify)
        files |= {**stamped, **reports}
        kept |= {} if is_last else {beside: state[edition]}
    return Refreshed(files=files, kept=kept, version=head.name, why=why, by=by)


def _last_of_each(held: Held) -> list[Beside]:
    signed = signed_files(held.inventory)
    return [signed[path] for path in uncovered(held.folder, signed)]


def _state(held: Held, one: Beside) -> dict[str, str]:
    version = held.inventory.version(one.version)
    return dict(version.state) if version else {}


def _signed(held: Held, one: Beside, folder: Path) -> Signed:
    state = _state(held, one)
    record = state.get(f"{one.name.removesuffix('.pdf')}.json")
    return with_record(folder / one.name.rpartition("/")[2], held.read(state[one.name]), held.read(record) if record else None)


def _ends(held: Held, one: Beside) -> datetime | None:
    """Return when the last time stamp of *one* ends, as its report tells; None where it tells of none."""
    report = _state(held, one).get(report_of(one.name))
    try:
        said = json.loads(held.read(report))["ends"] if report else None
        return datetime.fromisoformat(said) if said else None
    except (ValueError, LookupError, TypeError):
        return None
