"""Changes as lines of text: in colour for a terminal that shows it, else with brackets around what went and came."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from editions.cli.reporting import visible
from editions.comparing import pictures
from editions.comparing.differences import Difference
from editions.comparing.naming import named
from editions.comparing.nodes import Shape
from editions.comparing.parting import END, paragraphs_in
from editions.comparing.words import Piece, new_look
from editions.model.runs import Break, Note, Run, Shown, Stretch
from editions.redlining.changes import Changes, TextChange
from editions.redlining.facts import Fact
from editions.rendering.marked import described


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What stands before and after words that went, came, or have another look; and around what is only a title."""

    gone: tuple[str, str]
    new: tuple[str, str]
    look: tuple[str, str]
    title: tuple[str, str] = ("", "")


BRACKETS = Marks(gone=("[-", "-]"), new=("{+", "+}"), look=("{~", "~}"))
#: Select Graphic Rendition (ECMA-48, 8.3.117): struck out and red; underlined and green; bold.
COLOURS = Marks(gone=("\x1b[9;31m", "\x1b[29;39m"), new=("\x1b[4;32m", "\x1b[24;39m"), look=("{~", "~}"), title=("\x1b[1m", "\x1b[22m"))


def marks_for_output() -> Marks:
    """Return colours where standard output is a terminal whose user has not asked for none (no-color.org); else brackets."""
    shows = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return COLOURS if shows else BRACKETS


def told(changes: Changes, marks: Marks) -> Iterator[str]:
    """Yield *changes*, line by line; what a terminal would obey is written out."""
    yield _titled(f"--- {visible(changes.old.name)}", marks)
    yield _titled(f"+++ {visible(changes.new.name)}", marks)
    yield from (_fact(fact, marks) for fact in changes.facts)
    for text in (*changes.texts, *changes.annexes):
        yield from ("", _titled(f"{visible(text.name)} ({visible(text.language)}){_became(text)}", marks))
        if text.kind != "same":
            yield from told_of_text(text.differences, marks)


def _titled(line: str, marks: Marks) -> str:
    return marks.title[0] + line + marks.title[1]


def _became(text: TextChange) -> str:
    return {"same": ": no changes", "deleted": ": taken out", "inserted": ": new"}.get(text.kind, "")


def _fact(fact: Fact, marks: Marks) -> str:
    return f"{visible(fact.name)}: " + " ".join(
        before + visible(said) + after for said, (before, after) in ((fact.old, marks.gone), (fact.new, marks.new)) if said
    )


def told_of_text(differences: Sequence[Difference], marks: Marks) -> Iterator[str]:
    """Yield *differences* of one text, line by line; of what did not change, only how many there are."""
    places = iter(zip(differences, named(differences), strict=True))
    for is_same, group in groupby(places, key=lambda found: found[0].kind == "same"):
        found = list(group)
        if is_same:
            yield f"  … {len(found)} unchanged"
            continue
        for one, place in found:
            yield _titled(f"  {visible(place)}: {_became_of(one)}", marks)
            yield from ("    " + line for line in _node(one, marks))


def told_nodes(differences: Sequence[Difference], marks: Marks) -> Iterator[str]:
    """Yield the words of *differences*, line by line, without what each is."""
    for one in differences:
        yield from _node(one, marks)


def _became_of(one: Difference) -> str:
    became = {
        "deleted": "taken out", "inserted": "new", "changed": "changed", "moved": f"moved here (move {one.move}), {visible(one.way)}",
        "left": f"moved away (move {one.move}), {visible(one.way)}", "parted": f"now {paragraphs_in(one.new)} paragraphs",
        "joined": f"{paragraphs_in(one.old)} paragraphs made one",
    }[one.kind]  # fmt: skip
    changed = ", and changed" if one.kind == "moved" and one.says_something_else else ""
    before = f"; before: {_shaped(one.old.shape)}" if one.kind != "left" and one.is_reshaped and one.old else ""
    return f"{became}{changed}{before}"


def _shaped(shape: Shape) -> str:
    """Return what a block is: of a heading its level, which is not its number."""
    return f"of level {shape.level}" if shape.name == "heading" else described(shape)


def _node(one: Difference, marks: Marks, bullet: str = "") -> Iterator[str]:
    """Yield the lines of *one*; the first begins with *bullet*, the others are set in by as much."""
    lines = [_pieces(one.all_pieces, marks)] if not one.all_parts else _parts(one, marks)
    for number, line in enumerate(lines):
        yield (" " * len(bullet) if number else bullet) + line


def _parts(one: Difference, marks: Marks) -> Iterator[str]:
    if one.node.shape.name in ("row", "header"):
        yield " | ".join(_pieces(cell.all_pieces, marks) for cell in one.all_parts)
        return
    for part in one.all_parts:
        told = f"({_became_of(part)}) " if part.move else ""
        yield from _node(part, marks, ("- " if part.node.shape.name == "item" else "") + told)


def _pieces(pieces: Iterable[Piece], marks: Marks) -> str:
    """Return *pieces* in a line; what went, or came, in several looks is one."""
    found = ""
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        if kind in ("del", "ins"):
            before, after = marks.gone if kind == "del" else marks.new
            found += before + "".join(_run(piece.run) for piece in group) + after
        else:
            found += "".join(_piece(piece, marks) for piece in group)
    return found


def _piece(piece: Piece, marks: Marks) -> str:
    match piece.kind:
        case "look":
            return f"{marks.look[0]}{_run(piece.run)}: {visible(new_look(piece))}{marks.look[1]}"
        case "note":
            return f"[note: {_pieces(piece.inside, marks)}]"
        case _:
            return _run(piece.run)


def _run(run: Run) -> str:
    match run:
        case Stretch(text=text):
            return visible(text.replace(END, "¶"))
        case Break():
            return "⏎"
        case Shown(image=image):
            return f"[picture {visible(pictures.file_of(image.file))}: {visible(image.alt)}]"
        case Note(runs=runs):
            return f"[note: {''.join(_run(inner) for inner in runs)}]"
