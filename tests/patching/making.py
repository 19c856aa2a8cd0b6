"""Bodies as people write them, and edits of them, for Hypothesis."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from editions.model.prose import (
    Block,
    Cell,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Words,
    inline_runs,
)
from editions.patching.edits import Delete, Edit, Insert, Move, Replace
from tests.support.prose import blocks_alone

#: Legal, and not as this house writes: each with "N" where the labels of its footnotes and targets differ.
ODD = (
    "A paragraph that is _wrapped_ here and\ngoes on \\- see [the report][rN] and a note[^noteN],\n  until it __ends__.",
    "Heading *one*\nof two lines\n============",
    "## Heading two ##",
    "* one\n* two\n  wrapped *words*\n\n  and a second paragraph\n* three[^tN]",
    "+ plus one\n+ plus two\n    1) inner\n    2) inner *too*\n+ plus three",
    "3) three\n4) four\nlazy line\n5) five",
    "1. all\n1. have\n1. one number",
    "> quoted *text*\n> on two lines  \n> with a break\nand a lazy line\n>\n> - a list",
    "a | b\n:-|--:\n1 | 2 [^cN]\n3 | \\| 4\n",
    "|  a  |b|\n|-----|:-:|\n|1|  *2*  |\n| | 4|\n| 5 |",
    "Words with&nbsp;references &amp; <https://example.org/N> and ***both*** looks\\\nand a break.",
    "Ümumi söz: «сло́во» – 文章が続く。続きます。 مرحبا بكم",
    "   An indented paragraph with ![a picture](a.png) in it.",
    "- - a list in a list\n  - of two\n- > and a quotation\n  > in a list",
)
_DEFINITIONS = {
    "[^noteN]": "[^noteN]: Because __it__ is\n    so, and *not* otherwise.",
    "[^tN]": "[^tN]: Three.",
    "[^cN]": "[^cN]:   A cell's note,\nlazily wrapped",
    "[rN]": "[rN]: https://example.org/rN",
}


@st.composite
def sources(draw: Any) -> str:
    """Return a body of odd blocks; the definitions stand at the end, or behind the block that needs them."""
    found: list[str] = []
    later: list[str] = []
    level = 0
    for number, odd in enumerate(draw(st.lists(st.sampled_from(ODD), min_size=1, max_size=6))):
        if odd.startswith("## ") and not level:
            continue
        level = level or int(odd.startswith("Heading"))
        found.append(odd.replace("N", str(number)))
        definitions = [text.replace("N", str(number)) for mark, text in _DEFINITIONS.items() if mark in odd]
        if draw(st.booleans()):
            found += definitions
        else:
            later += definitions
    gap: str = draw(st.sampled_from(["\n\n", "\n\n\n", "\n \n"]))
    beginning: str = draw(st.sampled_from(["", "\n"]))
    end: str = draw(st.sampled_from(["", "\n", "\n\n"]))
    return beginning + gap.join([*found, *later]) + end


@st.composite
def edits(draw: Any, body: Sequence[Block], notes: dict[int, Footnote]) -> list[Edit]:
    """Return edits of *body*, each block of it changed once at most."""
    found: list[Edit] = []
    for number in draw(st.sets(st.integers(0, len(body) - 1), max_size=3)) if body else ():
        match draw(st.sampled_from(["words", "words", "words", "note", "items", "anew", "delete", "move"])):
            case "words":
                found.append(Replace(number=number, block=_reworded(draw, body[number]), notes=notes))
            case "note":
                renoted = {key: replace(note, inlines=_changed(draw, note.inlines)) for key, note in notes.items()}
                found.append(Replace(number=number, block=body[number], notes=renoted))
            case "items":
                found.append(Replace(number=number, block=_rearranged(draw, body[number]), notes=notes))
            case "anew":
                block, new_notes = draw(blocks_alone())
                found.append(Replace(number=number, block=block, notes=new_notes))
            case "delete":
                found.append(Delete(number=number))
            case _:
                found.append(Move(number=number, before=draw(st.integers(0, len(body)))))
    for _ in range(draw(st.integers(0, 2))):
        block, new_notes = draw(blocks_alone())
        found.append(Insert(before=draw(st.integers(0, len(body))), block=block, notes=new_notes))
    return found


def _reworded(draw: Any, block: Block) -> Block:
    """Return *block* with the words of one of its paragraphs, headings and cells changed."""
    count = sum(1 for _ in inline_runs([block]))
    chosen = draw(st.integers(0, max(count - 1, 0)))
    return _with(block, iter(range(count)), lambda number, inlines: _changed(draw, inlines) if number == chosen else inlines)


def _with(block: Block, numbers: Any, change: Any) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, inlines=change(next(numbers), block.inlines))
        case ListBlock(items=items):
            return replace(block, items=tuple(tuple(_with(inner, numbers, change) for inner in item) for item in items))
        case Quotation(blocks=inner):
            return replace(block, blocks=tuple(_with(one, numbers, change) for one in inner))
        case Table(header=header, rows=rows):
            changed = [tuple(change(next(numbers), cell) for cell in row) for row in (header, *rows)]
            return replace(block, header=changed[0], rows=tuple(changed[1:]))


def _changed(draw: Any, inlines: Cell) -> tuple[Inline, ...]:
    """Return *inlines* with words added, changed, stressed or taken away."""
    if not inlines:
        return (Words(text=draw(_NEW)),)
    place = draw(st.integers(0, len(inlines) - 1))
    return (*inlines[:place], *_instead(draw, inlines[place]), *inlines[place + 1 :])


_NEW = st.sampled_from(["new", "- new", "1. ", "*", "a | b", "[x]", "新しい", "söz"])


def _instead(draw: Any, inline: Inline) -> tuple[Inline, ...]:
    match inline:
        case Words(text=text):
            words = text.split(" ")
            place = draw(st.integers(0, len(words) - 1))
            match draw(st.sampled_from(["change", "add", "take", "stress", "link"])):
                case "change":
                    words[place] = draw(_NEW)
                case "add":
                    words.insert(place, draw(_NEW))
                case "take" if len(words) > 1:
                    del words[place]
                case "stress" if words[place]:
                    stressed = Strong(children=(Words(text=words[place]),))
                    return (Words(text=" ".join([*words[:place], ""])), stressed, Words(text=" ".join(["", *words[place + 1 :]])))
                case "link" if words[place]:
                    link = Link(target="https://example.org/new", children=(Words(text=words[place]),))
                    return (Words(text=" ".join([*words[:place], ""])), link, Words(text=" ".join(["", *words[place + 1 :]])))
            return (Words(text=" ".join(words)),)
        case Emphasis(children=children) | Strong(children=children):
            return children
        case _:
            return (inline, Words(text=f" {draw(_NEW)}"))


def _rearranged(draw: Any, block: Block) -> Block:
    """Return *block* with an item or a row taken away, added or changed; another block as it is."""
    match block:
        case ListBlock(items=items):
            new = (Paragraph(inlines=(Words(text=draw(_NEW)),)),)
            place = draw(st.integers(0, len(items) - 1))
            if draw(st.booleans()) or len(items) == 1:
                return replace(block, items=(*items[:place], new, *items[place:]))
            return replace(block, items=(*items[:place], *items[place + 1 :]))
        case Table(rows=rows, header=header):
            place = draw(st.integers(0, len(rows) - 1))
            if draw(st.booleans()):
                return replace(block, rows=(*rows[:place], tuple((Words(text=draw(_NEW)),) for _ in header), *rows[place:]))
            return replace(block, rows=(*rows[:place], *rows[place + 1 :]))
        case _:
            return block
