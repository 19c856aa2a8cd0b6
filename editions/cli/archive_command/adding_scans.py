"""``editions archive add SEED --scan FILE …``: signed paper, scanned, put beside the edition that it prints."""

import argparse
import sys
from pathlib import Path

from editions.archive.additions import Scanned, as_scan
from editions.archive.layout import statement_of
from editions.archive.store import add_version
from editions.cli.archive_command.common import held_of, office, person, store_of
from editions.cli.reporting import print_json, visible
from editions.model.scans import ScanRecord
from editions.problems import Exit, Problem, Refusal


def add_scan(options: argparse.Namespace) -> int:
    """Hold the scan against the archived edition, add it, and return the exit status."""
    # Heavy: only where a scan is added.
    from editions.checking.conformance.verapdf import find_verapdf
    from editions.scanned import Paper
    from editions.scanned_apart import hold_apart

    around = office(options)
    by, store = person(options, around), store_of(options, around)
    held = held_of(store.root, options.seed)
    name, files = statement_of(held.inventory.id), held.files(held.inventory.head)
    paper = Paper(files=tuple((path.name, _read(path)) for path in options.scan), language=options.language, forced=options.forced.strip())
    found = hold_apart(paper, name, files, verapdf=None if options.no_verapdf else find_verapdf())
    why = " — ".join(part for part in (options.why.strip(), f"forced: {paper.forced}" if found.record.faults else "") if part)
    scanned = Scanned(files=found.files, version=held.inventory.head.name, why=why, by=by)
    version = add_version(store, held.inventory.id, lambda now: as_scan(name, scanned, now))
    for line in (*_told(found.record), *found.notes):
        print(visible(line), file=sys.stderr)
    print(f"archived the scan of {name} as {version.name} in {store.root}", file=sys.stderr)
    if options.json:
        print_json({"statement": name, "version": version.name, "files": sorted(version.state), "faults": list(found.record.faults)})
    return int(Exit.DONE)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal(Problem(str(path), f"cannot be read: {error.strerror}", "Name the files of the scan.")) from None


def _told(record: ScanRecord) -> list[str]:
    """Return a line for each sheet, and one for each place at which it differs from its page."""
    lines = [f"forced: {fault}" for fault in record.faults]
    for place, sheet in enumerate(record.sheets, 1):
        lines.append(f"sheet {place}: page {sheet.page or '?'}, {sheet.likeness:.1%} of the ink in common")
        for one in sheet.differences:
            left, low = (side * 25.4 / 72 for side in one.box[:2])
            what = "was written or stamped" if one.kind == "added" else "of the edition is missing"
            lines.append(f"sheet {place}: something {what}, {left:.0f} mm from the left and {low:.0f} mm from the foot")
    return lines
