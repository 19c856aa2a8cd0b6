"""The log of copies in the archive: with the edition that was copied, or put beside it later."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from editions.archive.layout import object_id
from editions.archive.objects import find
from editions.cli import main
from tests.archive.conftest import Said
from tests.support.archives import sample_office
from tests.support.making import SAMPLE
from tests.support.tools import ROOT

_ID = SAMPLE.name
_BY = ("--by", "TEST Archivist <archive@office.example>")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with the sample, its edition and copies of it; nothing is archived."""
    office = sample_office(tmp_path_factory.mktemp("copied"))
    shutil.copy(ROOT / "recipients.csv", office)
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); from editions.cli import main; sys.exit(main())"]
    subprocess.run([*command, "copies", _ID, "--workers", "1"], cwd=office, check=True, capture_output=True)
    return office


def _log(office: Path) -> bytes:
    return (office / "build" / _ID / "copies" / "copies.json").read_bytes()


def _kept(office: Path) -> list[bytes]:
    """Return the logs in the latest version of what is archived."""
    held = find(office / "archive", object_id(_ID))
    assert held is not None
    return [content for name, content in held.files(held.inventory.head).items() if name.startswith("copies/")]


def test_the_log_goes_into_the_archive_with_its_edition(office: Path, said: Said) -> None:
    status, added = said("add", _ID, "--no-verapdf", *_BY)

    run = json.loads(_log(office))["run"][:16]
    assert status == 0
    assert f"copies/{run}.json" in added["files"]
    assert _kept(office) == [_log(office)]
    assert not any(name.endswith("-unicef.en.pdf") for name in added["files"])


def test_a_log_that_comes_later_is_put_beside_what_is_archived_once(office: Path, said: Said, tmp_path: Path) -> None:
    shutil.move(office / "build" / _ID / "copies", tmp_path / "later")
    assert said("add", _ID, "--no-verapdf", *_BY)[0] == 0
    none, nothing = said("add", _ID, "--copies", *_BY)
    shutil.move(tmp_path / "later", office / "build" / _ID / "copies")
    again, hint = said("add", _ID, "--no-verapdf", *_BY)

    status, added = said("add", _ID, "--copies", "--why", "sent on 21 January", *_BY)
    twice, refused = said("add", _ID, "--copies", *_BY)

    assert (none, nothing["problems"][0]["what"]) == (3, "there are no copies")
    assert (again, hint["problems"][0]["remedy"]) == (3, "`--copies` adds the log of its copies.")
    assert (status, added["version"]) == (0, "v2")
    assert _kept(office) == [_log(office)]
    assert twice == 3
    assert "has this log already, in v2" in refused["problems"][0]["what"]
    assert said("history", _ID)[1]["versions"][-1]["kind"] == "copied"
    assert said("verify", "--no-signatures")[0] == 0


def test_the_log_of_another_edition_is_not_added(office: Path, said: Said) -> None:
    path = office / "build" / _ID / "copies" / "copies.json"
    told = json.loads(path.read_bytes())
    told["edition"]["files"][0]["sha256"] = "0" * 64
    path.write_text(json.dumps(told), "utf-8")

    for more in ((), ("--copies",)):
        status, refused = said("add", _ID, "--no-verapdf", *more, *_BY)
        assert status == 3
        assert refused["problems"][0]["what"] == "the copies are of another edition than the one that is here"


def test_a_log_whose_edition_is_not_the_archived_one_is_not_added(office: Path, said: Said) -> None:
    assert said("add", _ID, "--no-verapdf", *_BY)[0] == 0
    with (office / "seeds" / _ID / "en.md").open("a", encoding="utf-8") as stream:
        stream.write("\nSAMPLE words that came later.\n")
    assert main(["build", _ID, "--json"]) == 0
    assert main(["copies", _ID, "--json", "--workers", "1"]) == 0

    status, refused = said("add", _ID, "--copies", *_BY)

    assert status == 3
    assert "the copies are not of" in refused["problems"][0]["what"]


@pytest.mark.parametrize("damage", ["a digest", "a copy struck out", "a copy missing", "no copies"])
def test_a_log_that_is_not_as_the_copies_are_is_not_added(damage: str, office: Path, said: Said) -> None:
    folder = office / "build" / _ID / "copies"
    told = json.loads((folder / "copies.json").read_bytes())
    match damage:
        case "a digest":
            told["copies"][3]["sha512"] = "0" * 128
        case "a copy struck out":
            told["copies"][3]["file"] = "../copies.json"
        case "a copy missing":
            (folder / told["copies"][3]["file"]).unlink()
        case "no copies":
            told["copies"] = []
    (folder / "copies.json").write_text(json.dumps(told), "utf-8")

    status, _ = said("add", _ID, "--no-verapdf", *_BY)

    assert status == 3


def test_versions_of_their_own_are_not_added_together(office: Path, said: Said) -> None:
    assert office.is_dir()
    assert said("add", _ID, "--copies", "--corrigendum", "--why", "x", *_BY)[0] == 2


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"edition": {"files": [{}]}, "run": "x"}'])
def test_a_log_that_is_none_is_one_problem(content: bytes, office: Path, said: Said) -> None:
    (office / "build" / _ID / "copies" / "copies.json").write_bytes(content)

    status, refused = said("add", _ID, "--copies", *_BY)

    assert status == 3
    assert refused["problems"][0]["what"].startswith("cannot be read")
