"""What checks in the tests that are about processes: quick, and deadly where an article says so.

DIE ends the process, as a fault in a library or a system out of memory does, and DIE FIRST only where the
article comes for the first time; SLEEP does not end, SLOW takes its time; STORE finds the store broken. The
seconds of a result are the number of its process.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claims.errors import StoreError
from verifier.batch.types import Basis, Result, Settings, Status, Task

BASIS = {"version": "1", "store": "none"}


@dataclass(frozen=True, slots=True)
class Quick:
    basis: Basis

    def check(self, task: Task) -> Result:
        text = task.data.decode()
        if "DIE" in text and not ("FIRST" in text and _was_here(task)):
            os.kill(os.getpid(), signal.SIGKILL)
        if "SLEEP" in text:
            time.sleep(600)
        if "STORE" in text:
            raise StoreError("the store", "it is broken", "Mend it.")
        if "SLOW" in text:
            time.sleep(0.02)
        sha256 = hashlib.sha256(task.data).hexdigest()
        status = Status.UNREADABLE if "BAD" in text else Status.CHECKED
        counts = {"words": len(text.split()), "unattributed": len(text)} if status is Status.CHECKED else {}
        report = f"{task.document}: {text}".encode()
        return Result(
            task.ident, task.key, task.name, status, "", sha256, counts, "", report, os.getpid(), self.basis
        )


def _was_here(task: Task) -> bool:
    mark = Path(f"{task.path}.mark")
    found = mark.exists()
    mark.touch()
    return found


def open_quick(settings: Settings) -> Quick:
    return Quick(BASIS)


def open_configured(settings: Settings) -> Quick:
    assert settings.config is not None
    return Quick({**BASIS, "settings": settings.config.read_text(encoding="utf-8")})


def open_none(settings: Settings) -> Quick:
    raise StoreError("the store", "there is none", "Make one.")


def open_dead(settings: Settings) -> Quick:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


class Here:
    """Workers that are this very process; `check` may be anything that gives a result."""

    def __init__(self, check: Callable[[Task], Result] | None = None, basis: Basis = BASIS) -> None:
        self._check = check or Quick(basis).check
        self._basis = basis
        self.checked: list[str] = []

    def basis(self) -> Basis:
        return self._basis

    def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
        for task in tasks:
            self.checked.append(task.name)
            yield self._check(task)
