"""Pictures of pages: small, legible, and in colour where the page is."""

from io import BytesIO

from PIL import Image

from editions.proofing.pictures import BUDGET, picture_pages
from editions.seeing.shrinking import to_webp
from tests.support.making import SAMPLE, content, pdf, prepared, with_body


def _opened(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as picture:
        return picture.convert("RGB")


def test_few_pages_are_shown_at_the_best_size() -> None:
    [pages] = picture_pages([content(SAMPLE, "en", "pdf")])

    assert [page.number for page in pages] == [1, 2]
    assert max(pages[0].pixels) in (1285, 1286)
    assert (round(pages[0].width), round(pages[0].height)) == (595, 842)
    assert _opened(pages[0].content).size == pages[0].pixels


def test_many_pages_are_shown_smaller_so_that_all_stay_within_the_budget() -> None:
    long = pdf(with_body(*prepared(SAMPLE, "en").body * 8))

    [pages] = picture_pages([long])
    [smaller] = picture_pages([long], BUDGET // 4)

    assert len(pages) >= 10
    assert sum(len(page.content) for page in pages) <= BUDGET
    assert sum(len(page.content) for page in smaller) <= BUDGET // 4
    assert max(smaller[0].pixels) < max(pages[0].pixels)


def test_a_picture_without_colour_keeps_sixteen_shades() -> None:
    picture = Image.linear_gradient("L").convert("RGB")

    kept = _opened(to_webp(picture))

    assert len(kept.convert("L").getcolors() or ()) == 16
    assert kept.getpixel((0, 0)) == (0, 0, 0)
    assert kept.getpixel((0, 255)) == (255, 255, 255)


def test_a_colour_stays_a_colour() -> None:
    picture = Image.new("RGB", (100, 100), "white")
    picture.paste((31, 58, 95), (20, 20, 80, 80))

    assert _opened(to_webp(picture)).getpixel((50, 50)) == (31, 58, 95)


def test_a_photograph_is_kept_small() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((900, 1200), 90) for _ in range(3)])

    assert len(to_webp(noise)) < 700_000
