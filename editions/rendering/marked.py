"""A text with the marks of what changed in it, as HTML: for a page on the screen, and for paper.

What came is in ``ins``, what went in ``del``; what moved is in the class "moved" where it is and "left" where it was.
What a mark means is said in words beside it, in the class "tag": never by colour alone.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from unicodedata import bidirectional

from markupsafe import Markup, escape

from editions.comparing.differences import Difference
from editions.comparing.nodes import Branch, Leaf, Shape
from editions.comparing.parting import END, paragraphs_in
from editions.comparing.words import Piece, new_look
from editions.model.prose import Image
from editions.model.runs import Break, Note, Run, Shown, Stretch, said

#: Where the bytes of a picture are.
PictureSource = Callable[[Image], str]

#: What is said before a change to those who hear it.
_SPOKEN = {"del": "taken out: ", "ins": "put in: "}
#: Where paragraphs end that were parted, or are joined.
_ENDS = re.compile(f"({END})")
_TAG = Markup('<span class="tag" lang="en" dir="ltr">{}</span>')


class MarkedProse:
    """Turns differences into HTML.

    *above* is the number of heading levels above those of the body. *key* begins every id. With *spoken*, each change
    says what it is to those who hear the page; on paper that would be printed. With *numbered*, the paragraphs at the
    top that the new text has are numbered. *rtl* says that the text runs from right to left.
    """

    def __init__(
        self, source: PictureSource, *, above: int = 1, key: str = "", spoken: bool = False, numbered: bool = False, rtl: bool = False
    ) -> None:
        self._source = source
        self._above = above
        self._key = key
        self._spoken = spoken
        self._numbered = numbered
        self._rtl = rtl
        self._blocks = 0
        self._notes = 0
        self._paragraphs = 0

    def body(self, differences: Iterable[Difference]) -> Markup:
        """Return *differences*, those of top-level blocks."""
        return Markup("\n").join(self._block(one, top=True) for one in differences)

    def line(self, difference: Difference) -> Markup:
        """Return the words of *difference*, a leaf, without an element around them all."""
        words = self._pieces(difference.all_pieces)
        if difference.kind in ("moved", "left"):
            words = Markup('<span class="{}">{}</span>').format(difference.kind, words)
        if self._rtl and _runs_left_to_right(difference):
            # WeasyPrint sets elements of a line from right to left, whatever stands in them.
            words = Markup('<span class="left-to-right" dir="ltr">{}</span>').format(words)
        return self._tags(difference) + words

    def lines(self, differences: Iterable[Difference]) -> Markup:
        """Return the words of *differences*, leaves, one after the other."""
        return Markup(" ").join(self.line(one) for one in differences)

    def named(self, difference: Difference, name: str) -> Markup:
        """Return the words of the part of *difference*, a signatory, that is called *name*; empty if there is none."""
        parts = [part for part in difference.all_parts if part.node.shape.name == name]
        words = self.lines(parts)
        return self._tags(difference) + words if name == "name" else words

    def _id(self) -> str:
        self._blocks += 1
        return f"{self._key}b{self._blocks}"

    def _block(self, one: Difference, *, top: bool = False) -> Markup:
        shape = one.node.shape
        match shape.name:
            case "heading":
                name = f"h{min(shape.level + self._above, 6)}"
                said = Markup(' data-bookmark="{}"').format(_words(one))
                return Markup('<{0} id="{1}"{2}>{3}</{0}>').format(name, self._id(), said, self.line(one))
            case "list":
                return self._list(one, shape)
            case "quotation":
                start = Markup('<blockquote id="{}">').format(self._id())
                return start + self._notice(one) + self._inside(one) + Markup("</blockquote>")
            case "table":
                return self._notice(one) + self._table(one)
            case "paragraphs":
                return self._notice(one) + Markup("\n").join(self._block(part, top=top) for part in one.all_parts)
            case _:
                first, *rest = _paragraphs(one)
                return self._paragraph(first, top=top) + Markup("").join(self._paragraph(row, top=top) for row in rest)

    def _paragraph(self, one: Difference, *, top: bool) -> Markup:
        number = ""
        if top and self._numbered and one.kind not in ("deleted", "left"):
            self._paragraphs += 1
            number = f"{self._paragraphs}."
        start = Markup('<p id="{}"{}>').format(self._id(), Markup(' class="numbered"') if number else "")
        mark = Markup('<span class="number">{}</span>').format(number) if number else Markup("")
        return start + mark + self.line(one) + Markup("</p>")

    def _inside(self, one: Difference) -> Markup:
        return Markup("\n").join(self._block(part) for part in one.all_parts)

    def _list(self, one: Difference, shape: Shape) -> Markup:
        tag = "ol" if shape.ordered else "ul"
        start = self._start(shape.start) if shape.ordered and shape.start != 1 else ""
        items = Markup("").join(self._item(part) for part in one.all_parts)
        return self._notice(one) + Markup('<{0} id="{1}"{2}>{3}</{0}>').format(tag, self._id(), start, items)

    def _start(self, number: int) -> Markup:
        """Return the attribute with which a list begins at *number*; on a page that allows no style of an element's own, the older one."""
        return Markup(' start="{}"').format(number) if self._spoken else Markup(' style="counter-reset: list-item {}"').format(number - 1)

    def _item(self, one: Difference) -> Markup:
        return Markup('<li id="{}">{}{}</li>').format(self._id(), self._tags(one), self._inside(one))

    def _table(self, one: Difference) -> Markup:
        rows = one.all_parts
        columns = [cell.kind for cell in rows[0].all_parts]
        alignments = _alignments(one, columns)
        head = self._row("th", rows[0], columns, alignments)
        body = Markup("").join(self._row("td", row, columns, alignments) for row in rows[1:])
        table = Markup('<table id="{}"><thead>{}</thead><tbody>{}</tbody></table>').format(self._id(), head, body)
        return Markup('<div class="of-table">{}</div>').format(table)

    def _row(self, tag: str, row: Difference, columns: Sequence[str], alignments: Sequence[str]) -> Markup:
        # As in html.py: a header row with an id would seem to be cut by each page break.
        start = Markup("<tr>") if tag == "th" else Markup('<tr id="{}">').format(self._id())
        scope = Markup(' scope="col"') if tag == "th" else ""
        cells = Markup("")
        for number, (cell, alignment) in enumerate(zip(_spread(row, columns), alignments, strict=True)):
            said = (Markup("") if number else self._tags(row)) + (self.line(cell) if cell else Markup(""))
            cells += Markup('<{0} class="{1}"{2}>{3}</{0}>').format(tag, alignment, scope, said)
        return start + cells + Markup("</tr>")

    def _notice(self, one: Difference) -> Markup:
        tags = self._tags(one)
        return Markup('<p class="notice-of-change" id="{}">{}</p>').format(self._id(), tags) if tags else tags

    def _tags(self, one: Difference) -> Markup:
        """Return what is to be said in words of the whole of *one*."""
        told = [line for line in (_became(one),) if line]
        if one.kind != "left" and one.is_reshaped and one.old:
            told.append(f"Before: {described(one.old.shape)}")
        return Markup("").join(_TAG.format(line) + " " for line in told)

    def _pieces(self, pieces: Iterable[Piece]) -> Markup:
        return Markup("").join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Piece) -> Markup:
        match piece.kind:
            case "note":
                return self._note(self._pieces(piece.inside))
            case "look":
                return Markup('<span class="look">{}</span>').format(self._run(piece.run, piece)) + _TAG.format(f"[{new_look(piece)}]")
            case "same":
                return self._run(piece.run, piece)
            case kind:
                told = Markup('<span class="unseen" lang="en">{}</span>').format(_SPOKEN[kind]) if self._spoken else Markup("")
                return Markup("<{0}>{1}{2}</{0}>").format(kind, told, self._run(piece.run, piece))

    def _run(self, run: Run, piece: Piece) -> Markup:
        match run:
            case Stretch(text=text):
                parts = (part for part in _ENDS.split(text) if part)
                return Markup("").join(self._end() if part == END else _stretch(replace(run, text=part)) for part in parts)
            case Break():
                return Markup("<br>") if piece.kind == "same" else _TAG.format("[new line]") + Markup("<br>")
            case Shown(image=image):
                return self._picture(image, piece.kind)
            case Note(runs=runs):
                return self._note(self._pieces(Piece(kind=piece.kind, run=inner) for inner in runs))

    def _end(self) -> Markup:
        if not self._spoken:
            return Markup('<span class="end">¶</span>')
        return Markup('<span class="unseen" lang="en">end of a paragraph</span><span class="end" aria-hidden="true">¶</span>')

    def _picture(self, image: Image, kind: str) -> Markup:
        """Return *image*; of one that came or went, its text besides, which is perhaps all that changed."""
        shown = Markup('<img src="{}" alt="{}">').format(self._source(image), image.alt)
        if kind not in ("del", "ins"):
            return shown
        became = "taken out" if kind == "del" else "put in"
        return (
            _TAG.format(f"[picture {became}:")
            + Markup(' <span class="text-of-picture">{}</span>').format(image.alt)
            + _TAG.format("]")
            + shown
        )

    def _note(self, words: Markup) -> Markup:
        self._notes += 1
        return Markup('<span class="note" id="{}note{}">{}</span>').format(self._key, self._notes, words)


def _stretch(run: Stretch) -> Markup:
    found = escape(run.text)
    if run.emphasis:
        found = Markup("<em>{}</em>").format(found)
    if run.strong:
        found = Markup("<strong>{}</strong>").format(found)
    return Markup('<a href="{}" title="{}">{}</a>').format(run.link, run.text, found) if run.link else found


def _runs_left_to_right(one: Difference) -> bool:
    """Return whether nothing that is shown of *one* is written from right to left (Unicode Standard Annex 9, 3.2)."""
    shown = said(piece.run for piece in one.all_pieces)
    return bool(shown) and not any(bidirectional(character) in ("R", "AL") for character in shown)


def _words(one: Difference) -> str:
    return " ".join(said(one.node.runs).split()) if isinstance(one.node, Leaf) else ""


def _paragraphs(one: Difference) -> list[Difference]:
    """Return *one* paragraph by paragraph as the new text has them, where it was parted: of each but the last, the end is a piece."""
    if one.kind != "parted":
        return [one]
    rows: list[list[Piece]] = [[]]
    for piece in one.pieces:
        for part in _parts(piece):
            rows[-1].append(part)
            if isinstance(part.run, Stretch) and part.run.text == END:
                rows.append([])
    first, *others = map(tuple, rows)
    return [replace(one, pieces=first), *(replace(one, kind="changed", pieces=row) for row in others)]


def _parts(piece: Piece) -> list[Piece]:
    """Return *piece* divided where a paragraph ends in the new text."""
    if not isinstance(piece.run, Stretch) or piece.kind != "ins":
        return [piece]
    return [replace(piece, run=replace(piece.run, text=part)) for part in _ENDS.split(piece.run.text) if part]


def _became(one: Difference) -> str:
    """Return what is said of the whole of *one*: that it moved, and whence; that it is several now, or was."""
    match one.kind:
        case "moved":
            return f"Moved here ({one.move}), {one.way}"
        case "left":
            return f"Moved away ({one.move}), {one.way}"
        case "parted" if isinstance(one.node, Leaf):
            return f"Now {paragraphs_in(one.new)} paragraphs"
        case "joined" if isinstance(one.node, Leaf):
            return f"{paragraphs_in(one.old)} paragraphs made one"
        case _:
            return ""


def described(shape: Shape) -> str:
    """Return what a block is called in English: "heading 2", "list with numbers from 3"."""
    match shape.name:
        case "heading":
            return f"heading {shape.level}"
        case "list":
            return f"list with numbers from {shape.start}" if shape.ordered else "list with dots"
        case "table":
            return f"table with columns {', '.join(shape.alignments)}"
        case name:
            return name


def _spread(row: Difference, columns: Sequence[str]) -> list[Difference | None]:
    """Return the cells of *row*, one for each of *columns*; None where it has none: it came or went without that column."""
    cells = list(row.all_parts)
    if len(cells) == len(columns):
        return list(cells)
    lacking = "inserted" if row.kind in ("deleted", "left") else "deleted"
    return [None if column == lacking or not cells else cells.pop(0) for column in columns]


def _alignments(table: Difference, columns: Sequence[str]) -> list[str]:
    """Return the alignment of each of *columns*, as the text has it that has the column."""
    old, new = (list(node.shape.alignments) if isinstance(node, Branch) else [] for node in (table.old, table.new))
    found = []
    for kind in columns:
        before = old.pop(0) if old and kind != "inserted" else "left"
        found.append((new.pop(0) if new else before) if kind != "deleted" else before)
    return found


def table(rows: Sequence[tuple[str, str, str]]) -> Markup:
    """Return *rows*, each what something is called, and what it was and is, as a table in English; nothing, if there are none."""
    if not rows:
        return Markup("")
    made = Markup("").join(
        Markup('<tr><th scope="row" class="left">{}</th><td class="left">{}</td><td class="left">{}</td></tr>').format(
            name, Markup("<del>{}</del>").format(old) if old else "", Markup("<ins>{}</ins>").format(new) if new else ""
        )
        for name, old, new in rows
    )
    head = Markup("").join(Markup('<th scope="col" class="left">{}</th>').format(name) for name in ("What", "Old", "New"))
    return Markup('<section class="facts" lang="en" dir="ltr"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></section>').format(
        head, made
    )
