"""``editions archive verify``: every digest made anew, every signature verified; what is damaged is named, and mended where asked."""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from datetime import UTC, datetime
from pathlib import Path

from editions.archive.examining import Examined, examine, examine_object, examine_root
from editions.archive.healing import Healed, heal, missing_here
from editions.archive.layout import object_id, object_path, require_root, statement_of
from editions.archive.objects import object_folders
from editions.archive.store import Store, put_back
from editions.archive.validating.faults import Fault
from editions.cli.archive_command.common import held_of, name_of, office, root_of, verifier
from editions.cli.arguments import processes
from editions.cli.reporting import print_json, visible
from editions.executors import executor
from editions.model.archive import Verifier
from editions.problems import Exit, MissingRefusal, Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("statements", nargs="*", metavar="ID", help="look over these statements alone (default: all)")
    parser.add_argument("--heal", type=Path, metavar="FROM", help="take good copies from this second archive")
    parser.add_argument("--no-signatures", action="store_true", help="look at digests alone")
    parser.add_argument("--workers", type=processes, default=0, metavar="N", help="processes for signatures (default: one a core)")


def run(options: argparse.Namespace) -> int:
    """Look the archive over, report, and return the exit status: 6 where something is damaged."""
    around = office(options)
    root = root_of(options, around)
    verify = None if options.no_signatures else verifier(around)
    put_back(Store(root=root, now=datetime.now(UTC)))
    faults = examine_root(root)
    if verify:
        _load()
    found = _examined(root, options.statements, verify, options.workers)
    healed: list[Healed] = []
    if options.heal:
        require_root(options.heal)
        healed = _heal(root, options.heal, found, verifier(around), is_whole=not options.statements)
        found = _examined(root, options.statements, verify, options.workers)
    if options.json:
        print_json(_plain(faults, found, healed))
    else:
        print("\n".join(visible(line) for line in _told(root, faults, found, healed)))
    if verify and not around.signing.roots and any(one.signatures for one in found):
        # Heavy: it brings what verifies.
        from editions.cli.verify_command import NO_ROOTS

        print(NO_ROOTS, file=sys.stderr)
    is_damaged = any(fault.is_error for fault in faults) or any(one.is_damaged for one in found)
    if is_damaged and not options.heal:
        print("`editions archive verify --heal FROM` takes good copies from a second archive.", file=sys.stderr)
    return int(Exit.ARCHIVE if is_damaged else Exit.DONE)


def _examined(root: Path, names: Sequence[str], verify: Verifier | None, workers: int) -> list[Examined]:
    """Return what is found of the statements *names*, or of all; signatures are verified by as many processes as there are cores.

    Raises:
        MissingRefusal: one of these processes was ended from outside.
    """
    folders = [_folder(root, name) for name in names] if names else list(object_folders(root))
    # Digests alone are bound by the disk.
    with executor(len(folders), workers if verify else 1, _load) as pool:
        try:
            return list(examine(folders, root, verify, datetime.now(UTC), pool))
        except BrokenExecutor:
            what = "was not looked over: a process that verified signatures was ended from outside, perhaps for want of memory"
            raise MissingRefusal(Problem(str(root), what, "Try again; one process (--workers 1) needs less memory.")) from None


def _load() -> None:
    """Load what verifies: what is loaded before the processes part is theirs, too."""
    import editions.verifying.judging  # noqa: F401


def _folder(root: Path, name: str) -> Path:
    folder = root / object_path(object_id(name_of(name)))
    return folder if folder.is_dir() else held_of(root, name).folder


def _heal(root: Path, other: Path, found: Sequence[Examined], verify: Verifier, *, is_whole: bool) -> list[Healed]:
    def is_sound(folder: Path) -> bool:
        return not examine_object(other, folder, verify, datetime.now(UTC)).is_damaged

    places = [one.folder.relative_to(root).as_posix() for one in found if one.is_damaged]
    if is_whole:
        places += missing_here(root, other)
    return [heal(Store(root=root, now=datetime.now(UTC)), place, other, is_sound) for place in places]


def _told(root: Path, faults: Sequence[Fault], found: Sequence[Examined], healed: Sequence[Healed]) -> list[str]:
    lines = [_line(str(root), fault) for fault in faults]
    lines += [_line(str(one.folder), fault) for one in found for fault in one.faults]
    lines += [f"note    {one.folder}/{path}: not proven: {why}" for one in found for path, why in one.unproven]
    for one in healed:
        lines += [f"{one.place}: not mended: {one.why_not}"] if one.why_not else []
        lines += [f"{one.place}: {file} was taken from the other archive" for file in one.files]
    for ending in sorted((ending for one in found for ending in one.endings), key=lambda ending: ending.when):
        lines.append(f"{ending.where}: its last time stamp ends on {ending.when.date()}: `editions archive refresh` renews it")
    damaged = [statement_of(one.id) for one in found if one.is_damaged]
    total = sum(one.bytes for one in found)
    signed = sum(one.signatures for one in found)
    counts = ", ".join((_counted(len(found), "statement"), _counted(total, "byte"), _counted(signed, "signed file")))
    if unproven := sum(len(one.unproven) for one in found):
        counts += f" ({unproven} not proven)"
    return [*lines, f"{counts}: " + (f"{len(damaged)} damaged: {', '.join(damaged)}" if damaged else "nothing is damaged")]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _line(where: str, fault: Fault) -> str:
    place = f"{where}/{fault.where}".rstrip("/")
    return f"{'damage' if fault.is_error else 'note':<7} {place}: {fault.what}  [{fault.code}]"


def _plain(faults: Sequence[Fault], found: Sequence[Examined], healed: Sequence[Healed]) -> dict[str, object]:
    def plain(fault: Fault) -> dict[str, object]:
        return {"code": fault.code, "where": fault.where, "what": fault.what, "damage": fault.is_error}

    return {
        "root": [plain(fault) for fault in faults],
        "statements": [
            {
                "statement": statement_of(one.id),
                "folder": str(one.folder),
                "damaged": one.is_damaged,
                "faults": [plain(fault) for fault in one.faults],
                "signatures": one.signatures,
                "unproven": [{"where": path, "why": why} for path, why in one.unproven],
                "bytes": one.bytes,
                "ending": [{"where": ending.where, "ends": ending.when.isoformat()} for ending in one.endings],
            }
            for one in found
        ],
        "healed": [{"place": one.place, "files": list(one.files), "why_not": one.why_not or None} for one in healed],
    }
