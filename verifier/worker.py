"""Processes that work for another one: how many are worth having, and what each does first."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Windows can't wait for more processes.
_MOST = 61
# As many processes as cores work, and threads that wait for each other slow all down.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def cores() -> int:
    """How many cores this process may use."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(found or 1, _MOST)


@contextmanager
def starting() -> Iterator[None]:
    """While such processes are started: Ctrl-C waits, and never reaches them.

    It is sent to all processes of a terminal, and the one that starts the others decides what to do.
    """
    with _waiting():
        if not hasattr(signal, "pthread_sigmask"):  # Windows
            yield
            return
        # It takes the mask away when it starts, so it comes first.
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _waiting() -> Iterator[None]:
    """Ctrl-C comes afterwards. The mask alone does not make it wait: it is of one thread, others take it."""
    if threading.current_thread() is not threading.main_thread():  # no other is interrupted
        yield
        return
    came = False

    def note(*_: object) -> None:
        nonlocal came
        came = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def prepare() -> None:
    """Makes this process one that works for the one that started it: it uses one thread and ends with it.

    To be called before any model is loaded.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it was not masked already
    os.environ.update(_ONE_THREAD)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends this process with the one that started it, also where that was killed and this one is at work."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
