"""Processes that work on a store where something stands in their way. The exit code tells the outcome.

0: it was done. 3: it was refused, with a remedy that fits. 4: it was refused with another.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from claims.errors import VerifierError
from sources.store import Store
from tests.sources.killed import addition

_NOBODY = 65534
_HELPS = ("that you may", "space on the disk", "healthy")

# The same module as in `tests/sources/test_killed.py`, for all of one run share the process that forks.
FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["tests.sources.killed"])


def opened(path: Path) -> Store:
    """The store in this file, its snapshots where the command line looks for them."""
    return Store.open(f"sqlite:///{path}", snapshots=path.with_suffix(".snapshots"))


def outcome(work: Callable[..., None], *arguments: object) -> int | None:
    """The exit code of `work` in a process of its own."""
    process = FORKING.Process(target=work, args=arguments)
    process.start()
    process.join(60)
    return process.exitcode


def add_with_little_room(path: Path, room: int) -> None:
    """Add a source of 140 kB while no file can grow past `room` bytes."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    _try(path, "Large", size=140_000)


def add_as_anybody(path: Path) -> None:
    """Add a source as a user who owns nothing."""
    # First as it is: this user may not be let into the folder of the program to load the rest of it.
    with TemporaryDirectory() as folder, Store.open("sqlite://", snapshots=Path(folder)) as store:
        store.add(addition("Loaded"))
    if os.getuid() == 0:
        with suppress(PermissionError):
            os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    _try(path, "Other", size=0)


def append(path: Path, name: str, count: int) -> None:
    """Add so many small sources under one name."""
    with opened(path) as store:
        for number in range(count):
            store.add(addition(f"{name}{number}"), actor=name)


def _try(path: Path, title: str, *, size: int) -> None:
    try:
        with opened(path) as store:
            added = addition(title)
            store.add(replace(added, data=added.data + b" " * size))
    except VerifierError as error:
        os._exit(3 if any(words in error.remedy for words in _HELPS) else 4)
    os._exit(0)
