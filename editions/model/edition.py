"""An edition: what is produced from a statement, a language and a layout."""

from dataclasses import dataclass

from editions.model.findings import Finding


@dataclass(frozen=True, kw_only=True)
class Output:
    """One file of an edition, in memory. *format* is "pdf" or "docx"."""

    file: str
    format: str
    language: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The files made from one statement, and what the checks say of them."""

    id: str
    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    #: The manifest, as it is written to ``edition.json``.
    manifest: bytes
