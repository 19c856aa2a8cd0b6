"""Copies of an edition: who gets which, and what became of each."""

from dataclasses import dataclass
from typing import Any

from editions.model.directory import Addressee

#: The log of copies, in their folder.
LOG = "copies.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """A copy that is to be made: its *number*, from 1; for whom, and the how many-th of theirs; the *language* of its text."""

    number: int
    addressee: Addressee
    nth: int
    language: str

    def stem(self, width: int) -> str:
        """Return the name of its file without the ending; *width* is the number of digits of the last one's number."""
        return f"{self.number:0{width}}-{self.addressee.id}.{self.language}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A copy that was made: which recipient got which bytes. *sha512* is in hexadecimal."""

    number: int
    recipient: str
    name: str
    delivery: str
    language: str
    file: str
    bytes: int
    sha512: str

    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {name: getattr(self, name) for name in self.__slots__}
