"""What a check says of an edition."""

from dataclasses import dataclass

from editions.model.evidence import Box


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a check found. *severity* is "error" (it stops the work), "warning" or "note"; *clause* is
    its source.

    *page* counts from 1 (0: no page in particular); *object_number* is the PDF object that it is about, if one is;
    *box* is where on the page it is, if that is known.
    """

    rule: str
    severity: str
    where: str
    message: str
    clause: str = ""
    page: int = 0
    object_number: int = 0
    box: Box | None = None
