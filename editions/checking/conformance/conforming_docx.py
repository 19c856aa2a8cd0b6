"""Conformance of the DOCX: whether Word and others can open it without repairing it."""

from collections.abc import Iterator

from editions.checking.conformance.openxml import CLAUSE, check_openxml
from editions.checking.ours import is_our_docx
from editions.checking.rules import Case, Hit, rule


@rule("docx-invalid", "The DOCX keeps the standard of its format.", family="conformance", needs=("docx",), clause=CLAUSE)
def docx_invalid(case: Case) -> Iterator[Hit]:
    """Word opens a document that breaks the schema only after repairing it, or not at all; other programs drop what they do not know.

    The document is checked by openxml-audit, which has the rules of Microsoft's own Open XML SDK. Of a document that
    this program did not make it is a warning: Word forgives much of what other programs write.
    """
    ours = case.docx is not None and is_our_docx(case.docx)
    for finding in check_openxml(case.docx_bytes, case.docx_name):
        yield Hit(message=f"Word may have to repair the file: {finding.message} ({finding.rule})", severity="" if ours else "warning")


RULES = (docx_invalid,)
