"""Texts of every kind, for Hypothesis: all blocks and inlines of the model, in many scripts, as the reader accepts them."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from editions.model.parties import RecipientList, Signatory
from editions.model.prose import Block, Footnote, Heading, Image, Inline, ListBlock, Paragraph, Quotation, Table, plain
from editions.model.runs import Break, Note, Run, Shown, Stretch, folded
from editions.model.statement import Text

_LETTERS = "ab1ə Ж字かक़مש\u0301"
_MARKS = "*_`[]()<>&#!|\\~^+-=:.;\"'«»„¡…/1 "
_BLANKS = " \t\u00a0\u2009\u3000\u200c\u200f\u2067\u00ad"
_WORDS = (
    "word",
    "1. ",
    "- ",
    "# ",
    "> ",
    "&amp;",
    "[^1]",
    "[a](b)",
    "![a](b)",
    "**",
    "]: ",
    "<https://a.b>",
    "e.g.",
    "söz",
    "слово",
    "كلمة",
    "---",
    "===",
    "| --- |",
    " ",
)
_ADDRESSES = ("https://example.org/", "https://example.org/a_(b)?c=1&copy;=2#d*e", "mailto:a@example.org", "http://example.org/%C3%BC%7Cx")
_FILES = ("a.png", "images/a b.png", "images/şəkil (1).png", "a%20b.png")

words = st.one_of(
    st.text(_LETTERS, min_size=1, max_size=8),
    st.text(_MARKS + _LETTERS, min_size=1, max_size=6),
    st.text(_BLANKS + _LETTERS, min_size=1, max_size=4),
    st.sampled_from(_WORDS),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=5).filter(
        lambda text: not set(text) & set("\u202d\u202e\ufeff")
    ),
)
stretches = st.builds(
    Stretch,
    text=words,
    emphasis=st.booleans(),
    strong=st.booleans(),
    link=st.just("") | st.just("") | st.sampled_from(_ADDRESSES),
)
_pictures = st.builds(
    lambda file, alt: Shown(image=Image(file=file, alt=" ".join(alt.split()) or "alt")),
    st.sampled_from(_FILES),
    st.text("aş*_ b&;!|1", min_size=1, max_size=8),
)
_notes = st.builds(lambda runs: Note(runs=tuple(runs)), st.lists(stretches | st.just(Break()), min_size=1, max_size=3))


def runs(*, breaks: bool = True) -> st.SearchStrategy[list[Run]]:
    """Return a strategy for what a paragraph says, or, without *breaks*, a cell or a heading."""
    kinds: list[st.SearchStrategy[Run]] = [stretches, stretches, stretches, stretches, _pictures, _notes]
    return st.lists(st.one_of(*kinds, *([st.just(Break())] if breaks else [])), min_size=1, max_size=6)


@dataclass
class _Making:
    """A body in the making: its footnotes, and the level of its last heading."""

    notes: list[Footnote] = field(default_factory=list)
    level: int = 0


@st.composite
def blocks(draw: Any, making: _Making, *, depth: int = 2, most: int = 4) -> tuple[Block, ...]:
    """Return one block, or more, in reading order; their footnotes are added to *making*."""
    kinds = ["paragraph", "paragraph", "heading", "table", *(["list", "list", "quotation"] if depth else [])]
    return tuple(_block(draw, kind, making, depth) for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=most)))


def _block(draw: Any, kind: str, making: _Making, depth: int) -> Block:
    match kind:
        case "heading":
            making.level = draw(st.integers(1, min(making.level + 1, 5)))
            inlines = folded(draw(runs(breaks=making.level < 3)), making.notes)
            return Heading(level=making.level, inlines=inlines if plain(inlines).strip() else (*inlines, *_WORD))
        case "table":
            return _table(draw, making)
        case "list":
            items = tuple(draw(blocks(making, depth=depth - 1, most=2)) for _ in range(draw(st.integers(1, 3))))
            ordered = draw(st.booleans())
            return ListBlock(ordered=ordered, items=items, start=draw(st.sampled_from([1, 1, 0, 9, 99, 999_999_999])) if ordered else 1)
        case "quotation":
            return Quotation(blocks=draw(blocks(making, depth=depth - 1, most=2)))
        case _:
            return Paragraph(inlines=folded(draw(runs()), making.notes))


_WORD: tuple[Inline, ...] = folded([Stretch(text="Heading")], [])


def _table(draw: Any, making: _Making) -> Table:
    columns = draw(st.integers(1, 3))
    header = tuple(folded(draw(runs(breaks=False)), making.notes) or _WORD for _ in range(columns))
    rows = tuple(
        tuple(folded(draw(runs(breaks=False)) if draw(st.booleans()) else [], making.notes) for _ in range(columns))
        for _ in range(draw(st.integers(0, 3)))
    )
    alignments = tuple(draw(st.sampled_from(["left", "right", "center"])) for _ in range(columns))
    return Table(header=header, rows=rows, alignments=alignments)


_lines = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=12).filter(
    lambda text: bool(text.strip())
)


@st.composite
def bodies(draw: Any) -> tuple[tuple[Block, ...], tuple[Footnote, ...]]:
    """Return a body: blocks, and the footnotes that they call."""
    making = _Making()
    return draw(blocks(making)), tuple(making.notes)


@st.composite
def texts(draw: Any) -> Text:
    """Return a text in any of several languages, with all that it can have."""
    body, footnotes = draw(bodies())
    return Text(
        language=draw(st.sampled_from(["en", "az", "ar"])),
        heading=draw(_lines),
        subject=draw(st.just("") | _lines),
        body=body,
        footnotes=footnotes,
        signatories=tuple(draw(st.lists(st.builds(Signatory, name=_lines, office=st.just("") | _lines), min_size=1, max_size=2))),
        recipients=draw(st.none() | st.builds(RecipientList, lead=_lines, names=st.lists(_lines, min_size=1, max_size=4).map(tuple))),
        place=draw(st.just("Bakı") | _lines),
    )


@st.composite
def blocks_alone(draw: Any) -> tuple[Block, dict[int, Footnote]]:
    """Return one block that may stand anywhere, headings left out, and its footnotes."""
    making = _Making()
    kind = draw(st.sampled_from(["paragraph", "paragraph", "list", "table"]))
    return _block(draw, kind, making, 1), {note.number: note for note in making.notes}


_FRAGMENTS = (
    *("a", "b c", "é", "ə", "«", "»", "。", "1", "+", "!", ":", "<", "\\", "\\*", "[", "]", "(", ")", "*", "**", "_", "__", "`", "|"),
    *(
        "[x](https://a.b)",
        "![alt](a.png)",
        "<https://a.b/c>",
        "[^1]",
        "[y]:",
        "&amp;",
        "&#10;",
        "&#9;",
        "&nbsp;",
        "&#32;",
        "&lt;",
        "&#8232;",
    ),
    *("\n", "\n\n", "\n", "\n\n", "- ", "* ", "1. ", "2) ", "> ", "# ", "## ", "    ", "  ", "\t", "\u00a0", "  \n", "\\\n"),
    *("\n|---|---|\n", "---", "===", "~~~", "&#x202e;", "&#8232;"),
)
#: Markdown that is thrown together: most of it is read without a problem.
scraps = (
    st.lists(st.sampled_from(_FRAGMENTS), min_size=1, max_size=14)
    .map("".join)
    .map(lambda source: f"{source}\n\n[^1]: note *x*\n" if "[^1]" in source else source)
)
