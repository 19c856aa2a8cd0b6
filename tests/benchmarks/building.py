"""Building editions: cold, many at once, and what it costs in memory. Seconds are CPU seconds, children's included."""

import contextlib
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from tests.support.making import SAMPLE, layout, prepared, statement_toml
from tests.support.tools import ROOT

_PAIRS = 9
_MANY = 200
_EDITIONS = [sys.executable, "-m", "editions"]
_FONTS = {**os.environ, "FONTCONFIG_FILE": str(ROOT / "fonts" / "fonts.conf"), "PYTHONPATH": str(ROOT)}


def _cpu(command: list[str], folder: Path) -> float:
    """Return the CPU seconds of *command*, user and system, with all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=_FONTS, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@cache
def _scratch() -> Path:
    """Return a folder with the page and the style sheets of the sample, as WeasyPrint gets them."""
    from editions.rendering.html import to_css, to_html

    folder = Path(tempfile.mkdtemp(prefix="editions-bench-"))
    ready, look = prepared(SAMPLE, "en"), layout("ombudsman")
    (folder / "page.html").write_text(to_html(ready, look), "utf-8")
    for name, css in zip(("style.css", "running.css"), to_css(ready, look), strict=True):
        (folder / name).write_text(css, "utf-8")
    return folder


@cache
def _sample() -> Path:
    """Return a folder with the sample without its annexes: the bare command has none either."""
    folder = _scratch() / SAMPLE.name
    folder.mkdir()
    shutil.copy(SAMPLE / "en.md", folder)
    (folder / "statement.toml").write_text(statement_toml(), "utf-8")
    return folder


def _bare() -> list[str]:
    """Return the bare weasyprint command on the same page, with the same style sheets, tags, variant and attachments."""
    sheets = [f"--stylesheet={_scratch() / name}" for name in ("style.css", "running.css")]
    attached = [f"--attachment={_sample() / name}" for name in ("en.md", "statement.toml")]
    return [
        str(Path(sys.executable).with_name("weasyprint")), "--pdf-variant=pdf/a-3a", "--pdf-tags",
        *sheets, *attached, str(_scratch() / "page.html"), str(_scratch() / "bare.pdf"),
    ]  # fmt: skip


def _build(*options: str) -> float:
    out = _scratch() / "build"
    shutil.rmtree(out, ignore_errors=True)
    return _cpu([*_EDITIONS, "build", str(_sample()), "--out", str(out), *options], ROOT)


def pdf_over_bare() -> list[float]:
    """Return the ratio of each pair: `editions build --format pdf`, checks included, to the bare command."""
    return [_build("--format", "pdf") / _cpu(_bare(), ROOT) for _ in range(_PAIRS)]


def both_over_bare() -> list[float]:
    """Return the ratio of each pair: `editions build` of both formats, checks included, to the bare command."""
    return [_build() / _cpu(_bare(), ROOT) for _ in range(_PAIRS)]


def help_over_pass() -> list[float]:
    """Return, in milliseconds of CPU, what `editions --help` costs over a bare Python."""
    return [(_cpu([*_EDITIONS, "--help"], ROOT) - _cpu([sys.executable, "-c", "pass"], ROOT)) * 1000 for _ in range(_PAIRS)]


@cache
def _office() -> Path:
    """Return a folder with many statements, each with a first paragraph of its own."""
    office = Path(tempfile.mkdtemp(prefix="editions-bench-"))
    text = (SAMPLE / "en.md").read_text("utf-8")
    for number in range(_MANY):
        folder = office / "seeds" / f"s{number:03}"
        folder.mkdir(parents=True)
        (folder / "statement.toml").write_text(statement_toml(), "utf-8")
        (folder / "en.md").write_text(text.replace("32 years have passed", f"{number} years have passed"), "utf-8")
    return office


def _many(workers: int) -> tuple[float, float]:
    """Return wall and CPU seconds of building all statements of the office with so many *workers*."""
    shutil.rmtree(_office() / "build", ignore_errors=True)
    start = time.monotonic()
    cpu = _cpu([*_EDITIONS, "build", "--format", "pdf", "--workers", str(workers)], _office())
    return time.monotonic() - start, cpu


def two_cores_over_one() -> list[float]:
    """Return how many times the statements a second two cores make of what one makes."""
    return [_many(1)[0] / _many(2)[0] for _ in range(2)]


_WARM = """
import sys, time, weasyprint
page, style, running, *attached = sys.argv[1:]
html = open(page, encoding="utf-8").read()
def render():
    return weasyprint.HTML(string=html).write_pdf(
        stylesheets=[style, running], pdf_variant="pdf/a-3a", pdf_tags=True, attachments=attached)
render()
start = time.process_time()
for _ in range(40):
    render()
print((time.process_time() - start) / 40)
"""


def warm_over_bare() -> list[float]:
    """Return the CPU of one of many statements, start and checks included, over that of a bare render in a warm process."""
    command = [sys.executable, "-c", _WARM, *(str(_scratch() / name) for name in ("page.html", "style.css", "running.css"))]
    command += [str(_sample() / name) for name in ("en.md", "statement.toml")]
    ratios = []
    for _ in range(3):
        before = float(subprocess.run(command, env=_FONTS, check=True, capture_output=True, text=True).stdout)
        cpu = _many(2)[1]
        after = float(subprocess.run(command, env=_FONTS, check=True, capture_output=True, text=True).stdout)
        ratios.append(cpu / _MANY / ((before + after) / 2))
    return ratios


def memory_last_over_first() -> list[float]:
    """Return the memory of `editions build` while it makes the last 50 of 200 statements, over that for the first 50.

    The private memory (Pss) of the command and its processes, added up and looked at every 50 ms.
    """
    shutil.rmtree(_office() / "build", ignore_errors=True)
    process = subprocess.Popen([*_EDITIONS, "build", "--format", "pdf"], cwd=_office(), env=_FONTS, stderr=subprocess.DEVNULL)
    samples: list[tuple[int, int]] = []
    while process.poll() is None:
        samples.append((len(list((_office() / "build").glob("s*"))), _memory(process.pid)))
        time.sleep(0.05)
    first = [size for made, size in samples if 0 < made <= 50]
    last = [size for made, size in samples if made > _MANY - 50]
    return [statistics.mean(last) / statistics.mean(first)]


def _memory(pid: int) -> int:
    """Return the proportional set size, in KiB, of the process *pid* and all below it."""
    total = 0
    for child in [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split())]:
        with contextlib.suppress(OSError):
            found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{child}/smaps_rollup").read_text("ascii"), re.MULTILINE)
            total += int(found[1]) if found else 0
    return total
