"""Texts that became others, for Hypothesis: paragraphs put in, taken out, moved, written over, parted and joined."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from zlib import crc32

from hypothesis import strategies as st

from editions.comparing.nodes import Branch, Leaf, Node, Shape, blocks, nodes
from editions.model.parties import RecipientList, Signatory
from editions.model.runs import Break, Note, Run, Shown, Stretch, settled
from editions.model.statement import Text
from tests.support import prose


@st.composite
def pairs(draw: Any) -> tuple[Text, Text]:
    """Return a text, and what became of it."""
    old, other = draw(prose.texts()), replace(draw(prose.texts()), language="")
    body = list(nodes(old.body, old.footnotes))
    foreign = list(nodes(other.body, other.footnotes))
    for change in draw(st.lists(st.sampled_from(_CHANGES), min_size=1, max_size=5)):
        change(draw, body, foreign)
    made, notes = blocks(body)
    return old, replace(
        old, body=made, footnotes=notes,
        heading=draw(st.sampled_from([old.heading, other.heading])),
        subject=draw(st.sampled_from([old.subject, other.subject])),
        signatories=_signatories(draw, old, other),
        recipients=_recipients(draw, old, other),
    )  # fmt: skip


def _put_in(draw: Any, body: list[Node], foreign: list[Node]) -> None:
    body.insert(draw(st.integers(0, len(body))), draw(st.sampled_from(foreign)))


def _take_out(draw: Any, body: list[Node], _: list[Node]) -> None:
    if len(body) > 1:
        del body[draw(st.integers(0, len(body) - 1))]


def _move(draw: Any, body: list[Node], _: list[Node]) -> None:
    moved = body.pop(draw(st.integers(0, len(body) - 1)))
    body.insert(draw(st.integers(0, len(body))), moved)


def _write_over(draw: Any, body: list[Node], _: list[Node]) -> None:
    place = draw(st.integers(0, len(body) - 1))
    body[place] = _written_over(draw, body[place])


def _written_over(draw: Any, node: Node) -> Node:
    """Return *node* with other words in one of its leaves, or without one of its parts."""
    if isinstance(node, Leaf):
        breaks = node.shape.name == "paragraph"
        runs = list(node.runs)
        place = draw(st.integers(0, len(runs)))
        runs[place : draw(st.integers(place, len(runs)))] = draw(prose.runs(breaks=breaks))
        return _worded(replace(node, runs=settled(runs)), node)
    parts = list(node.parts)
    place = draw(st.integers(0, len(parts) - 1))
    may_lose = len(parts) > 1 and (node.shape.name in ("list", "quotation", "item") or (node.shape.name == "table" and place))
    if may_lose and draw(st.booleans()):
        del parts[place]
    else:
        parts[place] = _written_over(draw, parts[place])
    return replace(node, parts=tuple(parts))


def _worded(node: Leaf, before: Leaf) -> Leaf:
    """Return *node*, or what it was *before* where no words are left in it: a paragraph has some, and so has a heading."""
    has_words = any(isinstance(run, Shown | Note) or (isinstance(run, Stretch) and run.text.strip()) for run in node.runs)
    return node if has_words or node.shape.name == "cell" else before


def _reshape(draw: Any, body: list[Node], _: list[Node]) -> None:
    """Make a paragraph a heading, a quotation or a list, or what it was a paragraph again."""
    place = draw(st.integers(0, len(body) - 1))
    node = body[place]
    if isinstance(node, Leaf):
        plain = Leaf(shape=Shape(name="paragraph"), runs=node.runs)
        item = Branch(shape=Shape(name="item"), parts=(plain,))
        quoted = Branch(shape=Shape(name="quotation"), parts=(plain,))
        body[place] = draw(st.sampled_from([plain, quoted, Branch(shape=Shape(name="list", ordered=draw(st.booleans())), parts=(item,))]))
    elif node.shape.name == "quotation":
        body[place : place + 1] = node.parts
    elif node.shape.name == "list":
        body[place] = replace(node, shape=replace(node.shape, ordered=not node.shape.ordered, start=1))


def _tabulate(draw: Any, body: list[Node], _: list[Node]) -> None:
    """Give a table a row more, or a column, or take one out."""
    tables = [place for place, node in enumerate(body) if node.shape.name == "table"]
    if not tables:
        return
    place = draw(st.sampled_from(tables))
    table = body[place]
    assert isinstance(table, Branch)
    rows = [row for row in table.parts if isinstance(row, Branch)]
    width, column = len(rows[0].parts), draw(st.integers(0, len(rows[0].parts) - 1))
    match draw(st.sampled_from(["row", "column", "no row", "no column"])):
        case "row":
            number = draw(st.integers(1, len(rows)))
            rows.insert(number, replace(rows[-1], shape=Shape(name="row"), parts=rows[0].parts))
        case "column":
            rows = [replace(row, parts=(*row.parts[:column], row.parts[column], *row.parts[column:])) for row in rows]
        case "no row" if len(rows) > 2:
            del rows[draw(st.integers(1, len(rows) - 1))]
        case "no column" if width > 1:
            rows = [replace(row, parts=(*row.parts[:column], *row.parts[column + 1 :])) for row in rows]
    alignments = [table.shape.alignments[column]] * len(rows[0].parts)
    same = len(rows[0].parts) == width
    body[place] = replace(table, parts=tuple(rows), shape=table.shape if same else replace(table.shape, alignments=tuple(alignments)))


def _join(draw: Any, body: list[Node], _: list[Node]) -> None:
    place = draw(st.integers(0, len(body) - 1))
    if place + 1 < len(body) and _is_paragraph(body[place]) and _is_paragraph(body[place + 1]):
        one, other = body[place], body[place + 1]
        assert isinstance(one, Leaf)
        assert isinstance(other, Leaf)
        body[place : place + 2] = [replace(one, runs=settled((*one.runs, Stretch(text=" "), *other.runs)))]


def _part(draw: Any, body: list[Node], _: list[Node]) -> None:
    place = draw(st.integers(0, len(body) - 1))
    node = body[place]
    if isinstance(node, Leaf) and _is_paragraph(node) and len(node.runs) > 1:
        middle = draw(st.integers(1, len(node.runs) - 1))
        halves = [settled(_without_breaks(half)) for half in (node.runs[:middle], node.runs[middle:])]
        body[place : place + 1] = [_worded(replace(node, runs=half), node) for half in halves]


def _without_breaks(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(run for run in runs if not isinstance(run, Break))


def _is_paragraph(node: Node) -> bool:
    return node.shape.name == "paragraph"


_Change = Callable[[Any, list[Node], list[Node]], None]
_CHANGES: tuple[_Change, ...] = (_put_in, _take_out, _move, _write_over, _write_over, _write_over, _reshape, _tabulate, _join, _part)


def _signatories(draw: Any, old: Text, other: Text) -> tuple[Signatory, ...]:
    known = (*old.signatories, *other.signatories)
    return draw(st.sampled_from([old.signatories, old.signatories[::-1], other.signatories, known, known[:1]]))  # type: ignore[no-any-return]


def _recipients(draw: Any, old: Text, other: Text) -> RecipientList | None:
    if old.recipients is None or other.recipients is None:
        return draw(st.sampled_from([old.recipients, other.recipients]))  # type: ignore[no-any-return]
    names = (*old.recipients.names, *other.recipients.names)
    chosen = draw(st.permutations(names))[: draw(st.integers(1, len(names)))]
    return RecipientList(lead=draw(st.sampled_from([old.recipients.lead, other.recipients.lead])), names=tuple(chosen))


def plain(text: Text) -> Text:
    """Return *text* as people write: in words, without links, pictures and breaks, each item beginning with a paragraph.

    No table stands in an item, either: where an item goes directly before one, LibreOffice 7.4 leaves an empty item. And
    nothing is bold or italic in headings and tables, whose own styles may be: it stays so where that is rejected.
    """
    body, notes = blocks(_plain(node) for node in nodes(text.body, text.footnotes))
    return replace(text, body=body, footnotes=notes)


def _plain(node: Node, *, in_item: bool = False) -> Node:
    if in_item and node.shape.name == "table":
        return Leaf(shape=Shape(name="paragraph"), runs=(Stretch(text=_word(repr(node))),))
    if isinstance(node, Leaf):
        has_looks = node.shape.name == "paragraph"
        said = settled(_parted([_in_words(run, has_looks=has_looks) for run in node.runs if isinstance(run, Stretch | Note)]))
        # Some words of its own: one that has nothing but a note is none that people write.
        return replace(node, runs=settled((*said, Stretch(text=f" {_word(repr(node.runs))}"))))
    parts = tuple(_plain(part, in_item=in_item or node.shape.name == "item") for part in node.parts)
    begins = isinstance(parts[0], Leaf) and parts[0].shape.name == "paragraph"
    if node.shape.name == "item" and not begins:
        parts = (Leaf(shape=Shape(name="paragraph"), runs=(Stretch(text=_word(repr(node))),)), *parts)
    # LibreOffice 7.4 may count a list from 1 whose first item came or went.
    return replace(node, parts=parts, shape=replace(node.shape, start=1))


def _parted(runs: list[Run]) -> Iterator[Run]:
    """Yield *runs* with a word between two notes: of notes without any, LibreOffice 7.4 may keep one that should go."""
    for before, run in zip([None, *runs], runs, strict=False):
        if isinstance(before, Note) and isinstance(run, Note):
            yield Stretch(text=" and")
        yield run


def _in_words(run: Run, *, has_looks: bool = True) -> Run:
    if isinstance(run, Note):
        return Note(runs=settled((*(_in_words(inner) for inner in run.runs if isinstance(inner, Stretch)), Stretch(text=" noted"))))
    assert isinstance(run, Stretch)
    said = f" {_word(run.text)} "
    return replace(run, text=said, link="") if has_looks else Stretch(text=said)


_WORDS = [
    "council",
    "members",
    "heard",
    "report",
    "budget",
    "session",
    "vote",
    "text",
    "paper",
    "table",
    "annex",
    "press",
    "office",
    "note",
    "date",
    "reply",
    "letter",
    "house",
    "word",
    "line",
]


def _word(text: str) -> str:
    number = crc32(text.encode())
    return f"{_WORDS[number % len(_WORDS)]} {_WORDS[number // 97 % len(_WORDS)]}"
