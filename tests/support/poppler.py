"""A third reader's judgement of an annex in the whole: poppler, which no part of the tool uses.

The annex's pages are taken out of the whole as they stand there, without their marks, and laid
beside those of the original: page count, words, and a picture of each.
"""

import subprocess
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageChops, ImageFilter

from editions.assembly.intake.fitting import Fit, Frame, Sheet, fit, frame

#: Seconds that poppler may take for a file, and pages of it whose pictures are compared.
_SECONDS, _PICTURES = 60, 6
#: Dots to the inch of the pictures; more where a page is so small that its side would have fewer pixels than this.
_DPI, _SHORTEST = 40, 100
#: The difference, of 255, of two blurred pictures beyond which they are not the same: letters that fall otherwise on the grid stay below.
_LOOK = 90


class Mute(Exception):
    """Poppler gives no answer for the original: nothing can be compared."""


def differences(original: Path, whole: Path, first: int, sheet: Sheet) -> Iterator[str]:
    """Yield in what the pages of *whole* from index *first* on differ from those of *original*, brought to *sheet*.

    Raises:
        Mute: poppler cannot read the original.
    """
    alone = whole.with_suffix(".alone.pdf")
    _without_marks(whole, alone, first)
    with pikepdf.open(original, suppress_warnings=True) as before, pikepdf.open(alone) as after:
        frames = [frame(page.obj) for page in before.pages]
        papers = [_paper(page.obj) for page in after.pages]
    if len(frames) != len(papers):
        yield f"page count {len(frames)} -> {len(papers)}"
        return
    yield from _words(_opened_wide(original, alone), _opened_wide(alone, alone))
    for number, (seen, paper) in enumerate(zip(frames[:_PICTURES], papers, strict=False), 1):
        found = min((_look(original, alone, number, seen, put) for put in _puts(seen.size, paper, sheet)), default=255)
        if found > _LOOK:
            yield f"look of page {number} ({found} of 255)"
    alone.unlink()


def _without_marks(whole: Path, alone: Path, first: int) -> None:
    with pikepdf.open(whole) as pdf:
        del pdf.pages[:first]
        for page in pdf.pages:
            mark = page.obj["/Resources"].get("/XObject", pikepdf.Dictionary()).get("/EdMark")
            if mark is not None:
                mark.write(b"")
        pdf.save(alone)


def _opened_wide(path: Path, beside: Path) -> Path:
    """Return a copy of *path* whose pages cut nothing off: words beside a page are words all the same."""
    copy = beside.with_suffix(f".{path.stem[:40]}.wide.pdf")
    with pikepdf.open(path, suppress_warnings=True) as pdf:
        for page in pdf.pages:
            page.obj["/MediaBox"] = page.obj["/CropBox"] = pikepdf.Array([-14000, -14000, 14000, 14000])
        pdf.save(copy)
    return copy


def _paper(page: Any) -> tuple[float, float]:
    return frame(page).size


def _puts(size: tuple[float, float], paper: tuple[float, float], sheet: Sheet) -> Iterator[Fit]:
    for strip in (0.0, sheet.strip):
        put = fit(size, sheet, strip=strip)
        if abs(put.width - paper[0]) < 1 and abs(put.height - paper[1]) < 1:
            yield put


def _words(original: Path, alone: Path) -> Iterator[str]:
    one, other = _pages(original), _pages(alone)
    for path in (original, alone):
        path.unlink()
    for number, (before, after) in enumerate(zip(one, other, strict=False), 1):
        lost, won = Counter(before) - Counter(after), Counter(after) - Counter(before)
        if lost or won:
            yield f"words of page {number} (lost {_shown(lost)}, won {_shown(won)})"


def _pages(path: Path) -> list[str]:
    text = _run("pdftotext", "-raw", "-enc", "UTF-8", str(path), "-").decode("utf-8", "replace")
    return ["".join(page.split()) for page in text.split("\f")]


def _shown(letters: "Counter[str]") -> str:
    return f"{letters.total()} letters {''.join(letters.elements())[:20]!r}"


def _look(original: Path, alone: Path, number: int, seen: Frame, put: Fit) -> int:
    """Return the greatest difference of the two pictures, of 255."""
    size = seen.size
    dpi = min(max(_DPI, 72 * _SHORTEST / (min(size) * put.scale)), 600)
    before = _picture(original, number, dpi * put.scale * seen.unit)
    whole = _picture(alone, number, dpi)
    left, top = put.left / 72 * dpi, (put.height - put.low - size[1] * put.scale) / 72 * dpi
    box = (left, top, left + size[0] * put.scale / 72 * dpi, top + size[1] * put.scale / 72 * dpi)
    after = whole.resize(before.size, Image.Resampling.BILINEAR, box=_within(box, whole.size))
    blur = ImageFilter.BoxBlur(3)
    difference: Any = ImageChops.difference(before.filter(blur), after.filter(blur))
    return int(difference.getextrema()[1])


def _within(box: tuple[float, float, float, float], size: tuple[int, int]) -> tuple[float, float, float, float]:
    return (max(box[0], 0), max(box[1], 0), min(box[2], size[0]), min(box[3], size[1]))


def _picture(path: Path, number: int, dpi: float) -> Image.Image:
    found = _run("pdftoppm", "-gray", "-cropbox", "-f", str(number), "-l", str(number), "-r", f"{dpi:.5f}", str(path))
    if not found:
        raise Mute(f"pdftoppm draws no page {number}")
    return Image.open(BytesIO(found)).convert("L")


def _run(*command: str) -> bytes:
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        raise Mute(f"{command[0]} takes more than {_SECONDS} s") from None
    return done.stdout
