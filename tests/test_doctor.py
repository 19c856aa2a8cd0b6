"""What the doctor finds, and that it needs nothing of what it looks for."""

import ctypes
import json
import subprocess
import sys
from pathlib import Path

import pytest

from editions.cli import main
from editions.doctor import Part, examine
from editions.surroundings import surroundings
from tests.support.tools import ROOT


def _parts() -> dict[str, Part]:
    return {part.name: part for part in examine(surroundings(Path()))}


def _without(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the shared library *name* be one that this computer does not have."""
    load = ctypes.CDLL

    def missing(library: str) -> ctypes.CDLL:
        if library == name:
            raise OSError(f"{name}: cannot open shared object file")
        return load(library)

    monkeypatch.setattr(ctypes, "CDLL", missing)


def test_it_runs_where_no_library_is_installed(tmp_path: Path) -> None:
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from editions.cli import main; sys.exit(main(['doctor', '--json']))"

    # -I and -S: no site-packages, so not one of the Python libraries.
    done = subprocess.run([sys.executable, "-I", "-S", "-B", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)

    said = json.loads(done.stdout)
    lacking = [part["name"].split()[0] for part in said["parts"] if part["needed"] == "yes" and not part["found"]]
    assert (done.returncode, said["ready"], done.stderr) == (4, False, "")
    assert lacking[:2] == ["weasyprint", "jinja2"]
    assert len(lacking) == 17


def test_what_is_needed_is_told_from_what_the_tests_need() -> None:
    parts = _parts()

    assert {parts[name].needed for name in ("Python 3.11 or later", "weasyprint 70.0", "libpango-1.0.so.0", "font Tinos")} == {"yes"}
    assert {parts[name].needed for name in ("soffice", "verapdf", "java", "pdftoppm", "qpdf", "strace", "chromium", "node")} == {
        "for tests"
    }


def test_without_pango_editions_cannot_be_made(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _without("libpango-1.0.so.0", monkeypatch)

    status = main(["doctor"])

    assert status == 4
    assert "  lacks  libpango-1.0.so.0 (needed: yes)\n           apt-get install libpango-1.0-0\n" in capsys.readouterr().out


def test_without_harfbuzz_subset_they_can_with_other_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    _without("libharfbuzz-subset.so.0", monkeypatch)

    part = _parts()["libharfbuzz-subset.so.0"]

    assert (part.found, part.needed, part.is_lacking) == ("", "for the same bytes everywhere", False)


def test_another_version_of_a_library_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editions.doctor.version", lambda _name: "0.1")

    part = _parts()["weasyprint 70.0"]

    assert part.is_lacking
    assert part.remedy == "make pdf (it sets up .venv; elsewhere: pip install weasyprint==70.0)"


def test_a_face_without_its_licence_is_lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts").mkdir()
    for face in (ROOT / "fonts").glob("Tinos-*.ttf"):
        (tmp_path / "fonts" / face.name).symlink_to(face)
    monkeypatch.setattr("editions.surroundings.HOME", tmp_path)

    assert _parts()["font Tinos"].is_lacking


def test_a_folder_that_may_not_be_written_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    # Asked of the system, not tried: root may write anywhere.
    monkeypatch.setattr("os.access", lambda _path, _mode: False)

    assert _parts()["folder build"].is_lacking


def test_its_json_is_one_object_with_what_each_part_is(capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert sorted(said) == ["parts", "ready"]
    assert all(sorted(part) == ["found", "name", "needed", "remedy"] for part in said["parts"])
