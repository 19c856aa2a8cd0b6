"""Work given to a Dask cluster: an executor like any other, whose processes are on other computers.

The door to distributed. What is given goes as values. A worker has editions of its own, the same as here, and does one
thing at a time: what sets a page holds for its process alone. The limit of seconds for one PDF does not hold there: a worker
does its work beside its main thread, which alone could be stopped.
"""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any

from editions.manifest import fingerprint
from editions.problems import MissingRefusal, Problem

#: Seconds until a scheduler that does not answer is given up.
_PATIENCE = 20


class Cluster(Executor):
    """The workers of the scheduler at an address, as an executor."""

    def __init__(self, address: str) -> None:
        """Ask the scheduler at *address*, "HOST:PORT", for its workers.

        Raises:
            MissingRefusal: distributed is not installed, no scheduler answers, or its workers cannot do the work.
        """
        try:
            from distributed import Client
        except ImportError:
            raise MissingRefusal(Problem("this computer", "the library distributed is missing", "pip install 'editions[dask]'")) from None
        where = f"dask://{address}"
        try:
            self._client = Client(f"tcp://{address}", timeout=_PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            what = f"no scheduler answers: {error}".splitlines()[0]
            raise MissingRefusal(Problem(where, what, "Start one: `dask scheduler`; or mend the address.")) from None
        try:
            self._refuse_others(where)
        except BaseException:
            self._client.close()
            raise
        self._pool = self._client.get_executor(pure=False, retries=0)
        #: How many there are.
        self.workers = len(self._client.scheduler_info(n_workers=-1)["workers"])

    def _refuse_others(self, where: str) -> None:
        """Refuse workers with another editions, or with several threads.

        Raises:
            MissingRefusal: there is one, or none at all.
        """
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        found = self._client.run(fingerprint, on_error="return")
        problems = [] if workers else [Problem(where, "the cluster has no workers", "Start some: `dask worker HOST:PORT --nthreads 1`.")]
        for name, told in workers.items():
            if told["nthreads"] != 1:
                what = f"the worker {name} does {told['nthreads']} things at a time"
                problems.append(Problem(where, what, "Start it with `--nthreads 1`, once for each core."))
            elif found.get(name) != fingerprint():
                lacks = f": {found[name]}" if isinstance(found.get(name), Exception) else ""
                what = f"the worker {name} has not the same editions, fonts and libraries as this computer{lacks}"
                problems.append(Problem(where, what, "Install the same release there."))
        if problems:
            raise MissingRefusal(*problems)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return the future of ``fn(*args, **kwargs)`` on one of the workers; one that was lost meanwhile breaks it."""
        told: Future[Any] = Future()
        given = self._pool.submit(fn, *args, **kwargs)
        given.add_done_callback(lambda done: _tell(done, told))
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, which goes on; with *wait*, when all that was given is done."""
        if cancel_futures or not wait:
            self._pool.shutdown(wait=False)
        else:
            self._pool.shutdown(wait=True)
        self._client.close()


def _tell(done: "Future[Any]", told: "Future[Any]") -> None:
    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    if done.cancelled():
        told.set_exception(BrokenExecutor("the work was cancelled"))
        return
    error = done.exception()
    if isinstance(error, KilledWorker | CommClosedError):
        told.set_exception(BrokenExecutor(str(error)))
    elif error is not None:
        told.set_exception(error)
    else:
        told.set_result(done.result())
