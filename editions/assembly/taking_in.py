"""A stranger's file given to a child process, which takes it in under limits or says why not."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from editions.apart import Answer, Purse, ask
from editions.model.annexes import Leaf, Leaves, PagePicture, Place, Removal
from editions.problems import Problem, Refusal
from editions.surroundings import AnnexLimits

#: The files of the other annexes: the number of each, and the pages that are taken of it; empty: all.
Neighbours = Mapping[str, tuple[int, tuple[int, ...]]]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The layout's paper in points, upright; *fit* says whether pages are brought to it.

    *mark* is width and height of a mark, *margin* its distance from the sides and from head and foot,
    *strip* what is left free for it at the foot where a page has no other place.
    """

    width: float
    height: float
    fit: bool
    mark: tuple[float, float]
    margin: tuple[float, float]
    strip: float


def purse_of(limits: AnnexLimits) -> Purse:
    """Return what one annex may cost, over all that is done with it."""
    return Purse(seconds=limits.seconds, memory=limits.memory)


def take_in(
    content: bytes,
    sheet: Sheet,
    pages: tuple[int, ...],
    where: str,
    limits: AnnexLimits,
    neighbours: Neighbours | None = None,
    *,
    purse: Purse | None = None,
) -> Leaves:
    """Return the *pages* (from 1; empty: all) of the PDF *content*, cleaned and brought to *sheet*.

    *neighbours* are the other annexes, to which its links may lead. *purse* is what is left of its costs; None: all.

    Raises:
        Refusal: it cannot be merged, or would cost more than *limits* allow.
    """
    request = {"work": "merge", "pages": pages, "sheet": sheet.__dict__, "neighbours": dict(neighbours or {})}
    answer, body = _ask(content, request, where, limits, purse or purse_of(limits))
    leaves = tuple(Leaf(**{**leaf, "place": Place(**leaf["place"]) if leaf["place"] else None}) for leaf in answer["leaves"])
    return Leaves(content=body, leaves=leaves, removals=_removals(answer), doubt=answer["doubt"])


def picture(
    content: bytes, pages: tuple[int, ...], dpi: int, where: str, limits: AnnexLimits, purse: Purse
) -> tuple[tuple[PagePicture, ...], tuple[Removal, ...]]:
    """Return pictures of the *pages* of the PDF *content*, *dpi* dots to the inch, and what is left out of them.

    Raises:
        Refusal: what it shows is not certain, or may not be copied; or it would cost more than *limits* and *purse* allow.
    """
    answer, body = _ask(content, {"work": "picture", "pages": pages, "dpi": dpi}, where, limits, purse)
    return _pictures(answer, body), _removals(answer)


def images(content: bytes, pages: tuple[int, ...], where: str, limits: AnnexLimits, purse: Purse) -> tuple[PagePicture, ...]:
    """Return the *pages* of the PNG, JPEG or TIFF *content*.

    Raises:
        Refusal: it is damaged, or would cost more than *limits* and *purse* allow.
    """
    return _pictures(*_ask(content, {"work": "images", "pages": pages}, where, limits, purse))


def drawing(content: bytes, pages: tuple[int, ...], where: str, limits: AnnexLimits, purse: Purse) -> tuple[PagePicture, ...]:
    """Return the one page of the SVG *content*, as it is.

    Raises:
        Refusal: it shows what is not in it, holds a script or is damaged; or would cost more than *limits* and *purse* allow.
    """
    _ask(content, {"work": "drawing", "pages": pages}, where, limits, purse)
    return (PagePicture(content=content, media_type="image/svg+xml"),)


def look_inside(content: bytes, where: str, limits: AnnexLimits, purse: Purse) -> tuple[Removal, ...]:
    """Return what of the DOCX *content* does not come along.

    Raises:
        Refusal: it is damaged, or shows what lies outside it; or would cost more than *limits* and *purse* allow.
    """
    return _removals(_ask(content, {"work": "document", "pages": ()}, where, limits, purse)[0])


def _pictures(answer: dict[str, Any], body: bytes) -> tuple[PagePicture, ...]:
    """Return the pictures of *answer*, whose bytes lie one behind the other in *body*."""
    found, start = [], 0
    for page in answer["pictures"]:
        content = body[start : start + page.pop("bytes")]
        found.append(PagePicture(content=content, **page))
        start += len(content)
    return tuple(found)


def _removals(answer: dict[str, Any]) -> tuple[Removal, ...]:
    return tuple(Removal(**removal) for removal in answer["removals"])


def _ask(content: bytes, request: dict[str, Any], where: str, limits: AnnexLimits, purse: Purse) -> Answer:
    bounds = {"pages_allowed": limits.pages, "objects_allowed": limits.objects, "pixels_allowed": limits.pixels}
    question = json.dumps({**bounds, **request}).encode() + b"\n" + content
    answer, body = ask("editions.assembly.intake", question, purse, where)
    if "unfit" in answer:
        raise Refusal(Problem(where, answer["unfit"], answer["remedy"]))
    return answer, body
