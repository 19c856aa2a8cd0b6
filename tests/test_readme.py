"""README's commands do what it says; its picture shows the page that is made."""

import re
import shutil
from pathlib import Path
from typing import Any

import pypdfium2

from tests.support.making import SAMPLE, content
from tests.support.office import office_copy, run
from tests.support.pictures import annexes_sheet, marked_page
from tests.support.rules import PAGE, with_table
from tests.support.tools import ROOT


def _commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    return [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]


def test_the_two_commands_come_first() -> None:
    assert _commands()[:2] == ["make pdf", "make test"]


def test_every_other_command_runs_in_a_fresh_office(tmp_path: Path) -> None:
    office = office_copy(tmp_path)
    shutil.copy(next((SAMPLE / "received").iterdir()), office / "received.txt")
    commands = [command for command in _commands() if command != "make test"]

    failed = {}
    for command in commands:
        if "edited.docx" in command:
            # What colleagues would send back, had they nothing to change.
            shutil.copy(office / "build" / "2026-05-03-press" / "2026-05-03-press.en.docx", office / "edited.docx")
        if (done := run(command, office)).returncode:
            failed[command] = done.stderr

    assert failed == {}
    assert len(commands) == 10
    assert (office / "build" / SAMPLE.name / f"{SAMPLE.name}.en.pdf").is_file()
    assert (office / "build" / SAMPLE.name / f"{SAMPLE.name}.en.docx").is_file()
    assert (office / "build" / SAMPLE.name / "copies" / "19-diasporas.en.pdf").is_file()
    assert (office / "proofs" / "2026-05-03-press" / "2026-05-03-press.en.pdf").is_file()


def test_the_picture_is_the_first_page_as_it_is_made_now() -> None:
    from PIL import Image, ImageChops

    page = pypdfium2.PdfDocument(content(SAMPLE, "en", "pdf"))[0]
    with Image.open(ROOT / "docs" / "first-page.png") as picture:
        drawn = page.render(scale=picture.width / page.get_width()).to_pil().convert("L").resize(picture.size)
        difference = ImageChops.difference(drawn, picture.convert("L")).resize((21, 30), Image.Resampling.BOX)

    assert max(difference.tobytes()) < 40


def test_the_picture_of_annexes_is_as_they_are_made_now() -> None:
    from PIL import Image, ImageChops

    with Image.open(ROOT / "docs" / "annexes.png") as picture:
        drawn = annexes_sheet()
        difference: Any = ImageChops.difference(drawn, picture.convert("L")).reduce(16)

    assert picture.size == drawn.size
    assert difference.getextrema()[1] < 24


def test_the_picture_of_changes_is_as_they_are_marked_now() -> None:
    from PIL import Image, ImageChops

    with Image.open(ROOT / "docs" / "changes.png") as picture:
        drawn = marked_page()
        difference: Any = ImageChops.difference(drawn.convert("L"), picture.convert("L")).reduce(16)

    assert picture.size == drawn.size
    assert difference.getextrema()[1] < 24


def test_the_table_of_rules_is_as_the_rules_are_now() -> None:
    page = PAGE.read_text("utf-8")

    assert page == with_table(page)
    assert "| `claim-false` | error |" in page


def test_what_the_documents_name_is_there() -> None:
    for document in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8")):
            if not target.startswith("images/"):
                assert (document.parent / target).exists(), (document.name, target)
