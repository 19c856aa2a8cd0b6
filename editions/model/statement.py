"""A statement as it was read: one text a language, and the files it was read from."""

from dataclasses import dataclass
from datetime import date

from editions.model.annexes import Annex
from editions.model.parties import RecipientList, Signatory
from editions.model.prose import Block, Footnote


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """A file of a statement's folder: *name* is its path inside it, with forward slashes."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Picture:
    """An image of the body: its bytes, and its size in pixels.

    *source* are the bytes of its file, where they are others: *content* is turned as it is to be seen.
    """

    file: str
    content: bytes
    media_type: str
    width: int
    height: int
    source: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Text:
    """What a statement says in one language (a BCP 47 tag)."""

    language: str
    heading: str
    subject: str
    body: tuple[Block, ...]
    signatories: tuple[Signatory, ...]
    footnotes: tuple[Footnote, ...] = ()
    recipients: RecipientList | None = None
    place: str = ""
    file: str = ""
    #: The line of *file* on which a part of the front matter stands ("heading", "recipients.names").
    lines: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One text issued by one body on one date."""

    id: str
    date: date
    original: str
    layout: str
    texts: tuple[Text, ...]
    reference: str = ""
    keywords: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    annexes: tuple[Annex, ...] = ()
    #: Whether an edition that reaches less than PDF/A-3a and PDF/UA-1 is refused.
    conformance_required: bool = False
    #: The source, to be embedded in the PDF: what the statement can be made again from.
    sources: tuple[SourceFile, ...] = ()
    #: Where the statement lies, for messages.
    where: str = ""

    def text(self, language: str) -> Text:
        """Return the text in *language*.

        Raises:
            KeyError: there is none.
        """
        for text in self.texts:
            if text.language == language:
                return text
        raise KeyError(language)
