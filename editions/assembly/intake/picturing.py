"""Pages of a stranger's PDF that are given as pictures: what cannot come along is said, what is not certain is refused."""

import io
from dataclasses import asdict
from typing import Any

from editions.apart import Answer
from editions.assembly.intake.choosing import keep
from editions.assembly.intake.cleaning import clean, counted
from editions.assembly.intake.confirming import seen_too
from editions.assembly.intake.fitting import Frame, check_sizes, frame
from editions.assembly.intake.opening import open_pdf
from editions.assembly.intake.unfit import Unfit, choose
from editions.model.annexes import Removal
from editions.seeing import Seen

_ATTACH = 'Attach it whole: as = "attach".'
#: Points by which the two readers may differ on a page's size.
_TOLERANCE = 1.0


def picture_pages(content: bytes, request: dict[str, Any]) -> Answer:
    """Return pages of the PDF *content* as PNG pictures at the resolution asked for, their sizes in points, and what is left out.

    One reader, PDFium, draws them; a second, qpdf, finds the same number of pages in the file, and the same sizes.

    Raises:
        Unfit: the file cannot be opened by both, forbids to be copied, or its pages are not what is to be seen.
    """
    pdf, lost = open_pdf(content, request, as_picture=True)
    before = seen_too(content, pdf)
    chosen = choose(len(before), request["pages"])
    frames = [frame(pdf.pages[index].obj) for index in chosen]
    check_sizes(chosen, frames)
    out, pages = bytearray(), []
    for index, seen in zip(chosen, frames, strict=True):
        body = _picture(before, index, seen, request)
        out += body
        pages.append({"media_type": "image/png", "width": seen.size[0], "height": seen.size[1], "bytes": len(body)})
    removals = counted([*lost, *_removals(pdf, chosen)])
    return {"pictures": pages, "removals": [asdict(removal) for removal in removals]}, bytes(out)


def _removals(pdf: Any, chosen: list[int]) -> list[Removal]:
    """Return what acts by itself or leads outside, in the whole file and on the pages that are *chosen*; of these, *pdf* is left."""
    elsewhere = keep(pdf, chosen)
    return clean(pdf, [index + 1 for index in chosen], elsewhere)


def _picture(before: Seen, index: int, seen: Frame, request: dict[str, Any]) -> bytes:
    """Return the picture of a page as a PNG."""
    width, height = seen.size
    other = before.size(index)
    if any(abs(one / seen.unit - two) > _TOLERANCE for one, two in zip(seen.size, other, strict=True)):
        raise Unfit(f"page {index + 1} has another size for one reader than for another", _ATTACH)
    scale = request["dpi"] / 72
    if width * height * scale * scale > request["pixels_allowed"]:
        raise Unfit(f"page {index + 1} is too large for a picture: {width:.0f} × {height:.0f} points", _ATTACH)
    stream = io.BytesIO()
    before.picture(index, scale * seen.unit, grey=False).save(stream, "PNG")
    return stream.getvalue()
