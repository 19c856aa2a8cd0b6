"""What people do in Word, brought back as what they did: each way with the change that it is in the source."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from editions.cli.telling import BRACKETS, told_of_text
from editions.onto import Brought, bring, patched
from editions.reading.statements import read_statement
from editions.surroundings import Limits
from tests.support.making import EVERYTHING, around
from tests.support.office_folder import changed, copied, docx_of

_ENTER = '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="EditionsText"/></w:pPr><w:r><w:t xml:space="preserve">'
_LONG = "Twenty words more make this paragraph long enough to run over several lines of the page, so that its colour"
_BROKEN = "Twenty words more make this paragraph _long enough_ to run over\nseveral lines of the __page__, so that its colour"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the statement with everything, of which one paragraph is written in another way than this house does."""
    found = copied(EVERYTHING, tmp_path / "seeds")
    path = found / "en.md"
    path.write_text(path.read_text("utf-8").replace(_LONG, _BROKEN), "utf-8")
    return found


def _edited(folder: Path, *changes: tuple[str, str], part: str = "word/document.xml") -> bytes:
    docx = docx_of(folder)
    for old, new in changes:
        docx = changed(docx, old, new, part=part)
    return docx


def _brought(folder: Path, docx: bytes) -> Brought:
    return bring(docx, read_statement(folder, around()).statement, "edited.docx", None)


def _told(brought: Brought) -> list[str]:
    return [line.strip() for line in told_of_text(brought.edits, BRACKETS) if "unchanged" not in line]


def _written(folder: Path, brought: Brought) -> str:
    files = patched(brought, read_statement(folder, around()).statement, Limits())
    return files.get("en.md", (folder / "en.md").read_bytes()).decode()


def _replaced(folder: Path, old: str, new: str) -> str:
    source = (folder / "en.md").read_text("utf-8")
    assert old in source
    return source.replace(old, new)


def test_a_paragraph_parted_with_enter_is_parted_in_the_source_and_written_as_it_was(folder: Path) -> None:
    brought = _brought(folder, _edited(folder, (", so that its", f",{_ENTER}so that its")))

    assert _told(brought)[0] == 'paragraph 2 (under "A heading of the first level"): now 2 paragraphs'
    assert ",{+¶+} so that its" in _told(brought)[1]
    assert _written(folder, brought) == _replaced(folder, "__page__, so that its", "__page__,\n\nso that its")


def test_two_paragraphs_joined_are_joined_in_the_source_and_written_as_they_were(folder: Path) -> None:
    end = re.escape("שלום.") + '</w:t></w:r></w:p><w:p>.{,60}<w:r><w:t xml:space="preserve">Twenty'
    docx = docx_of(folder)
    (before,) = re.findall(end, _document(docx))

    brought = _brought(folder, changed(docx, before, "שלום. Twenty"))

    assert _told(brought)[0] == 'paragraph 1 (under "A heading of the first level"): 2 paragraphs made one'
    assert "שלום.[-¶-] Twenty words" in _told(brought)[1]
    assert _written(folder, brought) == _replaced(folder, "שלום.\n\nTwenty", "שלום.\nTwenty")


def _document(docx: bytes) -> str:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()


def _run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "editions", "import", "edited.docx", "--onto", "everything", *arguments]
    return subprocess.run(command, cwd=folder.parent.parent, capture_output=True, text=True, check=False)


def test_a_conflict_shows_both_sides_word_by_word_with_their_looks_and_writes_nothing(folder: Path) -> None:
    bold = '<w:r><w:rPr><w:b/></w:rPr><w:t>Twenty</w:t></w:r><w:r><w:t xml:space="preserve"> words more'
    docx = _edited(folder, ('<w:r><w:t xml:space="preserve">Twenty words more', bold), ("SAMPLE STATEMENT<", "SAMPLE DECLARATION<"))
    (folder.parent.parent / "edited.docx").write_bytes(docx)
    path = folder / "en.md"
    path.write_text(path.read_text("utf-8").replace("Twenty words", "*Twenty* words").replace("SAMPLE STATEMENT", "SAMPLE NOTICE"), "utf-8")
    before = path.read_bytes()

    done = _run(folder, "--write")

    assert done.returncode == 1
    assert 'conflict in paragraph 2 (under "A heading of the first level"), seeds/everything/en.md:22\n' in done.stdout
    assert "  the source says\n    {~Twenty: now italic~} words more" in done.stdout
    assert "  the document says\n    {~Twenty: now bold~} words more" in done.stdout
    assert "  the source says\n    SAMPLE [-STATEMENT-]{+NOTICE+}" in done.stdout
    assert "seeds/everything/en.md:2: heading: both the source and the document have changed it" in done.stderr
    assert path.read_bytes() == before
