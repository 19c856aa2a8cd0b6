"""The parts of a foreign document, as they are found."""

from dataclasses import dataclass, field
from datetime import date

from editions.model.parties import RecipientList, Signatory
from editions.problems import Problem


@dataclass(kw_only=True)
class Places:
    """What was found where. *body* are the numbers of the blocks that are the text.

    *problems* keep the document from being a statement; *remarks* are for whoever looks at it. *marks* are words of the signature
    that say where a pen or a seal is put.
    """

    heading: str = ""
    subject: str = ""
    signatories: tuple[Signatory, ...] = ()
    recipients: RecipientList | None = None
    #: The place, which may be empty, and the day that a line of their own says; the number of that line, -1 where it is in a table.
    dated: tuple[str, date] | None = None
    date_line: int = -1
    #: The numbers of the blocks that each role was taken from.
    head: list[int] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    addressed: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    marks: tuple[str, ...] = ()
    taken: list[str] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
