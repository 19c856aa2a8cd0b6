"""Checking editions: the rules against the build, and long editions against short ones; without veraPDF and LibreOffice."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from tests.support.making import SAMPLE, statement_toml
from tests.support.tools import ROOT

_PAIRS = 9
_PAGES = 20
#: What is found on this path: neither veraPDF nor LibreOffice.
_ALONE = {**os.environ, "PATH": str(Path(sys.executable).parent), "PYTHONPATH": str(ROOT)}


def _cpu(*arguments: str) -> float:
    """Return the CPU seconds of the command with *arguments*, with all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "editions", *arguments], cwd=_office(), env=_ALONE, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@cache
def _office() -> Path:
    """Return an office with the sample, its annexes included, and with a short and a long statement."""
    office = Path(tempfile.mkdtemp(prefix="editions-bench-"))
    shutil.copytree(SAMPLE, office / "seeds" / SAMPLE.name)
    for name, pages in (("short", _PAGES), ("long", 10 * _PAGES)):
        folder = office / "seeds" / name
        folder.mkdir()
        (folder / "statement.toml").write_text(statement_toml(), "utf-8")
        (folder / "en.md").write_text(_text(pages), "utf-8")
    return office


def _text(pages: int) -> str:
    """Return the sample's text with its body repeated until it has so many *pages*."""
    head, body = (SAMPLE / "en.md").read_text("utf-8").split("\n+++\n", 1)
    # A part, the twelve paragraphs of the sample under a heading, takes 1.285 pages (measured).
    parts = [f"# Part {number}\n\n{body}" for number in range(1, round(pages / 1.285) + 1)]
    return f"{head}\n+++\n" + "\n\n".join(parts)


def check_over_build() -> list[float]:
    """Return the ratio of each pair: the rules asked of the sample's editions, to making them; both cold, in CPU seconds."""
    return _over_build("--no-proof")


def proof_over_build() -> list[float]:
    """Return the ratio of each pair: the rules asked and the proof written, the PDF's pages in it, to making the editions."""
    return _over_build("--no-office")


def _over_build(option: str) -> list[float]:
    ratios = []
    for _ in range(_PAIRS):
        shutil.rmtree(_office() / "build", ignore_errors=True)
        made = _cpu("build", SAMPLE.name)
        ratios.append(_cpu("check", option, SAMPLE.name) / made)
    return ratios


def long_over_short() -> list[float]:
    """Return the ratio of each pair: checking an edition of 200 pages, to checking one of 20, in one warm process."""
    from editions.proving import prove_statement
    from editions.surroundings import surroundings

    _cpu("build", "short", "long")
    around = surroundings(_office())

    def seconds(name: str) -> float:
        start = time.process_time()
        prove_statement(around.seeds / name, around)
        return time.process_time() - start

    seconds("short")
    return [seconds("long") / seconds("short") for _ in range(5)]
