"""What this computer has and lacks: probed one by one, so that it runs where much is missing."""

import ctypes
import os
import shutil
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from editions.surroundings import HOME, Surroundings

#: Shared libraries that WeasyPrint loads, with the Debian package that has each, and whether it must.
_LIBRARIES = (
    ("libpango-1.0.so.0", "libpango-1.0-0", True),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", True),
    ("libharfbuzz.so.0", "libharfbuzz0b", True),
    ("libfontconfig.so.1", "libfontconfig1", True),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0", False),
)
#: Programs of the full test suite, with the Debian package that has each.
_PROGRAMS = (
    ("soffice", "libreoffice-writer-nogui"),
    ("verapdf", ""),
    ("java", "default-jdk-headless"),
    ("pdftotext", "poppler-utils"),
    ("pdftoppm", "poppler-utils"),
    ("qpdf", "qpdf"),
    ("strace", "strace"),
    ("chromium", "chromium"),
    ("node", "nodejs"),
    ("softhsm2-util", "softhsm2"),
    ("ocrmypdf", "ocrmypdf"),
    # And for statements at a revision, without tests.
    ("git", "git"),
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing that was looked for. *needed* is "yes", "for tests" or "for the same bytes everywhere"."""

    name: str
    found: str
    needed: str
    remedy: str = ""

    @property
    def is_lacking(self) -> bool:
        """Whether editions cannot be made without it, and it is not there."""
        return self.needed == "yes" and not self.found


def examine(around: Surroundings) -> list[Part]:
    """Return all that was looked for, in order: what is needed first."""
    return [_python(), *_packages(), *_shared_libraries(), *_fonts(around), _out(around), *_programs()]


def _python() -> Part:
    found = sys.version.split()[0] if sys.version_info >= (3, 11) else ""
    return Part(name="Python 3.11 or later", found=found, needed="yes", remedy="apt-get install python3 python3-venv")


def _packages() -> Iterator[Part]:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in project["dependencies"]:
        asked, _, wanted = requirement.partition("==")
        # An extra, as in "name[extra]", is no part of a library's name.
        name = asked.partition("[")[0]
        try:
            found = version(name)
        except PackageNotFoundError:
            found = ""
        yield Part(
            name=f"{name} {wanted}",
            found=found if found == wanted else "",
            needed="yes",
            remedy=f"make pdf (it sets up .venv; elsewhere: pip install {requirement})",
        )


def _shared_libraries() -> Iterator[Part]:
    for library, package, needed in _LIBRARIES:
        try:
            ctypes.CDLL(library)
            found = "found"
        except OSError:
            found = ""
        yield Part(
            name=library, found=found, needed="yes" if needed else "for the same bytes everywhere", remedy=f"apt-get install {package}"
        )


def _fonts(around: Surroundings) -> Iterator[Part]:
    for family in ("Tinos", "Arimo", "Amiri"):
        faces = sorted(around.fonts.glob(f"{family}-*.ttf"))
        licence = (around.fonts / f"{family}-OFL.txt").is_file()
        found = f"{len(faces)} faces, with licence" if len(faces) == 4 and licence else ""
        yield Part(name=f"font {family}", found=found, needed="yes", remedy=f"git checkout {around.fonts}")


def _out(around: Surroundings) -> Part:
    folder = around.out
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    found = "writable" if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK) else ""
    return Part(name=f"folder {around.out}", found=found, needed="yes", remedy="editions build --out ANOTHER")


def _programs() -> Iterator[Part]:
    for program, package in _PROGRAMS:
        local = Path(shutil.which(program) or "")
        remedy = f"apt-get install {package}" if package else "install veraPDF, and put its folder on PATH"
        yield Part(name=program, found=str(local) if shutil.which(program) else "", needed="for tests", remedy=remedy)
