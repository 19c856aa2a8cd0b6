"""docs/word.md: its pictures are there, and its table has the figures of the page beside it."""

import re

from PIL import Image

from tests.support.making import ROOT
from tests.support.strangers_table import written


def test_the_pictures_that_it_shows_are_there() -> None:
    names = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "docs" / "word.md").read_text("utf-8"))

    assert {"word-edited.png", "word-said.png", "word-tracked.png"} <= set(names)
    for name in names:
        with Image.open(ROOT / "docs" / name) as picture:
            assert picture.width == 720


def test_the_table_by_class_has_the_figures_of_the_page_about_strangers_documents() -> None:
    page, figures = ((ROOT / "docs" / name).read_text("utf-8") for name in ("word.md", "word-strangers.md"))

    assert written(page, figures) == page, "run: python -m tests.support.strangers_table"
