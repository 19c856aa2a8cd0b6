"""Whether a PDF is what it claims to be: PDF/A-3 (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).

The door to page-validation, which checks a file in some 15 ms without another program.
"""

import re
from collections.abc import Iterator

from editions.model.findings import Finding

_PROFILES = {f"PDF/A-{level}": level for level in ("1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u")} | {"PDF/UA-1": "ua1"}
#: The standards that can be checked.
KNOWN = tuple(_PROFILES)
#: What a file may cost to judge: an annex may hold a table that spans all there is, or a form that draws itself a million times.
#: Well above what a whole of 2,000 pages needs; beyond it, the file is not judged, and claims nothing.
_LIMITS = {
    "max_input_size": 2**32,
    "max_decoded_stream_size": 2**28,
    "max_total_decoded_content_size": 2**31,
    "max_form_invocations": 1_000_000,
    "max_object_count": 4_000_000,
    "max_table_grid_rows": 100_000,
}
_PAGE = re.compile(r"\bpage (\d+)\b")


def check_conformance(content: bytes, where: str, standards: tuple[str, ...] = ("PDF/A-3a", "PDF/UA-1")) -> Iterator[Finding]:
    """Yield a finding for each rule of *standards* that the PDF *content* breaks."""
    import page

    for standard in standards:
        try:
            report = page.validate_pdf_bytes(content, profile=_PROFILES[standard], limits=page.SafetyLimits(**_LIMITS))
        except page.PageError as error:
            yield Finding(rule="pdf-unreadable", severity="error", where=where, message=str(error), clause=standard)
            continue
        for failure in report.failures:
            found = _PAGE.search(failure.message)
            yield Finding(
                rule=failure.rule_id,
                severity="error",
                where=where,
                message=failure.message,
                clause=standard,
                page=int(found[1]) if found else 0,
                object_number=_object_number(failure.object_id, failure.message),
            )


def _object_number(identity: object, message: str) -> int:
    """Return the number of the object that a failure is about: given, or named in its message."""
    number = getattr(identity, "object_number", None)
    if number is not None:
        return int(number)
    found = re.search(r"\bobject (\d+) \d+\b", message)
    return int(found[1]) if found else 0
