"""Sheets as an office's scanner gives them: an edition's pages printed a little small, laid askew on grey paper, with noise."""

import io
import random
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageChops, ImageFilter

from editions.seeing import Seen

#: Pixels to the inch, and those of a sheet of A4.
_DPI = 200
_SHEET = (1654, 2339)


@dataclass(frozen=True, kw_only=True)
class Glass:
    """How a sheet lies: *askew* by degrees, printed in a *size* of its own, moved *right* and *down* by pixels."""

    askew: float = 0.8
    size: float = 0.97
    right: int = 30
    down: int = 25


def printed(edition: bytes, index: int) -> Image.Image:
    """Return a page (from 0) of the PDF *edition* as it comes out of a printer, to be written on."""
    seen = Seen(edition)
    picture = seen.picture(index, _DPI / 72)
    seen.close()
    return picture


def scanned(sheet: Image.Image, glass: Glass | None = None) -> Image.Image:
    """Return *sheet* as it comes from a scanner."""
    lying = glass or Glass()
    glass_plate = Image.new("L", _SHEET, 250)
    small = sheet.resize((round(sheet.width * lying.size), round(sheet.height * lying.size)), Image.Resampling.LANCZOS)
    glass_plate.paste(small.rotate(lying.askew, Image.Resampling.BICUBIC, fillcolor=255), (lying.right, lying.down))
    soft = glass_plate.filter(ImageFilter.GaussianBlur(1.0)).point(lambda level: 20 + level * 0.86)
    return ImageChops.add(soft, _noise(), 1, -128)


@cache
def _noise() -> Image.Image:
    """Return the noise of paper and lamp: of 128 levels in the mean, 18 in standard deviation; the same in each run."""
    chance = random.Random(1)  # noqa: S311
    one, other = (Image.frombytes("L", _SHEET, chance.randbytes(_SHEET[0] * _SHEET[1])) for _ in range(2))
    # The mean of two evenly spread from 0 to 255 has a standard deviation of 52.
    return ImageChops.add(one, other, 2).point(lambda level: round(128 + (level - 127.5) * 18 / 52))


def as_tiff(sheets: list[Image.Image]) -> bytes:
    """Return *sheets* as a TIFF of many pages."""
    out = io.BytesIO()
    sheets[0].save(out, "TIFF", save_all=True, append_images=sheets[1:], dpi=(_DPI, _DPI), compression="tiff_lzw")
    return out.getvalue()


def as_pdf(sheets: list[Image.Image]) -> bytes:
    """Return *sheets* as a PDF, as scanners make them."""
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=_DPI)
    return out.getvalue()


def as_jpeg(sheet: Image.Image) -> bytes:
    """Return *sheet* as a JPEG."""
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=80, dpi=(_DPI, _DPI))
    return out.getvalue()
