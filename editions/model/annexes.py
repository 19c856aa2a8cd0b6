"""Annexes: what is merged behind a statement, as it was given and as it is joined."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from editions.model.prose import Block, Footnote

#: The key under which a link into another annex says where it leads, until all are joined: the annex's number from 1,
#: a colon, and "#2" for its third page, or a name, or nothing.
NEIGHBOUR = "/EdNeighbour"
#: The structure types of PDF 1.7 (ISO 32000-1, 14.8.4): what they mean is not an annex's to change.
STANDARD_TYPES = frozenset((
    "/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index", "/NonStruct",
    "/Private", "/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR",
    "/TH", "/TD", "/THead", "/TBody", "/TFoot", "/Span", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code", "/Link",
    "/Annot", "/Ruby", "/RB", "/RT", "/RP", "/Warichu", "/WT", "/WP", "/Figure", "/Formula", "/Form",
))  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class PagePicture:
    """A page that is a picture: its bytes, and its size in points as its resolution says; 0 where it says none."""

    content: bytes
    media_type: str
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Annex:
    """An annex as it was given.

    *kind* is "pdf", "png", "jpeg", "tiff", "svg", "markdown" or "docx"; *treatment* is "merge",
    "picture" or "attach"; *fit* is None where the layout decides. *alt* has one text for all pages,
    or one for each. *pages* are the numbers wanted, from 1; empty means all.
    """

    file: str
    content: bytes
    kind: str
    media_type: str
    titles: Mapping[str, str]
    language: str
    alt: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    treatment: str = "merge"
    fit: bool | None = None
    #: What a Markdown annex says.
    body: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    #: The line of statement.toml on which it is declared.
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class PreparedAnnex:
    """An annex with its number and words settled in the language of one text.

    *number* is "II", *label* "Annex II", *title* its title.
    *language* is the one that the annex is in; empty where the file itself says it. *body* is what a
    Markdown annex says, settled.
    """

    annex: Annex
    number: str
    label: str
    title: str
    language: str
    body: tuple[Block, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Place:
    """A rectangle on a page as it is seen, in points from the lower left corner.

    *align* says where in it a line stands: 0 at the left, 0.5 in the middle, 1 at the right.
    """

    left: float
    bottom: float
    width: float
    height: float
    align: float


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A page that is ready to be joined: its size as it is seen, in points, and where its mark goes.

    *turned* is the clockwise rotation with which it is seen, in degrees. *place* is None where no
    place is free. *number* is that of the page (from 1) in the file as it was given.
    """

    width: float
    height: float
    turned: int
    place: Place | None
    number: int


@dataclass(frozen=True, kw_only=True)
class MarkSheet:
    """The marks of all annex pages, one a row: *rows* of them on each page of the PDF *content*.

    *pitch* is the height of a row and *width* its width, in points; the marks end at its right.
    *colour* is theirs, in hexadecimal ("#404040").
    """

    content: bytes
    rows: int
    pitch: float
    width: float
    colour: str


@dataclass(frozen=True, kw_only=True)
class Removal:
    """Something that was taken out of an annex: *what*, on *page* (from 1; 0: the whole file)."""

    what: str
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class Leaves:
    """The pages of an annex: a PDF of normal form, one leaf a page, and what was removed from it.

    *doubt* is what the file says against its own tags, if it does.
    """

    content: bytes
    leaves: tuple[Leaf, ...]
    removals: tuple[Removal, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that is embedded whole: an annex that stands beside the pages, unaltered."""

    name: str
    content: bytes
    media_type: str
    description: str
    day: date
