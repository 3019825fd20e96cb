"""Measures the desk's processes once a second."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from benchmarks.processes import files_of, memory_of, threads_of
from benchmarks.soak.desk import Desk
from benchmarks.soak.types import Life, Sample

_EACH_S = 1.0


class Watcher(threading.Thread):
    """Adds a sample to the last of `lives` every second, until it is over."""

    def __init__(
        self, desk: Desk, lives: Sequence[Life], *, clock: Callable[[], float], over: threading.Event
    ) -> None:
        super().__init__(name="watcher", daemon=True)
        self._desk = desk
        self._lives = lives
        self._clock = clock
        self._over = over

    def run(self) -> None:
        """Watch."""
        while not self._over.wait(_EACH_S):
            life, pid, warm = self._lives[-1], self._desk.pid, self._desk.warm
            sample = Sample(
                self._clock(),
                memory_of(pid),
                memory_of(warm) if warm is not None else 0.0,
                files_of(pid),
                threads_of(pid),
            )
            # Of a process that is killed while it is looked at there is nothing to tell.
            if sample.desk and sample.files and sample.threads:
                life.samples.append(sample)
