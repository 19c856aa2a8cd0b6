"""Whether a PDF is what it claims to be: PDF/A-3 (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).

The door to page-validation, which checks a file in some 15 ms without another program.
"""

import re
from collections.abc import Iterator

from editions.checking.conformance.pages import Use, uses
from editions.model.findings import Finding
from editions.problems import CheckRefusal, Problem

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
_FONT = re.compile(r"\b(?:descendant )?font object \d+ \d+\b")


def check_conformance(content: bytes, where: str, standards: tuple[str, ...] = ("PDF/A-3a", "PDF/UA-1")) -> Iterator[Finding]:
    """Yield a finding for each rule of *standards* that the PDF *content* breaks."""
    import page

    for standard in standards:
        try:
            report = page.validate_pdf_bytes(content, profile=_PROFILES[standard], limits=page.SafetyLimits(**_LIMITS))
        except page.PageError as error:
            yield Finding(rule="pdf-unreadable", severity="error", where=where, message=str(error), clause=standard)
            continue
        numbers = [_object_number(failure.object_id, failure.message) for failure in report.failures]
        used = uses(content, {number for number in numbers if number})
        for failure, number in zip(report.failures, numbers, strict=True):
            named = _PAGE.search(failure.message)
            use = used.get(number, Use(pages=(), font=""))
            pages = (int(named[1]),) if named else use.pages
            yield Finding(
                rule=failure.rule_id,
                severity="error",
                where=where,
                message=_said(failure.message, failure.rule_id, use.font),
                clause=standard,
                page=pages[0] if pages else 0,
                pages=pages,
                object_number=number,
            )


def _object_number(identity: object, message: str) -> int:
    """Return the number of the object that a failure is about: given, or named in its message."""
    number = getattr(identity, "object_number", None)
    if number is not None:
        return int(number)
    found = re.search(r"\bobject (\d+) \d+\b", message)
    return int(found[1]) if found else 0


def _said(message: str, rule: str, font: str) -> str:
    """Return *message* in words that mean something outside the file: objects have no numbers, and the page is told with them."""
    called = f'the font "{font}"' if font else "a font without a name"
    if _FONT.fullmatch(message):
        return f"{called} is not embedded" if "FONT-EMBEDDING" in rule else f"{called} is not as it should be"
    message = re.sub(r"\s*\(object \d+ \d+\)", "", _FONT.sub(called, message))
    message = re.sub(r"\b(stream )?object \d+ \d+\b", r"\1object", message)
    message = re.sub(r"\bannotation \d+ on page \d+", "an annotation", message)
    return re.sub(r"^page \d+\b", "the page", re.sub(r" on page \d+\b", "", message))


def refuse_unless_conforming(content: bytes, where: str) -> None:
    """Look whether the PDF *content*, called *where*, all of it ours, is what it claims to be.

    Raises:
        CheckRefusal: it is not.
    """
    remedy = "This is a fault of the layout or of editions: report it with the statement's source."
    problems = [
        Problem(finding.where, f"{finding.clause}: {finding.message} ({finding.rule})", remedy)
        for finding in check_conformance(content, where)
    ]
    if problems:
        raise CheckRefusal(*problems)
