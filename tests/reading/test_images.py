"""Images as they lie in a folder: whatever their names, as cameras write them, and what is no image at all."""

import os
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from editions.cli import main
from editions.problems import Refusal
from editions.reading.images import read_picture
from editions.surroundings import Limits
from tests.support.tools import ROOT

_TOML = 'date = 2026-03-08\noriginal = "en"\n'
_TEXT = '+++\nheading = "SAMPLE"\n[signatory]\nname = "A. Sample"\n+++\n\nA paragraph.\n\n'
_CHART = ROOT / "tests" / "samples" / "everything" / "images" / "chart.png"


def _office(folder: Path, image: str) -> Path:
    statement = folder / "seeds" / "sample"
    statement.mkdir(parents=True)
    (statement / "statement.toml").write_text(_TOML, "utf-8")
    (statement / "en.md").write_text(f"{_TEXT}![A picture](<{quote(image)}>)\n", "utf-8")
    return statement


_NAMES = ["ä.png", "a b.png", "a#b.png", "a%b.png", "a%41.png", "a?b.png", "a&b.png", "images/文書 1.png", "a'b\".png"]


@pytest.mark.parametrize("name", _NAMES)
def test_an_image_may_have_any_name(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    image = _office(tmp_path, name) / name
    image.parent.mkdir(exist_ok=True)
    image.write_bytes(_CHART.read_bytes())

    status = main(["build"])

    assert (status, [line for line in capsys.readouterr().err.splitlines() if "resource" in line]) == (0, [])


def test_two_images_whose_names_differ_by_quoting_alone_stay_two(tmp_path: Path) -> None:
    import pikepdf

    statement = _office(tmp_path, "ä.png")
    with (statement / "en.md").open("a", encoding="utf-8") as text:
        text.write(f"\n![Another]({quote('%C3%A4.png')})\n")
    for name, width in (("ä.png", 11), ("%C3%A4.png", 13)):
        Image.new("RGB", (width, 10), "red").save(statement / name)

    main(["build", "--format", "pdf"])

    with pikepdf.open(tmp_path / "build" / "sample" / "sample.en.pdf") as pdf:
        assert sorted(int(image.Width) for image in pdf.pages[0].get_images().values()) == [11, 13]


def test_a_jpeg_with_further_pictures_behind_the_first_is_set_as_its_first(tmp_path: Path) -> None:
    statement = _office(tmp_path, "photo.jpg")
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (20, 15), "blue")
    first.save(statement / "photo.jpg", format="MPO", save_all=True, append_images=[second])

    status = main(["build"])

    picture = read_picture(statement, "photo.jpg", Limits())
    assert (status, picture.media_type, picture.width) == (0, "image/jpeg", 40)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "picture.png")

    with pytest.raises(Refusal, match="is no regular file"):
        read_picture(tmp_path, "picture.png", Limits())
