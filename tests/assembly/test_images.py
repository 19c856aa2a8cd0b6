"""Images as cameras write them: taken as they are seen, whichever way the camera was held."""

import io

import pytest
from PIL import Image, ImageOps

from editions.assembly.taking_in import images, purse_of
from editions.model.annexes import PagePicture
from editions.reading.images import picture_of
from editions.surroundings import AnnexLimits, Limits

#: What the tag 274 of EXIF says: turned a quarter, to be seen upright.
_ORIENTATION, _QUARTER = 274, 6


def _photo(kind: str, mode: str = "RGB", orientation: int = _QUARTER) -> bytes:
    """Return a picture of 300 × 200 pixels at 100 × 200 dots to the inch, white at its left, black at its right."""
    image = Image.new("RGB", (300, 200))
    image.paste(Image.new("RGB", (150, 200), "white"))
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    out = io.BytesIO()
    image.convert(mode).save(out, kind, exif=exif, dpi=(100, 200))
    return out.getvalue()


def _taken(content: bytes) -> PagePicture:
    limits = AnnexLimits()
    return images(content, (), "a", limits, purse_of(limits))[0]


def _is_seen_upright(content: bytes) -> bool:
    """Return whether *content* is higher than wide, white above and black below, and says nothing of turning it."""
    with Image.open(io.BytesIO(content)) as image:
        grey = image.convert("L")
        above, below = (grey.crop((0, top, 200, top + 100)).getextrema() for top in (20, 180))
        is_upright = image.size == (200, 300) and above[0] > 200 and below[1] < 80  # type: ignore[operator]
        return is_upright and image.getexif().get(_ORIENTATION, 1) == 1 and ImageOps.exif_transpose(image).size == image.size


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGB"), ("PNG", "1"), ("TIFF", "RGB")]
)
def test_an_annex_that_is_to_be_seen_turned_is_turned_and_measured_so(kind: str, mode: str) -> None:
    page = _taken(_photo(kind, mode))

    assert _is_seen_upright(page.content)
    assert (round(page.width), round(page.height)) == (72, 216)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_an_annex_that_need_not_be_turned_stays_the_bytes_that_it_is(kind: str) -> None:
    photo = _photo(kind, orientation=1)

    assert _taken(photo).content == photo


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_of_the_body_is_turned_and_its_file_stays_the_source(kind: str) -> None:
    photo = _photo(kind)

    picture = picture_of(photo, "a", Limits())

    assert _is_seen_upright(picture.content)
    assert (picture.width, picture.height) == (200, 300)
    assert picture.source == photo
