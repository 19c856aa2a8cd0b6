"""The office's directory: those to whom statements are sent, and how each is reached."""

from collections.abc import Mapping
from dataclasses import dataclass

#: How a copy may be delivered.
DELIVERIES = ("post", "hand", "e-mail")


@dataclass(frozen=True, kw_only=True, slots=True)
class Addressee:
    """One recipient of copies: a body or a person, with the lines of the address below the name.

    *language* is a BCP 47 tag, *country* an ISO 3166-1 code of two letters; both may be empty. *copies* is how many are sent,
    from 1. *rank* orders dispatch lists, from 1; 0 where none is given, which comes last. *groups* are the open classes
    ("embassies") of which it is one. *line* is where it stands in the directory.
    """

    id: str
    name: str
    address: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    delivery: str = "post"
    email: str = ""
    copies: int = 1
    rank: int = 0
    salutation: str = ""
    groups: tuple[str, ...] = ()
    notes: str = ""
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Directory:
    """The addressees by their ids, in the order of the file; *where* names it."""

    where: str
    addressees: Mapping[str, Addressee]


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a statement's recipient *named* stands for: one addressee, all of a group, or none.

    *by* says how it was found: "id", "name", "group", or "" where it was not; then *why_not* says why.
    """

    named: str
    addressees: tuple[Addressee, ...] = ()
    by: str = ""
    why_not: str = ""
