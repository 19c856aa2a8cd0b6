"""The id that a path tells is the one that is read; two statements never share one."""

import shutil
from pathlib import Path

import pytest

from editions.problems import Refusal
from editions.reading.identifiers import apart, identifier
from editions.reading.statements import read_statement
from editions.surroundings import surroundings
from tests.support.making import SAMPLE

_TEXT = '+++\nheading = "SAMPLE"\n[signatory]\nname = "A. Sample"\n+++\n\nA paragraph.\n'
_NAMES = [
    "2022-01-20-x.md",
    "2022-01-20-x.az.md",
    "2022-01-20-x.az-Latn.md",
    "2022-01-20-x.az.en.md",
    "2022-01-20-x.2.md",
    "2022-01-20-.md",
]


@pytest.mark.parametrize("name", _NAMES)
def test_the_id_of_a_lone_file_is_the_one_that_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(_TEXT, "utf-8")

    assert identifier(path) == read_statement(path, surroundings(tmp_path)).statement.id


def test_the_id_of_a_folder_is_the_one_that_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "2022-01-20-x.az.md"
    shutil.copytree(SAMPLE, folder)

    assert identifier(folder) == read_statement(folder, surroundings(tmp_path)).statement.id


def test_a_name_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(Refusal, match=r"seeds/caf\\xe9: the name is not UTF-8"):
        identifier(Path("seeds/caf\udce9"))


def test_one_statement_named_twice_is_one(tmp_path: Path) -> None:
    (tmp_path / "n").mkdir()

    paths, refusals = apart([tmp_path / "n", tmp_path / "n", tmp_path / "n" / ".." / "n"])

    assert (paths, refusals) == ([tmp_path / "n"], [])


def test_of_three_statements_with_one_id_none_is_left_and_each_other_is_named(tmp_path: Path) -> None:
    paths = [tmp_path / "n", tmp_path / "a" / "n", tmp_path / "b" / "n", tmp_path / "m"]
    for path in paths:
        path.mkdir(parents=True)

    left, refusals = apart(paths)

    assert left == [tmp_path / "m"]
    assert [refusal.problems[0].where for refusal in refusals] == [str(paths[1]), str(paths[2])]
    assert all(str(paths[0]) in refusal.problems[0].what for refusal in refusals)
