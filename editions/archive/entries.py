"""Versions as people speak of them: what their descriptions say."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from editions.archive.objects import Held
from editions.model.archive import Version

#: What a version is, in the words of its JSON.
DESCRIPTION = "description.json"


@dataclass(frozen=True, kw_only=True)
class Described:
    """What a description says of a text; *signatories* are names with their offices."""

    language: str
    heading: str
    subject: str
    signatories: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A version as people speak of it: its *kind* ("issued", "signed", "scanned", "copied", "refreshed", "corrigendum", "withdrawn"),
    why, and what it *corrects*. *stands* is what is to be known of its words: "corrigendum" or "withdrawn", as long as that holds;
    else as *kind*."""

    version: Version
    kind: str
    why: str
    corrects: str
    stands: str
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
    stands = str(said.get("stands", "")) or kind
    return Entry(version=version, kind=kind, why=why or version.message, corrects=corrects, stands=stands, describes=said)
