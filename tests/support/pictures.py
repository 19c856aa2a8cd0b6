"""The pictures in docs/, made from editions: ``python -m tests.support.pictures`` writes them anew."""

import io
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from editions.pipeline import make
from editions.reading.statements import read_statement
from editions.redlining.changes import changes
from editions.redlining.paper import make_pdf
from editions.redlining.sides import Side
from tests.support.annexes import PRODUCERS
from tests.support.changed import was_and_is
from tests.support.making import ROOT, SAMPLE, around, content, layout
from tests.support.word_pictures import edited_page, redline_page, said_page

#: Pixels of a page and between pages; pages in a row; and the pages that are shown, one a kind.
_WIDTH, _GAP, _ACROSS = 420, 16, 3
#: Pixels of a page that is shown alone.
_PAGE = 720
_FIRST = 662
_SHOWN = (0, 1, 3, 6, 8, 10)
_ANNEXES = """
[[annexes]]
file = "typst-ua.pdf"
title.en = "A tagged PDF (sample)"

[[annexes]]
file = "figures.md"
title.en = "Figures, in Markdown (sample)"

[[annexes]]
file = "scan.tiff"
title.en = "A scan of two pages (sample)"
alt = ["The first page of a sample scan", "Its second page"]

[[annexes]]
file = "typst-across.pdf"
title.en = "Pages of A3, across (sample)"
language = "de"

[[annexes]]
file = "reportlab.pdf"
title.en = "Pages that were turned and cropped (sample)"
as = "picture"
alt = "A page with a form that was filled in"

[[annexes]]
file = "signed.pdf"
title.en = "A signed original (sample)"
as = "attach"
"""
_TEXT = """+++
heading = "SAMPLE"
subject = "a statement with annexes of every kind"

[signatory]
name = "A. Sample"
office = "Sample Officer"
+++

This sample shows what becomes of annexes. The table below names them, and leads to them.
"""


def annexes_sheet() -> Image.Image:
    """Return pages of a sample with annexes of every kind, three in a row."""
    with TemporaryDirectory() as office:
        content = _edition(Path(office) / "sample")
    document = pypdfium2.PdfDocument(content)
    pages = [_drawn(document[index]) for index in _SHOWN]
    height = max(page.height for page in pages)
    rows = -(-len(pages) // _ACROSS)
    sheet = Image.new("L", (_ACROSS * (_WIDTH + _GAP) + _GAP, rows * (height + _GAP) + _GAP), 150)
    for number, page in enumerate(pages):
        row, column = divmod(number, _ACROSS)
        sheet.paste(page, (_GAP + column * (_WIDTH + _GAP), _GAP + row * (height + _GAP)))
    return sheet


def marked_page() -> Image.Image:
    """Return the first page of the marked paper that shows changes of every kind."""
    with TemporaryDirectory() as folder:
        statements = [read_statement(one, around()).statement for one in was_and_is(Path(folder))]
    was, now = (Side(name=name, statement=one, remarks=()) for name, one in zip(("sample@draft", "sample"), statements, strict=True))
    document = pypdfium2.PdfDocument(make_pdf(changes(was, now, "en"), "en", around()))
    picture: Image.Image = document[0].render(scale=2 * _PAGE / document[0].get_width()).to_pil().convert("RGB")
    return picture.resize((_PAGE, picture.height * _PAGE // picture.width), Image.Resampling.LANCZOS)


def _edition(folder: Path) -> bytes:
    folder.mkdir()
    for name in ("typst-ua.pdf", "scan.tiff", "typst-across.pdf", "reportlab.pdf", "signed.pdf"):
        shutil.copy(PRODUCERS / name, folder)
    shutil.copy(ROOT / "seeds" / "2022-01-20-anniversary" / "annexes" / "figures.md", folder)
    (folder / "statement.toml").write_text(f'date = 2026-01-01\noriginal = "en"\n{_ANNEXES}', "utf-8")
    (folder / "en.md").write_text(_TEXT, "utf-8")
    statement = read_statement(folder, around()).statement
    return make(statement, layout("plain"), frozenset(("pdf",)), around()).outputs[0].content


def first_page() -> Image.Image:
    """Return the first page of the sample, as README shows it."""
    page = pypdfium2.PdfDocument(content(SAMPLE, "en", "pdf"))[0]
    picture: Image.Image = page.render(scale=2 * _FIRST / page.get_width()).to_pil().convert("L")
    return picture.resize((_FIRST, picture.height * _FIRST // picture.width), Image.Resampling.LANCZOS)


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=2 * _WIDTH / page.get_width(), grayscale=True).to_pil().convert("L")
    return picture.resize((_WIDTH, picture.height * _WIDTH // picture.width), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    for name, picture in (
        ("first-page", first_page().quantize(16)),
        ("annexes", annexes_sheet().quantize(16)),
        ("changes", marked_page().quantize(48)),
        ("word-edited", edited_page().quantize(48)),
        ("word-said", said_page().quantize(48)),
        ("word-tracked", redline_page().quantize(48)),
    ):
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
        (ROOT / "docs" / f"{name}.png").write_bytes(out.getvalue())
