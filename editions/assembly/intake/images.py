"""The pages of an image, each as a PNG or JPEG of its own."""

import io
from typing import Any

from PIL import Image, ImageFile, UnidentifiedImageError

from editions.apart import Answer
from editions.assembly.intake.unfit import Unfit, choose
from editions.turning import lies, packed, turned

_ANEW = "Save it anew."
#: What Pillow raises where an image is not what it says.
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, Image.DecompressionBombError)


def read_pages(content: bytes, request: dict[str, Any]) -> Answer:
    """Return the pages of the PNG, JPEG or TIFF *content* that *request* asks for, and their sizes in points.

    Raises:
        Unfit: it is damaged, or has too many pages or pixels.
    """
    # The size is looked at before a pixel is decoded.
    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    out, pages = bytearray(), []
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "TIFF")) as image:
            for index in _chosen(image, request):
                body, page = _page(image, index, content, request["pixels_allowed"])
                out += body
                pages.append({**page, "bytes": len(body)})
    except UnidentifiedImageError:
        raise Unfit("the image is damaged", _ANEW) from None
    except _DAMAGED as error:
        raise Unfit(f"the image is damaged: {error}", _ANEW) from None
    return {"pictures": pages}, bytes(out)


def _chosen(image: Any, request: dict[str, Any]) -> list[int]:
    chosen = choose(getattr(image, "n_frames", 1) if image.format == "TIFF" else 1, request["pages"])
    if len(chosen) > request["pages_allowed"]:
        raise Unfit(f"the image has {len(chosen)} pages, where {request['pages_allowed']} are allowed", 'Give fewer: pages = "1-3".')
    return chosen


def _page(image: Any, index: int, content: bytes, pixels: int) -> tuple[bytes, dict[str, Any]]:
    """Return a page, and what is to be said of it."""
    image.seek(index)
    width, height = image.size
    if width * height > pixels:
        raise Unfit(f"the image has {width} × {height} pixels on page {index + 1}, where {pixels:,} are allowed", "Make it smaller.")
    lying = lies(image)
    image.load()
    across, down = reversed(_resolution(image)) if lying else _resolution(image)
    seen = turned(image)
    width, height = seen.size
    size = {"width": width / across * 72 if across else 0.0, "height": height / down * 72 if down else 0.0}
    if image.format in ("PNG", "JPEG", "MPO") and image.mode in ("L", "LA", "P", "RGB", "RGBA"):
        body = content if seen is image else packed(seen)
        return body, {"media_type": "image/png" if image.format == "PNG" else "image/jpeg", **size}
    out = io.BytesIO()
    # Grey, not black and white, which WeasyPrint would set in colours, twice over. It packs what it is given anew.
    mode = "L" if image.mode in ("1", "L") or image.mode.startswith("I") else "RGB"
    _to_eight_bits(seen).convert(mode).save(out, "PNG", compress_level=1)
    return out.getvalue(), {"media_type": "image/png", **size}


def _to_eight_bits(image: Any) -> Any:
    """Return *image* with 16 bits a pixel brought to 8: Pillow would cut them off at white."""
    return image.point(lambda level: level / 257).convert("L") if image.mode.startswith("I") else image


def _resolution(image: Any) -> tuple[float, float]:
    """Return dots to the inch across and down; 0 where the file says none that can be."""
    across, down = (float(value) for value in image.info.get("dpi", (0, 0)))
    return (across, down) if 50 <= across <= 2400 and 50 <= down <= 2400 else (0.0, 0.0)
