"""The sheets of a scan, as pictures: from a PDF, from TIFF of many pages, from JPEG or PNG."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageFile, UnidentifiedImageError

from editions.problems import Problem, Refusal
from editions.seeing import Seen, Unseen
from editions.turning import turned

#: Sheets of a scan, and pixels of each as it is read: A3 at 600 dpi has 70 million.
_SHEETS, _PIXELS = 300, 80_000_000
#: Pixels of the longer side in which a sheet is kept: A4 at 200 dpi, at which its code can be read; 300 sheets take 1.2 GB.
_SIDE = 2400
#: The resolutions that an image may say, and that of one that says none.
_LOWEST, _HIGHEST, _UNSAID = 50.0, 2400.0, 300.0
#: Pixels in a point in which a page of a PDF is drawn: 200 to the inch, at which its code can be read.
_DRAWN = 200 / 72
_ANEW = "Scan it anew, as PDF, TIFF or JPEG."
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, Image.DecompressionBombError)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A scanned sheet: its picture, grey; the *file* that it stands in, and its *number* in that, from 1."""

    file: str
    number: int
    picture: Image.Image


def read_sheets(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of the scan *content*, in order.

    Raises:
        Refusal: it is no scan that can be read, or has too many sheets or pixels.
    """
    try:
        pictures = list(_of_pdf(content, name) if content[:1024].find(b"%PDF-") >= 0 else _of_image(content, name))
    except UnidentifiedImageError:
        raise Refusal(Problem(name, "the scan is no PDF, TIFF, JPEG or PNG", _ANEW)) from None
    except MemoryError:
        raise Refusal(Problem(name, "the scan needs more memory than there is", "Give fewer sheets, at 300 dpi.")) from None
    except (*_DAMAGED, Unseen) as error:
        raise Refusal(Problem(name, f"the scan is damaged: {error}", _ANEW)) from None
    return tuple(Sheet(file=name, number=number, picture=picture) for number, picture in enumerate(pictures, 1))


def _of_pdf(content: bytes, name: str) -> Iterator[Image.Image]:
    seen = Seen(content)
    try:
        _bounded(len(seen), name)
        for index in range(len(seen)):
            width, height = seen.size(index)
            _few_pixels(width * height * _DRAWN**2, name, index + 1)
            yield _kept(seen.picture(index, _DRAWN))
    finally:
        seen.close()


def _of_image(content: bytes, name: str) -> Iterator[Image.Image]:
    for image, _ in frames(content, name):
        yield _kept(image.convert("L"))


def frames(content: bytes, name: str) -> Iterator[tuple[Image.Image, float]]:
    """Yield the sheets of an image file, each in 8 bits, grey or in colours, with its dots to the inch.

    Raises:
        Refusal: it has too many sheets or pixels.
        OSError, ValueError …: it is damaged.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with _sizes_looked_at_here(), Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "TIFF")) as image:
        count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        _bounded(count, name)
        for index in range(count):
            image.seek(index)
            _few_pixels(image.width * image.height, name, index + 1)
            image.load()
            said = float(image.info.get("dpi", (_UNSAID, _UNSAID))[0])
            yield turned(_to_eight_bits(image)), said if _LOWEST <= said <= _HIGHEST else _UNSAID


@contextmanager
def _sizes_looked_at_here() -> Iterator[None]:
    """Let Pillow open images of any size: how many pixels they have is looked at before one is decoded."""
    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS = before


def _to_eight_bits(image: Image.Image) -> Image.Image:
    """Return *image* with 16 bits a pixel brought to 8: Pillow would cut them off at white."""
    if image.mode.startswith("I"):
        return image.point(lambda level: level / 257).convert("L")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _kept(picture: Image.Image) -> Image.Image:
    share = _SIDE / max(picture.size)
    return (
        picture if share >= 1 else picture.resize((round(picture.width * share), round(picture.height * share)), Image.Resampling.LANCZOS)
    )


def _bounded(sheets: int, name: str) -> None:
    if sheets > _SHEETS:
        raise Refusal(Problem(name, f"the scan has {sheets} sheets, where {_SHEETS} are allowed", "Give the sheets of one statement."))


def _few_pixels(pixels: float, name: str, number: int) -> None:
    if pixels > _PIXELS:
        raise Refusal(Problem(name, f"sheet {number} has {pixels:,.0f} pixels, where {_PIXELS:,} are allowed", "Scan it at 300 dpi."))
