"""Work in a fork under limits: what it costs, and how it ends, is its own."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from editions.apart import Answer, Purse
from editions.forks import ask_fork, may_fork
from editions.problems import CheckRefusal, MissingRefusal, Problem, Refusal

_MEMORY = 2**30


def _whole() -> Answer:
    return {"said": "ə"}, b"x" * 300_000


def _refusing() -> Answer:
    raise CheckRefusal(Problem("file.pdf", "is not as it was", "Sign it again."))


def _sleeping() -> Answer:
    time.sleep(60)
    return {}, b""


def _turning() -> Answer:
    while True:
        pass


def _growing() -> Answer:
    return {}, b"x" * (2 * _MEMORY)


def _breaking() -> Answer:
    os.kill(os.getpid(), signal.SIGTERM)
    return {}, b""


def _killed() -> Answer:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}, b""


def _wrong() -> Answer:
    raise KeyError("TEST")


def _writing() -> Answer:
    Path("left.txt").write_text("TEST", "utf-8")
    return {}, b""


def _asked(work: Callable[[], Answer], seconds: float = 20) -> Answer:
    return ask_fork(work, Purse(seconds=seconds, memory=_MEMORY), "file.pdf", matter="it", verb="verify")


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Executor]:
    """A process of one thread, in a folder of its own: this one may have more."""
    folder = tmp_path_factory.mktemp("pool")
    with ProcessPoolExecutor(1, mp_context=get_context("fork"), initializer=os.chdir, initargs=(folder,)) as found:
        assert found.submit(may_fork).result()
        yield found


def test_an_answer_larger_than_a_pipe_comes_whole(pool: Executor) -> None:
    assert pool.submit(_asked, _whole).result() == ({"said": "ə"}, b"x" * 300_000)


@pytest.mark.parametrize(
    ("work", "kind", "told"),
    [
        (_refusing, CheckRefusal, "is not as it was"),
        (_sleeping, Refusal, "it takes more than 1 s to verify"),
        (_turning, Refusal, "it takes more than 1 s to verify"),
        (_growing, Refusal, "it needs more than 1024 MiB of memory to verify"),
        (_breaking, Refusal, "makes its reader break down (signal 15)"),
        (_killed, MissingRefusal, "it was not looked at: the process that did so was ended from outside"),
    ],
)
def test_what_goes_wrong_in_it_is_told_and_the_next_is_answered(
    pool: Executor, work: Callable[[], Answer], kind: type[Refusal], told: str
) -> None:
    with pytest.raises(Refusal) as caught:
        pool.submit(_asked, work, 1 if "1 s" in told else 20).result()

    assert type(caught.value) is kind
    assert told in caught.value.problems[0].what
    assert pool.submit(_asked, _whole).result()[0] == {"said": "ə"}


def test_it_writes_nothing(pool: Executor) -> None:
    folder = Path(pool.submit(os.getcwd).result())

    with pytest.raises(Refusal):
        pool.submit(_asked, _writing).result()

    assert (folder / "left.txt").read_bytes() == b""


def test_a_fault_of_ours_is_not_hidden(pool: Executor) -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'TEST'"):
        pool.submit(_asked, _wrong).result()


def test_no_process_and_no_open_file_is_left(pool: Executor) -> None:
    before = pool.submit(_open).result()
    for _ in range(5):
        pool.submit(_asked, _whole).result()

    assert pool.submit(_open).result() == before
    assert pool.submit(_children).result() == "none"


def _open() -> list[str]:
    return sorted(path.name for path in Path("/proc/self/fd").iterdir())


def _children() -> str:
    try:
        return str(os.waitpid(-1, os.WNOHANG))
    except ChildProcessError:
        return "none"
