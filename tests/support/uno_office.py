"""Documents changed by LibreOffice itself, as a colleague would: driven through UNO, without a window.

LibreOffice is started with a profile of its own and listens on a pipe; the system's Python, which has the module uno
(Debian: python3-uno), sends it the steps. (A Basic macro named on the command line, as in "macro:///Standard.Module1.Main",
does nothing in Debian's libreoffice-writer-nogui.) One start serves many documents; it takes 2 to 5 seconds.

There is no step for comments: that package lacks annotation.ui, with which they are shown, and dies of any document that has
one (7.4.7). ``saved``, which shows nothing, keeps them.
"""

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from tests.support.tools import ROOT, require, without

#: A step: the name of a method of Document in uno_script.py, then its arguments.
Step = tuple[str | int | bool, ...]
#: Seconds for all documents of one start.
SECONDS = 300
_PYTHON = "/usr/bin/python3"
_SCRIPT = Path(__file__).with_name("uno_script.py")
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.UserProfile/Data"><prop oor:name="givenname" oor:op="fuse"><value>{author}</value></prop></item>
</oor:items>
"""


def insert(text: str, *, before: str = "", after: str = "") -> Step:
    """Put *text* in before, or after, the first place that says these words."""
    return ("insert", text, "before" if before else "after", before or after)


def delete(words: str) -> Step:
    """Take *words* out, where they stand first."""
    return ("delete", words)


def bold(words: str) -> Step:
    """Make *words* bold, where they stand first."""
    return ("bold", words)


def italic(words: str) -> Step:
    """Make *words* italic, where they stand first."""
    return ("italic", words)


def new_paragraph(text: str, *, after: str) -> Step:
    """Put a paragraph that says *text* behind the one that says *after*; it is of the same kind."""
    return ("paragraph", text, after)


def delete_paragraph(words: str) -> Step:
    """Take out the paragraph that says *words*, with its end."""
    return ("delete_paragraph", words)


def move_paragraph(words: str, *, up: int = 0, down: int = 0) -> Step:
    """Move the paragraph that says *words* past so many others."""
    return ("move_paragraph", words, "Up" if up else "Down", up or down)


def track(on: bool = True) -> Step:
    """Track what is changed from here on, or do not."""
    return ("track", on)


ACCEPT_ALL: Step = ("accept_all",)
REJECT_ALL: Step = ("reject_all",)


def edited(content: bytes, *steps: Step, author: str = "An Editor") -> bytes:
    """Return the DOCX *content* as LibreOffice writes it after *steps*; *author* is who made what it tracks."""
    return all_edited([(content, steps)], author=author)[0]


def saved(content: bytes) -> bytes:
    """Return the DOCX *content* as LibreOffice saves it without a window at all: with comments, one that is driven falls over."""
    with tempfile.TemporaryDirectory(prefix="editions-uno-") as temporary:
        folder = Path(temporary)
        (folder / "a.docx").write_bytes(content)
        command = [
            require("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
            "docx:MS Word 2007 XML", "--outdir", str(folder / "saved"), str(folder / "a.docx"),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return (folder / "saved" / "a.docx").read_bytes()


def all_edited(jobs: Sequence[tuple[bytes, Sequence[Step]]], *, author: str = "An Editor") -> list[bytes]:
    """Return each DOCX of *jobs* as LibreOffice writes it after its steps."""
    _require_uno()
    with tempfile.TemporaryDirectory(prefix="editions-uno-") as name:
        folder = Path(name)
        _prepare(folder, author)
        for number, (content, _) in enumerate(jobs):
            (folder / f"{number}.docx").write_bytes(content)
        asked: list[dict[str, object]] = [
            {"source": str(folder / f"{number}.docx"), "target": str(folder / f"{number}-edited.docx"), "steps": steps}
            for number, (_, steps) in enumerate(jobs)
        ]
        _drive(folder, asked)
        return [(folder / f"{number}-edited.docx").read_bytes() for number in range(len(jobs))]


def _prepare(folder: Path, author: str) -> None:
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_PROFILE.format(author=author), "utf-8")


def _drive(folder: Path, jobs: list[dict[str, object]]) -> None:
    pipe = f"editions{uuid4().hex}"
    office = subprocess.Popen(
        [
            require("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
            "--nologo", f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "FONTCONFIG_FILE": str(ROOT / "fonts" / "fonts.conf")},
    )  # fmt: skip
    try:
        done = subprocess.run(
            [_PYTHON, str(_SCRIPT)], input=json.dumps({"pipe": pipe, "jobs": jobs}), capture_output=True, text=True,
            check=False, timeout=SECONDS,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        office.wait(30)
    finally:
        if office.poll() is None:
            os.killpg(office.pid, signal.SIGKILL)
            office.wait()


def _require_uno() -> None:
    found = subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    if found.returncode:
        without('the Python module "uno" is missing: `make tools` installs it')
