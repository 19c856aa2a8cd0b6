"""The Makefile and the scripts in setup/: nothing is done twice, nothing changed is passed over."""

import re
import shutil
from pathlib import Path

import pytest

from tests.support.office import moved_copy, office_copy, run
from tests.support.tools import ROOT
from tests.support.trace import calls


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a copy of the repository."""
    return office_copy(tmp_path)


@pytest.fixture(scope="module")
def once_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository in which the PDFs are made."""
    office = office_copy(tmp_path_factory.mktemp("built"))
    _make("pdf", office)
    return office


@pytest.fixture
def built(once_built: Path, tmp_path: Path) -> Path:
    """A copy of that."""
    return moved_copy(once_built, tmp_path)


def _make(target: str, office: Path) -> list[str]:
    """Return what make says, line by line."""
    done = run(f"make --no-print-directory {target}", office)
    assert done.returncode == 0, done.stderr
    return (done.stdout + done.stderr).splitlines()


def test_a_second_make_pdf_starts_no_python(built: Path) -> None:
    (built / ".venv" / "bin" / "editions").write_text("#!/bin/sh\necho started\n", "utf-8")

    assert _make("pdf", built) == ["nothing has changed: build/ is current"]


def test_a_second_make_pdf_starts_no_python_by_any_name(built: Path) -> None:
    started = [call.line for call in calls(["make", "pdf"], built, ("execve",))]

    assert any("setup/build" in line for line in started)
    assert [line for line in started if "python" in line or "bin/editions" in line] == []


def test_a_make_docx_after_it_does(built: Path) -> None:
    (built / ".venv" / "bin" / "editions").write_text("#!/bin/sh\necho started\n", "utf-8")

    assert _make("docx", built) == ["started"]


def test_make_check_writes_a_proof_of_each_edition(office: Path) -> None:
    # Without veraPDF, whose start takes long, and which has tests of its own.
    said = _make("check PATH=/usr/bin:/bin", office)

    assert said[-1] == "proof: build/2022-01-20-anniversary/proof.html"
    assert (office / "build" / "2022-01-20-anniversary" / "proof.html").is_file()


def test_make_archive_goes_from_the_source_to_a_signed_edition_in_an_archive_of_its_own(office: Path) -> None:
    # Without veraPDF, whose start takes long, and which has tests of its own.
    said = _make("archive PATH=/usr/bin:/bin", office)

    told = "\n".join(said)
    assert "signed by TEST key, thrown away, at B-B" in told
    assert re.findall(r"^(v\d) .*  (issued|signed) by TEST Archivist", told, re.MULTILINE) == [("v1", "issued"), ("v2", "signed")]
    assert "1 signed file: nothing is damaged" in told
    assert not (office / "archive").exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda office: (office / "seeds/2022-01-20-anniversary/en.md").open("a").write("\nOne more paragraph.\n"),
        lambda office: (office / "layouts/ombudsman/layout.toml").open("a").write("\n[table]\nsize = 10\n"),
        lambda office: next((office / "build").glob("*/*.pdf")).unlink(),
        lambda office: shutil.rmtree(office / "build" / "2022-01-20-anniversary"),
        lambda office: shutil.copytree(office / "seeds/2022-01-20-anniversary", office / "seeds/another"),
        lambda office: (office / "editions/labels.toml").open("a").write("# changed\n"),
    ],
    ids=["text", "layout", "lost edition", "lost folder", "new statement", "code"],
)
def test_a_change_is_built(built: Path, change: object) -> None:
    assert callable(change)
    change(built)

    said = _make("pdf", built)

    assert any(line.startswith("made ") for line in said)


@pytest.mark.parametrize("folder", ["seeds/2022-01-20-anniversary", "layouts/plain", "fonts"])
def test_a_file_that_comes_or_goes_is_looked_into(built: Path, folder: str) -> None:
    (built / ".venv" / "bin" / "editions").write_text("#!/bin/sh\necho started\n", "utf-8")

    (built / folder / "with a blank.txt").touch()
    come = _make("pdf", built)
    (built / folder / "with a blank.txt").unlink()
    gone = _make("pdf", built)

    assert (come, gone) == (["started"], ["started"])


def test_help_names_every_target(office: Path) -> None:
    said = _make("help", office)

    assert [line.split()[1] for line in said] == [
        "help",
        "pdf",
        "docx",
        "check",
        "copies",
        "archive",
        "test",
        "lint",
        "bench",
        "tools",
        "clean",
    ]


def test_the_lock_pins_what_the_project_asks_for() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = {
        line.lower() for name in ("requirements.lock", "requirements-test.lock") for line in (ROOT / name).read_text("utf-8").splitlines()
    }
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"], *project["optional-dependencies"]["lint"]]

    # The extras of a library, as in "name[extra]==1.0", stand in the lock by their own names.
    assert [requirement for requirement in asked if re.sub(r"\[.*\]", "", requirement.lower()) not in locked] == []
