"""What may be added: an edition that is not there yet, a corrigendum that points to what it corrects, a scan of its print, the log of
its copies, a later time stamp, a mark of withdrawal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from editions.archive.entries import DESCRIPTION, Entry, last_entry
from editions.archive.inventories import sha256, sha512
from editions.archive.objects import Held
from editions.model.archive import Addition, Person
from editions.problems import Problem, Refusal

#: What an edition consists of; its manifest names the tools too, and is another after each update of them.
_SUBSTANCE = ("edition/", "source/")
_MANIFEST = "edition/edition.json"
_SIGNED = (".signed.pdf", ".signed.json")
#: How the names of logs of copies begin.
COPIES = "copies/"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An edition that is to be archived: its *files*, what *describes* it, and why it is; *corrects* says that it is a corrigendum."""

    statement: str
    files: Mapping[str, bytes]
    describes: Mapping[str, Any] = field(default_factory=dict)
    by: Person
    why: str = ""
    corrects: bool = False

    @property
    def is_signed(self) -> bool:
        """Return whether a signed PDF is among the files."""
        return any(name.endswith(".signed.pdf") for name in self.files)


def as_addition(candidate: Candidate, held: Held | None) -> Addition:
    """Return *candidate* as the next version of *held*.

    Raises:
        Refusal: it is there already; it is another edition, and no corrigendum; there is nothing that it could correct; or a
            file that was signed before is not signed now.
    """
    kind, corrects = _kind(candidate, held)
    # The paper that was scanned is a print of the same edition, as copies are; what was signed before is kept provable.
    before = held.inventory.head.state if held else {}
    folders = ("scan/", "earlier/", COPIES) if kind == "signed" else ("earlier/",)
    kept = {name: digest for name, digest in before.items() if name.startswith(folders)}
    mark = {"statement": candidate.statement, "kind": kind, "why": candidate.why, "corrects": corrects}
    standing = _standing(last_entry(held)) if held and kind == "signed" else {}
    return _addition(mark | standing, candidate.describes, candidate.by, candidate.files, kept)


def _kind(candidate: Candidate, held: Held | None) -> tuple[str, str]:
    """Return of what kind the version is that *candidate* makes, and which it corrects."""
    plain = "signed" if candidate.is_signed else "issued"
    if held is None:
        if candidate.corrects:
            raise _refused(candidate.statement, "nothing of it is archived that could be corrected", "Add it without --corrigendum.")
        return plain, ""
    last = last_entry(held)
    if candidate.corrects and not candidate.why:
        raise _refused(candidate.statement, "a corrigendum says what it corrects", 'Add --why "…".')
    is_withdrawn = last.stands == "withdrawn"
    old, new = _substance(last.version.state), _substance({name: sha512(content) for name, content in candidate.files.items()})
    if old == new and not is_withdrawn:
        there = candidate.files.keys() - last.version.state.keys()
        remedy = "`--copies` adds the log of its copies." if any(name.startswith(COPIES) for name in there) else ""
        raise _refused(candidate.statement, f"is there already, as {last.version.name}: nothing was added", remedy)
    if candidate.corrects:
        return "corrigendum", last.version.name
    if is_withdrawn:
        raise _refused(candidate.statement, "was withdrawn", 'What takes its place is a corrigendum: `--corrigendum --why "…"`.')
    if _unsigned(old) != _unsigned(new) or not candidate.is_signed:
        remedy = 'If it corrects that one, add `--corrigendum --why "…"`.'
        raise _refused(candidate.statement, f"is archived already, as {last.version.name}, with other words or another look", remedy)
    if lost := sorted(name for name in old.keys() - new.keys() if name.endswith(_SIGNED)):
        what = f'"{lost[0]}" is in {last.version.name}, and would be missing in the version with the new signature'
        raise _refused(candidate.statement, what, "Put it beside the edition: `editions archive get` takes it out.")
    if older := [name for name in sorted(old.keys() & new.keys()) if old[name] != new[name] and _is_older(candidate, name, held)]:
        what = f'"{older[0]}" is in {last.version.name} with a later time stamp: nothing was added'
        raise _refused(candidate.statement, what, "`editions archive get` takes the later one out.")
    return "signed", ""


def _is_older(candidate: Candidate, name: str, held: Held) -> bool:
    """Return whether the signed PDF *name* of *candidate* is what the one that is *held* was made from."""
    return name.endswith(_SIGNED[0]) and held.read(held.inventory.head.state[name]).startswith(candidate.files[name])


def _refused(statement: str, what: str, remedy: str) -> Refusal:
    return Refusal(Problem(statement, what, remedy))


def _substance(state: Mapping[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in state.items() if name.startswith(_SUBSTANCE) and name != _MANIFEST}


def _unsigned(state: Mapping[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in state.items() if not name.endswith(_SIGNED)}


def as_withdrawal(statement: str, why: str, by: Person, held: Held | None) -> Addition:
    """Return the version that marks *statement* as withdrawn; its files stay as they are.

    Raises:
        Refusal: it is not archived, or was withdrawn before.
    """
    if held is None:
        raise _refused(statement, "is not archived", "`editions archive list` tells what is.")
    last = last_entry(held)
    if last.stands == "withdrawn":
        raise _refused(statement, f"was withdrawn before, with {last.version.name}", "")
    mark = {"statement": statement, "kind": "withdrawn", "why": why, "corrects": last.version.name}
    return _addition(mark, last.describes, by, {}, last.version.state)


@dataclass(frozen=True, kw_only=True)
class Scanned:
    """Scanned paper: *files* by their names, the *version* that they were held against, and why they are added."""

    files: Mapping[str, bytes]
    version: str
    why: str
    by: Person


def as_scan(statement: str, scanned: Scanned, held: Held | None) -> Addition:
    """Return the version that puts the *scanned* paper beside what is archived of *statement*.

    Raises:
        Refusal: nothing is archived of it, it was withdrawn, a version came meanwhile, or the same scan is there.
    """
    files, why = scanned.files, scanned.why
    if held is None:
        raise _refused(statement, "is not archived", f"`editions archive add {statement}` archives its edition.")
    last = last_entry(held)
    if last.stands == "withdrawn":
        raise _refused(statement, f"was withdrawn, with {last.version.name}", "")
    if last.version.name != scanned.version:
        what = f"{last.version.name} was added meanwhile, and the scan was held against {scanned.version}; nothing was added"
        raise _refused(statement, what, "Add it again.")
    kept = {name: digest for name, digest in last.version.state.items() if name != DESCRIPTION}
    if all(kept.get(name) == sha512(content) for name, content in files.items() if name.startswith("scan/received/")):
        raise _refused(statement, f"has this scan already, in {last.version.name}: nothing was added", "")
    kept = {name: digest for name, digest in kept.items() if not name.startswith("scan/")}
    mark = {"statement": statement, "kind": "scanned", "why": why}
    return _addition(mark | _standing(last), last.describes, scanned.by, files, kept)


@dataclass(frozen=True, kw_only=True)
class Copied:
    """The log of copies: *files* by their names; the SHA-256 of each PDF that was copied, by its name; and why it is added."""

    files: Mapping[str, bytes]
    editions: Mapping[str, str]
    why: str
    by: Person


def as_copied(statement: str, copied: Copied, held: Held | None) -> Addition:
    """Return the version that puts the log of copies beside what is archived of *statement*.

    Raises:
        Refusal: nothing is archived of it, it was withdrawn, the copies are of another edition, or the log is there.
    """
    if held is None:
        raise _refused(
            statement, "is not archived", f"`editions archive add {statement}` archives its edition, with the log of its copies."
        )
    last = last_entry(held)
    state = last.version.state
    if last.stands == "withdrawn":
        raise _refused(statement, f"was withdrawn, with {last.version.name}", "")
    for name, digest in copied.editions.items():
        archived = state.get(f"edition/{name}")
        if archived is None or sha256(held.read(archived)) != digest:
            what = f'the copies are not of "{name}" as it is archived in {last.version.name}'
            raise _refused(statement, what, "Archive the edition that was copied, as a corrigendum; or make the copies again.")
    if all(state.get(name) == sha512(content) for name, content in copied.files.items()):
        raise _refused(statement, f"has this log already, in {last.version.name}: nothing was added", "")
    mark = {"statement": statement, "kind": "copied", "why": copied.why}
    return _addition(mark | _standing(last), last.describes, copied.by, copied.files, state)


@dataclass(frozen=True, kw_only=True)
class Refreshed:
    """Signed PDFs with a time stamp more: *files* by their names, the *version* that they were taken from, and why.

    *kept* are files of earlier versions that belong to them, by their SHA-512.
    """

    files: Mapping[str, bytes]
    kept: Mapping[str, str] = field(default_factory=dict)
    version: str
    why: str
    by: Person


def as_refreshed(statement: str, refreshed: Refreshed, held: Held | None) -> Addition:
    """Return the version in which signed files of *statement* are *refreshed*, and all others stay as they are.

    What was withdrawn stays so: its signatures are kept provable, too.

    Raises:
        Refusal: nothing is archived of it, or a version came meanwhile.
    """
    if held is None:
        raise _refused(statement, "is not archived", "`editions archive list` tells what is.")
    last = last_entry(held)
    if last.version.name != refreshed.version:
        what = f"{last.version.name} was added meanwhile, and {refreshed.version} was stamped; nothing was added"
        raise _refused(statement, what, "Refresh it again.")
    mark = {"statement": statement, "kind": "refreshed", "why": refreshed.why}
    kept = {**last.version.state, **refreshed.kept}
    return _addition(mark | _standing(last), last.describes, refreshed.by, refreshed.files, kept)


def _standing(last: Entry) -> dict[str, str]:
    """Return what a version says that leaves the words of *last* as they are: that they correct others, or were withdrawn."""
    return {"stands": last.stands} if last.stands in ("corrigendum", "withdrawn") else {}


def _addition(
    mark: Mapping[str, str], describes: Mapping[str, Any], by: Person, files: Mapping[str, bytes], kept: Mapping[str, str]
) -> Addition:
    """Return the addition of *files* whose description says what *describes* does, with the *mark* of what kind it is and why."""
    said = {**describes, "corrects": "", "stands": "", **mark}
    content = (json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, indent=2) + "\n").encode()
    kept = {name: digest for name, digest in kept.items() if name not in (*files, DESCRIPTION)}
    return Addition(message=_message(mark["kind"], mark["why"]), by=by, files={**files, DESCRIPTION: content}, kept=kept)


def _message(kind: str, why: str) -> str:
    return ": ".join(part for part in (kind, why) if part)
