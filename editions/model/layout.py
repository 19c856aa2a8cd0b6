"""A layout: a named look. Measures are in millimetres or points, as each field says."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

#: Paper sizes in millimetres, width and height: ISO 216 (A4), ANSI/ASME Y14.1 (Letter).
PAPERS: Mapping[str, tuple[float, float]] = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}


Files = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, kw_only=True)
class Window:
    """Where an address stands on a sheet so that it shows in an envelope's window; millimetres from the sheet's upper and left edge.

    The first line begins at *top*, *left*; the lines have *width* and *height*. What stands above ends at *clear*, where the
    window begins; what stands below it begins at *below*.
    """

    clear: float
    top: float
    left: float
    width: float
    height: float
    below: float


#: Windows by their names.
WINDOWS: Mapping[str, Window] = {
    # DIN 5008:2020, form B: the field is 85 by 45 mm, 45 mm from the top; its address zone of 27.3 mm begins under one of 17.7 mm.
    "DIN 5008 B": Window(clear=45, top=62.7, left=25, width=80, height=27.3, below=98.46),
    # A4 folded in three equal parts (99 mm), which lie on the lower edge of an envelope of 229 by 114 mm (ISO 269, C5/6); its window
    # is 90 by 45 mm, 20 mm from the left and 15 mm from the lower edge (DIN 680): 39 to 84 mm of the sheet.
    "C5/6": Window(clear=39, top=54, left=25, width=80, height=27.3, below=92),
    # Letter folded in three (93.1 mm), which lies on the lower edge of an envelope of 241.3 by 104.8 mm; its window is 114.3 by 28.6 mm,
    # 22.2 mm from the left and 12.7 mm from the lower edge: 51.8 to 80.4 mm of the sheet. An eighth of an inch stays free (USPS DMM 202).
    "No. 10": Window(clear=51.8, top=55, left=25.4, width=82.6, height=22.2, below=93.1),
}


@dataclass(frozen=True, kw_only=True)
class PageMeasures:
    """The sheet and its margins, in millimetres.

    *head* and *foot* are where the running lines stand, from the paper's upper and lower edge.
    """

    paper: str
    top: float
    bottom: float
    left: float
    right: float
    head: float
    foot: float


@dataclass(frozen=True, kw_only=True)
class TextStyle:
    """The body's type: *size*, *leading*, *space* after a paragraph and *indent* of lists in points."""

    font: str
    fallback: tuple[str, ...]
    size: float
    leading: float
    space: float
    align: str
    hyphenate: bool
    numbered: bool
    indent: float


@dataclass(frozen=True, kw_only=True)
class LineStyle:
    """A line or two of display type; every measure in points."""

    font: str
    size: float
    leading: float
    before: float
    after: float
    weight: str
    slant: str
    align: str
    colour: str
    tracking: float


@dataclass(frozen=True, kw_only=True)
class LetterheadStyle:
    """The letterhead: *rule* in points (0: none), *after* (the space below it) in points."""

    rule: float
    after: float


@dataclass(frozen=True, kw_only=True)
class SignatureStyle:
    """The signature block: *ink*, the room for a signature above the name, in millimetres."""

    ink: float
    indent: float


@dataclass(frozen=True, kw_only=True)
class RecipientStyle:
    """The recipient list: number of *columns*, the *gap* between them and *hang* in millimetres."""

    columns: int
    gap: float
    hang: float
    space: float
    rule: float


@dataclass(frozen=True, kw_only=True)
class AnnexStyle:
    """How annexes are joined.

    *fit*: pages of other sizes are brought to the paper. *cover*: a sheet with the title comes before
    each annex. *two_sided*: blank pages are added, so that each annex begins on the front of a sheet.
    """

    fit: bool
    cover: bool
    two_sided: bool


@dataclass(frozen=True, kw_only=True)
class MarkStyle:
    """The edition mark at the foot of each page: *code*, the side of its QR code in millimetres (0: letters alone)."""

    code: float


@dataclass(frozen=True, kw_only=True)
class CopyStyle:
    """Copies for recipients: the *window* in which an address shows, and whether each bears its *number*.

    Printed in one file, *two_sided* ones begin on the front of a sheet; *separator*: a sheet with the address alone comes before each.
    """

    window: str
    number: bool
    two_sided: bool
    separator: bool


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """All measures of a layout."""

    page: PageMeasures
    text: TextStyle
    body_name: LineStyle
    letterhead_line: LineStyle
    letterhead: LetterheadStyle
    reference: LineStyle
    heading: LineStyle
    subject: LineStyle
    section: LineStyle
    subsection: LineStyle
    signature: SignatureStyle
    recipient_lead: LineStyle
    recipient: LineStyle
    recipients: RecipientStyle
    table: LineStyle
    footnote: LineStyle
    annexes: AnnexStyle
    running: LineStyle
    mark: MarkStyle
    copies: CopyStyle
    address: LineStyle
    rule_colour: str

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the sheet, in millimetres."""
        return PAPERS[self.page.paper]

    @property
    def window(self) -> Window:
        """Where the address of a copy stands."""
        return WINDOWS[self.copies.window]

    @property
    def measure(self) -> float:
        """The width of a line of text, in millimetres."""
        return self.paper[0] - self.page.left - self.page.right

    @property
    def line_styles(self) -> tuple[LineStyle, ...]:
        """The styles of all lines that are not the text's own."""
        return tuple(style for field in fields(self) if isinstance(style := getattr(self, field.name), LineStyle))


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A layout as it was loaded: nothing of it is read from the disk again."""

    name: str
    tokens: Tokens
    body_names: Mapping[str, str]
    letterhead_lines: Mapping[str, tuple[str, ...]]
    #: Words that an edition adds, by language: those that the layout says otherwise, or in a language of its own.
    labels: Mapping[str, Mapping[str, str]]
    #: The path of its layout.toml, for messages.
    where: str
    #: Name ("layouts/plain/style.css") and bytes of each of its files, its own before those it extends.
    files: Files


def find(files: Files, name: str) -> tuple[str, bytes] | None:
    """Return the full name and the bytes of the first of *files* called *name* ("style.css"): the nearest."""
    for full, content in files:
        if full.split("/", 2)[2] == name:
            return full, content
    return None
