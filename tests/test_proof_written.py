"""Where the proof is written, when, and that it is written whole or not at all."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from editions.cli import main
from editions.problems import Refusal
from editions.publishing import publish_proof
from tests.support.making import SAMPLE
from tests.support.tools import ROOT, require
from tests.support.trace import calls, inject

_NAME = "2022-01-20-anniversary"
_FOLDER = Path("build") / _NAME
_MANIFEST = b'{"outputs": []}'

# The writer alone, in a process of its own.
_WRITE = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from editions.problems import Refusal
from editions.publishing import publish_proof
Path("started").write_bytes(b"")
try:
    publish_proof(b"new" * 9, Path("out/s"), {_MANIFEST!r})
except Refusal as refusal:
    print(refusal, file=sys.stderr)
    sys.exit(3)
"""
_COMMAND = [sys.executable, "-I", "-S", "-B", "-c", _WRITE]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a folder with the sample in its seeds, and its edition."""
    shutil.copytree(SAMPLE, tmp_path / "seeds" / _NAME)
    assert main(["build"]) == 0
    return tmp_path


def _with_old_proof(folder: Path) -> Path:
    """Return the proof that lies in *folder*, of the edition that lies there."""
    edition = folder / "out" / "s"
    edition.mkdir(parents=True, exist_ok=True)
    (edition / "edition.json").write_bytes(_MANIFEST)
    (edition / "proof.html").write_bytes(b"old")
    return edition / "proof.html"


def test_a_check_writes_the_proof_into_the_editions_folder(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    require("soffice")

    assert main(["check", "--no-verapdf"]) == 0

    assert (office / _FOLDER / "proof.html").read_text("utf-8").count("Page 1 of the DOCX") == 2
    said = capsys.readouterr()
    assert said.err.splitlines()[-1] == f"proof: {_FOLDER}/proof.html"


def test_the_same_edition_has_the_same_proof(office: Path) -> None:
    main(["check", "--no-verapdf", "--no-office"])
    first = (office / _FOLDER / "proof.html").read_bytes()

    main(["check", "--no-verapdf", "--no-office"])

    assert (office / _FOLDER / "proof.html").read_bytes() == first
    assert str(office).encode() not in first


def test_without_a_proof_none_is_written_and_no_library_for_it_loaded(office: Path) -> None:
    program = "import sys; from editions.cli import main; main(['check', '--no-verapdf', '--no-proof']); print(sorted(sys.modules))"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=office).stdout

    assert not (office / _FOLDER / "proof.html").exists()
    assert "'editions.proving'" in loaded
    assert [name for name in ("editions.proofing.page", "editions.office") if f"'{name}'" in loaded] == []


def test_without_libreoffice_it_is_written_all_the_same(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert main(["check", "--no-verapdf"]) == 0

    assert "LibreOffice is not installed here" in (office / _FOLDER / "proof.html").read_text("utf-8")


def test_json_says_where_the_proof_is_and_a_lone_file_has_none(office: Path) -> None:
    pdf = office / _FOLDER / f"{_NAME}.en.pdf"
    command = [sys.executable, "-m", "editions", "check", "--no-verapdf", "--no-office", "--json", f"seeds/{_NAME}", str(pdf)]

    said = subprocess.run(command, cwd=office, capture_output=True, text=True, check=False, timeout=120).stdout

    assert [verdict["proof"] for verdict in json.loads(said)["verdicts"]] == [f"{_FOLDER}/proof.html", None]


def test_what_was_found_is_told_even_if_the_proof_cannot_be_written(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / _FOLDER / "proof.html").mkdir()
    capsys.readouterr()

    assert main(["check", "--no-verapdf", "--no-office"]) == 3

    said = capsys.readouterr()
    assert said.out.startswith(f"{_NAME}: ")
    assert "the proof there is as it was\n  Mend its permissions; or check with --no-proof." in said.err


def test_a_new_edition_takes_the_proof_of_the_old_one_away(office: Path) -> None:
    main(["check", "--no-verapdf", "--no-office"])
    with (office / "seeds" / _NAME / "en.md").open("a", encoding="utf-8") as text:
        text.write("\nOne more paragraph.\n")

    main(["build"])

    assert {path.name for path in (office / _FOLDER).iterdir()} == {"edition.json", f"{_NAME}.en.pdf", f"{_NAME}.en.docx"}


def test_an_edition_that_is_current_keeps_its_proof(office: Path) -> None:
    main(["check", "--no-verapdf", "--no-office"])

    main(["build"])

    assert (office / _FOLDER / "proof.html").is_file()


def test_a_writer_that_is_killed_anywhere_leaves_the_old_proof_or_the_new_one_whole(tmp_path: Path) -> None:
    proof = _with_old_proof(tmp_path)
    found = calls(_COMMAND, tmp_path)
    started = next(index for index, call in enumerate(found) if '"started"' in call.line)
    points = [call for call in found[started + 1 :] if call.name != "openat" or "O_CREAT" in call.line]
    assert {"openat", "write", "fsync", "rename"} <= {call.name for call in points}
    for point in points:
        _with_old_proof(tmp_path)

        killed = inject(_COMMAND, tmp_path, point, "signal=KILL")

        assert killed.returncode != 0, point
        assert proof.read_bytes() in (b"old", b"new" * 9), point
        assert subprocess.run(_COMMAND, cwd=tmp_path, check=False).returncode == 0, point
        assert {path.name for path in (tmp_path / "out").iterdir()} == {".lock", "s"}, point
        assert {path.name for path in proof.parent.iterdir()} == {"edition.json", "proof.html"}, point


def test_a_full_disk_leaves_the_old_proof_and_is_one_problem(tmp_path: Path) -> None:
    proof = _with_old_proof(tmp_path)
    write = [call for call in calls(_COMMAND, tmp_path) if call.name == "write"][-1]
    _with_old_proof(tmp_path)

    failed = inject(_COMMAND, tmp_path, write, "error=ENOSPC")

    assert (failed.returncode, proof.read_bytes()) == (3, b"old")
    assert "the disk is full; the proof there is as it was" in failed.stderr


def test_a_proof_of_an_edition_that_was_built_again_meanwhile_is_not_written(tmp_path: Path) -> None:
    proof = _with_old_proof(tmp_path)

    with pytest.raises(Refusal, match="the edition was built again while it was checked"):
        publish_proof(b"new", proof.parent, b"another manifest")

    assert proof.read_bytes() == b"old"


def _passed_before(office: Path) -> Path:
    """Return a proof that says passed, beside an edition that does not pass any more."""
    proof = office / _FOLDER / "proof.html"
    proof.write_text("Passed", "utf-8")
    with (office / "seeds" / _NAME / "en.md").open("a", encoding="utf-8") as text:
        text.write("\nOne more paragraph.\n")
    return proof


def test_an_edition_that_fails_keeps_no_proof_that_it_passed_even_without_a_new_one(office: Path) -> None:
    proof = _passed_before(office)

    assert main(["check", "--no-verapdf", "--no-proof"]) == 1
    assert not proof.exists()


def test_an_edition_that_passes_keeps_its_proof_without_a_new_one(office: Path) -> None:
    proof = office / _FOLDER / "proof.html"
    proof.write_text("of before", "utf-8")

    assert main(["check", "--no-verapdf", "--no-proof"]) == 0
    assert proof.read_text("utf-8") == "of before"


def test_an_edition_that_fails_keeps_no_old_proof_when_the_disk_is_full(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    proof = _passed_before(office)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("editions.publishing.write", full)

    assert main(["check", "--no-verapdf", "--no-office"]) == 3
    assert not proof.exists()
    assert "the disk is full; no proof is there" in capsys.readouterr().err


@pytest.mark.parametrize("name", [_NAME, "2026-01-01-lone.de.txt"])
def test_a_statement_that_cannot_be_read_keeps_no_proof_that_its_edition_passed(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "build" / name.partition(".")[0]
    folder.mkdir(parents=True)
    (folder / "proof.html").write_text("Passed", "utf-8")
    seed = tmp_path / "seeds" / name
    seed.parent.mkdir()
    if seed.suffix:
        seed.write_bytes(b"")
    else:
        seed.mkdir()
        (seed / "statement.toml").write_text("nonsense", "utf-8")

    assert main(["check", "--no-verapdf", "--no-proof"]) == 3
    assert not (folder / "proof.html").exists()


def test_a_proof_that_cannot_be_taken_away_is_one_problem(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proof = _passed_before(office)
    proof.unlink()
    proof.mkdir()
    capsys.readouterr()

    assert main(["check", "--no-verapdf", "--no-proof"]) == 3
    said = capsys.readouterr()
    assert "older than its source" in said.out
    assert said.err.startswith(f"{_FOLDER}/proof.html: it is of before this check, which failed, and cannot be taken away: ")


def test_a_file_that_cannot_be_opened_is_shown_as_one_in_the_proof(office: Path) -> None:
    (office / _FOLDER / f"{_NAME}.en.docx").write_bytes(b"junk")

    assert main(["check", "--no-verapdf"]) == 1

    text = (office / _FOLDER / "proof.html").read_text("utf-8")
    assert "Not passed" in text
    assert "The DOCX is not shown: it cannot be opened." in text
    assert "Passed over: there is no DOCX, or it cannot be opened" in text
    assert "Page 1 of the PDF" in text


def test_a_check_that_fails_while_the_proof_is_made_leaves_the_old_one(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["check", "--no-verapdf", "--no-office"])
    first = (office / _FOLDER / "proof.html").read_bytes()

    def fail(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("editions.proofing.page.fill", fail)

    assert main(["check", "--no-verapdf", "--no-office"]) == 130
    assert (office / _FOLDER / "proof.html").read_bytes() == first
