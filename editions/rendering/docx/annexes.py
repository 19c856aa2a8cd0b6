"""The list of annexes, after the recipients: the annexes themselves are joined to the PDF alone."""

from typing import Any

from editions.model.prepared import PreparedStatement
from editions.rendering.docx.xml import OPENING, append, control, paragraph, run


def write(document: Any, prepared: PreparedStatement) -> None:
    """Write the list, if there are annexes."""
    table = prepared.annexes
    if table is None:
        return
    rtl = prepared.direction == "rtl"
    lead = control("editions.annexes.lead", "Annexes", run(table.heading, rtl=rtl))
    names = "".join(paragraph("EditionsAnnex", run(f"{annex.label}: {annex.title}", rtl=rtl)) for annex in table.annexes)
    append(document, [paragraph("EditionsAnnexesLead", lead), control("editions.annexes.names", "List of annexes", OPENING + names)])
