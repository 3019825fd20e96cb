"""Processes of this machine that check articles, each with a pipe of its own.

`concurrent.futures` gives up a whole pool when one process dies, and a queue that processes share is lost
with one that dies while it holds the lock. With a pipe for each, another process takes the place of one that
died and nothing else is touched. What it died of, a file or a system out of memory, is tried once more while
no other process works, and then told.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from claims.errors import BadConfiguration, VerifierError
from verifier.batch.types import (
    DIED,
    Basis,
    Opener,
    Result,
    Settings,
    Task,
    failed,
    open_bench,
    too_slow,
)
from verifier.worker import prepare, starting

# A process of its own from the start: forked ones would share threads and locks of this one.
_SPAWN = multiprocessing.get_context("spawn")
_NEVER = float("inf")
# Seconds after which another process takes the place of one: as its caches fill, its memory grows by 0.1 to
# 0.2 MB an article, and loading takes one part in a hundred of this.
_LIFE = 300.0


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, and what it works on: None while it has nothing to do.

    Attributes:
        basis: what its results hang on; None until it is ready.
        alone: no other process works meanwhile.
        until: when its time for the task is over, by the monotonic clock.
        old: when its own time is.
    """

    process: BaseProcess
    pipe: Connection
    basis: Basis | None = None
    task: Task | None = None
    alone: bool = False
    until: float = _NEVER
    old: float = _NEVER


class Pool:
    """`jobs` processes. Use as a context manager; at its end they are killed, whatever they do."""

    def __init__(self, settings: Settings, *, jobs: int, opener: Opener = open_bench) -> None:
        self._settings = settings
        self._opener = opener
        self._jobs = jobs
        self._workers: list[_Worker] = []
        # What a process died on, and whether all other tasks were given out.
        self._again: deque[Task] = deque()
        self._exhausted = False

    def __enter__(self) -> Self:
        self._workers = [self._started() for _ in range(self._jobs)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            _kill(worker)

    def basis(self) -> Basis:
        """See `Workers.basis`.

        Raises:
            VerifierError: a process can't start.
        """
        while True:
            for worker in self._workers:
                if worker.basis is not None:
                    return worker.basis
            for worker in self._heard():
                self._answer(worker)

    def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
        """See `Workers.results`.

        Raises:
            VerifierError: nothing can be checked, whatever the article.
        """
        self._exhausted = False
        while True:
            self._give_out(tasks)
            if self._exhausted and not self._again and not self._busy():
                return
            for worker in self._heard():
                result = self._answer(worker)
                # First the next task, so that the process doesn't wait while the result is written down.
                self._give_out(tasks)
                if result is not None:
                    yield result
            yield from self._overdue()

    def _busy(self) -> bool:
        return any(worker.task is not None for worker in self._workers)

    def _give_out(self, tasks: Iterator[Task]) -> None:
        for worker in tuple(self._workers):
            if worker.basis is None or worker.task is not None:
                continue
            if any(other.alone for other in self._workers):
                return
            if self._again:
                if not self._busy():
                    self._give(worker, self._again.popleft(), alone=True)
                return
            if (task := next(tasks, None)) is None:
                self._exhausted = True
                return
            self._give(worker, task)

    def _give(self, worker: _Worker, task: Task, *, alone: bool = False) -> None:
        if not worker.process.is_alive():
            # It died while it had nothing to do, so not of this task.
            self._replace(worker)
            self._again.appendleft(task)
            return
        worker.task, worker.alone = task, alone
        worker.until = time.monotonic() + self._settings.timeout
        with contextlib.suppress(OSError):  # where it has just died, its pipe says so when it is heard
            worker.pipe.send(task)

    def _heard(self) -> list[_Worker]:
        """Those that have something to say, or have died; after some time nobody."""
        speaking = {w.pipe: w for w in self._workers if w.task is not None or w.basis is None}
        soonest = min(worker.until for worker in speaking.values())
        left = None if soonest == _NEVER else max(0.0, soonest - time.monotonic())
        return [speaking[pipe] for pipe in wait(list(speaking), left) if isinstance(pipe, Connection)]

    def _answer(self, worker: _Worker) -> Result | None:
        """The result that a process sends; None where it says that it is ready, or has died."""
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            return self._lost(worker)
        if isinstance(said, VerifierError):
            raise said
        if not isinstance(said, Result):
            worker.basis, worker.old = said, time.monotonic() + _LIFE
            return None
        worker.task, worker.alone, worker.until = None, False, _NEVER
        if worker.old <= time.monotonic():
            self._replace(worker)
        return said

    def _lost(self, worker: _Worker) -> Result | None:
        if worker.task is None:
            raise BadConfiguration(
                "the checking processes",
                "one of them died as it started",
                "Free some memory, or have fewer of them with --jobs.",
            )
        self._replace(worker)
        if worker.alone:
            return failed(worker.task, DIED)
        self._again.append(worker.task)
        return None

    def _overdue(self) -> Iterator[Result]:
        now = time.monotonic()
        for worker in tuple(self._workers):
            # One that has its say and wasn't heard, while results were written down, was done in time.
            if worker.task is not None and worker.until <= now and not worker.pipe.poll():
                self._replace(worker)
                yield failed(worker.task, too_slow(self._settings.timeout))

    def _replace(self, worker: _Worker) -> None:
        _kill(worker)
        self._workers[self._workers.index(worker)] = self._started()

    def _started(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        # As a daemon it ends with this process in whatever way that ends of itself.
        process = _SPAWN.Process(target=_serve, args=(theirs, self._settings, self._opener), daemon=True)
        with starting():
            process.start()
        theirs.close()  # else the pipe would stay open when the process dies
        return _Worker(process, ours)


def _kill(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _serve(pipe: Connection, settings: Settings, opener: Opener) -> None:
    """What a process does: says what its results hang on, then answers each task with its result."""
    prepare()
    try:
        bench = opener(settings)
        pipe.send(bench.basis)
        while True:
            pipe.send(bench.check(pipe.recv()))
    except VerifierError as error:
        pipe.send(error)
    except (EOFError, BrokenPipeError):
        return
