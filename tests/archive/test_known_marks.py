"""``editions verify MARK``: what an edition mark on paper is of."""

import json
from pathlib import Path

import pytest

from editions.cli import main
from tests.support.making import SAMPLE

_MARK = "LFSN-CZCP-MJCH"


@pytest.fixture
def in_office(archived: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in an office whose edition is in build/ and in the archive."""
    monkeypatch.chdir(archived)
    return archived


@pytest.mark.usefixtures("in_office")
@pytest.mark.parametrize("typed", [_MARK, "lfsn czcp mjch", "LFSNCZCPMJCH"])
def test_a_typed_mark_leads_to_its_edition_in_build_and_in_the_archive(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["verify", typed])

    said = capsys.readouterr().out.splitlines()
    assert status == 0
    assert said[0].startswith(f"{_MARK}: the mark of {SAMPLE.name}.")
    assert said[1].endswith(f"{SAMPLE.name}.en.pdf")
    assert said[2].endswith(": v1, issued")


@pytest.mark.usefixtures("in_office")
def test_a_mark_of_no_edition_is_told_and_the_status_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["verify", "SPMF-MZSB-JXNM", "--json"])

    assert status == 1
    assert json.loads(capsys.readouterr().out)["marks"] == {"SPMF-MZSB-JXNM": []}


def test_a_mark_with_a_wrong_letter_is_no_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)

    status = main(["verify", "LFSN-CZCP-MJCB"])

    assert status == 3
    assert "LFSN-CZCP-MJCB: is no edition mark" in capsys.readouterr().err


def test_where_nothing_is_built_or_archived_no_mark_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    status = main(["verify", _MARK])

    assert status == 1
    assert "no edition here" in capsys.readouterr().out
