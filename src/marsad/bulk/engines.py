"""Who does the tasks: processes of this machine, or Ray. Both do the same tasks; what comes out is the same bytes."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
from collections import deque
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Protocol

from marsad.bulk.task import Failed
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from marsad.bulk.task import Task

_AHEAD = 4
"""So many tasks a worker lie ready on Ray."""


def do(function: Callable[[Task], None], task: Task) -> None:
    """Do a task. Word lists and rules are many objects and stay, so that garbage among them is looked for seldom."""
    gc.set_threshold(50_000, 20, 50)
    function(task)


class Engine(Protocol):
    """Does tasks, as many at once as it has workers."""

    workers: int

    def map(self, function: Callable[[Task], None], tasks: Iterable[Task]) -> Iterator[tuple[Task, Failed | None]]:
        """Do every task; yield each as it ends, in any order, with how it failed or None."""

    def close(self) -> None:
        """Let the workers go."""


class Here:
    """Does tasks in this very process, one after another: for tests, and where a pool would cost more."""

    workers = 1

    def map(self, function: Callable[[Task], None], tasks: Iterable[Task]) -> Iterator[tuple[Task, Failed | None]]:
        """Do every task, in order."""
        for task in tasks:
            do(function, task)
            yield task, None

    def close(self) -> None:
        """Let nobody go."""


class Processes:
    """Processes of this machine, each in a pool of its own, so that it is known which task a dead one had."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pools: list[ProcessPoolExecutor | None] = [None] * workers
        self._running: dict[Future[None], tuple[int, Task]] = {}

    def map(self, function: Callable[[Task], None], tasks: Iterable[Task]) -> Iterator[tuple[Task, Failed | None]]:
        """Do every task."""
        waiting = deque(tasks)
        free = deque(range(self.workers))
        running = self._running
        while waiting or running:
            while waiting and free:
                worker, task = free.popleft(), waiting.popleft()
                running[self._pool(worker).submit(do, function, task)] = worker, task
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                worker, task = running.pop(future)
                free.append(worker)
                yield task, self._how(future, worker)

    def close(self) -> None:
        """Let the workers go; those that are at work, since somebody stopped the job, at once."""
        for pool in self._pools:
            if pool is not None:
                pool.shutdown(wait=not self._running, cancel_futures=True)
        if self._running:
            for process in multiprocessing.active_children():
                process.terminate()
        self._pools, self._running = [None] * self.workers, {}

    def _pool(self, worker: int) -> ProcessPoolExecutor:
        pool = self._pools[worker]
        if pool is None:
            pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_settled_in)
            self._pools[worker] = pool
        return pool

    def _how(self, future: Future[None], worker: int) -> Failed | None:
        error = future.exception()
        if isinstance(error, BrokenProcessPool):
            self._pools[worker] = None
            return Failed("its process ended", died=True)
        return told(error)


class OnRay:
    """Workers of Ray: of its own on this machine, or of a cluster whose machines share the folder of the job."""

    def __init__(self, where: str, workers: int) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        if where != "local":
            os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "error")
        try:
            import ray
        except ImportError as error:
            raise MarsadError(
                "--ray needs the Python package ray; install marsad with its extra: pip install 'marsad[ray]'. "
                "Without --ray the work is done by processes of this machine."
            ) from error
        self._ray: Any = ray
        here = {"num_cpus": workers, "include_dashboard": False} if where == "local" else {"address": where}
        try:
            ray.init(**here, log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, RuntimeError, ValueError) as error:
            first = str(error).partition("\n")[0]
            raise MarsadError(
                f"No Ray answers at “{where}” ({first}); look whether the cluster runs, or say --ray local."
            ) from error
        self.workers = workers if where == "local" else int(self._ray.cluster_resources().get("CPU", 1))

    def map(self, function: Callable[[Task], None], tasks: Iterable[Task]) -> Iterator[tuple[Task, Failed | None]]:
        """Do every task."""
        waiting, running = deque(tasks), dict[Any, "Task"]()
        remote = self._ray.remote(max_retries=0)(do)
        while waiting or running:
            while waiting and len(running) < _AHEAD * self.workers:
                task = waiting.popleft()
                running[remote.remote(function, task)] = task
            for reference in self._ray.wait([*running], num_returns=1)[0]:
                yield running.pop(reference), self._how(reference)

    def close(self) -> None:
        """Let the workers go."""
        self._ray.shutdown()

    def _how(self, reference: object) -> Failed | None:
        errors = self._ray.exceptions
        try:
            self._ray.get(reference)
        except errors.RayTaskError as error:
            return told(error.cause)
        except (errors.WorkerCrashedError, errors.OutOfMemoryError, errors.NodeDiedError):
            return Failed("its process ended", died=True)
        return None


def told(error: BaseException | None) -> Failed | None:
    """Say how a task failed; what a person can mend is raised."""
    if isinstance(error, MarsadError):
        raise error
    return None if error is None else Failed(f"{type(error).__name__}: {error}".partition("\n")[0])


def engine(workers: int, ray: str | None = None) -> Engine:
    """Return who does the tasks: Ray where it is named, else so many processes."""
    return OnRay(ray, workers) if ray else Processes(workers)


def _settled_in() -> None:
    """Leave the interrupt to the process that gave the tasks, and end when that one does, however it ends."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait as wait_for

    wait_for([sentinel])
    os._exit(1)
