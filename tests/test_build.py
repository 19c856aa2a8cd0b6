"""``editions build`` as a user meets it: what is made, what is left alone, and what is said."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from editions.cli import main
from tests.support.making import EVERYTHING, SAMPLE

_NAME = "2022-01-20-anniversary"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a folder with the sample in its seeds."""
    shutil.copytree(SAMPLE, tmp_path / "seeds" / _NAME)
    return tmp_path


def _made(office: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((office / "build" / _NAME).iterdir())}


def test_both_formats_and_the_manifest_are_made(office: Path) -> None:
    status = main(["build"])

    assert status == 0
    assert set(_made(office)) == {f"{_NAME}.en.pdf", f"{_NAME}.en.docx", "edition.json"}


def test_the_manifest_names_inputs_outputs_and_tools_with_their_digests(office: Path) -> None:
    import hashlib

    main(["build"])
    made = _made(office)
    manifest = json.loads(made["edition.json"])

    assert {item["file"]: item["sha256"] for item in manifest["outputs"]} == {
        name: hashlib.sha256(data).hexdigest() for name, data in made.items() if name != "edition.json"
    }
    assert manifest["inputs"]["statement/en.md"] == hashlib.sha256((SAMPLE / "en.md").read_bytes()).hexdigest()
    assert manifest["tools"]["weasyprint"] == "70.0"
    assert str(office) not in made["edition.json"].decode()


def test_an_edition_that_is_current_is_left_alone(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build"])
    before = (office / "build" / _NAME).stat().st_ino
    capsys.readouterr()

    status = main(["build"])

    assert status == 0
    assert capsys.readouterr().err == f"unchanged build/{_NAME}\n"
    assert (office / "build" / _NAME).stat().st_ino == before


def test_an_edition_that_was_altered_is_made_again(office: Path) -> None:
    main(["build"])
    good = _made(office)
    (office / "build" / _NAME / f"{_NAME}.en.docx").write_bytes(b"altered")

    main(["build"])

    assert _made(office) == good


def test_the_other_format_never_falls_out_of_date(office: Path) -> None:
    main(["build"])
    before = _made(office)
    with (office / "seeds" / _NAME / "en.md").open("a", encoding="utf-8") as text:
        text.write("\nOne more paragraph.\n")

    main(["build", "--format", "pdf"])

    after = _made(office)
    assert set(after) == set(before)
    assert after[f"{_NAME}.en.docx"] != before[f"{_NAME}.en.docx"]


def test_one_format_alone_is_made_where_it_is_asked_for(office: Path) -> None:
    main(["build", "--format", "docx"])

    assert set(_made(office)) == {f"{_NAME}.en.docx", "edition.json"}


def test_another_layout_and_another_place(office: Path) -> None:
    main(["build", "--layout", "plain", "--out", "proofs"])

    assert json.loads((office / "proofs" / _NAME / "edition.json").read_text("utf-8"))["layout"] == "plain"
    assert not (office / "build").exists()


def test_json_is_one_object_on_standard_output(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "seeds" / "broken").mkdir()
    (office / "seeds" / "broken" / "en.md").write_text("no front matter", "utf-8")

    status = main(["build", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert status == 3
    assert said["made"] == [f"build/{_NAME}/{_NAME}.en.docx", f"build/{_NAME}/{_NAME}.en.pdf"]
    assert [problem["where"] for problem in said["problems"]] == ["seeds/broken/statement.toml", "seeds/broken/en.md"]


def test_many_statements_over_two_processes_are_the_same_as_one_by_one(office: Path) -> None:
    for number in range(3):
        shutil.copytree(EVERYTHING, office / "seeds" / f"sample-{number}")

    for workers, out in (("2", "together"), ("1", "alone")):
        command = [sys.executable, "-m", "editions", "build", "--workers", workers, "--out", out]
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    files = sorted(path.relative_to("together") for path in Path("together").rglob("*.*") if path.is_file() and path.name != ".lock")
    assert len(files) == 3 * 7 + 3
    assert [path for path in files if Path("together", path).read_bytes() != Path("alone", path).read_bytes()] == []


def test_a_command_that_is_stopped_while_it_is_loaded_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("editions.cli.import_module", stopped)

    status = main(["build"])

    assert status == 130
    assert capsys.readouterr().err == "stopped; what was published before stays\n"


def test_a_statement_that_is_not_there_is_named(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["build", "2022-01-20-aniversary"])

    assert status == 2
    assert capsys.readouterr().err == f'2022-01-20-aniversary: there is no such statement\n  Did you mean "{_NAME}"?\n'
    assert not (office / "build").exists()


def test_doctor_says_that_editions_can_be_made_here(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["doctor", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert status == 0
    assert said["ready"] is True
    assert [part["name"] for part in said["parts"] if part["needed"] == "yes" and not part["found"]] == []


def test_doctor_says_what_is_lacking(office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (office / "build").write_text("a file where the folder should be", "utf-8")
    monkeypatch.setenv("PATH", "")

    status = main(["doctor"])

    said = capsys.readouterr().out
    assert status == 4
    assert "lacks  folder build (needed: yes)" in said
    assert "lacks  soffice (needed: for tests)\n           apt-get install libreoffice-writer-nogui" in said
    assert said.endswith("editions cannot be made here yet\n")


def test_other_settings_for_annexes_make_the_edition_anew(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "--format", "pdf"])
    (office / "settings.toml").write_text("[annexes]\nstrict = true\n", "utf-8")
    capsys.readouterr()

    main(["build", "--format", "pdf"])

    assert "made build" in capsys.readouterr().err


def test_a_readme_beside_the_statements_is_none(office: Path) -> None:
    (office / "seeds" / "README.md").write_text("What lies here.\n", "utf-8")

    assert main(["build", "--format", "pdf"]) == 0


def test_what_is_said_into_a_full_disk_is_one_problem(office: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "editions", "build", "--json"], cwd=office, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith(
        "standard output: No space left on device; what was published stands\n  Make room where it goes, and ask again.\n"
    )
    assert (office / "build" / _NAME / f"{_NAME}.en.pdf").is_file()
