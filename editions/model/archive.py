"""What an archive holds: an object for each statement, with a version for each addition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who did something. *address* is a URI: "mailto:" with an address, or the page of a person."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Version:
    """One addition: when, by whom and why; *state* has the SHA-512 of each of its files by the file's name."""

    name: str
    created: datetime
    message: str
    by: Person
    state: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """All that an object holds. *manifest* has the paths of the files with each SHA-512, from the object's folder."""

    id: str
    versions: tuple[Version, ...]
    manifest: Mapping[str, tuple[str, ...]]

    @property
    def head(self) -> Version:
        """Return the latest version."""
        return self.versions[-1]

    def version(self, name: str) -> Version | None:
        """Return the version called *name*; None if there is none."""
        return next((version for version in self.versions if version.name == name), None)


@dataclass(frozen=True, kw_only=True)
class Addition:
    """What becomes the next version of an object: *files* by their names, and those *kept* from before by their SHA-512."""

    message: str
    by: Person
    files: Mapping[str, bytes]
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SignedFile:
    """What is said of a signed PDF: whether anything speaks *against* it, in a *sentence*; when its last time stamp *ends*; all of it.

    *is_unproven*: nothing speaks against it, but what would prove it is missing here; *is_trusting*: some certificates are trusted.
    """

    against: bool
    sentence: str
    ends: datetime | None
    report: Mapping[str, Any]
    is_unproven: bool = False
    is_trusting: bool = True


#: Verifies the bytes of a signed PDF.
Verifier = Callable[[bytes], SignedFile]
