"""LibreOffice from outside: absent, slow, or at a loss."""

import time
from pathlib import Path

import pytest

from editions.office import OfficeFailed, OfficeMissing, set_in_office
from tests.support.making import ROOT, SAMPLE, content
from tests.support.tools import require


def _office(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let "soffice" be *script*."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_where_it_is_not_installed_it_is_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(OfficeMissing):
        set_in_office(b"", fonts=ROOT / "fonts")


def test_past_its_time_it_is_ended_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _office(f"sleep 7.531 & echo $! >{tmp_path}/child; wait", tmp_path, monkeypatch)

    with pytest.raises(OfficeFailed, match=r"takes more than 0\.5 s"):
        set_in_office(b"", fonts=ROOT / "fonts", seconds=0.5)

    child = (tmp_path / "child").read_text("utf-8").strip()
    time.sleep(0.1)
    status = Path(f"/proc/{child}/stat")
    assert not status.exists() or status.read_text("ascii").rpartition(")")[2].split()[0] == "Z"


def test_a_document_that_it_makes_nothing_of_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _office("exit 1", tmp_path, monkeypatch)

    with pytest.raises(OfficeFailed, match="cannot open the document"):
        set_in_office(b"", fonts=ROOT / "fonts")


def test_it_sets_a_document_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require("soffice")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)

    made = set_in_office(content(SAMPLE, "en", "docx"), fonts=ROOT / "fonts")

    assert made.startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("editions-")] == []
