"""Pictures of pages made small enough to be sent along: shades and colours few, the lines of text still sharp."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageChops

#: Shades of grey, and colours, that a picture keeps: text stays legible, and antialiasing smooth.
_SHADES, _COLOURS = 16, 48
#: Bytes beyond which a page is no text, but photographs: then the details may go.
_TEXT_BYTES = 90_000
_QUALITY = 40
#: How far apart red, green and blue must lie, of 255, for a page to be coloured.
_COLOURED = 24


def to_webp(picture: Image.Image) -> bytes:
    """Return the RGB *picture* as WebP: lossless with few shades; with losses, where it is photographs."""
    few = picture.quantize(_COLOURS).convert("RGB") if _is_coloured(picture) else _in_shades(picture)
    sharp = _saved(few, lossless=True)
    if len(sharp) <= _TEXT_BYTES:
        return sharp
    return min(sharp, _saved(picture, quality=_QUALITY), key=len)


def _is_coloured(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    differences: list[Any] = [ImageChops.difference(red, green), ImageChops.difference(green, blue)]
    return any(difference.getextrema()[1] > _COLOURED for difference in differences)


def _in_shades(picture: Image.Image) -> Image.Image:
    step = 255 / (_SHADES - 1)
    return picture.convert("L").point([round(round(level / step) * step) for level in range(256)])


def _saved(picture: Image.Image, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, "WEBP", method=4, **options)
    return out.getvalue()
