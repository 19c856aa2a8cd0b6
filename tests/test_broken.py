"""One defect a folder: each gives the one clear problem that lies beside it, exit status 3, and nothing else.

``expected.txt`` holds what stands on standard error, to the letter.
"""

import shutil
from pathlib import Path

import pytest

from editions.cli import main
from tests.support.tools import ROOT

BROKEN = ROOT / "tests" / "broken"


@pytest.mark.parametrize("defect", sorted(path.name for path in BROKEN.iterdir()))
def test_a_defect_gives_its_problem_and_nothing_is_written(defect: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(BROKEN / defect, tmp_path, dirs_exist_ok=True)

    status = main(["build"])

    said = capsys.readouterr()
    assert said.err.replace(str(ROOT), "EDITIONS") == (BROKEN / defect / "expected.txt").read_text("utf-8")
    assert status == 3
    assert said.out == ""
    assert not (tmp_path / "build").exists()
