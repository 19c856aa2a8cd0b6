"""What a check says of an edition as a whole: the findings, which rules could and could not be asked, the words compared."""

from dataclasses import dataclass

from editions.model.findings import Finding

#: From the gravest: "error" fails the check.
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the rules say of one edition, or of a lone file.

    *files* are the names of what was looked at; *asked* the ids of the rules that ran, *passed_over* those
    that had nothing to look at, each with what they lacked ("docx").
    """

    name: str
    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    asked: tuple[str, ...]
    passed_over: tuple[tuple[str, str], ...]

    def count(self, severity: str) -> int:
        """Return how many findings have *severity*."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def passed(self) -> bool:
        """Whether no error was found."""
        return not self.count("error")


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A paragraph as the source, the PDF and the DOCX say it, blanks folded; None where that one does not have it.

    *role* is what it is, in words for an officer: "Heading", "Paragraph 4", "Recipient" … *alone* is "PDF" or
    "DOCX" where the other need not have it: Word counts the numbers of lists itself.
    """

    role: str
    source: str | None
    pdf: str | None
    docx: str | None
    alone: str = ""
