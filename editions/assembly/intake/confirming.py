"""What PDFium saw of each page, and whether it sees the same once the file is rewritten."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
from PIL import Image

from editions.assembly.intake.comparing import compare, rough
from editions.assembly.intake.fields import Fields
from editions.assembly.intake.fitting import Box
from editions.assembly.intake.unfit import Unfit
from editions.seeing import Seen, Unseen

#: What helps where two readers do not agree.
DISAGREE = 'Two readers of PDF see it differently. Print it to PDF anew, or give it as = "picture" or "attach".'
#: The same where not even a picture would be certain.
_UNCERTAIN = 'Two readers of PDF see it differently. Print it to PDF anew, or attach it whole: as = "attach".'
_PRINT_ANEW = 'Print it to PDF anew from a program that shows it; or give it as = "picture" or "attach".'
#: The share of letters that may stand beside another one than before, and how many beyond that: each line has two ends.
_TORN, _ENDS = 0.2, 8


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A page as it was: its *index* in the original, its *picture* and *size*, and the *window* in which it lies now.

    *left_out* names an annotation that was not drawn, for want of a look.
    """

    index: int
    picture: Image.Image
    size: tuple[float, float]
    window: Box
    fields: Fields
    left_out: str = ""


def seen_too(content: bytes, pdf: pikepdf.Pdf) -> Seen:
    """Return the PDF *content* as PDFium sees it, if it sees as many pages in it as qpdf, in *pdf*.

    Raises:
        Unfit: it does not.
    """
    try:
        seen = Seen(content)
    except Unseen as error:
        raise Unfit(f"a second reader cannot open the file: {error}", _UNCERTAIN) from None
    if len(seen) != len(pdf.pages):
        raise Unfit(f"one reader finds {len(pdf.pages)} pages in it, another {len(seen)}", _UNCERTAIN)
    return seen


def confirm(before: Seen, after: Seen, pages: Iterable[Expected]) -> None:
    """Refuse the file unless PDFium sees in *after* what it saw *before*: words and pictures of all *pages*.

    Raises:
        Unfit: a page has other words, or another look.
    """
    doubtful = []
    for number, page in enumerate(pages):
        words = after.words(number)
        if not reads_as(words, before.words(page.index)):
            raise Unfit(f"the words of page {page.index + 1} are not the same once it is rewritten", DISAGREE)
        for name, value in page.fields.values:
            if value not in words:
                raise Unfit(f'the field "{name}" on page {page.index + 1} holds something else than it shows', _PRINT_ANEW)
        if not compare(page.picture, after, number, page.window):
            doubtful.append((number, page))
    for number, page in doubtful:
        if page.left_out:
            raise Unfit(f"page {page.index + 1} holds {page.left_out}: each reader draws it as it likes", _PRINT_ANEW)
        if not page.fields.looks or not _is_alike_flat(before, after, number, page):
            raise Unfit(f"page {page.index + 1} does not look the same once it is rewritten", DISAGREE)


def reads_as(after: str, before: str) -> bool:
    """Return whether *after* has all letters of *before*, and most of them beside those that they stood beside.

    PDFium puts crowded lines into another order on a smaller page; within a line, letters follow each other as they did.
    """
    if after.startswith(before):
        return True
    if Counter(before) - Counter(after):
        return False
    pairs = Counter(pairwise(before))
    return (pairs - Counter(pairwise(after))).total() <= pairs.total() * _TORN + _ENDS


def _is_alike_flat(before: Seen, after: Seen, number: int, page: Expected) -> bool:
    """Return whether the page is what PDFium makes of it flat: a field to be filled in has more to it, as the arrow of a list."""
    before.flatten(page.index)
    return compare(rough(before, page.index, page.size), after, number, page.window)
