"""An edition: what is produced from a statement, a language and a layout."""

from dataclasses import dataclass

from editions.model.annexes import Removal
from editions.model.findings import Finding

#: What an edition claims to be, where nothing stands in the way.
FULL = ("PDF/A-3a", "PDF/UA-1")


@dataclass(frozen=True, kw_only=True)
class AnnexRecord:
    """What became of an annex: its pages in the whole, and what was taken out of it. *content* is the original."""

    file: str
    label: str
    treatment: str
    pages: int
    content: bytes
    removals: tuple[Removal, ...]


@dataclass(frozen=True, kw_only=True)
class Output:
    """One file of an edition, in memory. *format* is "pdf" or "docx", *mark* the edition mark, which the PDF bears."""

    file: str
    format: str
    language: str
    mark: str
    content: bytes
    #: The standards that it says it conforms to.
    claims: tuple[str, ...] = ()
    annexes: tuple[AnnexRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The files made from one statement, and what the checks say of them."""

    id: str
    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    #: The manifest, as it is written to ``edition.json``.
    manifest: bytes
