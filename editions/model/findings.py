"""What a check says of an edition."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a check found. *severity* is "error" or "warning"; *clause* is its source."""

    rule: str
    severity: str
    where: str
    message: str
    clause: str = ""
