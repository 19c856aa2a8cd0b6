"""The way of an annex, from what was given to leaves that can be joined; pipeline.py has the statement's."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from editions.apart import Purse
from editions.assembly.office import to_pdf_with_office
from editions.assembly.taking_in import Neighbours, Sheet, drawing, images, picture, purse_of, take_in
from editions.model.annexes import Annex, Attachment, Leaf, Leaves, PagePicture, PreparedAnnex, Removal
from editions.model.findings import Finding
from editions.model.layout import Layout
from editions.model.prepared import AnnexTable, PreparedStatement
from editions.problems import Problem, Refusal, gather
from editions.rendering.annexes import POINTS, cover, mark, slip
from editions.rendering.apart import pictures_apart, words_apart
from editions.surroundings import AnnexLimits, Surroundings

#: Dots to the inch of pages that are made pictures: what a good office printer shows.
_DPI = 300
#: Widths of a letter, as a share of the type's size, that a mark has at most on average.
_LETTER = 0.55
_NOTHING: tuple[Removal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Taken:
    """An annex that can be joined: its *leaves*, its *cover* if it has one, and the file that is attached for it."""

    annex: PreparedAnnex
    leaves: Leaves
    cover: Leaves | None
    attachment: Attachment | None


def take_annexes(table: AnnexTable, prepared: PreparedStatement, layout: Layout, around: Surroundings) -> tuple[Taken, ...]:
    """Return all annexes of *table*, ready to be joined.

    Raises:
        Refusal: with what is wrong with each of them.
    """
    sheets = [_sheet(annex, table, layout) for annex in table.annexes]
    # What is the layout's alone is set here, one after the other; what is a stranger's has processes of its own.
    slips = gather(lambda annex: slip(annex, prepared, layout, around) if annex.annex.treatment == "attach" else b"", table.annexes)
    neighbours = {_name(annex): (number, annex.annex.pages) for number, annex in enumerate(table.annexes, 1)}

    def take(annex: PreparedAnnex, page: bytes, sheet: Sheet) -> Leaves:
        purse = purse_of(around.limits.annexes)
        content, lost = (page, _NOTHING) if page else _content(annex, prepared, layout, around, purse)
        return _take(annex, content, lost, sheet, neighbours, around, purse)

    # No more at once than there are cores: what one may cost is counted while it works.
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        jobs = [pool.submit(take, *each) for each in zip(table.annexes, slips, sheets, strict=True)]
        leaves = gather(lambda job: job.result(), jobs)
    return tuple(
        Taken(annex=annex, leaves=pages, cover=_cover(annex, prepared, layout, around), attachment=_attachment(annex, prepared))
        for annex, pages in zip(table.annexes, leaves, strict=True)
    )


def _content(
    annex: PreparedAnnex, prepared: PreparedStatement, layout: Layout, around: Surroundings, purse: Purse
) -> tuple[bytes, tuple[Removal, ...]]:
    """Return *annex* as a PDF, and what did not come along."""
    source, limits = annex.annex, around.limits.annexes
    if source.kind == "markdown":
        return words_apart(annex, prepared, layout, around), ()
    content = source.content
    removals = _NOTHING
    if source.kind == "docx":
        content, removals = to_pdf_with_office(content, source.file, around.fonts, limits, purse)
    if source.treatment != "picture" and source.kind in ("pdf", "docx"):
        return content, removals
    pictures, lost = _pictures(annex, content, limits, purse)
    return pictures_apart(annex, _described(annex, pictures), prepared, layout, around, purse), (*removals, *lost)


def _pictures(
    annex: PreparedAnnex, content: bytes, limits: AnnexLimits, purse: Purse
) -> tuple[tuple[PagePicture, ...], tuple[Removal, ...]]:
    """Return the pages of *annex*, whose bytes are now *content*, as pictures; and what did not come along."""
    pages, where = annex.annex.pages, annex.annex.file
    match annex.annex.kind:
        case "svg":
            return drawing(content, pages, where, limits, purse), ()
        case "pdf" | "docx":
            return picture(content, pages, _DPI, where, limits, purse)
        case _:
            return images(content, pages, where, limits, purse), ()


def _described(annex: PreparedAnnex, pictures: tuple[PagePicture, ...]) -> tuple[PagePicture, ...]:
    """Return *pictures*, for each of which there must be an alternative text."""
    if len(annex.annex.alt) not in (1, len(pictures)):
        what = f"there are {len(annex.annex.alt)} alternative texts for {len(pictures)} pages"
        raise Refusal(Problem(annex.annex.file, what, "Give one for all, or one for each."))
    return pictures


def _sheet(annex: PreparedAnnex, table: AnnexTable, layout: Layout) -> Sheet:
    """Return the paper for *annex*, with room for the longest mark that it may bear."""
    tokens = layout.tokens
    style = tokens.running
    width = style.size * _LETTER * len(mark(table, annex, 100, 100))
    edge = tokens.page.foot * POINTS
    return Sheet(
        width=tokens.paper[0] * POINTS,
        height=tokens.paper[1] * POINTS,
        fit=tokens.annexes.fit if annex.annex.fit is None else annex.annex.fit,
        mark=(width, style.leading),
        margin=(tokens.page.right * POINTS, edge),
        strip=edge + 1.5 * style.leading,
    )


def _name(annex: PreparedAnnex) -> str:
    """Return the name of the annex's file, without its folder."""
    return annex.annex.file.rpartition("/")[2]


def _take(
    annex: PreparedAnnex,
    content: bytes,
    removals: tuple[Removal, ...],
    sheet: Sheet,
    neighbours: Neighbours,
    around: Surroundings,
    purse: Purse,
) -> Leaves:
    source, limits = annex.annex, around.limits.annexes
    strange = source.treatment == "merge" and source.kind in ("pdf", "docx")
    others = {name: found for name, found in neighbours.items() if name != _name(annex)}
    leaves = take_in(content, sheet, source.pages if strange else (), source.file, limits, others, purse=purse)
    leaves = replace(leaves, removals=(*removals, *leaves.removals), leaves=_numbered(leaves.leaves, source))
    if limits.strict and leaves.removals:
        raise Refusal(*(Problem(source.file, f"the annex holds {_placed(removal)}", _STRICT) for removal in leaves.removals))
    return leaves


def _numbered(leaves: tuple[Leaf, ...], source: Annex) -> tuple[Leaf, ...]:
    """Return *leaves* with the numbers that their pages have in *source*: pictures of chosen pages were counted anew."""
    if not source.pages or source.treatment == "attach":
        return leaves
    return tuple(replace(leaf, number=number) for leaf, number in zip(leaves, source.pages, strict=True))


_STRICT = "settings.toml says that nothing is removed from annexes (annexes.strict). Ask its sender for a copy without."


def _placed(removal: Removal) -> str:
    return f"{removal.what}, on page {removal.page}" if removal.page else removal.what


def notes(taken: tuple[Taken, ...]) -> Iterator[Finding]:
    """Yield a note for each thing that was taken out of an annex, and for each annex with pages that bear no mark."""
    for part in taken:
        file = part.annex.annex.file
        for removal in part.leaves.removals:
            message = f"{removal.what} was removed"
            yield Finding(rule="annex-cleaned", severity="note", where=_at(file, removal.page), message=message)
        if part.annex.annex.treatment == "picture" and part.annex.annex.kind in ("pdf", "docx"):
            message = "its pages are pictures, drawn by one reader (PDFium) that no other has gainsaid: look at them in the proof"
            yield Finding(rule="annex-pictured", severity="note", where=file, message=message)
        if count := sum(leaf.place is None for leaf in part.leaves.leaves):
            message = f"{count} of its pages bear no mark: there is no free place; fit = true makes them smaller"
            yield Finding(rule="annex-unmarked", severity="note", where=file, message=message)


def _at(file: str, page: int) -> str:
    return f"{file}, page {page}" if page else file


def _cover(annex: PreparedAnnex, prepared: PreparedStatement, layout: Layout, around: Surroundings) -> Leaves | None:
    if not layout.tokens.annexes.cover:
        return None
    sheet = replace(_sheet(annex, _table(prepared), layout), fit=False)
    return take_in(cover(annex, prepared, layout, around), sheet, (), annex.annex.file, around.limits.annexes)


def _table(prepared: PreparedStatement) -> AnnexTable:
    if prepared.annexes is None:
        raise ValueError("the statement has no annexes")
    return prepared.annexes


def _attachment(annex: PreparedAnnex, prepared: PreparedStatement) -> Attachment | None:
    source = annex.annex
    if source.treatment != "attach":
        return None
    return Attachment(
        name=_name(annex),
        content=source.content,
        media_type=source.media_type,
        description=f"{annex.label}: {annex.title}",
        day=prepared.metadata.date,
    )
