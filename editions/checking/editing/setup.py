"""The pages of the DOCX as Word will set them: paper, margins and columns, and what runs along them."""

from collections.abc import Iterator

from editions.checking.ours import is_our_docx
from editions.checking.rules import Case, Hit, rule
from editions.language import is_hyphenated
from editions.model.evidence import DocxEvidence, DocxSection
from editions.model.layout import Tokens

_FAMILY = "docx"
#: Twentieths of a point, in which a DOCX measures its pages, in a millimetre.
_TWIPS = 1440 / 25.4
#: Millimetres by which a measure may differ.
_ROUNDING = 0.5
_OFF = ("false", "0", "off")
#: What a layout does not say of a page, with what it does, and the values that change nothing.
_ODD = {
    "pgBorders.top": ("pages have a frame", ("none", "nil")),
    "pgBorders.left": ("pages have a frame", ("none", "nil")),
    "lnNumType.countBy": ("the lines are numbered", ("0",)),
    "vAlign": ("the text does not begin at the head of the page", ("top",)),
    "textDirection": ("the text is turned", ("lrTb", "lr", "tb")),
    "pgNumType.start": ("the pages are not counted from 1", ("1",)),
    "pgNumType.fmt": ("the pages are not counted in figures", ("decimal",)),
    "rtlGutter": ("the gutter is on the other side", _OFF),
}
#: Headers and footers of the first section, as an officer calls them.
_RUNNING = {
    "header first": "the first page has no header, and so no letterhead",
    "header default": "the later pages have no header",
    "footer first": "the first page has no foot of its own: it shows the number that later pages have",
    "footer default": "the later pages have no foot, and so no number",
}


@rule(
    "page-setup",
    "The pages of the document have the layout's paper, margins and columns.",
    family=_FAMILY,
    needs=("docx", "source"),
    clause="docs/promises.md, The Word file",
)
def page_setup(case: Case) -> Iterator[Hit]:
    """Word sets the text anew on each computer, on the paper and within the margins that the document names.

    On another paper lines and pages fall otherwise than in the PDF, and the letterhead stands elsewhere than on the
    sheets of the house. A printer prints nothing within some millimetres of the edge.
    """
    docx, source = case.docx, case.source
    if docx is None or source is None:
        return
    for number, section in enumerate(docx.sections, 1):
        where = "" if len(docx.sections) == 1 else f" (section {number})"
        yield from (Hit(message=message + where) for message in _of_pages(section, source.layout.tokens))
        if number > 1 and section.look.get("type", "nextPage") != "continuous":
            yield Hit(message=f"section {number} begins a page of its own")
    if not docx.sections:
        yield Hit(message="the document does not say on which paper it is")
    columns = source.layout.tokens.recipients.columns if source.prepared.recipients else 1
    parted = [number for number, section in enumerate(docx.sections, 1) if _columns(section) > 1]
    if columns > 1 and not parted:
        yield Hit(message=f"the recipients are not in {columns} columns, as the layout says")
    elif parted and (len(parted) > (columns > 1) or parted[0] == 1):
        yield Hit(message="more than the recipients stands in columns")
    if docx.settings.get("mirrorMargins", "false") not in _OFF:
        yield Hit(message="left and right margins change sides on every other page")
    if "background" in docx.elements:
        yield Hit(message="the pages have a colour")


def _of_pages(section: DocxSection, tokens: Tokens) -> Iterator[str]:
    page, (width, height) = tokens.page, tokens.paper
    is_now = _mm(section, "pgSz.w"), _mm(section, "pgSz.h")
    if abs(is_now[0] - width) > _ROUNDING or abs(is_now[1] - height) > _ROUNDING:
        yield f"the paper is of {is_now[0]:.0f} × {is_now[1]:.0f} mm, and the layout's of {width:g} × {height:g} mm"
    for name, what, should in (
        ("top", "the upper margin", page.top),
        ("bottom", "the lower margin", page.bottom),
        ("left", "the left margin", page.left),
        ("right", "the right margin", page.right),
        ("header", "the head's distance from the edge", page.head),
        ("footer", "the foot's distance from the edge", page.foot),
        ("gutter", "the gutter", 0),
    ):
        # A margin below 0 holds even where the head is too high for it (ECMA-376, part 1, 17.6.11).
        if abs(_mm(section, f"pgMar.{name}") - should) > _ROUNDING:
            yield f"{what} is {_mm(section, f'pgMar.{name}'):.1f} mm, and the layout's {should:g} mm"
    columns = _columns(section)
    if columns not in (1, tokens.recipients.columns):
        yield f"there are {columns} columns, and the layout says {tokens.recipients.columns}"
    if columns > 1 and abs(_mm(section, "cols.space") - tokens.recipients.gap) > _ROUNDING:
        yield f"the columns are {_mm(section, 'cols.space'):.1f} mm apart, and the layout says {tokens.recipients.gap:g} mm"
    yield from dict.fromkeys(fault for path, (fault, harmless) in _ODD.items() if section.look.get(path, harmless[0]) not in harmless)


def _columns(section: DocxSection) -> int:
    count = section.look.get("cols.num", "1")
    return int(count) if count.isdecimal() else 1


def _mm(section: DocxSection, path: str) -> float:
    try:
        return float(section.look.get(path, "0")) / _TWIPS
    except ValueError:
        return 0


@rule(
    "running-lost",
    "The first page has the letterhead, and later pages their head and number.",
    family=_FAMILY,
    needs=("docx",),
    clause="docs/promises.md, The Word file",
)
def running_lost(case: Case) -> Iterator[Hit]:
    """The first section names a header and a foot for its first page, and others for the later pages; later sections go on with them.

    Where a name is missing, or the part that it names, Word shows none, though the words are still in the file.
    Asked of our documents alone.
    """
    docx = case.docx
    if docx is None or not is_our_docx(docx) or not docx.sections:
        return
    first, *later = docx.sections
    for place, message in _RUNNING.items():
        if first.running.get(place, "") not in docx.running:
            yield Hit(message=message)
    if not _has_first(first):
        yield Hit(message="the first page has the later pages' head, and no letterhead")
    for number, section in enumerate(later, 2):
        if section.running or _has_first(section):
            yield Hit(message=f"section {number} has a head or a foot of its own")
    yield from _every_other(docx)


def _every_other(docx: DocxEvidence) -> Iterator[Hit]:
    if docx.settings.get("evenAndOddHeaders", "false") not in _OFF:
        yield Hit(message="every other page has a head and a foot of its own, or none")


def _has_first(section: DocxSection) -> bool:
    return section.look.get("titlePg", "false") not in _OFF


@rule(
    "words-divided",
    "Words are divided at the ends of lines only where the layout divides them.",
    family=_FAMILY,
    needs=("docx", "source"),
    severity="warning",
    clause="docs/promises.md, The Word file",
)
def words_divided(case: Case) -> Iterator[Hit]:
    """Divided words let lines and pages fall otherwise than in the PDF. LibreOffice turns this on when it saves."""
    docx, source = case.docx, case.source
    if docx is None or source is None:
        return
    hyphenated = source.layout.tokens.text.hyphenate and is_hyphenated(source.prepared.metadata.language)
    if docx.settings.get("autoHyphenation", "false") not in _OFF and not hyphenated:
        yield Hit(message="words are divided at the ends of lines, and the layout divides none")


RULES = (page_setup, running_lost, words_divided)
