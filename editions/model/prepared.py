"""A statement with every label, number, date and order settled: what the renderers write down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from editions.model.annexes import PreparedAnnex
from editions.model.fields import Fields
from editions.model.parties import RecipientList, Signatory
from editions.model.prose import Block, Footnote
from editions.model.statement import Picture, SourceFile


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """The one record that XMP, Info and the DOCX properties are all written from."""

    identifier: str
    title: str
    author: str
    subject: str
    language: str
    date: date
    keywords: tuple[str, ...]
    #: SHA-256, in hexadecimal, of the source files' names and bytes.
    source_digest: str
    #: The edition mark, as each page of the PDF bears it.
    mark: str


@dataclass(frozen=True, kw_only=True)
class PageLabel:
    """What stands around the page number and the page count: "Page ", " of ", ""."""

    before: str
    between: str
    after: str


@dataclass(frozen=True, kw_only=True)
class AnnexTable:
    """The annexes with their words settled: the table that lists them, and what stands on their pages.

    *mark* and *attached* are sentences with room for numbers and a file's name.
    """

    heading: str
    columns: tuple[str, str, str]
    annexes: tuple[PreparedAnnex, ...]
    mark: str
    attached: str


#: The kinds of places that a copy has, in the order of its page; each is tagged with its name.
PLACES = ("address", "number", "salutation")


@dataclass(frozen=True, kw_only=True)
class Lines:
    """What stands in one place of a copy: its lines, and their direction, "ltr" or "rtl"."""

    lines: tuple[str, ...]
    direction: str


@dataclass(frozen=True, kw_only=True)
class Places:
    """What stands in the places of a copy: each one's address; its number and its salutation, where there is such a place.

    A copy has one of each. Several are laid one over the other where they are to be taken apart, and each put into a copy.
    """

    addresses: tuple[Lines, ...]
    numbers: tuple[Lines, ...] = ()
    salutations: tuple[Lines, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PreparedStatement:
    """One text of a statement, ready to be written down in one layout."""

    metadata: Metadata
    #: "ltr" or "rtl".
    direction: str
    #: The issuing body's name, as the letterhead divides it into lines; empty where there is none.
    body_name: tuple[str, ...]
    letterhead_lines: tuple[str, ...]
    reference: str
    place_and_date: str
    heading: str
    subject: str
    body: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    signatories: tuple[Signatory, ...]
    #: Whether all sign on one page; more than fit on it with text above sign on as many as they need.
    signed_together: bool
    #: Where it is signed and stamped; None for a working copy, which nobody signs.
    fields: Fields | None
    recipients: RecipientList | None
    #: The lines of the continuation header on later pages: the issuing body; heading and date.
    continuation: tuple[str, ...]
    page_label: PageLabel
    #: What is said, in place of its code, to those who do not see it: "Edition mark KTBD-WMXP-HRFC".
    mark_label: str
    #: The words of copies: "copy", which has room for numbers, tells them apart, where the language has it; those of the list by which
    #: they are sent out are English where it has none.
    copy_words: Mapping[str, str]
    annexes: AnnexTable | None
    pictures: tuple[Picture, ...]
    sources: tuple[SourceFile, ...]
    #: To whom it is addressed, where it is a copy.
    places: Places | None = None
