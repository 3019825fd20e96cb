"""What the desk does beside answering: one piece of work after the other, in a thread of its own.

A check takes seconds and uses all that the machine has, so that two at once would only both be late.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from claims.errors import StoreBusy, VerifierError
from verifier.web.faults import FAULT, FAULT_REMEDY, tell_fault

_MOST_KEPT = 100
#: Seconds between one try and the next, where the database can't be used for the moment.
_PAUSES = (1.0, 3.0, 10.0, 30.0)

Work = Callable[[], str]
"""Does the work, and says in words what came of it. Can be done twice. May raise VerifierError."""


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work as it stands.

    Attributes:
        number: counts up.
        about: id of the draft that is checked; empty for a source.
        title: what is done, in words: "Checking draft.docx".
        state: how far it is.
        ahead: how many are done before it.
        told: what came of it, or what went wrong.
        remedy: what can be done where it went wrong.
        asked: when it was asked for.
    """

    number: int
    about: str
    title: str
    asked: datetime
    state: State = State.WAITING
    ahead: int = 0
    told: str = ""
    remedy: str = ""

    @property
    def open(self) -> bool:
        """True until it is done."""
        return self.state in (State.WAITING, State.RUNNING)


class Jobs:
    """A queue of jobs and the thread that does them. `close` ends the thread."""

    def __init__(self) -> None:
        self._jobs: dict[int, Job] = {}
        self._queue: queue.SimpleQueue[tuple[int, Work] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._next = 1
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="desk jobs", daemon=True)
        self._thread.start()

    def add(self, work: Work, *, title: str, asked: datetime, about: str = "") -> Job:
        """Put `work` at the end of the queue. A draft that waits already is not queued again."""
        with self._lock:
            for job in self._jobs.values():
                if about and job.about == about and job.state is State.WAITING:
                    return job
            job = Job(self._next, about, title, asked)
            self._next += 1
            self._jobs[job.number] = job
            self._forget_old()
            self._queue.put((job.number, work))
        return job

    def all(self) -> tuple[Job, ...]:
        """The jobs that are open, and the last of those that are done, newest first."""
        with self._lock:
            jobs = list(self._jobs.values())
        ahead, counted = 0, []
        for job in jobs:
            counted.append(replace(job, ahead=ahead))
            ahead += job.open
        return tuple(reversed(counted))

    def of(self, about: str) -> Job | None:
        """The newest job about a draft."""
        return next((job for job in self.all() if job.about == about), None)

    def dismiss(self, number: int) -> None:
        """Forget a job that is done."""
        with self._lock:
            if number in self._jobs and not self._jobs[number].open:
                del self._jobs[number]

    def close(self) -> None:
        """End the thread once the job that runs is done; those that wait are left undone."""
        self._closed.set()
        self._queue.put(None)
        with self._lock:
            waiting = [job for job in self._jobs.values() if job.state is State.WAITING]
            for job in waiting:
                del self._jobs[job.number]
        self._thread.join()

    def _forget_old(self) -> None:
        done = [number for number, job in self._jobs.items() if not job.open]
        for number in done[: max(0, len(self._jobs) - _MOST_KEPT)]:
            del self._jobs[number]

    def _set(self, number: int, **values: object) -> bool:
        with self._lock:
            if number not in self._jobs:
                return False
            self._jobs[number] = replace(self._jobs[number], **values)  # type: ignore[arg-type]
            return True

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            self._do(*item)
            del item  # and what it holds, such as a file that was sent

    def _do(self, number: int, work: Work) -> None:
        if not self._set(number, state=State.RUNNING):
            return
        try:
            self._set(number, state=State.DONE, told=self._done(work))
        except VerifierError as error:
            told = f"{error.subject}: {error.reason}"
            self._set(number, state=State.FAILED, told=told, remedy=error.remedy)
        except Exception as error:
            tell_fault(error)
            self._set(number, state=State.FAILED, told=FAULT, remedy=FAULT_REMEDY)

    def _done(self, work: Work) -> str:
        """What came of `work`, done again where what stood in its way passes. May raise what it raises."""
        for pause in _PAUSES:
            try:
                return work()
            except StoreBusy:
                if self._closed.wait(pause):
                    raise
        return work()
