"""What may be added: an edition that is not there yet, a corrigendum that points to what it corrects, a mark of withdrawal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from editions.archive.inventories import sha512
from editions.archive.objects import Held
from editions.model.archive import Addition, Person, Version
from editions.problems import Problem, Refusal

#: What an addition is, in the words of its JSON.
DESCRIPTION = "description.json"
#: What an edition consists of; its manifest names the tools too, and is another after each update of them.
_SUBSTANCE = ("edition/", "source/")
_MANIFEST = "edition/edition.json"
_SIGNED = (".signed.pdf", ".signed.json")


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


@dataclass(frozen=True, kw_only=True)
class Described:
    """What a description says of a text; *signatories* are names with their offices."""

    language: str
    heading: str
    subject: str
    signatories: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A version as people speak of it: its *kind* ("issued", "signed", "scanned", "corrigendum", "withdrawn"), why, and what it
    *corrects*."""

    version: Version
    kind: str
    why: str
    corrects: str
    describes: Mapping[str, Any]

    @property
    def texts(self) -> tuple[Described, ...]:
        """Return what it says of each text; whatever is not as this program writes it is left out."""
        return tuple(_described(text) for text in _dicts(self.describes.get("texts")))

    @property
    def title(self) -> str:
        """Return the subject, or the heading, of the first text, in a line; "" if there is none."""
        return " ".join((self.texts[0].subject or self.texts[0].heading).split()) if self.texts else ""


def _described(said: Mapping[str, Any]) -> Described:
    language, heading, subject = (str(said.get(key) or "") for key in ("language", "heading", "subject"))
    signed = tuple((str(one.get("name") or ""), str(one.get("office") or "")) for one in _dicts(said.get("signatories")))
    return Described(language=language, heading=heading, subject=subject, signatories=signed)


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def entries(held: Held) -> list[Entry]:
    """Return the versions of *held*, the first first; of one that this program did not make, the kind is unknown ("").

    Raises:
        ArchiveRefusal: what describes one is damaged.
    """
    return [_entry(held, version) for version in held.inventory.versions]


def last_entry(held: Held) -> Entry:
    """Return the last version of *held*.

    Raises:
        ArchiveRefusal: what describes it is damaged.
    """
    return _entry(held, held.inventory.head)


def _entry(held: Held, version: Version) -> Entry:
    digest = version.state.get(DESCRIPTION)
    try:
        said = json.loads(held.read(digest)) if digest else {}
    except ValueError:
        said = {}
    said = said if isinstance(said, dict) else {}
    kind, why, corrects = (str(said.get(key, "")) for key in ("kind", "why", "corrects"))
    return Entry(version=version, kind=kind, why=why or version.message, corrects=corrects, describes=said)


def as_addition(candidate: Candidate, held: Held | None) -> Addition:
    """Return *candidate* as the next version of *held*.

    Raises:
        Refusal: it is there already; it is another edition, and no corrigendum; there is nothing that it could correct; or a
            file that was signed before is not signed now.
    """
    kind, corrects = _kind(candidate, held)
    said = {"statement": candidate.statement, "kind": kind, "why": candidate.why, "corrects": corrects, **candidate.describes}
    content = (json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, indent=2) + "\n").encode()
    message = ": ".join(part for part in (kind, candidate.why) if part)
    # The paper that was scanned is a print of the same edition.
    before = held.inventory.head.state if held and kind == "signed" else {}
    kept = {name: digest for name, digest in before.items() if name.startswith("scan/")}
    return Addition(message=message, by=candidate.by, files={**candidate.files, DESCRIPTION: content}, kept=kept)


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
    is_withdrawn = last.kind == "withdrawn"
    old, new = _substance(last.version.state), _substance({name: sha512(content) for name, content in candidate.files.items()})
    if old == new and not is_withdrawn:
        raise _refused(candidate.statement, f"is there already, as {last.version.name}: nothing was added", "")
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
    return "signed", ""


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
    if last.kind == "withdrawn":
        raise _refused(statement, f"was withdrawn before, with {last.version.name}", "")
    said = {**last.describes, "statement": statement, "kind": "withdrawn", "why": why, "corrects": last.version.name}
    content = (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()
    kept = {name: digest for name, digest in last.version.state.items() if name != DESCRIPTION}
    return Addition(message=f"withdrawn: {why}", by=by, files={DESCRIPTION: content}, kept=kept)


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
    if last.kind == "withdrawn":
        raise _refused(statement, f"was withdrawn, with {last.version.name}", "")
    if last.version.name != scanned.version:
        what = f"{last.version.name} was added meanwhile, and the scan was held against {scanned.version}; nothing was added"
        raise _refused(statement, what, "Add it again.")
    kept = {name: digest for name, digest in last.version.state.items() if name != DESCRIPTION}
    if all(kept.get(name) == sha512(content) for name, content in files.items() if name.startswith("scan/received/")):
        raise _refused(statement, f"has this scan already, in {last.version.name}: nothing was added", "")
    kept = {name: digest for name, digest in kept.items() if not name.startswith("scan/")}
    said = {**last.describes, "statement": statement, "kind": "scanned", "why": why, "corrects": ""}
    content = (json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, indent=2) + "\n").encode()
    message = ": ".join(part for part in ("scanned", why) if part)
    return Addition(message=message, by=scanned.by, files={**files, DESCRIPTION: content}, kept=kept)
