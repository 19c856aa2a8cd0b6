"""Images of a statement's folder: inside it, whole, and of a kind that paper and Word both show.

The door to Pillow.
"""

import io
import os
import stat
from pathlib import Path
from typing import Any

from editions.model.annexes import PagePicture
from editions.model.statement import Picture
from editions.problems import Problem, Refusal
from editions.surroundings import Limits

#: As Pillow names what it opens as PNG or JPEG. MPO, which many phones write, is a JPEG with further pictures behind its
#: first: every reader of a JPEG passes over them.
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg"}


def read_picture(folder: Path, file: str, limits: Limits) -> Picture:
    """Return the image *file*, a path inside *folder*.

    Raises:
        Refusal: it is missing, outside the folder, a symbolic link, too large, damaged, or
            neither PNG nor JPEG, or no regular file.
    """
    content = _read(folder, file, limits)
    from PIL import Image, ImageFile, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # The size is looked at before a pixel is decoded.
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once loaded, lets half an image pass for a whole.
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            width, height = image.size
            if width * height > limits.image_pixels:
                raise _refusal(file, f"has {width} × {height} pixels, where {limits.image_pixels:,} are allowed", "Make it smaller.")
            image.load()
            media_type = _MEDIA_TYPES[image.format or ""]
    except UnidentifiedImageError:
        raise _refusal(file, "is neither PNG nor JPEG", "Save it as one of them, at 300 dpi in its printed size.") from None
    except (OSError, SyntaxError, ValueError) as error:
        raise _refusal(file, f"is damaged: {error}", "Save it anew.") from None
    return Picture(file=file, content=content, media_type=media_type, width=width, height=height)


def _refusal(file: str, what: str, remedy: str) -> Refusal:
    return Refusal(Problem(file, f'the image "{file}" {what}', remedy))


def _read(folder: Path, file: str, limits: Limits) -> bytes:
    if "\0" in file:
        raise _refusal(file.replace("\0", "%00"), "has a name that no file can have", "Mend its name.")
    path = folder / file
    if ":" in file.partition("/")[0] or Path(file).is_absolute() or ".." in Path(file).parts:
        raise _refusal(file, "lies outside the statement's folder", "Copy it into the folder: an edition is made from that alone.")
    if path.resolve() != folder.resolve() / file:
        raise _refusal(file, "is a symbolic link, or lies behind one", "Copy the file itself into the folder.")
    try:
        # O_NONBLOCK: a pipe is not waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        content = _content(descriptor, file, limits)
    except FileNotFoundError:
        raise _refusal(file, "is missing", "Put it into the statement's folder, or mend its name.") from None
    except OSError as error:
        raise _refusal(file, f"cannot be read: {error.strerror}", "Look at the file's permissions.") from None
    if len(content) > limits.image_bytes:
        raise _refusal(file, f"is larger than {limits.image_bytes:,} bytes", "Make it smaller.")
    return content


def _content(descriptor: int, file: str, limits: Limits) -> bytes:
    """Return what is read from *descriptor*, and close it; one byte more than is allowed, if there is more."""
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise _refusal(file, "is a folder", "Name the file in it.")
        if not stat.S_ISREG(mode):
            raise _refusal(file, "is no regular file", "Put the image itself there.")
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(limits.image_bytes + 1)
    finally:
        os.close(descriptor)


def read_pages(content: bytes, file: str, limits: Limits) -> tuple[PagePicture, ...]:
    """Return the pages of the PNG, JPEG or TIFF *content*, each as a PNG or JPEG of its own.

    Raises:
        Refusal: it is damaged, or has too many pages or pixels.
    """
    from PIL import Image, ImageFile, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "TIFF")) as image:
            count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            if count > limits.annexes.pages:
                raise _refusal(file, f"has {count} pages, where {limits.annexes.pages} are allowed", 'Give fewer: pages = "1-3".')
            return tuple(_page(image, number, content, file, limits) for number in range(count))
    except UnidentifiedImageError:
        raise _refusal(file, "is damaged", "Save it anew.") from None
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, Image.DecompressionBombError) as error:
        raise _refusal(file, f"is damaged: {error}", "Save it anew.") from None


def _page(image: Any, number: int, content: bytes, file: str, limits: Limits) -> PagePicture:
    image.seek(number)
    width, height = image.size
    if width * height > limits.annexes.pixels:
        what = f"has {width} × {height} pixels on page {number + 1}, where {limits.annexes.pixels:,} are allowed"
        raise _refusal(file, what, "Make it smaller.")
    image.load()
    across, down = _resolution(image)
    size = {"width": width / across * 72 if across else 0.0, "height": height / down * 72 if down else 0.0}
    if image.format in ("PNG", "JPEG", "MPO") and image.mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        media_type = "image/png" if image.format == "PNG" else "image/jpeg"
        return PagePicture(content=content, media_type=media_type, **size)
    out = io.BytesIO()
    mode = image.mode if image.mode in ("1", "L", "RGB") else "L" if image.mode.startswith("I") else "RGB"
    _to_eight_bits(image).convert(mode).save(out, "PNG")
    return PagePicture(content=out.getvalue(), media_type="image/png", **size)


def _to_eight_bits(image: Any) -> Any:
    """Return *image* with 16 bits a pixel brought to 8: Pillow would cut them off at white."""
    return image.point(lambda level: level / 257).convert("L") if image.mode.startswith("I") else image


def _resolution(image: Any) -> tuple[float, float]:
    """Return dots to the inch across and down; 0 where the file says none that can be."""
    across, down = (float(value) for value in image.info.get("dpi", (0, 0)))
    return (across, down) if 50 <= across <= 2400 and 50 <= down <= 2400 else (0.0, 0.0)
