"""Whether a PDF is what it claims to be: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).

The door to page-validation, which checks a file in some 15 ms without another program.
"""

from collections.abc import Iterator

from editions.model.findings import Finding

_PROFILES = {"PDF/A-3a": "3a", "PDF/UA-1": "ua1"}


def check_conformance(content: bytes, where: str) -> Iterator[Finding]:
    """Yield a finding for each rule of PDF/A-3a and PDF/UA-1 that the PDF *content* breaks."""
    import page

    for standard, profile in _PROFILES.items():
        try:
            report = page.validate_pdf_bytes(content, profile=profile)
        except page.PageError as error:
            yield Finding(rule="pdf-unreadable", severity="error", where=where, message=str(error), clause=standard)
            continue
        for failure in report.failures:
            yield Finding(rule=failure.rule_id, severity="error", where=where, message=failure.message, clause=standard)
