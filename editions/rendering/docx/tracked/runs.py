"""The words of a paragraph with what became of them: put in, taken out, moved, or of another look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE

from editions.comparing.words import Piece
from editions.model.prepared import PreparedStatement
from editions.model.runs import Break, Note, Run, Shown, Stretch
from editions.rendering.docx.inlines import Inlines
from editions.rendering.docx.tracked.marks import Marks
from editions.rendering.docx.xml import is_rtl, run, text

#: What stands in the old text alone, and what in the new one.
_GONE, _COME = ("del", "left"), ("ins", "moved")


@dataclass(frozen=True, kw_only=True)
class _Part:
    """The markup of a run: what became of it, empty for nothing, and where it leads."""

    kind: str
    link: str
    markup: str


class TrackedRuns:
    """Turns pieces into runs of *part*; keeps which notes are called, whose ids are their places, and which changed."""

    def __init__(self, part: Any, prepared: PreparedStatement, marks: Marks, measure: float = 0) -> None:
        self._part = part
        self._marks = marks
        self._rtl = prepared.direction == "rtl"
        self._inlines = Inlines(part, prepared, measure)
        self.called: list[int] = []
        self.changed_notes: dict[int, tuple[Piece, ...]] = {}

    def markup(
        self, pieces: Iterable[Piece], old_notes: Iterable[int] = (), new_notes: Iterable[int] = (), *, is_heavy: bool = False
    ) -> str:
        """Return the runs of *pieces*, whose notes are, in order, *old_notes* and *new_notes*; of iterators, those are taken.

        *is_heavy* says that the paragraph's own style may be bold or italic.
        """
        old, new = iter(old_notes), iter(new_notes)
        parts = [self._part_of(piece, old, new, is_heavy=is_heavy) for piece in _parted(pieces)]
        return "".join(self._linked(link, list(group)) for link, group in groupby(parts, key=lambda part: part.link))

    def _linked(self, link: str, parts: Sequence[_Part]) -> str:
        """Return *parts*, all of which lead to *link*.

        A link may stand in no change: one that comes or goes as a whole is a field, as Word itself has it.
        """
        kinds = [(kind, "".join(part.markup for part in group)) for kind, group in groupby(parts, key=lambda part: part.kind)]
        if link and len(kinds) == 1 and kinds[0][0]:
            ((kind, said),) = kinds
            return self._marks.around(kind, _field(link, said, is_deleted=kind == "del"))
        said = "".join(self._marks.around(kind, said) for kind, said in kinds)
        if not link:
            return said
        relation = self._part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f'<w:hyperlink r:id="{relation}" w:history="1">{said}</w:hyperlink>'

    def _part_of(self, piece: Piece, old_notes: Iterator[int], new_notes: Iterator[int], *, is_heavy: bool) -> _Part:
        kind = piece.kind if piece.kind in (*_GONE, *_COME) else ""
        found = piece.run
        link = found.link if isinstance(found, Stretch) else ""
        if isinstance(found, Note):
            return _Part(kind=kind, link="", markup=self._note(piece, old_notes, new_notes))
        if piece.kind == "look" and isinstance(piece.was, Stretch) and isinstance(found, Stretch):
            return _Part(kind="", link=link, markup=self._changed_look(piece.was, found, is_heavy=is_heavy))
        return _Part(kind=kind, link=link, markup=self._run(found, is_deleted=piece.kind == "del"))

    def _note(self, piece: Piece, old_notes: Iterator[int], new_notes: Iterator[int]) -> str:
        old = next(old_notes) if piece.kind not in _COME else 0
        new = next(new_notes) if piece.kind not in _GONE else 0
        self.called.append(new or old)
        if piece.kind == "note":
            self.changed_notes[new] = piece.inside
        # LibreOffice 7.4 counts calls, and takes the notes in order: their ids have to do so, too.
        return f'<w:r><w:rPr><w:rStyle w:val="EditionsFootnoteCall"/></w:rPr><w:footnoteReference w:id="{len(self.called)}"/></w:r>'

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

    def _changed_look(self, before: Stretch, after: Stretch, *, is_heavy: bool) -> str:
        direction = "<w:rtl/>" if self._rtl and is_rtl(after.text) else ""
        style = f'<w:rStyle w:val="{_style(after)}"/>' if _style(after) else ""
        was = self._marks.look(_look_before(before, after, is_heavy=is_heavy) + direction)
        return f"<w:r><w:rPr>{style}{direction}{was}</w:rPr>{text(after.text)}</w:r>"


def _look_before(before: Stretch, after: Stretch, *, is_heavy: bool) -> str:
    """Return the look *before* of what looks like *after* now.

    It is said without its style: LibreOffice 7.4 passes over a former look that names one. That words were not bold is left
    unsaid in a paragraph whose own style may be.
    """
    style = '<w:rStyle w:val="EditionsLink"/>' if _style(before) == "EditionsLink" else ""
    looks = (("b", before.strong, after.strong), ("i", before.emphasis, after.emphasis))
    said = (
        f"<w:{name}/><w:{name}Cs/>" if was else f'<w:{name} w:val="0"/><w:{name}Cs w:val="0"/>'
        for name, was, is_now in looks
        if was or (is_now and not is_heavy)
    )
    return style + "".join(said)


def _field(link: str, said: str, *, is_deleted: bool) -> str:
    """Return *said*, runs, as the result of a field that leads to *link* (ECMA-376, part 1, 17.16.5.25)."""
    name = "delInstrText" if is_deleted else "instrText"
    address = escape(link.replace("\\", "\\\\").replace('"', "%22"))
    marks = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    begin, separate, end = marks
    return f'{begin}<w:r><w:{name} xml:space="preserve"> HYPERLINK "{address}" </w:{name}></w:r>{separate}{said}{end}'


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
