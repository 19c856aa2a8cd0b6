"""The signature block: room for ink, name, office; kept together and with the text above it."""

from collections.abc import Iterator
from typing import Any

from editions.model.prepared import PreparedStatement
from editions.rendering.docx.xml import append, control, paragraph, run


def write(document: Any, prepared: PreparedStatement) -> None:
    """Write each signatory."""
    append(document, _lines(prepared))


def _lines(prepared: PreparedStatement) -> Iterator[str]:
    rtl, last = prepared.direction == "rtl", len(prepared.signatories)
    for number, signatory in enumerate(prepared.signatories, 1):
        tag = f"editions.signatory.{number}"
        # The name's style keeps it with the office; of several signatories, all stay on one page where they fit.
        kept = number < last and prepared.signed_together
        keep = "<w:keepNext/>" if kept else ""
        alone = "" if signatory.office or kept else '<w:keepNext w:val="0"/>'
        yield paragraph("EditionsSignatory", control(f"{tag}.name", "Signatory", run(signatory.name, rtl=rtl)), alone)
        if signatory.office:
            yield paragraph("EditionsOffice", control(f"{tag}.office", "Office", run(signatory.office, rtl=rtl)), keep)
