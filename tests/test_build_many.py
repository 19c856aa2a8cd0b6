"""``editions build`` of many: what goes wrong with one is told, and the others are made."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from editions.cli import main

_TOML = 'date = 2026-03-08\noriginal = "en"\n'
_TEXT = '+++\nheading = "SAMPLE"\n[signatory]\nname = "A. Sample"\n+++\n\nA paragraph.\n'
# The command with a fault in it, in a process of its own: of the statement n-1, in batches of four.
_FAULTY = """
import os, signal, sys
from editions.cli import build_command, main
from editions.problems import MissingRefusal, Problem

def fault():
    {fault}

whole_make, whole_read = build_command.make_elsewhere, build_command.read_statement

def make(statement, *others):
    if statement.id == "n-1" and {stage!r} == "make":
        fault()
    return whole_make(statement, *others)

def read_statement(path, around):
    if path.name == "n-1" and {stage!r} == "read":
        fault()
    return whole_read(path, around)

def load_renderers(around):
    if {stage!r} == "load":
        fault()

build_command.make_elsewhere, build_command.read_statement, build_command.load_renderers = make, read_statement, load_renderers
build_command._BATCH = 4
sys.exit(main(sys.argv[1:]))
"""
_KILLED = "os.kill(os.getpid(), signal.SIGKILL)"
_BUG = "{}['a key that is not there']"
_MISSING = "raise MissingRefusal(Problem('this computer', 'a library is missing'))"


def _statements(folder: Path, count: int) -> None:
    for number in range(count):
        statement = folder / "seeds" / f"n-{number}"
        statement.mkdir(parents=True)
        (statement / "statement.toml").write_text(_TOML, "utf-8")
        (statement / "en.md").write_text(_TEXT, "utf-8")


def _faulty(stage: str, fault: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = _FAULTY.format(stage=stage, fault=fault)
    command = [sys.executable, "-c", program, "build", "--format", "docx", "--json", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_a_killed_process_loses_its_statements_with_a_problem_for_each_and_the_rest_is_made(tmp_path: Path) -> None:
    _statements(tmp_path, 10)

    done = _faulty("make", _KILLED, "--workers", "2")

    said = json.loads(done.stdout)
    lost = [problem["where"] for problem in said["problems"]]
    made = [str(Path(path).parent) for path in said["made"]]
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert "seeds/n-1" in lost
    assert sorted(lost) == [f"seeds/n-{number}" for number in range(10) if f"build/n-{number}" not in made]
    assert {f"build/n-{number}" for number in range(4, 10)} <= set(made)


@pytest.mark.parametrize("stage", ["make", "read"])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_bug_met_by_one_statement_keeps_its_traceback_and_the_others_are_made(tmp_path: Path, stage: str, workers: str) -> None:
    _statements(tmp_path, 6)

    done = _faulty(stage, _BUG, "--workers", workers)

    said = json.loads(done.stdout)
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert [(problem["where"], problem["what"]) for problem in said["problems"]] == [
        ("seeds/n-1", "not made: KeyError: 'a key that is not there'")
    ]
    assert len(said["made"]) == 5


def test_what_is_missing_on_the_computer_is_told_once_beside_what_was_done(tmp_path: Path) -> None:
    _statements(tmp_path, 3)
    main(["build", "n-0", "--format", "docx"])

    done = _faulty("load", _MISSING, "--workers", "2")

    said = json.loads(done.stdout)
    assert done.returncode == 4
    assert [problem["what"] for problem in said["problems"]] == ["a library is missing"]
    assert said["unchanged"] == ["n-0"]


def test_two_folders_with_one_id_are_refused_and_others_are_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _statements(tmp_path, 3)
    (tmp_path / "other").mkdir()
    (tmp_path / "seeds" / "n-0").rename(tmp_path / "other" / "n-1")

    status = main(["build", "n-1", "other/n-1", "n-2", "--format", "docx"])

    assert status == 3
    assert 'other/n-1: has the id "n-1", as has seeds/n-1\n' in capsys.readouterr().err
    assert {path.name for path in (tmp_path / "build").iterdir()} == {".lock", "n-2"}


def test_what_is_hidden_in_the_seeds_is_no_statement(tmp_path: Path) -> None:
    _statements(tmp_path, 2)
    (tmp_path / "seeds" / "n-1").rename(tmp_path / "seeds" / ".n-1.half-written")
    (tmp_path / "seeds" / ".#n-0.md").write_text("another program's", "utf-8")

    status = main(["build", "--format", "docx"])

    assert status == 0
    assert [path.name for path in (tmp_path / "build").iterdir() if path.is_dir()] == ["n-0"]


def test_a_statement_that_is_named_three_times_is_made_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _statements(tmp_path, 1)

    main(["build", "n-0", "n-0", "seeds/n-0", "--format", "docx"])

    assert capsys.readouterr().err.count("made build/n-0/n-0.en.docx") == 1


@pytest.mark.parametrize("name", ["nosuch", "", "a" * 5000])
def test_json_is_one_object_even_where_the_command_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    _statements(tmp_path, 1)

    status = main(["build", name, "--json"])

    said = json.loads(capsys.readouterr().out)
    assert status == 2
    assert said["made"] == []
    assert [(problem["where"], problem["what"]) for problem in said["problems"]] == [(name or '""', "there is no such statement")]


def test_json_is_one_object_where_another_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["import", "nosuch.txt", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert status == 2
    assert [problem["where"] for problem in said["problems"]] == ["nosuch.txt"]


def test_fewer_processes_than_none_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _statements(tmp_path, 1)

    status = main(["build", "--workers", "-1"])

    assert status == 2
    assert capsys.readouterr().err.startswith('editions build: argument --workers: "-1" is no number of processes')


@pytest.mark.parametrize("json_wanted", [True, False])
def test_a_folder_whose_name_is_not_utf_8_is_one_problem(tmp_path: Path, json_wanted: bool) -> None:
    _statements(tmp_path, 1)
    (tmp_path / "seeds" / "n-0").rename(tmp_path / "seeds" / os.fsdecode(b"caf\xe9"))
    command = [sys.executable, "-m", "editions", "build", *(["--json"] if json_wanted else [])]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 3
    assert done.stderr == "seeds/caf\\xe9: the name is not UTF-8\n  Rename it: it is the statement's id.\n"
    assert [problem["where"] for problem in json.loads(done.stdout)["problems"]] == ["seeds/caf\\xe9"] if json_wanted else not done.stdout


def test_a_terminal_sees_how_many_are_settled_on_a_line_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _statements(tmp_path, 2)
    (tmp_path / "seeds" / "n-1" / "en.md").write_text("no front matter", "utf-8")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    main(["build", "--format", "docx"])

    shown = capsys.readouterr().err
    assert shown.startswith("\r1 of 2 done\r2 of 2 done\nseeds/n-1/en.md:1:")
    assert shown.endswith("made build/n-0/n-0.en.docx\n")
