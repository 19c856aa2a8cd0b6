"""Copies: what one costs once all are set, what setting an address costs, what many cost in memory, and what a second worker brings."""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf

from editions.copies.addressing import address
from editions.copies.staging import Staging
from editions.copying import BATCH, Batch, Shaped, shape
from editions.distributing import written
from editions.model.directory import Addressee
from editions.surroundings import as_values
from tests.support.copying import batch, full_render, recipients
from tests.support.making import SAMPLE, around, prepared, statement_toml
from tests.support.tools import ROOT

_PAIRS = 7
_COPIES = 1_000
_RENDERS = 12
_EDITIONS = [sys.executable, "-m", "editions"]
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@cache
def _batches() -> tuple[tuple[Batch, Shaped], ...]:
    """Return 1,000 copies of the sample, its annexes left aside, each for a recipient of its own: set, and not yet written."""
    people = [replace(one, copies=1, id=f"r{number}") for number, one in enumerate(recipients(_COPIES))]
    text = prepared(SAMPLE, "en")
    made = [batch(people[start : start + BATCH], text=text, look="ombudsman") for start in range(0, _COPIES, BATCH)]
    return tuple((one, shape(one, as_values(around()))) for one in made)


#: In memory, where there is such a place: what a disk's file system takes to make a file is not what is measured.
_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - in a folder of its own


@contextlib.contextmanager
def _folder(place: str | None = None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="editions-bench-", dir=place) as folder:
        yield Path(folder)


def _copying() -> float:
    """Return the CPU seconds of composing, hashing and writing 1,000 copies."""
    with _folder(_MEMORY) as folder:
        staging = Staging(folder / "staging", "bench")
        start = time.process_time()
        for number, (made, set_one) in enumerate(_batches()):
            staging.finish(number, written(made, set_one, staging.put), b"")
        return time.process_time() - start


def _writing() -> float:
    """Return the CPU seconds of writing 1,000 files of that size."""
    made, set_one = _batches()[0]
    content = set_one.carriers[0].prefix + set_one.carriers[0].tail(set_one.drawn[0][1], made.identifier(made.copies[0]))
    with _folder(_MEMORY) as folder:
        start = time.process_time()
        for number in range(_COPIES):
            (folder / f"{number:04}.pdf").write_bytes(content)
        return time.process_time() - start


def over_writing() -> list[float]:
    """Return the CPU of 1,000 copies over that of writing 1,000 files of that size."""
    _batches()
    return [_copying() / _writing() for _ in range(_PAIRS)]


def over_rendering() -> list[float]:
    """Return how many times the copies a CPU second are made of what WeasyPrint, warm, sets with another address each time."""
    made, _ = _batches()[0]
    full_render(made, made.copies[0])
    ratios = []
    for _ in range(3):
        start = time.process_time()
        for copy in made.copies[:_RENDERS]:
            full_render(made, copy)
        ratios.append((time.process_time() - start) / _RENDERS / (_copying() / _COPIES))
    return ratios


def _overlaying() -> float:
    """Return the CPU seconds of 1,000 copies as pikepdf makes them: the address as a form XObject on page 1, and the file saved."""
    made, set_one = _batches()[0]
    content = set_one.carriers[0].prefix + set_one.carriers[0].tail(set_one.drawn[0][1], made.identifier(made.copies[0]))
    with _folder(_MEMORY) as folder, pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"q /Address Do Q")
        fonts = page.obj.Resources.Font
        start = time.process_time()
        for number in range(_COPIES):
            drawn = set_one.drawn[number % len(set_one.drawn)][1][0]
            form = pdf.make_stream(b"0.75 0 0 -0.75 0 841.89 cm " + drawn)
            form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            form.BBox, form.Resources = [0, 0, 596, 842], pikepdf.Dictionary(Font=fonts)
            page.obj.Resources.XObject["/Address"] = form
            pdf.save(folder / f"{number:04}.pdf")
        return time.process_time() - start


def over_overlaying() -> list[float]:
    """Return how many times the copies a CPU second are made of what pikepdf makes with a form XObject."""
    return [_overlaying() / _copying() for _ in range(3)]


def a_line() -> list[float]:
    """Return the milliseconds of CPU of setting a distinct line of an address, 500 recipients at once.

    All that a batch costs is included: the edition itself, the numbers, and the check of what came out.
    """
    found = []
    for seed in range(3):
        people = [_of_its_own(one) for one in recipients(BATCH, seed=seed)]
        made = batch(people, text=prepared(SAMPLE, "en"), look="ombudsman")
        lines = {line for one in people for line in address(one, "en", made.home).lines}
        start = time.process_time()
        shape(made, as_values(around()))
        found.append((time.process_time() - start) / len(lines) * 1000)
    return found


def _of_its_own(one: Addressee) -> Addressee:
    """Return *one* with three lines that no other has, as a name, a street and a city have."""
    number = one.id.removeprefix("r")
    lines = [*one.address, "SAMPLE Street", "SAMPLE City"][:2]
    return replace(one, copies=1, name=f"{one.name} {number}", address=tuple(f"{line[:30]} {number}" for line in lines))


_TEXT = '+++\nheading = "SAMPLE"\n[signatory]\nname = "A. Sample"\n+++\n\nA paragraph.\n'


def _office(folder: Path, statements: int) -> None:
    for number in range(statements):
        seed = folder / "seeds" / f"s{number:05}"
        seed.mkdir(parents=True)
        (seed / "statement.toml").write_text('date = 2026-03-08\noriginal = "en"\n', "utf-8")
        (seed / "en.md").write_text(_TEXT.replace("A paragraph", f"Paragraph {number}"), "utf-8")


def _peak(count: int) -> int:
    """Return the bytes of memory that `editions copies` has at most, all its processes together, for *count* copies."""
    with _folder() as folder:
        _office(folder, 1)
        rows = "".join(
            f"r{number},Office {number} of SAMPLE,{number} SAMPLE Street|SAMPLE City {number % 97},all\n" for number in range(count)
        )
        (folder / "recipients.csv").write_text("id,name,address,groups\n" + rows, "utf-8")
        subprocess.run([*_EDITIONS, "build", "--format", "pdf"], cwd=folder, env=_ENVIRONMENT, check=True, capture_output=True)
        command = [*_EDITIONS, "copies", "s00000", "--to", "all"]
        process = subprocess.Popen(command, cwd=folder, env=_ENVIRONMENT, stderr=subprocess.DEVNULL)
        peak = 0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(0.1)
        if process.returncode:
            raise RuntimeError(f"the copies ended with {process.returncode}")
        return peak


def _memory(pid: int) -> int:
    """Return the private memory (Pss), in bytes, of the process *pid* and of those that it started."""
    total, wanted = 0, [str(pid)]
    while wanted:
        one = wanted.pop()
        # A process may end while it is looked at.
        with contextlib.suppress(OSError):
            found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text("ascii"), re.MULTILINE)
            total += int(found[1]) * 1024 if found else 0
            for task in Path(f"/proc/{one}/task").iterdir():
                wanted += (task / "children").read_text("ascii").split()
    return total


def memory_many_over_few(many: int = 100_000, few: int = 1_000) -> list[float]:
    """Return the memory of *many* copies over that of *few*."""
    return [_peak(many) / _peak(few)]


_STATEMENTS = 200


def two_workers_over_one() -> list[float]:
    """Return how many times the statements a second two workers of a Dask cluster make of what one makes."""
    return [_on_cluster(1) / _on_cluster(2) for _ in range(2)]


def _on_cluster(workers: int) -> float:
    """Return the seconds in which so many *workers* make 200 statements as long as the sample."""
    with _folder() as folder, contextlib.ExitStack() as stack:
        text = (SAMPLE / "en.md").read_text("utf-8")
        for number in range(_STATEMENTS):
            seed = folder / "seeds" / f"s{number:03}"
            seed.mkdir(parents=True)
            (seed / "statement.toml").write_text(statement_toml(), "utf-8")
            (seed / "en.md").write_text(text.replace("32 years have passed", f"{number} years have passed"), "utf-8")
        address = _started(
            stack, folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", until=r"tcp://(127\.0\.0\.1:\d+)"
        )
        for number in range(workers):
            options = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(folder / f"w{number}"))
            _started(stack, folder, "worker", f"tcp://{address}", *options, until="(Registered to)")
        command = [*_EDITIONS, "build", "--format", "pdf", "--executor", f"dask://{address}"]
        # Once, so that the workers have loaded what they need.
        subprocess.run([*command, "s000"], cwd=folder, env=_ENVIRONMENT, check=True, capture_output=True)
        shutil.rmtree(folder / "build")
        start = time.monotonic()
        subprocess.run(command, cwd=folder, env=_ENVIRONMENT, check=True, capture_output=True)
        return time.monotonic() - start


def _started(stack: contextlib.ExitStack, folder: Path, *command: str, until: str) -> str:
    """Start a part of Dask, which ends with *stack*, and return what it says that matches *until*."""
    process = stack.enter_context(
        subprocess.Popen(
            [sys.executable, "-m", "dask", *command],
            cwd=folder,
            env=_ENVIRONMENT,
            stderr=subprocess.PIPE,
            text=True,
            stdout=subprocess.DEVNULL,
        )
    )
    stack.callback(process.terminate)
    for line in process.stderr or ():
        if found := re.search(until, line):
            return found[1]
    raise RuntimeError(f"dask {command[0]} ended")
