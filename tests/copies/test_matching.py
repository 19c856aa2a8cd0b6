"""Who in the directory a statement's recipients are."""

import json
import shutil
from pathlib import Path

import pytest

from editions.cli import main
from editions.copies.matching import Matching
from editions.model.directory import Addressee, Directory
from tests.support.making import SAMPLE

_PEOPLE = (
    Addressee(id="unsg", name="UN Secretary-General"),
    Addressee(id="unicef", name="United Nations Children's Fund"),
    Addressee(id="emb-1", name="SAMPLE Embassy 1", groups=("embassies",)),
    Addressee(id="emb-2", name="SAMPLE Embassy 2", groups=("embassies", "neighbours")),
    Addressee(id="bureau-1", name="Bureau"),
    Addressee(id="bureau-2", name="Bureau"),
    Addressee(id="ilham", name="İLHAM ƏLİYEV, BAKI"),
    Addressee(id="president", name="The Head of State"),
    Addressee(id="club", name="President"),
)
_MATCHING = Matching(Directory(where="recipients.csv", addressees={one.id: one for one in _PEOPLE}))


@pytest.mark.parametrize(
    ("named", "by", "ids"),
    [
        ("the UN Secretary-General", "name", ["unsg"]),
        ("UN  secretary\u2011general", "name", ["unsg"]),
        ("the United Nations Children’s Fund", "name", ["unicef"]),
        ("UNICEF", "id", ["unicef"]),
        ("Embassies", "group", ["emb-1", "emb-2"]),
        ("the neighbours", "group", ["emb-2"]),
        ("bureau-2", "id", ["bureau-2"]),
        ("İlham Əliyev, Bakı", "name", ["ilham"]),
        ("the head of state", "name", ["president"]),
    ],
)
def test_a_recipient_is_found_by_id_by_name_or_as_a_group(named: str, by: str, ids: list[str]) -> None:
    found = _MATCHING.find(named)

    assert (found.by, [one.id for one in found.addressees], found.why_not) == (by, ids, "")


@pytest.mark.parametrize(
    ("named", "why_not"),
    [
        ("Bureau", 'several have this name: "bureau-1" and "bureau-2"'),
        ("President", 'several have this name: "president" and "club"'),
        ("UN Secretary Genral", 'not in the directory; nearest is "UN Secretary-General"'),
        ("the embassys", 'not in the directory; nearest is "embassies"'),
        ("the Azerbaijani Diasporas", "neither an id, nor a name, nor a group of the directory"),
        ("", "neither an id, nor a name, nor a group of the directory"),
    ],
)
def test_what_cannot_be_found_is_said(named: str, why_not: str) -> None:
    found = _MATCHING.find(named)

    assert (found.by, found.addressees, found.why_not) == ("", (), why_not)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with the sample, and a directory that has two of its recipients, and a group."""
    shutil.copytree(SAMPLE, tmp_path / "seeds" / SAMPLE.name)
    rows = (
        "id,name,delivery,email,groups",
        "unsg,UN Secretary-General,post,,",
        "coe,Council of Europe,e-mail,sample@office.example,",
        "emb-1,SAMPLE Embassy 1,hand,,foreign ombudsmen and national human rights institutions",
    )
    (tmp_path / "recipients.csv").write_text("\n".join(rows) + "\n", "utf-8")
    return tmp_path


@pytest.mark.usefixtures("office")
def test_the_command_tells_who_is_who_and_whom_it_does_not_find(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["recipients"])

    said = capsys.readouterr().out.splitlines()
    assert status == 1
    assert said[:3] == [
        "recipients.csv: 3 recipients: 1 by post, 1 by hand, 1 by e-mail",
        f"{SAMPLE.name}, en: 3 of 19 recipients are in the directory",
        "  foreign ombudsmen and national human rights institutions: 1 in the group",
    ]
    assert len([line for line in said if line.startswith("  not found: ")]) == 16


@pytest.mark.usefixtures("office")
def test_json_has_each_recipient(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["recipients", SAMPLE.name, "--json"])

    said = json.loads(capsys.readouterr().out)
    recipients = said["statements"][0]["recipients"]
    assert status == 1
    assert (len(said["directory"]["recipients"]), len(recipients), said["problems"]) == (3, 19, [])
    assert recipients[0] == {"named": "the UN Secretary-General", "by": "name", "ids": ["unsg"], "why_not": None}


def test_all_found_is_status_0_and_settings_name_the_directory(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (office / "seeds" / SAMPLE.name / "en.md").read_text("utf-8").partition("names = [")[2].partition("]")[0]
    names = [line.strip().strip('",') for line in text.strip().splitlines()]
    tables = "".join(f"[[recipients]]\nid = {json.dumps(f'r{number}')}\nname = {json.dumps(name)}\n" for number, name in enumerate(names))
    (office / "people.toml").write_text(tables, "utf-8")
    (office / "settings.toml").write_text('[copies]\ndirectory = "people.toml"\n', "utf-8")

    assert main(["recipients"]) == 0
    assert "19 of 19 recipients are in the directory" in capsys.readouterr().out


def test_what_a_terminal_would_obey_is_written_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "recipients.toml").write_text('[[recipients]]\nid = "a"\nname = "b"\n"\\u001b[31m" = 1\n', "utf-8")

    assert main(["recipients", "--directory", "recipients.toml"]) == 3
    assert 'recipients.toml:1: unknown key "\\u001b[31m"\n  ' in capsys.readouterr().err


def test_an_office_without_a_directory_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(SAMPLE, tmp_path / "seeds" / SAMPLE.name)

    assert main(["recipients"]) == 3
    assert "recipients.csv: cannot be read: No such file or directory" in capsys.readouterr().err
