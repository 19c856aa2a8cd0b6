"""Paragraphs with what became of them: of their words, of their ends, and of what they are."""

from collections.abc import Iterator, Sequence
from itertools import chain

from editions.comparing.words import Piece, pieces
from editions.model.runs import Shown, Stretch
from editions.rendering.docx.flat import item_mark
from editions.rendering.docx.tracked.groups import segments, together
from editions.rendering.docx.tracked.items import Item
from editions.rendering.docx.tracked.marks import Marks
from editions.rendering.docx.tracked.runs import TrackedRuns, all_of, moved_away, moved_here
from editions.rendering.docx.xml import control, twips

#: Words that stand in the old and in the new text.
_KEPT = ("same", "look")


class Paragraphs:
    """Writes paragraphs; the lines of one with an image are at least *leading* high, in points."""

    def __init__(self, runs: TrackedRuns, marks: Marks, leading: float) -> None:
        self._runs = runs
        self._marks = marks
        self._image_room = f'<w:spacing w:line="{twips(leading)}" w:lineRule="atLeast"/>'

    def became(self, old: Sequence[Item], new: Sequence[Item]) -> Iterator[str]:
        """Yield what *old* became: *new*. One of the two is one paragraph; where the other is several, ends came or went."""
        found = pieces(together(old), together(new))
        notes = [chain.from_iterable(item.notes for item in items) for items in (old, new)]
        went = len(old) > 1
        parts = segments(found, "del" if went else "ins")
        if len(parts) == 1 and not old[0].control and (_is_other(old[0], new[0], found) or _is_deep(old[0], new[0])):
            yield from (self.went(old[0]), self.came(new[0]))
            return
        for number, part in enumerate(parts):
            said = self._runs.markup(part, *notes, is_heavy=_is_heavy(new[0]))
            if number == len(parts) - 1:
                yield self._paragraph(new[-1], said, was=old[-1])
            else:
                yield self._paragraph(old[number] if went else new[number], said, mark="del" if went else "ins")

    def came(self, item: Item) -> str:
        """Return *item*, which was put in."""
        said = self._runs.markup(all_of("ins", item.runs), new_notes=item.notes)
        return self._paragraph(item, said, mark="ins")

    def went(self, item: Item) -> str:
        """Return *item*, which was taken out."""
        said = self._runs.markup(all_of("del", item.runs), old_notes=item.notes)
        return self._paragraph(item, said, mark="del")

    def moved_here(self, old: Item, new: Item, start: str = "") -> str:
        """Return *new*, which is what became of *old*, where it stands now; *start* is the mark that begins its move."""
        said = self._runs.markup(moved_here(pieces(old.runs, new.runs)), new_notes=new.notes)
        return self._paragraph(new, said, mark="moved", start=start)

    def moved_away(self, old: Item, new: Item, start: str = "") -> str:
        """Return *old*, of which *new* became, where it stood."""
        said = self._runs.markup(moved_away(pieces(old.runs, new.runs)), old_notes=old.notes)
        return self._paragraph(old, said, mark="left", start=start)

    def cell(self, item: Item, said: Sequence[Piece], notes: tuple[Iterator[int], Iterator[int]], *, mark: str, was: Item | None) -> str:
        """Return *item*, a table's cell that says *said*; *notes* are those of the old and of the new table from there on."""
        return self._paragraph(item, self._runs.markup(said, *notes, is_heavy=_is_heavy(item)), mark=mark, was=was)

    def empty(self, style: str, mark: str) -> str:
        """Return a paragraph without words in *style*."""
        return self._paragraph(Item(style=style, runs=()), "", mark=mark)

    def _paragraph(self, item: Item, said: str, *, mark: str = "", was: Item | None = None, start: str = "") -> str:
        # One that comes or goes has none: no program takes the control away with the words, and the style says the role.
        said = control(*item.control, said) if item.control and not mark else said
        end = f"<w:rPr>{self._marks.of(mark)}</w:rPr>" if mark else ""
        before = self._marks.form(self._form(was)) if was and was.form != item.form else ""
        return f"<w:p><w:pPr>{self._form(item)}{end}{item.section}{before}</w:pPr>{start}{said}</w:p>"

    def _form(self, item: Item) -> str:
        """Return the properties of *item*, in the order of the schema."""
        room = self._image_room if item.has_image else ""
        return f'<w:pStyle w:val="{item.style}"/>{item.keep}{item_mark(item.list, item.level)}{room}{item.indent}'


def _is_heavy(item: Item) -> bool:
    return item.style.startswith(("EditionsSection", "EditionsHeaderCell"))


def _is_other(old: Item, new: Item, found: Sequence[Piece]) -> bool:
    """Return whether no word is kept, and a picture comes or goes, or the paragraph is something else: then it is another one.

    LibreOffice 7.4 takes a picture in another's place for the paragraph's end as well, keeps one that stands beside a note
    alone, and does not see that a paragraph without words became something else.
    """
    kept = any(piece.kind in _KEPT and isinstance(piece.run, Stretch) and piece.run.text.strip() for piece in found)
    pictures = any(piece.kind in ("ins", "del") and isinstance(piece.run, Shown) for piece in found)
    return not kept and (old.form != new.form or pictures)


def _is_deep(old: Item, new: Item) -> bool:
    """Return whether *old* was an item within an item, and *new* is not at its place: LibreOffice 7.4 forgets how deep it stood."""
    return old.level > 0 and old.form != new.form
