"""Images of a statement's folder: inside it, whole, and of a kind that paper and Word both show.

The door to Pillow.
"""

import io
import os
import stat
from pathlib import Path

from editions.model.statement import Picture
from editions.problems import Problem, Refusal
from editions.surroundings import Limits
from editions.turning import packed, turned

#: As Pillow names what it opens as PNG or JPEG. MPO, which many phones write, is a JPEG with further pictures behind its
#: first: every reader of a JPEG passes over them.
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg"}


def read_picture(folder: Path, file: str, limits: Limits) -> Picture:
    """Return the image *file*, a path inside *folder*.

    Raises:
        Refusal: it is missing, outside the folder, a symbolic link, too large, damaged, or
            neither PNG nor JPEG, or no regular file.
    """
    return picture_of(_read(folder, file, limits), file, limits)


def picture_of(content: bytes, file: str, limits: Limits) -> Picture:
    """Return the image *content*, called *file*, as it is to be seen: Word and others heed nothing that says to turn it.

    Raises:
        Refusal: it is too large, damaged, or neither PNG nor JPEG.
    """
    if len(content) > limits.image_bytes:
        raise _refusal(file, f"is larger than {limits.image_bytes:,} bytes", "Make it smaller.")
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
            seen = turned(image)
            shown = content if seen is image else packed(seen)
            width, height = seen.size
    except UnidentifiedImageError:
        raise _refusal(file, "is neither PNG nor JPEG", "Save it as one of them, at 300 dpi in its printed size.") from None
    except (OSError, SyntaxError, ValueError) as error:
        raise _refusal(file, f"is damaged: {error}", "Save it anew.") from None
    return Picture(file=file, content=shown, media_type=media_type, width=width, height=height, source=content)


def fault_of(content: bytes, limits: Limits) -> str:
    """Return what keeps the image *content* from being shown, and the remedy; empty where nothing does."""
    try:
        picture_of(content, "", limits)
    except Refusal as refusal:
        problem = refusal.problems[0]
        return f"{problem.what.removeprefix(_named(''))} ({problem.remedy.removesuffix('.')})"
    return ""


def _named(file: str) -> str:
    return f'the image "{file}" '


def _refusal(file: str, what: str, remedy: str) -> Refusal:
    return Refusal(Problem(file, f"{_named(file)}{what}", remedy))


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
