"""What holds for all tests."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says nothing of whether it is right.
settings.register_profile("editions", deadline=None)
settings.load_profile("editions")


@pytest.fixture(autouse=True)
def _from_the_repository(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run each test from an empty folder, so that it finds nothing by chance."""
    monkeypatch.chdir(tmp_path)


def pytest_report_header() -> str:
    """Say whether a missing program is a failure."""
    return "missing programs: " + ("a failure" if os.environ.get("EDITIONS_REQUIRE_TOOLS") == "1" else "their tests are skipped")
