"""An office with an archive, made once for the tests of a process, and copied for each test."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editions.cli import main
from tests.support.archives import archive_sample, sample_office

#: Runs a verb of ``editions archive`` with --json, and gives its exit status and its one object.
Said = Callable[..., tuple[int, Any]]


@pytest.fixture(scope="session")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with the sample and its edition, as a build leaves them, which is archived."""
    return archive_sample(sample_office(tmp_path_factory.mktemp("office")))


@pytest.fixture
def made(archived: Path) -> Path:
    """The office that is copied: where a module has another, that."""
    return archived


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Path:
    """A copy of that office; the current folder."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Return what runs a verb, and what it says."""

    def run(*arguments: str) -> tuple[int, Any]:
        capsys.readouterr()
        status = main(["archive", *arguments, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return run
