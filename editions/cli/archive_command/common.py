"""What several verbs of ``editions archive`` need: the archive, a statement in it, who acts, and how signatures are verified."""

import argparse
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from editions.archive.entries import Entry
from editions.archive.layout import object_id, require_root, statement_of
from editions.archive.objects import Held, find, object_folders, read_object
from editions.archive.store import Store
from editions.model.archive import Person, SignedFile, Verifier
from editions.problems import ArchiveRefusal, Problem, UsageRefusal, nearest
from editions.surroundings import Surroundings, surroundings

_PERSON = re.compile(r"\s*(?P<name>[^<>]*[^<>\s])\s*<(?P<address>[^<>\s]+)>\s*")


def office(options: argparse.Namespace) -> Surroundings:
    """Return the surroundings of the run."""
    return surroundings(Path(), getattr(options, "out", None))


def root_of(options: argparse.Namespace, around: Surroundings) -> Path:
    """Return where the archive is."""
    return Path(options.archive) if options.archive else around.archive


def store_of(options: argparse.Namespace, around: Surroundings) -> Store:
    """Return the archive, to be written now."""
    return Store(root=root_of(options, around), now=datetime.now(UTC))


def held_of(root: Path, name: str) -> Held:
    """Return what is archived of the statement *name*: its id, or the path of its folder.

    Raises:
        MissingRefusal: there is no archive.
        UsageRefusal: nothing is archived of it.
        ArchiveRefusal: what is archived of it is damaged.
    """
    require_root(root)
    identifier = name_of(name)
    held = find(root, object_id(identifier))
    if held is None:
        known = list(held_names(root))
        raise UsageRefusal(
            Problem(identifier or '""', "is not archived", nearest(identifier, known) if known else "Nothing is archived yet.")
        )
    return held


def held_names(root: Path) -> Iterator[str]:
    """Yield the ids of the statements in the archive *root* whose inventories can be read."""
    for folder in object_folders(root):
        with suppress(ArchiveRefusal):
            yield statement_of(read_object(folder).inventory.id)


def name_of(asked: str) -> str:
    """Return the id of the statement that is *asked* for.

    Raises:
        UsageRefusal: it is not UTF-8, as every id is.
    """
    try:
        asked.encode()
    except UnicodeEncodeError:
        shown = asked.encode("utf-8", "backslashreplace").decode()
        raise UsageRefusal(Problem(shown, "the name is not UTF-8", "`editions archive list` tells what is archived.")) from None
    return Path(asked).name if asked.strip("./") else asked


def add_person(parser: argparse.ArgumentParser) -> None:
    """Declare who acts."""
    parser.add_argument("--by", metavar="PERSON", help='who does this: "Name <name@office.example>" (default: what settings.toml says)')


def person(options: argparse.Namespace, around: Surroundings) -> Person:
    """Return who acts: as --by says, or the settings.

    Raises:
        UsageRefusal: nobody is named, or without an address.
    """
    given = options.by or around.archivist
    found = _PERSON.fullmatch(given)
    if not found:
        what = f'"{given}" is no name with an address' if given else "the archive keeps who added what, and nobody is named"
        raise UsageRefusal(Problem("--by", what, 'As in: --by "Name <name@office.example>"; or by = "…" under [archive] in settings.toml.'))
    address = found["address"]
    return Person(name=found["name"], address=address if re.match("[A-Za-z][A-Za-z0-9+.-]*:", address) else f"mailto:{address}")


def verifier(around: Surroundings) -> Verifier:
    """Return what verifies a signed PDF by the certificates that the office trusts, as they are today."""
    # Heavy: only where something is verified.
    from editions.verifying.roots import read_roots

    return _Verifier(roots=read_roots(around.signing.roots) if around.signing.roots else ())


@dataclass(frozen=True, kw_only=True)
class _Verifier:
    """Verifies by the certificates *roots*, in DER: a value, which can be handed to another process."""

    roots: tuple[bytes, ...]

    def __call__(self, content: bytes) -> SignedFile:
        from editions.model.signatures import Trust, Verdict
        from editions.verifying.apart import verify_forked
        from editions.verifying.plain import as_plain

        found = verify_forked(content, Trust(roots=self.roots), datetime.now(UTC))
        against = found.verdict in (Verdict.INVALID, Verdict.UNREADABLE, Verdict.UNSIGNED)
        return SignedFile(
            against=against, sentence=found.sentence, ends=found.ends, report=as_plain(found),
            is_unproven=found.verdict is Verdict.UNPROVEN, is_trusting=bool(self.roots),
        )  # fmt: skip


def plain_entry(entry: Entry) -> dict[str, Any]:
    """Return *entry* as JSON has it."""
    return {
        "version": entry.version.name,
        "kind": entry.kind,
        "created": entry.version.created.isoformat(),
        "why": entry.why,
        "corrects": entry.corrects or None,
        "stands": entry.stands,
        "by": {"name": entry.version.by.name, "address": entry.version.by.address},
        "files": sorted(entry.version.state),
    }


def told_entry(entry: Entry) -> str:
    """Return the line that tells of *entry*."""
    corrects = f" of {entry.corrects}" if entry.corrects else f" ({entry.stands})" if entry.stands != entry.kind else ""
    why = f": {entry.why}" if entry.why and entry.why != entry.kind else ""
    when = entry.version.created.strftime("%Y-%m-%d %H:%M UTC")
    return f"{entry.version.name:<4} {when}  {entry.kind or 'added'}{corrects} by {entry.version.by.name}{why}"
