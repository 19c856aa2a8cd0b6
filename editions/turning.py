"""Images that say that they are to be seen turned (EXIF, orientation), turned: what shows them later may or may not heed it."""

import io
import struct
from typing import Any

#: What EXIF calls the way in which an image is to be seen; from 5 on its sides change places.
_ORIENTATION, _LYING = 274, 5
#: Of a JPEG that is packed anew: nobody sees what that costs.
_QUALITY = 95


def turned(image: Any) -> Any:
    """Return the loaded Pillow *image* as it is to be seen; itself, where that is as it is."""
    from PIL import ImageOps

    if _orientation(image) not in range(2, 9):
        return image
    seen = ImageOps.exif_transpose(image)
    seen.format = image.format
    return seen


def lies(image: Any) -> bool:
    """Return whether width and height of *image*, which is not loaded, change places when it is turned."""
    return _orientation(image) in range(_LYING, 9)


def _orientation(image: Any) -> object:
    try:
        return image.getexif().get(_ORIENTATION, 1)
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, struct.error):
        # Damaged beside the picture: nothing is said of it.
        return 1


def packed(image: Any) -> bytes:
    """Return *image*, which was turned, as the bytes of a file of its kind."""
    out = io.BytesIO()
    if image.format == "PNG":
        image.save(out, "PNG", compress_level=6)
    else:
        image.save(out, "JPEG", quality=_QUALITY, subsampling=0, icc_profile=image.info.get("icc_profile"))
    return out.getvalue()
