"""A process of its own for each contestant: models loaded once, one thread, nothing of another's settings."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import ParamSpec, Self, TypeVar

from benchmarks.record import environment

P = ParamSpec("P")
T = TypeVar("T")


class Worker:
    """A process that lives as long as the `with` block, and is asked to call functions."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(1, get_context("spawn"), _prepare)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `function`, of a module, gives when the process calls it."""
        return self._pool.submit(function, *args, **kwargs).result()


def _prepare() -> None:
    """Runs before numpy or torch is loaded: they read these when they are."""
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    os.environ.update({**environment(), **one})
