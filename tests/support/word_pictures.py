"""The pictures of docs/word.md: an edition that a colleague changed, what the command says of it, and a redline for Word.

The pages are LibreOffice's own; what the command says is what it printed, drawn.
"""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from tests.support.changed import was_and_is
from tests.support.making import EVERYTHING, ROOT
from tests.support.office_folder import changed, copied, docx_of
from tests.support.tools import require

#: Pixels of a picture across; of a line of what was printed, and of its letters.
_WIDTH, _LINE, _LETTERS = 720, 19, 13
#: Characters in a line of it.
_ACROSS = 100
_BY = 'w:author="A. Colleague" w:date="2026-03-09T10:00:00Z"'
_TRACKED = (
    f'<w:del w:id="901" {_BY}><w:r><w:delText>Twenty</w:delText></w:r></w:del><w:ins w:id="902" {_BY}><w:r><w:t>Thirty</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve"> words more'
)
_ENTER = '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="EditionsText"/></w:pPr><w:r><w:t xml:space="preserve">'
_COLOURS = {"9;31": (178, 24, 43), "4;32": (0, 110, 50), "1": (0, 0, 0)}
_SGR = re.compile(r"\x1b\[([0-9;]*)m")


def edited() -> bytes:
    """Return the DOCX edition of the sample with everything, as a colleague sends it back: with a tracked change, and others."""
    docx = docx_of(EVERYTHING)
    for old, new in (
        ('<w:r><w:t xml:space="preserve">Twenty words more', _TRACKED),
        (", so that its colour", f",{_ENTER}so that its colour"),
        ("A heading of the second level", "A heading of another level"),
        (">150<", ">151<"),
    ):
        docx = changed(docx, old, new)
    return docx


def edited_page() -> Image.Image:
    """Return the first page of that document in LibreOffice, which shows what is tracked."""
    return _page(edited())


def said_page() -> Image.Image:
    """Return what ``editions import --onto`` says of that document, as a terminal shows it."""
    with TemporaryDirectory() as name:
        office = Path(name)
        copied(EVERYTHING, office / "seeds")
        (office / "edited.docx").write_bytes(edited())
        words = ("import", "edited.docx", "--onto", "seeds/everything", "--changes", "accept")
        return _drawn(["$ editions " + " ".join(words), *_printed(words, office)])


def redline_page() -> Image.Image:
    """Return the first page of what ``editions diff --docx`` makes of changes of every kind, in LibreOffice."""
    with TemporaryDirectory() as name:
        office = Path(name)
        was_and_is(office)
        words = ("diff", "was", "is", "--language", "en", "--docx", "changes.docx", "--author", "Protocol Office", "--date", "2026-03-09")
        subprocess.run([sys.executable, "-m", "editions", *words], cwd=office, env=_environment(), check=True, capture_output=True)
        return _page((office / "changes.docx").read_bytes())


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "NO_COLOR": ""}


def _page(docx: bytes) -> Image.Image:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.docx").write_bytes(docx)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [require("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        page = pypdfium2.PdfDocument((folder / "a.pdf").read_bytes())[0]
        picture: Image.Image = page.render(scale=2 * _WIDTH / page.get_width()).to_pil().convert("RGB")
        return picture.resize((_WIDTH, picture.height * _WIDTH // picture.width), Image.Resampling.LANCZOS)


def _printed(words: tuple[str, ...], office: Path) -> list[str]:
    """Return the lines that the command *words* prints in *office*, to a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([sys.executable, "-m", "editions", *words], cwd=office, env=_environment(), stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 10_000):
            said += part
    except OSError:
        # The other end is closed: all was said.
        process.wait()
    return said.decode().replace("\r", "").rstrip("\n").split("\n")


def _drawn(lines: list[str]) -> Image.Image:
    """Return *lines* as a terminal shows them, those that are long turned over."""
    font = ImageFont.truetype(ROOT / "fonts" / "Arimo-Regular.ttf", 2 * _LETTERS)
    rows = [row for line in lines for row in _turned(line)]
    picture = Image.new("RGB", (2 * _WIDTH, 2 * _LINE * (len(rows) + 1)), "white")
    pen = ImageDraw.Draw(picture)
    for number, row in enumerate(rows):
        across, top = 2 * _LINE, _LINE + 2 * _LINE * number
        for code, words in row:
            pen.text((across, top), words, font=font, fill=_COLOURS.get(code, (60, 60, 60)))
            end = across + pen.textlength(words, font=font)
            if code == "9;31":
                pen.line((across, top + _LETTERS * 1.2, end, top + _LETTERS * 1.2), fill=_COLOURS[code], width=2)
            elif code == "4;32":
                pen.line((across, top + _LETTERS * 2.2, end, top + _LETTERS * 2.2), fill=_COLOURS[code], width=2)
            across = int(end)
    return picture.resize((_WIDTH, picture.height // 2), Image.Resampling.LANCZOS)


def _turned(line: str) -> list[list[tuple[str, str]]]:
    """Return *line* in rows of words, each with the code of its look."""
    rows: list[list[tuple[str, str]]] = [[]]
    code, length = "", 0
    parts = _SGR.split(line)
    indent = " " * (len(line) - len(line.lstrip(" ")))
    for number, part in enumerate(parts):
        if number % 2:
            code = part if part in _COLOURS else ""
            continue
        for word in re.findall(r"\s*\S+\s*$|\s*\S+|\s+", part):
            if length + len(word) > _ACROSS:
                rows.append([("", indent)])
                length, word = len(indent), word.lstrip()
            rows[-1].append((code, word))
            length += len(word)
    return rows
