"""A stranger's file given to a child process, which takes it in under limits or says why not."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from editions.model.annexes import Leaf, Leaves, PagePicture, Place, Removal
from editions.problems import Problem, Refusal
from editions.surroundings import AnnexLimits

#: The files of the other annexes: the number of each, and the pages that are taken of it; empty: all.
Neighbours = Mapping[str, tuple[int, tuple[int, ...]]]

_ATTACH = 'Give it whole: as = "attach". The limits stand in settings.toml, under [annexes].'


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


def take_in(
    content: bytes, sheet: Sheet, pages: tuple[int, ...], where: str, limits: AnnexLimits, neighbours: Neighbours | None = None
) -> Leaves:
    """Return the *pages* (from 1; empty: all) of the PDF *content*, cleaned and brought to *sheet*.

    *neighbours* are the other annexes, to which its links may lead.

    Raises:
        Refusal: it cannot be merged, or would cost more than *limits* allow.
    """
    request = {"work": "merge", "pages": pages, "sheet": sheet.__dict__, "neighbours": dict(neighbours or {})}
    answer, body = _ask(content, request, where, limits)
    leaves = tuple(Leaf(**{**leaf, "place": Place(**leaf["place"]) if leaf["place"] else None}) for leaf in answer["leaves"])
    return Leaves(content=body, leaves=leaves, removals=tuple(Removal(**removal) for removal in answer["removals"]))


def picture(content: bytes, pages: tuple[int, ...], dpi: int, where: str, limits: AnnexLimits) -> tuple[PagePicture, ...]:
    """Return pictures of the *pages* of the PDF *content*, *dpi* dots to the inch.

    Raises:
        Refusal: it cannot be opened, or would cost more than *limits* allow.
    """
    request = {"work": "picture", "pages": pages, "dpi": dpi, "pixels_allowed": limits.pixels}
    answer, body = _ask(content, request, where, limits)
    found, start = [], 0
    for page in answer["pictures"]:
        content = body[start : start + page["bytes"]]
        found.append(PagePicture(content=content, media_type="image/png", width=page["width"], height=page["height"]))
        start += page["bytes"]
    return tuple(found)


def _ask(content: bytes, request: dict[str, Any], where: str, limits: AnnexLimits) -> tuple[dict[str, Any], bytes]:
    bounds = {
        "memory": limits.memory,
        "seconds": limits.seconds,
        "pages_allowed": limits.pages,
        "objects_allowed": limits.objects,
    }
    question = json.dumps({**bounds, **request}).encode() + b"\n" + content
    # -P: nothing is imported from the folder that the command happens to run in.
    command = [sys.executable, "-P", "-m", "editions.assembly.intake"]
    try:
        done = subprocess.run(command, input=question, capture_output=True, timeout=limits.seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Refusal(Problem(where, f"the annex takes more than {limits.seconds} s to take in", _ATTACH)) from None
    head, _, body = done.stdout.partition(b"\n")
    try:
        answer: dict[str, Any] = json.loads(head)
    except ValueError:
        raise Refusal(Problem(where, f"the annex {_end(done.returncode, limits)}", _ATTACH)) from None
    if "unfit" in answer:
        raise Refusal(Problem(where, answer["unfit"], answer["remedy"]))
    return answer, body


def _end(status: int, limits: AnnexLimits) -> str:
    """Return how a child that gave no answer ended: negative is the signal that stopped it."""
    if status in (-24, -9):
        return f"takes more than {limits.seconds} s to take in"
    if status == -6:
        # PDFium gives up so where it gets no more memory.
        return f"needs more than {limits.memory // 2**20} MiB of memory to take in, or makes a reader of PDF give up"
    if status < 0:
        return f"makes a reader of PDF break down (signal {-status})"
    return f"cannot be taken in within {limits.memory // 2**20} MiB of memory"
