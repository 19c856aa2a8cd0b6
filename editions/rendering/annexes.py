"""What the layout sets of an annex: its words, its pictures, a cover, a slip, and the marks of its pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from editions.language import direction
from editions.layouts import fill
from editions.model.annexes import MarkSheet, PagePicture, PreparedAnnex
from editions.model.layout import Layout
from editions.model.prepared import AnnexTable, PreparedStatement
from editions.model.statement import Picture
from editions.rendering.html import Prose, style_sheet, tokens_of
from editions.rendering.pdf import to_pages
from editions.surroundings import Surroundings

#: Points in a millimetre.
POINTS = 72 / 25.4
#: The share of the paper's width or height from which a picture is a whole page, and stands without margins.
_WHOLE_PAGE = 0.9
#: Rows of marks on a page of their sheet, and its width in points: more than any mark has.
_ROWS, _WIDTH = 50, 500.0


def words_annex(annex: PreparedAnnex, prepared: PreparedStatement, layout: Layout, around: Surroundings) -> bytes:
    """Return a Markdown annex as a tagged PDF in the statement's layout.

    Raises:
        Refusal: it cannot be set.
    """
    body = Prose(annex.annex.footnotes, above=2).body(annex.body)
    return _page("annex.html", annex, prepared, layout, around, language=annex.language, body=body)


def slip(annex: PreparedAnnex, prepared: PreparedStatement, layout: Layout, around: Surroundings) -> bytes:
    """Return the page that stands for an annex that is attached whole, and says so.

    Raises:
        Refusal: it cannot be set.
    """
    table = prepared.annexes
    sentence = table.attached.replace("{file}", annex.annex.file.rpartition("/")[2]) if table else ""
    return _page("annex-slip.html", annex, prepared, layout, around, language=prepared.metadata.language, sentence=sentence)


def cover(annex: PreparedAnnex, prepared: PreparedStatement, layout: Layout, around: Surroundings) -> bytes:
    """Return the sheet that stands before an annex.

    Raises:
        Refusal: it cannot be set.
    """
    return _page("annex-slip.html", annex, prepared, layout, around, language=prepared.metadata.language, sentence="")


def _page(
    template: str,
    annex: PreparedAnnex,
    prepared: PreparedStatement,
    layout: Layout,
    around: Surroundings,
    *,
    language: str,
    **values: object,
) -> bytes:
    where = annex.annex.file
    html = fill(layout, template, language=language, direction=direction(language), label=annex.label, title=annex.title, **values)
    css = (style_sheet(layout, language), "")
    return to_pages(html, css, prepared.pictures, layout, where, prepared.metadata.date, around)


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """A picture on its sheet, in points; where its size is 0, it is as large as it is, up to *widest* and *tallest*."""

    file: str
    alt: str
    paper: tuple[float, float]
    left: float
    top: float
    width: float
    height: float
    widest: float
    tallest: float


def picture_annex(
    annex: PreparedAnnex, pictures: tuple[PagePicture, ...], prepared: PreparedStatement, layout: Layout, around: Surroundings
) -> bytes:
    """Return *pictures* as a tagged PDF, a page for each, with the alternative texts of *annex*.

    Raises:
        Refusal: it cannot be set.
    """
    alts = annex.annex.alt if len(annex.annex.alt) == len(pictures) else annex.annex.alt[:1] * len(pictures)
    fit = layout.tokens.annexes.fit if annex.annex.fit is None else annex.annex.fit
    sheets = tuple(
        _sheet(f"page-{number}", alt, picture, layout, fit=fit) for number, (picture, alt) in enumerate(zip(pictures, alts, strict=True), 1)
    )
    files = tuple(
        Picture(file=sheet.file, content=picture.content, media_type=picture.media_type, width=0, height=0)
        for sheet, picture in zip(sheets, pictures, strict=True)
    )
    language = annex.language or prepared.metadata.language
    html = fill(
        layout, "annex-pictures.html",
        language=language, direction=direction(language), label=annex.label, title=annex.title, pictures=sheets,
    )  # fmt: skip
    css = (style_sheet(layout, language), fill(layout, "annex-pictures.css", pictures=sheets))
    return to_pages(html, css, files, layout, annex.annex.file, prepared.metadata.date, around)


def _sheet(file: str, alt: str, picture: PagePicture, layout: Layout, *, fit: bool) -> _Sheet:
    page = layout.tokens.page
    width, height = picture.width, picture.height
    paper = (layout.tokens.paper[0] * POINTS, layout.tokens.paper[1] * POINTS)
    if width > height:
        paper = (paper[1], paper[0])
    if width and not fit:
        return _Sheet(file=file, alt=alt, paper=(width, height), left=0, top=0, width=width, height=height, widest=0, tallest=0)
    whole = width >= paper[0] * _WHOLE_PAGE or height >= paper[1] * _WHOLE_PAGE
    side, edge = (0.0, 0.0) if whole else (max(page.left, page.right) * POINTS, max(page.top, page.bottom) * POINTS)
    widest, tallest = paper[0] - 2 * side, paper[1] - 2 * edge
    scale = min(1.0, widest / width, tallest / height) if width else 0.0
    return _Sheet(
        file=file,
        alt=alt,
        paper=(round(paper[0], 3), round(paper[1], 3)),
        left=round((paper[0] - width * scale) / 2 if width else side, 3),
        # A hair less than the sheet: a picture that is as high as it would be moved to the next.
        top=round((paper[1] - height * scale) / 2 if whole else edge, 3),
        width=round(width * scale, 3),
        height=round(height * scale - (0.01 if whole else 0), 3),
        widest=round(widest, 3),
        tallest=round(tallest, 3),
    )


def mark_sheet(marks: Sequence[str], prepared: PreparedStatement, layout: Layout, around: Surroundings) -> MarkSheet:
    """Return *marks*, one for each annex page, set in the layout's running type.

    Raises:
        Refusal: they cannot be set.
    """
    running = layout.tokens.running
    language = prepared.metadata.language
    html = fill(layout, "annex-marks.html", language=language, direction=direction(language), marks=marks)
    css = fill(layout, "annex-marks.css", **tokens_of(layout), rows=_ROWS, pitch=running.leading, width=_WIDTH)
    content = to_pages(html, (css, ""), (), layout, prepared.metadata.identifier, prepared.metadata.date, around)
    return MarkSheet(content=content, rows=_ROWS, pitch=running.leading, width=_WIDTH, colour=running.colour)


def marks_of(table: AnnexTable, lengths: Sequence[int]) -> list[str]:
    """Return the marks of all annex pages in order; *lengths* are the numbers of pages of the annexes."""
    counted = zip(table.annexes, lengths, strict=True)
    return [mark(table, annex, page, length) for annex, length in counted for page in range(1, length + 1)]


def mark(table: AnnexTable, annex: PreparedAnnex, page: int, pages: int) -> str:
    """Return the mark of *page* of *pages*: "Annex II, page 2 of 5"."""
    return table.mark.replace("{number}", annex.number).replace("{pages}", str(pages)).replace("{page}", str(page))
