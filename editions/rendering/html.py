"""The page that WeasyPrint sets: prose as HTML, poured into the layout's templates."""

import re
from dataclasses import fields
from urllib.parse import quote

from markupsafe import Markup, escape

from editions.language import direction, is_hyphenated
from editions.layouts import fill
from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.model.prose import (
    TWO_LINES,
    Block,
    Emphasis,
    Footnote,
    FootnoteCall,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Words,
    plain,
)
from editions.rendering.code import code_address
from editions.rendering.places import placed


def to_html(prepared: PreparedStatement, layout: Layout, ranges: tuple[str, ...] = (), *, body: str | None = None, behind: str = "") -> str:
    """Return *prepared* as one HTML document, without its style sheet.

    *ranges* are the pages of each annex, as the table of annexes says them: "II-1 – II-4". *body*, if given, is HTML
    that stands in the place of the body; *behind* is HTML that is put behind all else.

    Raises:
        Refusal: a template of the layout is missing or wrong.
    """
    filled = fill(
        layout,
        "statement.html",
        language=prepared.metadata.language,
        direction=prepared.direction,
        title=prepared.metadata.title,
        body_name=prepared.body_name,
        letterhead_lines=prepared.letterhead_lines,
        reference=prepared.reference,
        place_and_date=prepared.place_and_date,
        heading=prepared.heading,
        subject=prepared.subject,
        body=Prose(prepared.footnotes).body(prepared.body) if body is None else body,
        signatories=prepared.signatories,
        fields=prepared.fields,
        signed_together=prepared.signed_together,
        recipients=prepared.recipients,
        annexes=prepared.annexes,
        ranges=ranges,
        places=placed(prepared.places, layout.tokens.reference.leading) if prepared.places else None,
    )
    before, end, after = filled.rpartition("</body>")
    return before + str(escape(behind)) + end + after if behind else filled


def to_css(prepared: PreparedStatement, layout: Layout) -> tuple[str, str]:
    """Return two style sheets: the layout's, filled with its tokens, and that of the running lines.

    The first is the same for all statements of one layout, so that it need not be parsed for each.

    Raises:
        Refusal: a style sheet is missing or wrong.
    """
    label = prepared.page_label
    style = style_sheet(layout, prepared.metadata.language)
    start, end = corners(prepared.direction)
    running = fill(
        layout,
        "running.css",
        start=start,
        end=end,
        mark=_mark(prepared.metadata.mark, layout.tokens.mark.code),
        continuation=css_string("\n".join(prepared.continuation)),
        label_before=css_string(label.before),
        label_between=css_string(label.between),
        label_after=css_string(label.after),
    )
    return style, running


def corners(direction: str) -> tuple[str, str]:
    """Return the sides on which lines begin and end, in a text that runs in *direction* ("ltr" or "rtl")."""
    return ("left", "right") if direction == "ltr" else ("right", "left")


#: Blanks between the code and the letters, which keep its quiet zone free.
_QUIET = "\u2003\u2002"


def _mark(mark: str, side: float) -> str:
    """Return the mark as the content of a margin box: its code, *side* millimetres wide, and its letters."""
    if not mark:
        return "none"
    return f"url({css_string(code_address(mark, side))}) {css_string(_QUIET + mark)}" if side else css_string(mark)


#: The shares of the foot's width, in percent, that the mark and the page's number have.
_FOOT = (60, 40)


def style_sheet(layout: Layout, language: str) -> str:
    """Return the layout's style sheet, filled with its tokens, for a text in *language*.

    Raises:
        Refusal: it is missing or wrong.
    """
    hyphenated = layout.tokens.text.hyphenate and is_hyphenated(language)
    foot = _FOOT if direction(language) == "ltr" else _FOOT[::-1]
    return fill(
        layout,
        "style.css",
        **tokens_of(layout),
        paper=layout.tokens.paper,
        measure=layout.tokens.measure,
        window=layout.tokens.window,
        hyphenated=hyphenated,
        foot=foot,
    )


def tokens_of(layout: Layout) -> dict[str, object]:
    """Return the tokens of *layout* by name, for its style sheets."""
    return {field.name: getattr(layout.tokens, field.name) for field in fields(layout.tokens)}


def css_string(text: str) -> str:
    r"""Return *text* as a CSS string; what could end it is escaped by its code point (CSS Syntax 3, 4.3.7)."""
    return '"' + "".join(f"\\{ord(c):06x}" if c in '"\\\n\r\f<' else c for c in text) + '"'


#: The ends of elements of a line, one in the other, behind which a blank would stand alone.
_CLOSED = re.compile(r"(?:</(?:em|strong|a)>)+$")


class Prose:
    """Turns blocks into HTML, giving each an id, by which a block that a page break cuts is known.

    *above* is the number of heading levels that stand above those of the blocks.
    """

    def __init__(self, footnotes: tuple[Footnote, ...], *, above: int = 1) -> None:
        self._above = above
        self._footnotes = {note.number: note for note in footnotes}
        self._count = 0

    def body(self, blocks: tuple[Block, ...]) -> Markup:
        """Return *blocks*, the last of which stays with the signature block.

        One that may be shorter than two lines is kept with the one before it, so that the block never
        stands under a single line.
        """
        short = bool(blocks) and isinstance(blocks[-1], Paragraph) and len(plain(blocks[-1].inlines)) < TWO_LINES
        last = len(blocks) - 1
        return Markup("\n").join(self._block(block, keep=short and index == last) for index, block in enumerate(blocks))

    def _id(self) -> str:
        self._count += 1
        return f"b{self._count}"

    def _block(self, block: Block, *, keep: bool = False) -> Markup:
        match block:
            case Heading(level=level, inlines=inlines):
                said = " ".join(plain(inlines).split())
                return Markup('<h{0} id="{1}" data-bookmark="{2}">{3}</h{0}>').format(
                    min(level + self._above, 6), self._id(), said, self._inlines(inlines)
                )
            case Paragraph(inlines=inlines, number=number):
                names = [name for name, wanted in (("keep", keep), ("numbered", bool(number))) if wanted]
                start = Markup('<p id="{}"{}>').format(self._id(), Markup(' class="{}"').format(" ".join(names)) if names else "")
                mark = Markup('<span class="number">{}</span>').format(number) if number else Markup("")
                return start + mark + self._inlines(inlines) + Markup("</p>")
            case ListBlock():
                return self._list(block)
            case Quotation(blocks=blocks):
                start = Markup('<blockquote id="{}">').format(self._id())
                return start + Markup("\n").join(self._block(inner) for inner in blocks) + Markup("</blockquote>")
            case Table():
                return self._table(block)

    def _list(self, block: ListBlock) -> Markup:
        tag = "ol" if block.ordered else "ul"
        start = Markup(' style="counter-reset: list-item {}"').format(block.start - 1) if block.ordered and block.start != 1 else ""
        opening = Markup('<{} id="{}"{}>').format(tag, self._id(), start)
        return opening + Markup("").join(self._item(item) for item in block.items) + Markup("</{}>").format(tag)

    def _item(self, blocks: tuple[Block, ...]) -> Markup:
        opening = Markup('<li id="{}">').format(self._id())
        return opening + Markup("").join(self._block(block) for block in blocks) + Markup("</li>")

    def _table(self, table: Table) -> Markup:
        columns = Markup("").join(Markup('<col style="width: {}%">').format(f"{width * 100:.2f}") for width in table.widths)
        opening = Markup('<table id="{}">{}<thead>').format(self._id(), columns)
        head = self._row("th", table.header, table.alignments)
        body = Markup("").join(self._row("td", row, table.alignments) for row in table.rows)
        return opening + head + Markup("</thead><tbody>") + body + Markup("</tbody></table>")

    def _row(self, tag: str, cells: tuple[tuple[Inline, ...], ...], alignments: tuple[str, ...]) -> Markup:
        # The header row is printed again after a page break: with an id it would seem to be cut by it.
        row = Markup("<tr>") if tag == "th" else Markup('<tr id="{}">').format(self._id())
        scope = Markup(' scope="col"') if tag == "th" else ""
        for cell, alignment in zip(cells, alignments, strict=True):
            row += Markup('<{0} class="{1}"{2}>{3}</{0}>').format(tag, alignment, scope, self._inlines(cell))
        return row + Markup("</tr>")

    def _inlines(self, inlines: tuple[Inline, ...]) -> Markup:
        found = Markup("")
        for inline in inlines:
            if isinstance(inline, Words) and inline.text.isspace() and (ends := _CLOSED.search(found)):
                # A blank between two elements is not painted: it goes into the one before it.
                found = found[: ends.start()] + escape(inline.text) + found[ends.start() :]
            else:
                found += self._inline(inline)
        return found

    def _inline(self, inline: Inline) -> Markup:
        match inline:
            case Words(text=text):
                return escape(text)
            case Emphasis(children=children):
                return Markup("<em>{}</em>").format(self._inlines(children))
            case Strong(children=children):
                return Markup("<strong>{}</strong>").format(self._inlines(children))
            case Link(target=target, children=children):
                return Markup('<a href="{}" title="{}">{}</a>').format(target, plain(children), self._inlines(children))
            case Image(file=file, alt=alt):
                return Markup('<img src="{}" alt="{}">').format("statement:" + quote(file), alt)
            case LineBreak():
                return Markup("<br>")
            case FootnoteCall(number=number):
                return Markup('<span class="note" id="note{}">{}</span>').format(number, self._inlines(self._footnotes[number].inlines))
