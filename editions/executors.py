"""One concurrent.futures.Executor for all that is many: processes, or this one for a single piece of work."""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

_Result = TypeVar("_Result")
_Thing = TypeVar("_Thing")


class InThisProcess(Executor):
    """Runs each call at once, here: a single statement is not worth a second process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return a future that is already done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def breadth(pool: Executor) -> int:
    """Return how many pieces of work *pool* does at a time."""
    if isinstance(pool, InThisProcess):
        return 1
    return int(getattr(pool, "workers", 0)) or len(os.sched_getaffinity(0))


def batches(things: Iterable[_Thing], size: int) -> Iterator[tuple[_Thing, ...]]:
    """Yield *things* in order, *size* at a time, the last time perhaps fewer."""
    left = iter(things)
    while batch := tuple(islice(left, size)):
        yield batch


def submit(pool: Executor, work: Callable[..., Any], *arguments: Any) -> Future[Any]:
    """Return the future of ``work(*arguments)`` in *pool*; where the pool has lost a process, one that says so."""
    try:
        return pool.submit(work, *arguments)
    except BrokenExecutor as error:
        lost: Future[Any] = Future()
        lost.set_exception(error)
        return lost


def in_turn(pool: Executor, work: Callable[..., _Result], things: Iterable[_Thing], *more: Any) -> Iterator[_Result]:
    """Yield ``work(thing, *more)`` for each of *things*, in order; no more are begun than are soon asked for."""
    begun: deque[Future[Any]] = deque()
    for thing in things:
        begun.append(submit(pool, work, thing, *more))
        if len(begun) > 2 * breadth(pool):
            yield begun.popleft().result()
    while begun:
        yield begun.popleft().result()


def tidily(work: Callable[..., _Result], *arguments: Any) -> _Result:
    """Return ``work(*arguments)``, with all that it left behind collected: memory stays flat over many."""
    try:
        return work(*arguments)
    finally:
        # What was there before is not looked through again: rings are made and left within one piece of work.
        gc.collect(1)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the collector of cycles away from work that makes much and keeps nearly all of it: it took two fifths of setting addresses.

    What is left behind is collected at the end.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
        gc.collect(1)


def calmly(work: Callable[..., _Result], *arguments: Any) -> _Result:
    """Return ``work(*arguments)``, undisturbed: what it leaves behind is all young, and is collected at its end."""
    with undisturbed():
        return work(*arguments)


def executor(pieces: int, workers: int, load: Callable[[], None], cluster: str | None = None) -> Executor:
    """Return an executor for so many *pieces* of work, over *workers* processes (0: one a core); or, if given, the *cluster* "HOST:PORT".

    *load* is called once, before the processes part: what it loads is theirs, too. What it raises is raised.
    When one of its processes is killed, the work that is not done yet ends in a BrokenExecutor.

    Raises:
        MissingRefusal: there is no such cluster, or its workers are not what is needed.
    """
    if cluster:
        from editions.clusters import Cluster

        return Cluster(cluster)
    wanted = min(pieces, workers or len(os.sched_getaffinity(0)))
    if wanted <= 1:
        return InThisProcess()
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    load()
    # What is loaded stays: the collector need not look at it again in each process.
    gc.collect()
    gc.freeze()
    # Forked before any thread is started: what this process has loaded need not be read again.
    return ProcessPoolExecutor(wanted, mp_context=multiprocessing.get_context("fork"))
