"""The words of a paragraph with what became of them: put in, taken out, moved, or of another look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from editions.comparing.words import Piece
from editions.model.prepared import PreparedStatement
from editions.model.runs import Break, Note, Run, Shown, Stretch
from editions.rendering.docx.inlines import Inlines
from editions.rendering.docx.tracked.marks import Marks
from editions.rendering.docx.xml import is_rtl, run

#: What stands in the old text alone, and what in the new one.
_GONE, _COME = ("del", "left"), ("ins", "moved")


@dataclass(frozen=True, kw_only=True)
class _Part:
    """The markup of a run: what became of it, empty for nothing, and where it leads."""

    kind: str
    link: str
    markup: str


class TrackedRuns:
    """Turns pieces into runs of *part*; keeps which notes of the old text are called still, and which changed within."""

    def __init__(self, part: Any, prepared: PreparedStatement, marks: Marks, measure: float = 0) -> None:
        self._part = part
        self._marks = marks
        self._rtl = prepared.direction == "rtl"
        self._inlines = Inlines(part, prepared, measure)
        self.old_notes: set[int] = set()
        self.changed_notes: dict[int, tuple[Piece, ...]] = {}

    def markup(self, pieces: Iterable[Piece], old_notes: Iterable[int] = (), new_notes: Iterable[int] = ()) -> str:
        """Return the runs of *pieces*, whose notes are, in order, *old_notes* and *new_notes*; of iterators, those are taken."""
        old, new = iter(old_notes), iter(new_notes)
        parts = [self._part_of(piece, old, new) for piece in _parted(pieces)]
        return "".join(self._linked(link, list(group)) for link, group in groupby(parts, key=lambda part: part.link))

    def _linked(self, link: str, parts: Sequence[_Part]) -> str:
        """Return *parts*; those of a link stand in it, whatever became of them: a link may stand in no change."""
        said = "".join(
            self._marks.around(kind, "".join(part.markup for part in group)) for kind, group in groupby(parts, key=lambda part: part.kind)
        )
        if not link:
            return said
        relation = self._part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f'<w:hyperlink r:id="{relation}" w:history="1">{said}</w:hyperlink>'

    def _part_of(self, piece: Piece, old_notes: Iterator[int], new_notes: Iterator[int]) -> _Part:
        kind = piece.kind if piece.kind in (*_GONE, *_COME) else ""
        found = piece.run
        link = found.link if isinstance(found, Stretch) else ""
        if isinstance(found, Note):
            return _Part(kind=kind, link="", markup=self._note(piece, old_notes, new_notes))
        if piece.kind == "look" and isinstance(piece.was, Stretch) and isinstance(found, Stretch):
            return _Part(kind="", link=link, markup=self._changed_look(piece.was, found))
        return _Part(kind=kind, link=link, markup=self._run(found, is_deleted=piece.kind == "del"))

    def _note(self, piece: Piece, old_notes: Iterator[int], new_notes: Iterator[int]) -> str:
        old = next(old_notes) if piece.kind not in _COME else 0
        new = next(new_notes) if piece.kind not in _GONE else 0
        if not new:
            self.old_notes.add(old)
        if piece.kind == "note":
            self.changed_notes[new] = piece.inside
        return f'<w:r><w:rPr><w:rStyle w:val="EditionsFootnoteCall"/></w:rPr><w:footnoteReference w:id="{new or old}"/></w:r>'

    def _run(self, found: Run, *, is_deleted: bool) -> str:
        match found:
            case Stretch(text=text):
                said = run(text, _style(found), rtl=self._rtl)
                return said.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>") if is_deleted else said
            case Break():
                return "<w:r><w:br/></w:r>"
            case Shown(image=image):
                return self._inlines.markup((image,))
            case Note():
                return ""

    def _changed_look(self, before: Stretch, after: Stretch) -> str:
        was, now = self._properties(before), self._properties(after)
        plain = run(after.text)
        return plain.replace("<w:r>", f"<w:r><w:rPr>{now}{self._marks.look(was)}</w:rPr>", 1)

    def _properties(self, stretch: Stretch) -> str:
        style = _style(stretch)
        direction = "<w:rtl/>" if self._rtl and is_rtl(stretch.text) else ""
        return (f'<w:rStyle w:val="{style}"/>' if style else "") + direction


def _style(stretch: Stretch) -> str:
    if stretch.strong or stretch.emphasis:
        return "Editions" + ("Strong" if stretch.strong else "") + ("Emphasis" if stretch.emphasis else "")
    return "EditionsLink" if stretch.link else ""


def _parted(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield *pieces*; words that lead elsewhere now are taken out and put in: no mark says where they led."""
    for piece in pieces:
        before, after = piece.was, piece.run
        if isinstance(before, Stretch) and isinstance(after, Stretch) and before.link != after.link:
            yield from (Piece(kind="del", run=before), Piece(kind="ins", run=after))
        else:
            yield piece


def moved_here(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield *pieces*, of a paragraph that moved, as they stand where it is: what came with it, and what is new."""
    for piece in pieces:
        if piece.kind != "del":
            yield Piece(kind="moved" if piece.kind == "same" else "ins", run=piece.run)


def moved_away(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield *pieces*, of a paragraph that moved, as they stood where it was: what went with it, and what is no more."""
    for piece in pieces:
        if piece.kind != "ins":
            yield Piece(kind="left" if piece.kind == "same" else "del", run=piece.was or piece.run)


def all_of(kind: str, runs: Iterable[Run]) -> tuple[Piece, ...]:
    """Return *runs* as pieces that are all of *kind*."""
    return tuple(Piece(kind=kind, run=one) for one in runs)
