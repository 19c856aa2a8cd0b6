"""Work given to a Dask cluster: a real scheduler and two workers on loopback; inputs go to them as values."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from editions.cli import main
from editions.clusters import Cluster
from editions.problems import MissingRefusal
from tests.support.tools import ROOT

_TOML = 'date = 2026-03-08\noriginal = "en"\n'
_TEXT = """+++
heading = "SAMPLE"
[signatory]
name = "A. Sample"
[recipients]
lead = "To"
names = ["the SAMPLE Bureau", "SAMPLE Embassy"]
+++

A paragraph.
"""
_DIRECTORY = "id,name,address\nbureau,SAMPLE Bureau,1 SAMPLE Street\nemb,SAMPLE Embassy,2 SAMPLE Street\n"


@contextmanager
def _running(*command: str, folder: Path, log: str, package: Path = ROOT) -> Iterator[Path]:
    """Run a part of Dask in *folder*, and give the file that it writes of itself."""
    surroundings = {**os.environ, "PYTHONPATH": str(package)}
    with (folder / log).open("wb") as stream:
        running = subprocess.Popen([sys.executable, "-m", "dask", *command], cwd=folder, env=surroundings, stderr=stream, stdout=stream)
        try:
            yield folder / log
        finally:
            running.terminate()
            running.wait(30)


def _found(log: Path, pattern: str) -> str:
    """Return what *pattern* finds in *log*, once it is there."""
    for _ in range(600):
        if found := re.search(pattern, log.read_text("utf-8")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8"))


@contextmanager
def _cluster(folder: Path, *, workers: int, threads: int = 1, package: Path = ROOT) -> Iterator[str]:
    """Run a scheduler and *workers*, which see nothing of the office, and give its address."""
    with ExitStack() as stack:
        asked = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        log = stack.enter_context(_running(*asked, folder=folder, log="scheduler.log"))
        address = _found(log, r"Scheduler at:\s+tcp://(127\.0\.0\.1:\d+)")
        for number in range(workers):
            options = ("--nthreads", str(threads), "--no-dashboard", "--no-nanny", "--local-directory", str(folder / f"w{number}"))
            log = stack.enter_context(
                _running("worker", f"tcp://{address}", *options, folder=folder, log=f"worker-{number}.log", package=package)
            )
            _found(log, r"(Registered to)")
        yield address


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A cluster of two workers."""
    with _cluster(tmp_path_factory.mktemp("cluster"), workers=2) as address:
        yield address


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with three statements and a directory; the current folder."""
    for number in range(3):
        seed = tmp_path / "seeds" / f"s-{number}"
        seed.mkdir(parents=True)
        (seed / "statement.toml").write_text(_TOML, "utf-8")
        (seed / "en.md").write_text(_TEXT.replace("A paragraph", f"Paragraph {number}"), "utf-8")
    (tmp_path / "recipients.csv").write_text(_DIRECTORY, "utf-8")
    return tmp_path


def _all(office: Path) -> dict[str, bytes]:
    return {str(path.relative_to(office)): path.read_bytes() for path in sorted((office / "build").rglob("*")) if path.is_file()}


def test_editions_checks_and_copies_of_a_cluster_are_those_of_this_computer(
    office: Path, cluster: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--executor", f"dask://{cluster}")
    verdicts = []
    made = []
    for where in (given, ("--workers", "1")):
        shutil.rmtree(office / "build", ignore_errors=True)
        assert main(["build", *where, "--json"]) == 0
        assert main(["copies", *where, "--json"]) == 0
        capsys.readouterr()
        assert main(["check", "--no-office", *where, "--json"]) == 0
        verdicts.append(json.loads(capsys.readouterr().out)["verdicts"])
        made.append(_all(office))

    assert len(verdicts[0]) == 3
    assert verdicts[0] == verdicts[1]
    assert sum(name.endswith(".pdf") for name in made[0]) == 3 + 3 * 3
    assert made[0] == made[1]


def test_a_statement_that_cannot_be_set_is_the_same_problem_from_a_cluster(
    office: Path, cluster: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "seeds" / "s-1" / "en.md").write_text(_TEXT.replace("A paragraph", "外"), "utf-8")
    said = []
    for where in (("--executor", f"dask://{cluster}"), ("--workers", "1")):
        shutil.rmtree(office / "build", ignore_errors=True)
        assert main(["build", *where, "--json"]) == 3
        said.append(json.loads(capsys.readouterr().out)["problems"])

    assert said[0] == said[1]
    assert "外" in said[0][0]["what"]


def test_both_workers_work(cluster: str) -> None:
    with Cluster(cluster) as pool:
        found = {future.result() for future in [pool.submit(_slowly) for _ in range(8)]}

    assert len(found) == 2


def _slowly() -> int:
    time.sleep(0.2)
    return os.getpid()


def _end() -> None:
    os._exit(9)


def test_a_cluster_whose_workers_are_lost_makes_what_was_given_a_problem(tmp_path: Path) -> None:
    from concurrent.futures import BrokenExecutor

    with _cluster(tmp_path, workers=1) as address, Cluster(address) as pool:
        lost = pool.submit(_end)
        # The scheduler tries it with each worker that it has; there is no other.
        pool.shutdown(wait=False)
        with pytest.raises(BrokenExecutor):
            lost.result(60)


def _refusal(address: str) -> str:
    with pytest.raises(MissingRefusal) as caught:
        Cluster(address)
    return str(caught.value)


def test_workers_with_several_threads_are_refused(tmp_path: Path) -> None:
    with _cluster(tmp_path, workers=1, threads=2) as address:
        assert "does 2 things at a time" in _refusal(address)


def test_a_cluster_without_workers_is_refused(tmp_path: Path) -> None:
    with _cluster(tmp_path, workers=0) as address:
        assert "the cluster has no workers" in _refusal(address)


def test_a_worker_with_another_release_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(ROOT / "editions", other / "editions")
    (other / "fonts").symlink_to(ROOT / "fonts")
    with (other / "editions" / "kinds.py").open("a", encoding="utf-8") as stream:
        stream.write("# Another.\n")

    with _cluster(tmp_path, workers=1, package=other) as address:
        assert "has not the same editions" in _refusal(address)


@pytest.mark.usefixtures("office")
def test_a_scheduler_that_does_not_answer_is_one_problem(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editions.clusters._PATIENCE", 1)

    assert main(["build", "--executor", "dask://127.0.0.1:9"]) == 4
    assert "dask://127.0.0.1:9: no scheduler answers" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["127.0.0.1:8786", "dask://host", "tcp://host:1", "dask://a b:1"])
def test_an_executor_is_written_as_one(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--executor", text]) == 2
    assert "it is written dask://HOST:PORT" in capsys.readouterr().err
