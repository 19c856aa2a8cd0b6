"""Who speaks and who is spoken to."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who signs: a name and, where given, the office held."""

    name: str
    office: str = ""


@dataclass(frozen=True, kw_only=True)
class RecipientList:
    """Those to whom a statement is addressed, in the order in which it names them.

    *lead* is the sentence that opens the list ("This Statement is addressed to").
    """

    lead: str
    names: tuple[str, ...]
