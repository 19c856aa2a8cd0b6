"""What was found of a scanned paper: which page each sheet prints, and what is on it that the edition has not."""

from dataclasses import dataclass

from editions.model.evidence import Box


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A place at which a scanned page differs: *kind* "added" or "lost"; *box* in points of the edition's page."""

    kind: str
    box: Box


@dataclass(frozen=True, kw_only=True)
class SheetRecord:
    """A scanned sheet: its *file* and *number* in it (from 1), the *page* of the edition that it prints (from 1; 0: none).

    *mark* is what its code says, empty where none can be read. *likeness*, from 0 to 1, is the share of ink that the sheet and
    the page have in common outside the signature block. *turned* is by how many degrees it was set upright. *marked* is a
    picture of it (PNG) with a frame around each difference, empty where there is none.
    """

    file: str
    number: int
    page: int
    mark: str
    likeness: float
    turned: float
    differences: tuple[Difference, ...]
    marked: bytes = b""


@dataclass(frozen=True, kw_only=True)
class ScanRecord:
    """A scanned paper, held against an edition: its sheets, and sentences that say why it is not a print of that edition."""

    mark: str
    pages: int
    sheets: tuple[SheetRecord, ...]
    faults: tuple[str, ...]
