"""LibreOffice: a Word document set as a PDF, in a folder and with a profile of its own that are gone afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

#: Seconds for one document; LibreOffice takes 1 to 5 to start.
SECONDS = 120
#: Bytes of memory, and of each file that it writes; for a letter it takes some 200 MB.
MEMORY, _FILE = 1_610_612_736, 2**30
#: How the variables begin that change fonts, language, paper or how it draws.
_BY_CALLER = ("FONTCONFIG_", "LC_", "LANG", "SAL_", "OOO_")
REMEDY = "apt-get install libreoffice-writer-nogui"


class OfficeMissing(Exception):
    """LibreOffice is not installed."""


class OfficeFailed(Exception):
    """LibreOffice made nothing of the document; the message says why."""


def set_in_office(content: bytes, *, fonts: Path, export: str = "pdf", seconds: float = SECONDS, memory: int = MEMORY) -> bytes:
    """Return the DOCX *content* as the PDF that LibreOffice sets it as.

    *export* names the filter, with its options. It sees the fonts in *fonts*, a folder with a ``fonts.conf``, alone, and
    neither the language nor the time zone of this process: it sets the same lines on every computer.

    Raises:
        OfficeMissing: it is not installed.
        OfficeFailed: it cannot open the document, takes more than *seconds*, or would need more than *memory* bytes.
    """
    program = shutil.which("soffice")
    if program is None:
        raise OfficeMissing
    with tempfile.TemporaryDirectory(prefix="editions-") as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(content)
        options = (f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", export)
        command = [*_bounded(memory), program, *options]
        _run([*command, "--outdir", folder, str(source)], _surroundings(fonts), seconds)
        try:
            return source.with_suffix(".pdf").read_bytes()
        except FileNotFoundError:
            raise OfficeFailed(f"LibreOffice cannot open the document, or needs more than {memory // 2**20} MiB of memory for it") from None


def _surroundings(fonts: Path) -> dict[str, str]:
    """Return what LibreOffice inherits: nothing by which what it sets would depend on who calls, or on what was set before."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(_BY_CALLER)}
    return {**own, "FONTCONFIG_FILE": str(fonts / "fonts.conf"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _bounded(memory: int) -> tuple[str, ...]:
    """Return what is put before a command so that each of its processes has limits.

    The shell sets them: Python could do so only between fork and exec, where threads make it wait for ever.
    """
    return ("/bin/sh", "-c", f'ulimit -v {memory // 2**10} && ulimit -f {_FILE // 512} && ulimit -c 0 && exec "$@"', "sh")


def _run(command: list[str], surroundings: dict[str, str], seconds: float) -> None:
    """Run *command*; past its time end all that it started: "soffice" is a script, the work is done by its child."""
    running = subprocess.Popen(  # noqa: S603
        command, env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        raise OfficeFailed(f"LibreOffice takes more than {seconds:g} s") from None
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
