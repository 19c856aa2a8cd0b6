"""A Word document as it was read: every paragraph, run, table and note, with who changed what and when; nothing settled yet."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A tracked change: *kind* is "inserted", "deleted", "moved here", "moved away" or "formatted".

    *time* is as it is written, in ISO 8601, or empty; *author* may be empty too. *inside* is the change that this one
    was made in: where one person deletes what another has inserted, neither accepting nor rejecting all leaves it there.
    *id* tells it from others of the same moment, where the program that wrote it gave one.
    """

    kind: str
    author: str = ""
    time: str = ""
    inside: "Change | None" = None
    id: str = ""

    @property
    def adds(self) -> bool:
        """Whether the thing is there only once the change is accepted."""
        return self.kind in ("inserted", "moved here")

    @property
    def takes_away(self) -> bool:
        """Whether the thing is gone once the change is accepted."""
        return self.kind in ("deleted", "moved away")

    def is_gone(self, accept: "Accept") -> bool:
        """Return whether the thing is gone once this change, and the one that it was made in, are settled as *accept* says."""
        gone = self.takes_away if accept(self) else self.adds
        return gone or (self.inside is not None and self.inside.is_gone(accept))


#: Says of a tracked change whether it is accepted; else it is rejected.
Accept = Callable[[Change], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tracked:
    """A tracked change as a person sees it: one act, with the *words* that it touches; *parts* are what the file makes of it."""

    change: Change
    words: str
    parts: frozenset[Change]


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """How a run looks. *others* names what a statement's source has no form for: "underlined", "struck through" …

    *style* is the id of its own style: what that says of it may not be seen, as weight is not in a heading that has it anyway.
    *layout* names what was set by hand and is the layout's to say: "in another font", "in another size" …
    """

    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    others: tuple[str, ...] = ()
    style: str = field(default="", compare=False)
    layout: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class WordText:
    """A run of characters; *before* is its look before a change of format."""

    text: str
    look: Look = Look()
    link: str = ""
    change: Change | None = None
    formatted: Change | None = None
    before: Look | None = None
    comments: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class WordBreak:
    """A line that ends, or with *kind* "page" or "column" more than that."""

    kind: str = "line"
    change: Change | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WordImage:
    """A picture: its bytes, None where it lies outside the document; its alternative text and its name in Word."""

    content: bytes | None
    part: str
    alt: str
    name: str
    change: Change | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WordNote:
    """The call of a note; *kind* is "footnote" or "endnote"."""

    id: int
    kind: str = "footnote"
    change: Change | None = None


WordRun = WordText | WordBreak | WordImage | WordNote


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbering:
    """Where a paragraph stands in a list: *level* from 0; *form* as in "bullet" or "decimal"; *start* of its level.

    *pattern* is how its number is written, as in "%1." or "Article %1", where %1 is the number on the first level.
    *definition* is what several lists may share: one that does not *restart* goes on another of the same definition.
    """

    list: int
    level: int
    form: str
    start: int = 1
    pattern: str = ""
    definition: str = ""
    restarts: bool = False

    def goes_on(self, other: "Numbering") -> bool:
        """Return whether this is the list of *other*, which stands before it at the same level."""
        return self.list == other.list or (self.definition == other.definition and not self.restarts)


@dataclass(frozen=True, kw_only=True, slots=True)
class WordParagraph:
    """A paragraph. *style* is the style's id, *style_name* its name in the file, which Word does not translate.

    *outline* is its level in the outline from 0, None for running text. *size*, in half points, is that of its words
    where they agree, else that of its style; *alignment* is that of its style or its own; *strong* is whether its style is
    bold. *mark* says what became of the paragraph's end.
    """

    style: str = ""
    style_name: str = ""
    outline: int | None = None
    number: Numbering | None = None
    runs: tuple[WordRun, ...] = ()
    controls: tuple[str, ...] = ()
    alignment: str = ""
    size: int = 0
    strong: bool = False
    mark: Change | None = None
    in_box: bool = False
    #: What of its look was set by hand, as in "centred".
    looks: tuple[str, ...] = ()
    #: Style and numbering before a change of the paragraph's format, and that change.
    formatted: Change | None = None
    before: "WordParagraph | None" = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WordCell:
    """A cell over *span* columns; *continued* where it goes on the cell above."""

    blocks: tuple["WordBlock", ...]
    span: int = 1
    continued: bool = False
    change: Change | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WordRow:
    """A row of a table; *header* where it is repeated on each page."""

    cells: tuple[WordCell, ...]
    header: bool = False
    change: Change | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WordTable:
    """A table; *style* is its style's id."""

    rows: tuple[WordRow, ...]
    style: str = ""
    controls: tuple[str, ...] = ()
    in_box: bool = False


WordBlock = WordParagraph | WordTable


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    """A comment: who wrote it and when, what it says, and the words that it stands at."""

    id: int
    author: str
    time: str
    text: str
    at: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Leftover:
    """Something that Word keeps and a source has no place for; *words* are what is lost with it, if any.

    *kind* names it in the singular ("a bookmark"), *count* says how many there are.
    """

    kind: str
    words: str = ""
    count: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class WordDocument:
    """A document: its blocks, its notes by kind and number, and what stands around them."""

    blocks: tuple[WordBlock, ...]
    notes: dict[tuple[str, int], tuple[WordBlock, ...]]
    comments: tuple[Comment, ...] = ()
    #: The words of headers and footers, a line each, with their part's name.
    running: tuple[tuple[str, str], ...] = ()
    core: dict[str, str]
    custom: dict[str, str]
    #: The source that one of our own carries: name and text of each file.
    sources: tuple[tuple[str, str], ...] = ()
    #: The pictures of that source: the file and the SHA-256 of each.
    source_pictures: tuple[tuple[str, str], ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    language: str = ""


def paragraphs(blocks: Iterable[WordBlock]) -> Iterator[WordParagraph]:
    """Yield every paragraph of *blocks*, those in tables included, in the order in which they are read."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def words(runs: Iterable[WordRun]) -> str:
    """Return the characters of *runs*; a break is a newline, a picture its text, a note nothing."""
    return "".join(_words(run) for run in runs)


def _words(run: WordRun) -> str:
    match run:
        case WordText(text=text):
            return text
        case WordBreak():
            return "\n"
        case WordImage(alt=alt):
            return alt
        case WordNote():
            return ""
