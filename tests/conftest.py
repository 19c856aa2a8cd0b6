"""What holds for all tests."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support.tools import keep_verapdf_off_path, path_with_verapdf

if TYPE_CHECKING:
    from tests.support.pki import Authority

# How long an example takes says nothing of whether it is right.
settings.register_profile("editions", deadline=None)
settings.load_profile("editions")


keep_verapdf_off_path()


@pytest.fixture(autouse=True)
def _verapdf(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put veraPDF on PATH for a test that is marked with its name."""
    if request.node.get_closest_marker("verapdf"):
        monkeypatch.setenv("PATH", path_with_verapdf())


@pytest.fixture(autouse=True)
def _from_the_repository(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run each test from an empty folder, so that it finds nothing by chance."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Authority]":
    """Run a test authority on loopback, one for all tests of a process."""
    from tests.support.pki import running

    with running(tmp_path_factory.mktemp("authority")) as found:
        yield found


def pytest_report_header() -> str:
    """Say whether a missing program is a failure."""
    return "missing programs: " + ("a failure" if os.environ.get("EDITIONS_REQUIRE_TOOLS") == "1" else "their tests are skipped")
