"""``editions archive add SEED --copies``: the log of copies put beside the edition that was copied."""

import argparse
import sys

from editions.archive.additions import Copied, as_copied
from editions.archive.layout import object_id
from editions.archive.store import add_version
from editions.cli.archive_command.common import office, person, store_of
from editions.cli.reporting import print_json
from editions.problems import Exit, Problem, Refusal


def add_copies(options: argparse.Namespace) -> int:
    """Add the log of the copies that lie beside the published edition, and return the exit status."""
    # Heavy: only where something is added.
    from editions.archiving import copy_logs
    from editions.manifest import read_manifest
    from editions.reading.statements import find_seeds, id_of

    around = office(options)
    (seed,) = find_seeds([options.seed], around)
    name = id_of(seed)
    manifest = read_manifest(around.out / name)
    files, copied = copy_logs(around.out / name, manifest) if manifest else ({}, {})
    if not files:
        raise Refusal(Problem(str(around.out / name), "there are no copies", f"`editions copies {name}` makes them."))
    given = Copied(files=files, editions=copied, why=options.why.strip(), by=person(options, around))
    store = store_of(options, around)
    version = add_version(store, object_id(name), lambda held: as_copied(name, given, held))
    print(f"archived the log of copies of {name} as {version.name} in {store.root}", file=sys.stderr)
    if options.json:
        print_json({"statement": name, "version": version.name, "files": sorted(version.state)})
    return int(Exit.DONE)
