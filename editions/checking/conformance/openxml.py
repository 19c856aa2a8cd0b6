"""Whether a DOCX is what ECMA-376 says a DOCX is: the schema, its relations and its references.

The door to openxml-audit, which carries the rules of the Open XML SDK. Its first document costs some 0.25 s of
CPU (it reads all schemas), each later one 0.03 s. It keeps no log.
"""

import gc
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from editions.model.findings import Finding

CLAUSE = "ECMA-376, part 1"
#: Findings beyond this number say nothing new of a document.
_MOST = 50


def check_openxml(content: bytes, where: str) -> Iterator[Finding]:
    """Yield a finding for each thing in the DOCX *content* that the standard does not allow."""
    with tempfile.TemporaryDirectory(prefix="editions-") as folder:
        path = Path(folder) / "edition.docx"
        path.write_bytes(content)
        try:
            errors = _forgetful(_validator()).validate(path).errors
        except (BadZipFile, OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as fault:
            # A stranger's file may hold anything where anything else is expected. lxml's errors are SyntaxErrors.
            yield Finding(rule="docx-unreadable", severity="error", where=where, message=f"{type(fault).__name__}: {fault}"[:200])
            return
    for error in errors:
        yield Finding(
            rule=error.id or error.error_type.value,
            severity="error",
            where=where,
            message=f"{error.part_uri.lstrip('/') or 'the package'}: {error.description}"[:300],
            clause=CLAUSE,
        )


def _forgetful(validator: Any) -> Any:
    """Return *validator* without what it remembers of the documents before.

    It remembers a document's footnotes by the address of its package in memory (openxml-audit 0.8,
    cross_part.py), which the next document may have: that was then said to call notes that are not there.
    """
    for constraints in validator._semantic_validator_word._constraints.values():
        for constraint in constraints:
            for memory in ("_value_cache", "_count_cache"):
                getattr(constraint, memory, {}).clear()
    return validator


@cache
def _validator() -> Any:
    # All schemas are read, and stay: the collector of cycles would look through them again and again.
    collecting = gc.isenabled()
    gc.disable()
    try:
        from openxml_audit import OpenXmlValidator

        return OpenXmlValidator(max_errors=_MOST)
    finally:
        if collecting:
            gc.enable()
