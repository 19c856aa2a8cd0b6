"""Annexes taken in, joined and read back, for tests."""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from editions.assembly.joining import Part, join
from editions.assembly.taking_in import Sheet, take_in
from editions.describing import xmp_packet
from editions.model.annexes import Leaves
from editions.rendering.annexes import mark_sheet
from editions.surroundings import AnnexLimits
from tests.support.making import ROOT, SAMPLE, around, content, layout, prepared

PRODUCERS = ROOT / "tests" / "samples" / "producers"
#: Those of the files there that can be merged, with what they have.
TAGGED = ("typst-ua.pdf", "typst-across.pdf", "libreoffice.pdf", "chromium.pdf", "layers.pdf", "active.pdf")
UNTAGGED = ("reportlab.pdf", "ghostscript.pdf", "untagged.pdf")
A4 = Sheet(width=595.276, height=841.89, fit=True, mark=(140, 12), margin=(88, 34), strip=52)


def taken(content: bytes, sheet: Sheet = A4, pages: tuple[int, ...] = (), limits: AnnexLimits | None = None) -> Leaves:
    """Return the PDF *content* as it is taken in."""
    return take_in(content, sheet, pages, "annex.pdf", limits or AnnexLimits())


@cache
def leaves(name: str) -> Leaves:
    """Return a file of the producers as it is taken in."""
    return taken((PRODUCERS / name).read_bytes())


def joined(names: Sequence[str], *, two_sided: bool = False, claims: tuple[str, ...] = ("PDF/A-3a", "PDF/UA-1")) -> bytes:
    """Return the sample with files of the producers behind it."""
    return joined_leaves([leaves(name) for name in names], two_sided=two_sided, claims=claims)


def joined_leaves(annexes: Sequence[Leaves], *, two_sided: bool = False, claims: tuple[str, ...] = ("PDF/A-3a", "PDF/UA-1")) -> bytes:
    """Return the sample with *annexes* behind it, called by their numbers."""
    ready = prepared(SAMPLE, "en")
    parts = [
        Part(leaves=annex, number=str(number), heading=f"Annex {number}", language="", anchor=f"annex-{number}", where=f"{number}.pdf")
        for number, annex in enumerate(annexes, 1)
    ]
    marks = [f"Annex {number}, page {page}" for number, annex in enumerate(annexes, 1) for page in range(1, len(annex.leaves) + 1)]
    sheet = mark_sheet(marks, ready, layout("plain"), around())
    whole = join(content(SAMPLE, "en", "pdf"), parts, sheet, two_sided=two_sided)
    return whole.write(xmp_packet(ready.metadata, claims))


def reader(content: bytes) -> Any:
    """Return the PDF *content*, opened by pypdf."""
    return PdfReader(io.BytesIO(content))


def producer(name: str) -> bytes:
    """Return the bytes of a file of the producers."""
    return (PRODUCERS / name).read_bytes()


def write(folder: Path, name: str, content: bytes) -> Path:
    """Write *content* into *folder*."""
    path = folder / name
    path.write_bytes(content)
    return path
