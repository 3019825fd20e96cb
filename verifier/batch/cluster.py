"""A Dask cluster that checks articles: https://distributed.dask.org.

The bytes of an article travel with its task and its report comes back, so a worker needs the same version of
the program, and to reach the store. What a worker that dies had in hand goes to another; whoever joins gets
work. Results are written where the command runs, and nowhere else.
"""

from __future__ import annotations

import os
import secrets
import threading
from asyncio import CancelledError
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from time import monotonic, sleep
from types import TracebackType
from typing import Any, Self

from claims.errors import BadConfiguration, VerifierError
from sources.location import host_of
from verifier.batch.types import (
    DIED,
    Basis,
    Checker,
    Opener,
    Result,
    Settings,
    Task,
    failed,
    open_bench,
    too_slow,
)

# Tasks sent for each thread of the cluster: one that it works on, and one that waits there.
_AHEAD = 2
# Seconds to wait for the scheduler, and for a result before the workers are counted again.
_PATIENCE, _LOOK = 30, 5
# Seconds that a result has to get away from a worker that ends itself, and after which it has surely ended.
_LEAVING, _ENDED = 5.0, 6.0
# What a worker holds open: of a run and of one beside it.
_OPEN = 2

_Future = Any


@dataclass(frozen=True, slots=True)
class _Run:
    """What the tasks of a run are done with. The number, drawn for it, tells it from other runs."""

    opener: Opener
    settings: Settings
    number: str


class Cluster:
    """The workers of a scheduler. Use as a context manager.

    Args:
        address: of the scheduler, tcp://HOST:PORT or tls://HOST:PORT.
        tls: files for TLS, by the names that `distributed.Security` has for them; empty for none.
    """

    def __init__(
        self, settings: Settings, address: str, *, tls: Mapping[str, str], opener: Opener = open_bench
    ) -> None:
        self._run = _Run(opener, settings, secrets.token_hex(8))
        self._address = address
        self._tls = dict(tls)
        self._client: Any = None

    def __enter__(self) -> Self:
        """Connects. Raises BadConfiguration where Dask is not installed, or no scheduler answers."""
        try:
            from distributed import Client, Security
        except ImportError as error:
            remedy = 'Install it with: pip install "attribution-verifier[cluster]".'
            raise BadConfiguration("--scheduler", "Dask is not installed", remedy) from error
        try:
            encrypted = {"require_encryption": True, **self._tls} if self._tls else {}
            security = Security(**encrypted)  # type: ignore[no-untyped-call]
            self._client = Client(  # type: ignore[no-untyped-call]
                self._address, security=security, timeout=_PATIENCE
            )
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            raise BadConfiguration(
                self._address,
                f"no scheduler answers ({_first_line(error)})",
                "Check the address and the TLS files, and that the scheduler runs.",
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def threads(self) -> int:
        """How many articles the workers can be at work on at once; 0 before one has joined."""
        return sum(self._client.nthreads().values())

    def basis(self) -> Basis:
        """See `Workers.basis`; waits for a worker.

        Raises:
            VerifierError: the worker can't check.
        """
        made = self._landed(self._client.submit(_basis_there, self._run, pure=False))
        if made is None:
            raise BadConfiguration(
                self._address, "workers die as they load the program", "Give them 2 GB of memory each."
            )
        basis: Basis = made
        return basis

    def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
        """See `Workers.results`.

        Raises:
            VerifierError: nothing can be checked, whatever the article, or the scheduler is gone.
        """
        flying: dict[_Future, Task] = {}
        # What a worker died with in its hands, perhaps of another article there: each goes once more, alone.
        again: deque[Task] = deque()
        exhausted = alone = False
        ended = 0.0
        while True:
            if again and not flying:
                # Not before workers that end themselves are gone: it would die with one that it was given to.
                sleep(max(0.0, ended - monotonic()))
                alone, task = True, again.popleft()
                flying[self._sent(task, "again")] = task
            room = 0 if alone or again else max(_AHEAD, _AHEAD * self.threads())
            while not exhausted and len(flying) < room:
                if (next_task := next(tasks, None)) is None:
                    exhausted = True
                else:
                    flying[self._sent(next_task)] = next_task
            if not flying:
                return
            for future in self._first_landed(flying):
                task = flying.pop(future)
                result = self._landed(future)
                if result is None and not alone:
                    again.append(task)
                else:
                    result = result or failed(task, DIED)
                    if result.reason == too_slow(self._run.settings.timeout):
                        ended = monotonic() + _ENDED
                    yield result
            alone = alone and bool(flying)

    def _sent(self, task: Task, *mark: str) -> _Future:
        # Under this key the scheduler has it once, however often and by whomever it is sent.
        key = "-".join(("verifier", task.key, *mark))
        return self._client.submit(_check_there, self._run, task, key=key)

    def _first_landed(self, flying: Mapping[_Future, Task]) -> list[_Future]:
        from distributed import wait

        try:
            landed = wait(  # type: ignore[no-untyped-call]
                list(flying), timeout=_LOOK, return_when="FIRST_COMPLETED"
            )
            return list(landed.done)
        except TimeoutError:
            return []
        except CancelledError as error:
            raise self._gone() from error

    def _landed(self, future: _Future) -> Any:
        """What a task gave; None where workers died of it."""
        from distributed.scheduler import KilledWorker

        try:
            return future.result()
        except KilledWorker:
            return None
        except VerifierError:
            raise
        except CancelledError as error:
            raise self._gone() from error
        except Exception as error:  # of the worker's own: it has no program, or another one
            raise BadConfiguration(
                self._address,
                f"a worker can't check articles ({type(error).__name__}: {_first_line(error)})",
                "Install this version of the program on every worker: see docs/scale.md.",
            ) from error
        finally:
            future.release()

    def _gone(self) -> BadConfiguration:
        return BadConfiguration(
            self._address, "the scheduler is gone", "Start it again; the same command then goes on."
        )


def is_loopback(address: str) -> bool:
    """True where the scheduler at `address` is on this machine."""
    host = host_of(address)
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


# What follows runs on the workers. A process checks one article at a time, however many threads it has.
_ALONE = threading.Lock()


# Opened anew for each run: a worker outlives it, and settings and store change in between.
@lru_cache(_OPEN)
def _opened(run: _Run) -> Checker:
    return run.opener(run.settings)


def _basis_there(run: _Run) -> Basis:
    with _ALONE:
        return dict(_opened(run).basis)


def _check_there(run: _Run, task: Task) -> Result:
    with ExitStack() as held:
        held.enter_context(_ALONE)
        check = _opened(run).check
        thread = ThreadPoolExecutor(1)
        try:
            return thread.submit(check, task).result(run.settings.timeout)
        except TimeoutError:
            # A thread can't be stopped, so the process ends; until then nothing may run beside it.
            held.pop_all()
            threading.Timer(_LEAVING, os._exit, (1,)).start()
            return failed(task, too_slow(run.settings.timeout))
        finally:
            thread.shutdown(wait=False)
