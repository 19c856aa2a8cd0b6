"""What is read back from an edition's bytes. The checks see this, and nothing that the pipeline remembers.

Boxes are left, bottom, right, top, in points (1/72 inch) from the lower left corner of the page as it is seen.
Pages count from 1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Run:
    """Text as one operator shows it: its characters, where, and how.

    *size* is in points as seen, *colour* "#rrggbb" or empty where it is not known. *mark* is the marked
    content's identifier (MCID), None where it has none; *artifact* says that it is marked as no content.
    *order* is its place among all that the page paints, *visible* is False where it is painted with neither
    fill nor stroke, or fully transparent.
    """

    text: str
    box: Box
    font: str
    size: float
    colour: str
    mark: int | None
    artifact: bool
    order: int
    visible: bool = True


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a page paints beside text: *kind* is "path", "image" or "shading".

    *opaque* says that it hides what lies below; *colour* is a path's fill, *stroke* that of its strokes. *seen* is
    the part of its box that clips let through; empty, its right edge left of its left one, where none is. *pixels* are
    an image's.
    """

    kind: str
    box: Box
    order: int
    opaque: bool
    colour: str = ""
    stroke: str = ""
    seen: Box = (0.0, 0.0, 0.0, 0.0)
    pixels: tuple[int, int] = (0, 0)
    mark: int | None = None
    artifact: bool = False


@dataclass(frozen=True, kw_only=True)
class PageEvidence:
    """A page as it is seen: width and height in points, its label, and what it paints."""

    number: int
    width: float
    height: float
    label: str
    runs: tuple[Run, ...]
    shapes: tuple[Shape, ...]

    @cached_property
    def by_mark(self) -> Mapping[int, tuple[Run, ...]]:
        """The runs of each marked content, in the order in which they are painted."""
        found: dict[int, tuple[Run, ...]] = {}
        for run in self.runs:
            if run.mark is not None:
                found[run.mark] = (*found.get(run.mark, ()), run)
        return found


@dataclass(frozen=True, kw_only=True)
class Content:
    """Marked content that an element is made of."""

    page: int
    mark: int


@dataclass(frozen=True, kw_only=True)
class Annotated:
    """An annotation that an element is made of, a link for instance; *object_number* is its own."""

    page: int
    object_number: int


@dataclass(frozen=True, kw_only=True)
class Element:
    """An element of the structure tree: *tag* is the standard type that its own name stands for.

    *language* is its own; empty where it inherits it. *attributes* are those of /A by their names, without
    the slash: names and strings as text, other values as Python has them.
    """

    tag: str
    kids: tuple["Element | Content | Annotated", ...] = ()
    title: str = ""
    language: str = ""
    alt: str | None = None
    actual_text: str | None = None
    #: What it says that it is short for (/E).
    expansion: str | None = None
    identifier: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)

    def walk(self) -> Iterator["Element"]:
        """Yield the element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def contents(self) -> Iterator[Content]:
        """Yield all marked content of the element and below it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.contents()
            elif isinstance(kid, Content):
                yield kid

    @property
    def children(self) -> tuple["Element", ...]:
        """The elements directly in this one."""
        return tuple(kid for kid in self.kids if isinstance(kid, Element))


@dataclass(frozen=True, kw_only=True)
class FontEvidence:
    """A font of a PDF: its name without the subset's prefix, and where it is first used."""

    name: str
    embedded: bool
    subset: bool
    has_unicode: bool
    page: int


@dataclass(frozen=True, kw_only=True)
class Bookmark:
    """A bookmark: its words, its depth from 0, and the page that it leads to (0: none)."""

    title: str
    depth: int
    page: int


@dataclass(frozen=True, kw_only=True)
class LinkEvidence:
    """A link: where it stands, its words for a screen reader, and its target: an address, or a page (0: none)."""

    page: int
    box: Box
    contents: str
    address: str
    target: int
    object_number: int


@dataclass(frozen=True, kw_only=True)
class Annotation:
    """What lies on a page and is no link: its kind ("Widget", "Highlight"), where, if it says so, its words, and who wrote them."""

    kind: str
    page: int
    box: Box | None
    contents: str
    author: str


@dataclass(frozen=True, kw_only=True)
class FieldEvidence:
    """A field: its name, its kind ("Sig", "Tx"), its words for a screen reader, and where it lies; page 0 where on none.

    *filled* says that it has a value, *drawn* that something is seen of it. *flags* are those of ISO 32000-1, table 165.
    *listed* says that the file's form lists it, by which programs find it.
    """

    name: str
    kind: str
    words: str
    page: int
    box: Box | None
    flags: int
    filled: bool
    drawn: bool
    listed: bool
    object_number: int


@dataclass(frozen=True, kw_only=True)
class AttachedFile:
    """A file that a PDF holds; *relationship* is "Source", "Supplement" …"""

    name: str
    relationship: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Replacement:
    """A text that marked content bears itself: *key* is "ActualText", "Alt", "E" or "Lang"; *mark* -1 where it has none."""

    page: int
    mark: int
    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PdfEvidence:
    """A PDF, read back. *info* and *xmp* are its properties by their names ("Title"; "dc:title"), as text."""

    pages: tuple[PageEvidence, ...]
    tree: Element | None
    language: str
    info: Mapping[str, str]
    xmp: Mapping[str, str]
    #: The packet itself, empty where there is none.
    packet: bytes
    claims: tuple[str, ...]
    fonts: tuple[FontEvidence, ...]
    bookmarks: tuple[Bookmark, ...]
    links: tuple[LinkEvidence, ...]
    files: tuple[AttachedFile, ...]
    #: Links left out, which are above.
    annotations: tuple[Annotation, ...]
    #: Those that the form lists, and widgets on the pages that it does not.
    fields: tuple[FieldEvidence, ...]
    #: Entries of the catalog, of its viewer preferences and of each page, by their names, with simple values in words.
    catalog: Mapping[str, str]
    preferences: Mapping[str, str]
    entries: tuple[Mapping[str, str], ...]
    #: What programs keep for themselves in words, each with its page; 0 where it is not a page's.
    private: tuple[tuple[str, int], ...]
    replacements: tuple[Replacement, ...]

    def runs_of(self, element: Element) -> tuple[tuple[PageEvidence, Run], ...]:
        """Return the text of *element* and below it as it is painted, in reading order, each run with its page."""
        return tuple(
            (self.pages[content.page - 1], run)
            for content in element.contents()
            if 0 < content.page <= len(self.pages)
            for run in self.pages[content.page - 1].by_mark.get(content.mark, ())
        )


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Words of a DOCX: the part that they stand in, the number of their paragraph there, from 1, and which of its letters they are.

    Letters count from 0, without blanks; *last* is the place behind the last one. Where it is 0, the passage is the whole
    paragraph; where the paragraph is 0, all that the part says.
    """

    part: str
    paragraph: int = 0
    first: int = 0
    last: int = 0


@dataclass(frozen=True, kw_only=True)
class DocxRun:
    """A run of a DOCX: its words, its character style's id, and what is set on it directly ("b", "color").

    *change* is "ins" or "del" within a tracked change. *hidden* is w:vanish, of its own or of its style.
    """

    text: str
    style: str = ""
    direct: tuple[str, ...] = ()
    hidden: bool = False
    change: str = ""
    language: str = ""
    #: All languages that are set on it, one for each kind of script.
    languages: tuple[str, ...] = ()
    #: Whether it is marked as one that runs from right to left.
    rtl: bool = False
    #: The field of its paragraph that shows it, from 1; 0 where it is typed.
    field: int = 0


@dataclass(frozen=True, kw_only=True)
class DocxParagraph:
    """A paragraph of a DOCX, wherever it stands: its style's id, its runs, and what is set on it directly.

    *controls* are the tags of the content controls around it and in it. *cell* is the table, row and column, each
    from 1; *header_row* says that the row is repeated on each page.
    """

    style: str
    runs: tuple[DocxRun, ...]
    direct: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    cell: tuple[int, int, int] | None = None
    header_row: bool = False
    #: Footnotes called in it, by their numbers in the file.
    notes: tuple[int, ...] = ()
    #: Alternative texts of its images; empty ones included.
    images: tuple[str, ...] = ()
    #: The number that Word shows before it ("3."); empty where it shows none, or a bullet.
    number: str = ""
    #: The fields in it: their instructions.
    fields: tuple[str, ...] = ()
    #: How deep it lies in a list, from 0; None where it is no item that has a mark of its own.
    level: int | None = None
    #: The part that it stands in, and its number among the paragraphs there, from 1.
    part: str = ""
    place: int = 0

    @property
    def text(self) -> str:
        """The words of the paragraph; those in a tracked deletion left out."""
        return "".join(run.text for run in self.runs if run.change != "del")

    @property
    def passage(self) -> Passage:
        """All words of the paragraph."""
        return Passage(part=self.part, paragraph=self.place)

    def passage_of(self, *runs: DocxRun) -> Passage:
        """Return the words of *runs*, which are this paragraph's own, from the first of them to the last."""
        at, first, last = 0, 0, 0
        for run in self.runs:
            letters = 0 if run.change == "del" else len("".join(run.text.split()))
            if letters and any(run is one for one in runs):
                first, last = first if last else at, at + letters
            at += letters
        return replace(self.passage, first=first, last=last)


@dataclass(frozen=True, kw_only=True)
class DocxStyle:
    """A style of a DOCX: its displayed name, its kind ("paragraph", "character" …), and the id that it is based on.

    *outline* is its own level in the outline, from 0; None where it says none. *look* is all that it says of the look of
    paragraphs and words, with what the styles say that it is based on: "pPr.spacing.line": "300", in the file's own units.
    """

    name: str
    kind: str
    based_on: str
    custom: bool
    hidden: bool = False
    outline: int | None = None
    look: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DocxSection:
    """A section of a DOCX: what it says of its pages ("pgSz.w": "11906"), and the parts of its headers and footers.

    *running* has them by what they are: "header first", "footer default"; a part that is not there is named, too.
    """

    look: Mapping[str, str]
    running: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class DocxControl:
    """A content control of a DOCX: its tag, the title that an editor sees, and all else that it says ("lock": "sdtLocked")."""

    tag: str
    title: str
    look: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class DocxPicture:
    """An image of a DOCX: the part that holds it, and the width and height in which it is shown (914,400 to the inch)."""

    part: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class DocxEvidence:
    """A DOCX, read back."""

    body: tuple[DocxParagraph, ...]
    #: Footnotes by their numbers in the file, the separators left out.
    footnotes: Mapping[int, tuple[DocxParagraph, ...]]
    #: Endnotes, in the same way: an edition has none.
    endnotes: Mapping[int, tuple[DocxParagraph, ...]]
    #: Paragraphs of headers and footers, by the name of their part.
    running: Mapping[str, tuple[DocxParagraph, ...]]
    core: Mapping[str, str]
    custom: Mapping[str, str]
    application: Mapping[str, str]
    styles: Mapping[str, DocxStyle]
    #: Names of all parts of the package.
    parts: tuple[str, ...]
    #: Of each relationship: the part that has it, its kind ("hyperlink"), its target, and whether that lies outside.
    relations: tuple[tuple[str, str, str, bool], ...]
    #: Field instructions ("PAGE"), each with the words that it shows now.
    fields: tuple[tuple[str, str], ...]
    #: Fonts that styles and runs name.
    fonts: tuple[str, ...]
    #: The elements of word/settings.xml by their names, with their values ("updateFields": "true").
    settings: Mapping[str, str]
    language: str
    #: How many elements of each name ("commentReference") stand in the body, the notes, the headers and the footers.
    elements: Mapping[str, int]
    #: How many fields are locked: they show for ever what they show now.
    locked_fields: int
    #: How many revision ids (w:rsid…) elements bear.
    revision_ids: int
    #: Its sections, in the order of the text.
    sections: tuple[DocxSection, ...]
    controls: tuple[DocxControl, ...]
    #: The files of the source that it carries: their names, and what is in them.
    carried: tuple[tuple[str, str], ...]
    #: Shapes, images left out: the part that each stands in, and its words.
    shapes: tuple[tuple[str, str], ...]
    #: Each level of each definition of a list ("numFmt": "bullet"), by the definition's id and the level from 0.
    levels: Mapping[tuple[str, int], Mapping[str, str]]
    #: The lists that count for themselves, each with the definition that it follows, by their ids.
    lists: Mapping[str, str]
    #: Where the links of the text and the notes lead, in their order; "#name" to a bookmark.
    links: tuple[str, ...]
    #: The images of the text, in their order.
    pictures: tuple[DocxPicture, ...]
