"""``editions archive add``: an edition, or a corrigendum of one, becomes a version of what is archived of its statement."""

import argparse
import sys
from pathlib import Path

from editions.archive.additions import as_addition
from editions.archive.layout import object_id
from editions.archive.store import add_version
from editions.cli.archive_command.adding_copies import add_copies
from editions.cli.archive_command.adding_scans import add_scan
from editions.cli.archive_command.common import add_person, office, person, store_of, verifier
from editions.cli.reporting import print_json
from editions.problems import Exit, Problem, UsageRefusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("seed", metavar="SEED", help="a statement with an edition in build/")
    add_person(parser)
    parser.add_argument("--why", default="", metavar="TEXT", help="why it is added")
    parser.add_argument("--corrigendum", action="store_true", help="it corrects what is archived of this statement")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the editions lie (default: build/)")
    parser.add_argument("--no-verapdf", action="store_true", help="do without veraPDF, even where it is on PATH")
    parser.add_argument(
        "--scan", nargs="+", type=Path, default=[], metavar="FILE", help="the signed paper, scanned: one PDF, or TIFF, JPEG or PNG in order"
    )
    parser.add_argument("--copies", action="store_true", help="the log of its copies, to what is archived of it already")
    parser.add_argument("--language", default="", metavar="LANG", help="of --scan: the text that was printed (default: by its mark)")
    parser.add_argument("--forced", default="", metavar="REASON", help="of --scan: keep it though it is no whole print of the edition")


def run(options: argparse.Namespace) -> int:
    """Look over the edition, the scan of its print, or the log of its copies, add it, and return the exit status."""
    kinds = [
        name for name, given in (("--scan", options.scan), ("--copies", options.copies), ("--corrigendum", options.corrigendum)) if given
    ]
    if kinds[1:]:
        raise UsageRefusal(Problem(" and ".join(kinds), "are versions of their own", "Add one after the other."))
    if options.scan:
        return add_scan(options)
    if options.copies:
        return add_copies(options)
    # Heavy: only where something is added.
    from editions.archiving import Reason, candidate
    from editions.checking.conformance.verapdf import find_verapdf
    from editions.reading.statements import find_seeds

    around = office(options)
    reason = Reason(by=person(options, around), why=options.why.strip(), corrects=options.corrigendum)
    (seed,) = find_seeds([options.seed], around)
    verapdf = None if options.no_verapdf else find_verapdf()
    found = candidate(seed, around, reason, verifier(around), verapdf=verapdf)
    store = store_of(options, around)
    version = add_version(store, object_id(found.statement), lambda held: as_addition(found, held))
    print(f"archived {found.statement} as {version.name} in {store.root}: {version.message}", file=sys.stderr)
    if options.json:
        print_json({"statement": found.statement, "version": version.name, "files": sorted(version.state)})
    return int(Exit.DONE)
