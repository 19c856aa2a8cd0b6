"""A copy of the repository to work in, set up without being set up: its .venv runs this Python."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.tools import ROOT

_COPIED = (
    "recipients.csv",
    "Makefile",
    "setup",
    "editions",
    "layouts",
    "fonts",
    "seeds",
    "pyproject.toml",
    "requirements.lock",
    "requirements-test.lock",
)
_STAMP = 'echo ".run-$(cksum < requirements.lock | tr " " -)-$(cksum < requirements.lock | tr " " -)"'


def office_copy(folder: Path) -> Path:
    """Return a copy of the repository in *folder*; its ``.venv/bin/editions`` runs the copy's own package."""
    office = folder / "office"
    office.mkdir()
    for name in _COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, office / name)
    _set_up(office)
    return office


def moved_copy(built: Path, folder: Path) -> Path:
    """Return a copy in *folder* of an office that office_copy has made, with all that was built there, as old as it is there."""
    office = folder / "office"
    shutil.copytree(built, office)
    _set_up(office)
    return office


def _set_up(office: Path) -> None:
    programs = office / ".venv" / "bin"
    programs.mkdir(parents=True, exist_ok=True)
    (programs / "editions").write_text(f'#!/bin/sh\nPYTHONPATH="{office}" exec "{sys.executable}" -B -m editions "$@"\n', "utf-8")
    (programs / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    for program in programs.iterdir():
        program.chmod(0o755)
    stamp = subprocess.run(_STAMP, shell=True, cwd=office, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S602
    (office / ".venv" / stamp).touch()


def run(command: str, office: Path) -> subprocess.CompletedProcess[str]:
    """Run *command*, as a user types it, in *office*."""
    return subprocess.run(command, shell=True, cwd=office, env={**os.environ}, capture_output=True, text=True, check=False)  # noqa: S602
