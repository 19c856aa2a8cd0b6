"""``editions import`` and ``editions new``: folders as a person would write them."""

import json
import shutil
from pathlib import Path

import pytest

from editions.cli import main
from editions.importing import date_in
from tests.support.making import SAMPLE, statement_toml
from tests.support.tools import ROOT

_RECEIVED = "000_47ee884ea6ac2de5.txt"
_DATE_FROM = (
    "The received text gives no full date. It is of the 32nd anniversary of the tragedy of January 20,\n"
    "which it dates to 1990: 20 January 2022."
)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_committed_sample_is_what_import_makes_of_the_received_text(tmp_path: Path) -> None:
    shutil.copy(SAMPLE / "received" / _RECEIVED, tmp_path)

    status = main(
        ["import", _RECEIVED, "--id", "2022-01-20-anniversary", "--date", "2022-01-20", "--date-from", _DATE_FROM, "--layout", "ombudsman"]
    )

    assert status == 0
    committed = {name: content for name, content in _files(SAMPLE).items() if not name.startswith("annexes/")}
    committed["statement.toml"] = statement_toml().encode()
    assert _files(tmp_path / "seeds" / "2022-01-20-anniversary") == committed


def test_the_received_text_lies_unchanged_in_the_seeds() -> None:
    import hashlib

    digest = hashlib.sha256((SAMPLE / "received" / _RECEIVED).read_bytes()).hexdigest()

    assert digest == "c8af72b1f19ebd195f7a99184f2780163da51d67030af5e58f975cf80fea903b"


def test_import_without_a_date_says_how_to_give_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(SAMPLE / "received" / _RECEIVED, tmp_path)

    status = main(["import", _RECEIVED])

    assert status == 3
    assert capsys.readouterr().err == f"{_RECEIVED}: the heading and the subject give no full date\n  Give it with --date YYYY-MM-DD.\n"
    assert not (tmp_path / "seeds").exists()


def test_import_never_writes_over_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(SAMPLE / "received" / _RECEIVED, tmp_path)
    (tmp_path / "seeds" / "mine").mkdir(parents=True)
    (tmp_path / "seeds" / "mine" / "en.md").write_text("mine", "utf-8")

    status = main(["import", _RECEIVED, "--id", "mine", "--date", "2022-01-20"])

    assert status == 3
    assert "seeds/mine: the folder is there already" in capsys.readouterr().err
    assert _files(tmp_path / "seeds") == {"mine/en.md": b"mine"}


def test_a_name_in_the_offices_own_list_stays_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "names.txt").write_text("# Ours\nCouncil of Letters, Arts and Crafts\n", "utf-8")
    (tmp_path / "s.txt").write_text(
        "STATEMENT\nof 3 May 2026\n\nA paragraph.\n\nA. Sample\n\nThis Statement is addressed to "
        "the Council of Letters, Arts and Crafts, the UN.\n",
        "utf-8",
    )

    main(["import", "s.txt", "--json"])

    assert json.loads(capsys.readouterr().out)["recipients"] == ["the Council of Letters, Arts and Crafts", "the UN"]


@pytest.mark.parametrize("name", ["letter.odt", "letter.pdf", "letter"])
def test_what_cannot_be_imported_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (tmp_path / name).write_bytes(b"x")

    status = main(["import", name])

    assert status == 2
    assert "cannot be imported" in capsys.readouterr().err


def test_a_lone_text_is_a_statement(tmp_path: Path) -> None:
    shutil.copy(SAMPLE / "received" / _RECEIVED, tmp_path / "2022-01-20-lone.txt")

    status = main(["build", "2022-01-20-lone.txt", "--format", "docx"])

    assert status == 0
    assert (tmp_path / "build" / "2022-01-20-lone" / "2022-01-20-lone.en.docx").is_file()


def test_a_lone_text_without_a_date_in_its_name_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(SAMPLE / "received" / _RECEIVED, tmp_path / "lone.txt")

    status = main(["build", "lone.txt"])

    assert status == 3
    assert "lone.txt: the statement has no date" in capsys.readouterr().err


def test_a_date_in_the_name_of_a_lone_text_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(SAMPLE / "received" / _RECEIVED, tmp_path / "2024-02-31-lone.txt")

    status = main(["build", "2024-02-31-lone.txt"])

    assert status == 3
    said = "2024-02-31-lone.txt: there is no date 2024-02-31, with which its name begins\n  Mend its name.\n"
    assert capsys.readouterr().err == said


def test_a_lone_markdown_file_in_another_language_is_a_statement(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "samples" / "everything" / "az.md", tmp_path / "2026-03-08-lone.az.md")

    status = main(["build", "2026-03-08-lone.az.md", "--format", "docx"])

    assert status == 0
    assert (tmp_path / "build" / "2026-03-08-lone" / "2026-03-08-lone.az.docx").is_file()


def test_a_new_folder_builds_at_once(tmp_path: Path) -> None:
    made = main(["new", "2026-05-03-press", "--date", "2026-05-03"])

    built = main(["build", "2026-05-03-press", "--format", "docx"])

    assert (made, built) == (0, 0)
    assert (tmp_path / "build" / "2026-05-03-press" / "2026-05-03-press.en.docx").is_file()


@pytest.mark.parametrize("identifier", ["../outside", ".hidden", "a/b", "two words", ""])
def test_an_id_that_is_no_folders_name_is_refused(tmp_path: Path, identifier: str) -> None:
    status = main(["new", identifier, "--date", "2026-05-03"])

    assert status == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "value", "status"),
    [
        ("--id", "../outside", 2),
        ("--id", "a/b", 2),
        ("--id", "", 2),
        ("--language", "../../outside", 2),
        ("--language", "EN", 2),
        ("--language", "xx-nonsense", 2),
        ("--layout", "nowhere", 3),
    ],
)
def test_import_makes_no_folder_that_could_not_be_built(tmp_path: Path, option: str, value: str, status: int) -> None:
    shutil.copy(SAMPLE / "received" / _RECEIVED, tmp_path)

    told = main(["import", _RECEIVED, "--date", "2022-01-20", option, value])

    assert told == status
    assert [path.name for path in tmp_path.iterdir()] == [_RECEIVED]


@pytest.mark.parametrize("command", [["new", "sample"], ["import", "s.txt"]])
def test_a_date_that_is_none_is_named(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status = main([*command, "--date", "2022-13-20"])

    assert status == 2
    assert 'there is no date "2022-13-20": year, month and day, as in 2022-01-20' in capsys.readouterr().err


@pytest.mark.parametrize("command", [["import", "2026-05-03-s.txt", "--date", "2026-05-03"], ["build", "2026-05-03-s.txt"]])
def test_a_list_of_names_that_is_not_utf_8_is_named(tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(SAMPLE / "received" / _RECEIVED, tmp_path / "2026-05-03-s.txt")
    (tmp_path / "names.txt").write_bytes(b"caf\xe9\n")

    status = main(command)

    assert status == 3
    assert capsys.readouterr().err == "names.txt: not UTF-8: byte 4 is 0xe9\n  Save it as UTF-8.\n"


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "names.txt").write_text("Council of Letters, Arts and Crafts\n", "utf-8-sig")
    address = "This Statement is addressed to the Council of Letters, Arts and Crafts, the UN."
    (tmp_path / "s.txt").write_text(f"STATEMENT\nof 3 May 2026\n\nA paragraph.\n\nA. Sample\n\n{address}\n", "utf-8")

    main(["import", "s.txt", "--json"])

    assert json.loads(capsys.readouterr().out)["recipients"] == ["the Council of Letters, Arts and Crafts", "the UN"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("of 20 January 2022", "2022-01-20"),
        ("of January 20, 2022", "2022-01-20"),
        ("on 2022-01-20", "2022-01-20"),
        ("between 20 January 2022 and 21 January 2022", "None"),
        ("of 31 February 2022", "None"),
        ("on the 32nd anniversary of January 20", "None"),
    ],
)
def test_a_date_is_taken_only_where_it_is_full_and_the_only_one(text: str, found: str) -> None:
    assert str(date_in(text)) == found
