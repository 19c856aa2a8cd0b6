"""The archive: looking it over, finding in it, and adding to a large one. Seconds are CPU seconds."""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from editions.archive.searching.asking import asked
from editions.archive.searching.index import search
from editions.model.signatures import Trust
from editions.verifying.judging import verify
from editions.verifying.roots import read_roots
from tests.support.archives import add
from tests.support.folders import VOCABULARY
from tests.support.pki import running
from tests.support.sealing import edition_for, signed
from tests.support.tools import ROOT

_VERIFIED, _SIGNED, _SEARCHED = 150, 60, 10_000
#: Bytes of the files of an edition with its signed PDF and an annex, as large as an office's are.
_SIZES = {"edition/s.en.pdf": 900_000, "edition/s.en.docx": 60_000, "source/annexes/a.pdf": 600_000}
_SIGNATURE = 50_000
_QUESTIONS = ("council", "hüquq ədalət", "to:unesco", "by:sebine", '"members heard"', "on:2022", "matter -unesco", "spea*")


def _folder() -> Path:
    """Return a new folder, in memory where there is one: the disk has no part in what is measured."""
    memory = Path("/dev/shm")  # noqa: S108
    return Path(tempfile.mkdtemp(prefix="editions-bench-", dir=memory if memory.is_dir() else None))


def _cpu(command: list[str], folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def verify_over_sha512sum() -> list[float]:
    """Return how many times the bytes a second of sha512sum `editions archive verify --no-signatures` looks over."""
    folder = _folder()
    try:
        chance = random.Random(1)  # noqa: S311
        for number in range(_VERIFIED):
            content = {name: chance.randbytes(size) for name, size in _SIZES.items()}
            content["edition/s.en.signed.pdf"] = content["edition/s.en.pdf"] + chance.randbytes(_SIGNATURE)
            add(folder / "archive", f"statement:{number:05}", content)
        files = [str(path) for path in sorted((folder / "archive").rglob("*")) if path.is_file()]
        verify = [sys.executable, "-m", "editions", "archive", "verify", "--no-signatures"]
        return [_cpu(["sha512sum", *files], folder) / _cpu(verify, folder) for _ in range(5)]
    finally:
        shutil.rmtree(folder)


def signatures_over_warm() -> list[float]:
    """Return what `editions archive verify` costs for each signature beyond --no-signatures, over verifying it in a warm process."""
    folder = _folder()
    try:
        with running(Path(tempfile.mkdtemp(prefix="editions-bench-"))) as authority:
            edition = edition_for(1, annexes=False)
            content = signed(edition, "B-LTA", authority)
            (folder / "settings.toml").write_text(f'[signing]\nroots = "{authority.roots}"\n', "utf-8")
            for number in range(_SIGNED):
                files = {"edition/s.en.pdf": edition, "edition/s.en.signed.pdf": content, "source/en.md": str(number).encode()}
                add(folder / "archive", f"statement:{number:05}", files)
            command = [sys.executable, "-m", "editions", "archive", "verify"]
            trust = Trust(roots=read_roots(authority.roots))
            verify(content, trust, datetime.now(UTC))
            return [_signatures(command, folder) / _warm(content, trust) for _ in range(5)]
    finally:
        shutil.rmtree(folder)


def _signatures(command: list[str], folder: Path) -> float:
    return _cpu(command, folder) - _cpu([*command, "--no-signatures"], folder)


def _warm(content: bytes, trust: Trust) -> float:
    start = time.process_time()
    for _ in range(_SIGNED):
        assert verify(content, trust, datetime.now(UTC)).is_valid
    return time.process_time() - start


@cache
def _filled() -> tuple[Path, list[float]]:
    """Return an archive of many statements, and the CPU of each addition."""
    folder, costs = _folder(), []
    chance = random.Random(1)  # noqa: S311
    for number in range(_SEARCHED):
        content = _statement(number, chance)
        start = time.process_time()
        add(folder / "archive", f"statement:{number:05}", content)
        costs.append(time.process_time() - start)
    return folder, costs


def _statement(number: int, chance: random.Random) -> dict[str, bytes]:
    """Return what describes a statement of some 400 words."""
    vocabulary = VOCABULARY[("en", "az", "ru", "ar")[number % 4]].split()
    text = {
        "language": "en",
        "subject": " ".join(chance.choices(vocabulary, k=8)),
        "words": " ".join(chance.choices(vocabulary, k=400)),
        "signatories": [{"name": chance.choice(("Səbinə Əliyeva", "A. Sample", "B. Sample")), "office": "Office"}],
        "recipients": chance.choices(("UNESCO", "embassies", "ЮНЕСКО", "the Council of Europe"), k=3),
    }
    said = {"kind": "issued", "date": f"{2000 + number % 26}-01-{number % 28 + 1:02}", "texts": [text]}
    return {"description.json": json.dumps(said).encode(), "source/en.md": str(number).encode()}


def search_in_many() -> list[float]:
    """Return, in milliseconds of CPU, what each question costs in an archive of 10,000 statements whose index is made."""
    folder, _ = _filled()
    index = folder / "index.sqlite"
    search(folder / "archive", index, asked("x"), 50)
    # So long that the times of all folders tell whether they were changed.
    time.sleep(2.5)
    search(folder / "archive", index, asked("x"), 50)
    costs = []
    for question in _QUESTIONS:
        start = time.process_time()
        for _ in range(5):
            search(folder / "archive", index, asked(question), 50)
        costs.append((time.process_time() - start) / 5 * 1000)
    return costs


def last_over_tenth() -> list[float]:
    """Return what adding the last of 10,000 statements costs over adding the tenth: means of ten around each, as one is soon over."""
    _, costs = _filled()
    return [sum(costs[-10:]) / sum(costs[5:15])]
