"""``editions archive``: through the command, what is said, in words and in JSON, and the exit status."""

import json
import re
import shlex
import shutil
from pathlib import Path

import bagit
import pytest

from editions.archive.layout import object_id, object_path
from editions.cli import main
from tests.archive.conftest import Said
from tests.support.archives import add, reword, second_opinion
from tests.support.making import SAMPLE
from tests.support.tools import ROOT

_ID = SAMPLE.name
_BY = ("--by", "TEST Officer <officer@office.example>")


def _archive(*arguments: str) -> int:
    return main(["archive", *arguments])


def _object(office: Path) -> Path:
    return office / "archive" / object_path(object_id(_ID))


def test_what_was_archived_is_the_edition_its_source_and_what_was_said_of_it(office: Path, said: Said) -> None:
    status, shown = said("show", _ID)

    assert status == 0
    assert shown["kind"] == "issued"
    assert {name.split("/")[0] for name in shown["files"]} == {"description.json", "edition", "reports", "source"}
    assert {f"edition/{_ID}.en.pdf", f"edition/{_ID}.en.docx", "edition/edition.json", "source/en.md", "reports/check.json"} <= set(
        shown["files"]
    )
    received = sorted(path.name for path in (office / "seeds" / _ID / "received").iterdir())
    assert [name for name in shown["files"] if "received" in name] == [f"source/received/{name}" for name in received]
    assert second_opinion(office / "archive") == []


def test_the_list_has_a_line_for_each_statement(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(office / "archive", object_id("another"), {"source/en.md": b"text"})

    _archive("list")

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines] == [[_ID, "v1", "issued"], ["another", "v1", "added"]]


def test_a_damaged_statement_does_not_hide_the_others(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(office / "archive", object_id("another"), {"source/en.md": b"text"})
    (_object(office) / "inventory.json").write_bytes(b"{}")

    status = _archive("list")

    told = capsys.readouterr()
    assert status == 6
    assert told.out == "another  v1  added\n"
    assert "inventory.json: the inventory is not as its sidecar says" in told.err


@pytest.mark.usefixtures("office")
def test_the_same_edition_is_not_added_twice(capsys: pytest.CaptureFixture[str]) -> None:
    status = _archive("add", _ID, "--no-verapdf", *_BY)

    assert status == 3
    assert f"{_ID}: is there already, as v1: nothing was added" in capsys.readouterr().err


def test_another_edition_is_a_corrigendum_or_nothing(office: Path, said: Said, capsys: pytest.CaptureFixture[str]) -> None:
    reword(office)

    refused = _archive("add", _ID, "--no-verapdf", *_BY)
    error = capsys.readouterr().err
    unsaid = _archive("add", _ID, "--no-verapdf", "--corrigendum", *_BY)
    added = _archive("add", _ID, "--no-verapdf", "--corrigendum", "--why", "The number was in figures", *_BY)

    assert (refused, unsaid, added) == (3, 3, 0)
    assert f"{_ID}: is archived already, as v1, with other words or another look" in error
    versions = said("history", _ID)[1]["versions"]
    assert [(one["version"], one["kind"], one["corrects"], one["why"]) for one in versions] == [
        ("v1", "issued", None, "issued"),
        ("v2", "corrigendum", "v1", "The number was in figures"),
    ]
    assert second_opinion(office / "archive") == []


def test_a_first_edition_cannot_be_a_corrigendum(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(office / "archive")

    status = _archive("add", _ID, "--no-verapdf", "--corrigendum", "--why", "x", *_BY)

    assert status == 3
    assert "nothing of it is archived that could be corrected" in capsys.readouterr().err


def test_an_edition_that_was_altered_is_not_archived(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = office / "build" / _ID / f"{_ID}.en.pdf"
    path.write_bytes(path.read_bytes() + b"\n")

    status = _archive("add", _ID, "--no-verapdf", *_BY)

    assert status == 3
    assert "is not as the manifest says: it was altered since it was published" in capsys.readouterr().err


def test_an_edition_whose_source_was_changed_since_is_not_archived(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "seeds" / _ID / "en.md").open("a", encoding="utf-8").write("\nMore.\n")

    status = _archive("add", _ID, "--no-verapdf", *_BY)

    assert status == 3
    assert "en.md: was changed since the edition was made" in capsys.readouterr().err


def test_a_statement_without_an_edition_is_not_archived(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(office / "build")

    status = _archive("add", _ID, "--no-verapdf", *_BY)

    assert status == 3
    assert f"there is no edition\n  `editions build {_ID}` makes one." in capsys.readouterr().err


def test_an_edition_with_an_error_is_not_archived(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = office / "build" / _ID
    manifest = json.loads((folder / "edition.json").read_bytes())
    manifest["outputs"][0]["claims"] = ["PDF/A-1b"]
    (folder / "edition.json").write_text(json.dumps(manifest), "utf-8")

    status = _archive("add", _ID, "--no-verapdf", *_BY)

    assert status == 1
    assert f"`editions check {_ID}`" in capsys.readouterr().err


@pytest.mark.parametrize("by", ["", "TEST Officer", "<officer@office.example>", "officer@office.example"])
@pytest.mark.usefixtures("office")
def test_who_archives_has_a_name_and_an_address(by: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = _archive("withdraw", _ID, "--why", "x", "--by", by)

    assert status == 2
    assert 'As in: --by "Name <name@office.example>"' in capsys.readouterr().err


def test_the_settings_say_where_the_archive_is_and_who_archives(office: Path, said: Said) -> None:
    (office / "archive").rename(office / "vault")
    (office / "settings.toml").write_text('[archive]\nplace = "vault"\nby = "TEST Archivist <https://office.example/a>"\n', "utf-8")

    status = _archive("withdraw", _ID, "--why", "A mistake")

    assert status == 0
    last = said("history", _ID)[1]["versions"][-1]
    assert last["by"] == {"name": "TEST Archivist", "address": "https://office.example/a"}


def test_what_is_withdrawn_is_marked_and_stays(office: Path, said: Said) -> None:
    before = said("show", _ID)[1]["files"]

    status = _archive("withdraw", _ID, "--why", "A mistake", *_BY)

    assert status == 0
    shown = said("show", _ID)[1]
    assert (shown["kind"], shown["corrects"], shown["why"]) == ("withdrawn", "v1", "A mistake")
    assert shown["files"] == before
    assert second_opinion(office / "archive") == []


@pytest.mark.usefixtures("office")
def test_what_is_withdrawn_is_not_withdrawn_again_nor_added_again(capsys: pytest.CaptureFixture[str]) -> None:
    _archive("withdraw", _ID, "--why", "A mistake", *_BY)

    statuses = _archive("withdraw", _ID, "--why", "x", *_BY), _archive("add", _ID, "--no-verapdf", *_BY)

    assert statuses == (3, 3)
    assert "was withdrawn before, with v2" in capsys.readouterr().err


def test_a_version_is_taken_out_whole(office: Path) -> None:
    status = _archive("get", _ID, "--version", "v1", "--to", "out")

    assert status == 0
    assert (office / "out/edition" / f"{_ID}.en.pdf").read_bytes() == (office / "build" / _ID / f"{_ID}.en.pdf").read_bytes()
    assert (office / "out/source/en.md").read_bytes() == (office / "seeds" / _ID / "en.md").read_bytes()


def test_nothing_is_taken_out_over_what_is_there(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "out").mkdir()

    assert _archive("get", _ID, "--to", "out") == 3
    assert "out: is there already" in capsys.readouterr().err
    assert list((office / "out").iterdir()) == []


def test_nothing_is_taken_out_of_what_is_damaged(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (_object(office) / "v1/content/source/en.md").write_bytes(b"changed")

    assert _archive("get", _ID, "--to", "out") == 6
    assert "its bytes are missing, or are not those of its SHA-512" in capsys.readouterr().err
    assert not (office / "out").exists()


@pytest.mark.usefixtures("office")
def test_a_version_that_is_not_there_is_named_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert _archive("get", _ID, "--version", "v7") == 2
    assert capsys.readouterr().err == "v7: there is no such version\n  There are: v1.\n"


@pytest.mark.usefixtures("office")
def test_a_statement_that_is_not_there_is_named_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert _archive("history", "2022-01-20-aniversary") == 2
    assert f'Did you mean "{_ID}"?' in capsys.readouterr().err


@pytest.mark.parametrize("verb", [("list",), ("history", _ID), ("verify",), ("get", _ID)])
def test_without_an_archive_every_verb_says_so(verb: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert _archive(*verb) == 4
    assert "archive: there is no archive" in capsys.readouterr().err


def test_a_bag_has_all_versions_and_is_valid(office: Path) -> None:
    _archive("withdraw", _ID, "--why", "A mistake", *_BY)

    status = _archive("export", _ID, "--bag", "bag", *_BY)

    assert status == 0
    bag = bagit.Bag(str(office / "bag"))
    bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["External-Identifier"] == f"statement:{_ID}"
    assert (office / "bag/data/v1/content/edition" / f"{_ID}.en.pdf").is_file()
    assert (office / "bag/data/v2/inventory.json").is_file()


def test_what_is_damaged_is_not_handed_over(office: Path) -> None:
    (_object(office) / "v1/content/source/en.md").write_bytes(b"changed")

    assert _archive("export", _ID, "--bag", "bag", *_BY) == 6
    assert not (office / "bag").exists()


def test_the_commands_of_the_archivists_day_run_as_they_are_written(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(office / "archive")
    said = (ROOT / "docs" / "archive.md").read_text("utf-8")
    commands = [line for block in re.findall(r"```sh\n(.*?)```", said, re.DOTALL) for line in block.splitlines()]

    statuses = {command: main(shlex.split(command)[1:]) for command in commands}

    assert len(commands) == 11
    assert {command: status for command, status in statuses.items() if status} == {}
    assert capsys.readouterr().out.count(f"2022-01-20  {_ID}  ") == 3
