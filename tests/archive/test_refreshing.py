"""Signed editions in the archive, stamped anew: by the archive's copy alone, as a version of its own."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editions.archive.additions import Refreshed, as_refreshed
from editions.archive.layout import object_id, object_path
from editions.archive.objects import read_object
from editions.cli import main
from editions.model.archive import Person
from editions.problems import Refusal
from tests.archive.conftest import Said
from tests.support.archives import archive_sample, reword, sample_office, second_opinion
from tests.support.making import SAMPLE
from tests.support.pki import PASSPHRASE, Authority

_ID = SAMPLE.name
_BY = ("--by", "TEST Archivist <archive@office.example>")
_PDF = f"edition/{_ID}.en.signed.pdf"


@pytest.fixture(scope="module")
def made(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose archive has the sample, signed: its time stamp's certificate ends in 200 days."""
    settings = f'[signing]\nroots = "{authority.roots}"\ntsa = "{authority.tsa}"\n'
    office = sample_office(tmp_path_factory.mktemp("office"), settings)
    folder = office / "build" / _ID
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(office)
        patch.setenv("TEST_SECRET", PASSPHRASE)
        key = str(authority.pkcs12("officer"))
        given = ("--key", key, "--secret-env", "TEST_SECRET", "--tsa", authority.tsa_short)
        assert main(["sign", str(folder / f"{_ID}.en.pdf"), *given]) == 0
    return archive_sample(office)


def _folder(office: Path) -> Path:
    return office / "archive" / object_path(object_id(_ID))


def test_what_ends_within_a_year_is_stamped_anew_without_its_source(office: Path, said: Said) -> None:
    shutil.rmtree(office / "seeds")
    shutil.rmtree(office / "build")
    before = said("verify")[1]["statements"][0]

    status, answer = said("refresh", *_BY)
    after = said("verify")[1]["statements"][0]
    versions = said("history", _ID)[1]["versions"]
    again = said("refresh", *_BY)

    assert (status, answer) == (0, {"refreshed": [{"statement": _ID, "version": "v2"}], "problems": []})
    assert ([one["where"].rpartition("content/")[2] for one in before["ending"]], before["damaged"]) == ([_PDF], False)
    # The copy of the first version is the beginning of that of the second, which vouches for it from now on.
    assert (after["ending"], after["signatures"], after["damaged"]) == ([], 1, False)
    assert [(one["version"], one["kind"]) for one in versions] == [("v1", "signed"), ("v2", "refreshed")]
    assert versions[0]["files"] == versions[1]["files"]
    assert again == (0, {"refreshed": [], "problems": []})
    assert second_opinion(office / "archive") == []


def test_the_copy_that_is_stamped_anew_begins_with_the_one_before_and_its_report_and_record_tell(office: Path) -> None:
    assert main(["archive", "refresh", _ID, "--why", "TEST", *_BY]) == 0

    held = read_object(_folder(office))
    first, last = (held.files(version) for version in held.inventory.versions)
    assert last[_PDF].startswith(first[_PDF])
    assert len(last[_PDF]) > len(first[_PDF])
    reports = [json.loads(files[f"reports/{_ID}.en.signed.verification.json"]) for files in (first, last)]
    assert [one["verdict"] for one in reports] == ["valid", "valid"]
    years = [(datetime.fromisoformat(one["ends"]) - datetime.now(UTC)).days // 365 for one in reports]
    assert years == [0, 8]
    record = json.loads(last[f"edition/{_ID}.en.signed.json"])
    assert [one["field"] for one in record["time_stamps"]] == ["TimeStamp1", "TimeStamp2"]
    assert held.inventory.head.message == "refreshed: TEST"
    assert {name for name in last if last[name] != first[name]} == {
        _PDF, f"edition/{_ID}.en.signed.json", f"reports/{_ID}.en.signed.verification.json", "description.json"
    }  # fmt: skip


def test_an_older_copy_does_not_take_the_place_of_the_one_stamped_anew(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "refresh", _ID, *_BY]) == 0
    capsys.readouterr()

    status = main(["archive", "add", _ID, "--no-verapdf", *_BY])

    assert (status, f'"{_PDF}" is in v2 with a later time stamp: nothing was added' in capsys.readouterr().err) == (3, True)
    assert len(read_object(_folder(office)).inventory.versions) == 2


@pytest.mark.usefixtures("office")
def test_what_was_withdrawn_stays_so(said: Said) -> None:
    assert main(["archive", "withdraw", _ID, "--why", "TEST", *_BY]) == 0
    assert main(["archive", "refresh", _ID, *_BY]) == 0

    versions = said("history", _ID)[1]["versions"]

    assert [(one["kind"], one["why"], one["stands"]) for one in versions[1:]] == [
        ("withdrawn", "TEST", "withdrawn"),
        ("refreshed", "refreshed", "withdrawn"),
    ]
    assert main(["archive", "withdraw", _ID, "--why", "again", *_BY]) == 3
    assert said("list")[1]["statements"][0]["stands"] == "withdrawn"


def test_a_damaged_copy_is_not_stamped(office: Path, said: Said) -> None:
    path = _folder(office) / "v1/content" / _PDF
    path.write_bytes(path.read_bytes()[:-1])

    status, answer = said("refresh", _ID, *_BY)

    assert (status, answer["refreshed"], len(answer["problems"])) == (6, [], 1)
    assert "its bytes are missing, or are not those of its SHA-512" in answer["problems"][0]["what"]
    assert not (_folder(office) / "v2").exists()


def test_one_that_cannot_be_stamped_does_not_keep_the_others_from_it(office: Path, said: Said) -> None:
    other = office / "archive" / object_path(object_id("2022-01-21-other"))
    other.mkdir(parents=True)
    (other / "0=ocfl_object_1.1").write_bytes(b"ocfl_object_1.1\n")

    status, answer = said("refresh", *_BY)

    assert (status, answer["refreshed"]) == (6, [{"statement": _ID, "version": "v2"}])
    assert [problem["where"] for problem in answer["problems"]] == [os.path.relpath(other, office)]


def test_a_service_that_does_not_answer_and_a_lack_of_one_are_told(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silent = main(["archive", "refresh", _ID, "--tsa", "http://127.0.0.1:9/", *_BY])
    words = capsys.readouterr().err
    (office / "settings.toml").unlink()

    lacking = main(["archive", "refresh", _ID, *_BY])

    assert (silent, "http://127.0.0.1:9/" in words) == (5, True)
    assert (lacking, "needs trusted roots and a service" in capsys.readouterr().err) == (2, True)
    assert len(read_object(_folder(office)).inventory.versions) == 1


def test_an_edition_without_a_signature_has_nothing_to_be_stamped(office: Path, said: Said) -> None:
    shutil.rmtree(office / "archive")
    for path in (office / "build" / _ID).glob("*.signed.*"):
        path.unlink()
    assert main(["archive", "add", _ID, "--no-verapdf", *_BY]) == 0

    status, answer = said("refresh", _ID, *_BY)

    assert (status, answer["problems"][0]["what"]) == (5, "has no signed edition in the archive")


def test_what_was_signed_before_a_corrigendum_is_kept_provable_too(office: Path, said: Said) -> None:
    shutil.rmtree(office / "build")
    reword(office)
    assert main(["archive", "add", _ID, "--corrigendum", "--why", "TEST", "--no-verapdf", *_BY]) == 0
    before = said("verify")[1]["statements"][0]

    status, answer = said("refresh", *_BY)

    after = said("verify")[1]["statements"][0]
    head = read_object(_folder(office)).inventory.head
    assert ([one["where"].rpartition("content/")[2] for one in before["ending"]], before["damaged"]) == ([_PDF], False)
    assert (status, answer["refreshed"]) == (0, [{"statement": _ID, "version": "v3"}])
    assert (after["ending"], after["signatures"], after["damaged"], after["faults"]) == ([], 1, False, [])
    assert sorted(name.removeprefix("earlier/v1/") for name in head.state if name.startswith("earlier/")) == [
        f"{_ID}.en.pdf", f"{_ID}.en.signed.json", f"{_ID}.en.signed.pdf", f"{_ID}.en.signed.verification.json",
    ]  # fmt: skip
    assert said("search", "id:" + _ID)[1]["found"][0]["kind"] == "corrigendum"
    assert said("refresh", *_BY) == (0, {"refreshed": [], "problems": []})
    source = office / "seeds" / _ID / "en.md"
    source.write_text(source.read_text("utf-8").replace("Thirty-two years", "Some thirty years"), "utf-8")
    assert main(["build", _ID]) == 0
    assert main(["archive", "add", _ID, "--corrigendum", "--why", "TEST", "--no-verapdf", *_BY]) == 0
    assert f"earlier/v1/{_ID}.en.signed.pdf" in read_object(_folder(office)).inventory.head.state
    assert second_opinion(office / "archive") == []


def test_a_version_that_came_meanwhile_is_not_covered(office: Path) -> None:
    held = read_object(_folder(office))
    files = {_PDF: b"TEST"}

    with pytest.raises(Refusal, match="v1 was added meanwhile, and v0 was stamped; nothing was added"):
        as_refreshed(_ID, Refreshed(files=files, version="v0", why="", by=Person(name="TEST", address="mailto:x@y.example")), held)


def test_a_copy_that_the_later_one_does_not_begin_with_is_verified_for_itself(
    office: Path, authority: Authority, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ending in ("pdf", "json"):
        (office / "build" / _ID / f"{_ID}.en.signed.{ending}").unlink()
    monkeypatch.setenv("TEST_SECRET", PASSPHRASE)
    signing = ("--key", str(authority.pkcs12("officer")), "--secret-env", "TEST_SECRET")
    assert main(["sign", str(office / "build" / _ID / f"{_ID}.en.pdf"), *signing]) == 0
    assert main(["archive", "add", _ID, "--no-verapdf", *_BY]) == 0

    found = said("verify")[1]["statements"][0]

    assert (found["signatures"], [one["where"] for one in found["ending"]]) == (2, [f"{object_path(object_id(_ID))}/v1/content/{_PDF}"])
