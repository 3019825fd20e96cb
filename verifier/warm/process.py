"""The warm process: loads everything, and forks itself for each check that a client hands over."""

from __future__ import annotations

import fcntl
import gc
import os
import select
import signal
import socket
import sys
import threading
from pathlib import Path

from claims.errors import VerifierError
from verifier.warm import NotWarm, place, wire
from verifier.warm.client import PATIENCE
from verifier.warm.installed import State, installed, strangers
from verifier.warm.work import serve

_LIFE = 0
"""Standard input: comes to its end when the desk ends."""
_BACKLOG = 16
_MOST = 2 * (os.cpu_count() or 1)
"""Checks at once."""
_SECONDS_TO_TRY = 60
"""After which a fork that is tried counts as stuck."""


class _Running:
    """How many forks are at work. Made before the first, it takes note of the end of each."""

    def __init__(self) -> None:
        self._begun = 0
        self._ended = 0
        signal.signal(signal.SIGCHLD, self._reap)

    @property
    def count(self) -> int:
        """Those that were begun and have not ended."""
        return self._begun - self._ended

    def fork(self) -> bool:
        """True in the fork; False in this process, also where there can be no fork."""
        try:
            made = os.fork()
        except OSError:
            return False
        self._begun += bool(made)
        return not made

    def _reap(self, *_: object) -> None:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                self._ended += 1
        except ChildProcessError:
            return


class _Ended(BaseException):
    """The desk says that it is over."""


def main() -> None:
    """Be the warm process, until the desk ends or the program is no longer the one that was loaded.

    Ends at once where another desk has one, where the folder of the sockets is not the user's alone, and
    where a check fails.
    """
    signal.signal(signal.SIGTERM, _end)
    try:
        _be_warm()
    except _Ended:
        return
    except (NotWarm, VerifierError, OSError) as error:
        sys.exit(f"verifier serve: checks can't be kept warm: {error}")


def _end(*_: object) -> None:
    raise _Ended


def _be_warm() -> None:
    os.umask(0o077)
    Path(place.folder()).mkdir(exist_ok=True)
    path = place.address()
    if not place.is_private(place.folder()) or _answers(path):
        return
    from verifier.warm.loading import load

    program = installed()
    # Threads of its own would be missing in the forks.
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    load()
    loaded = (program, strangers())
    gc.collect()
    # Else the collector would go through all of it in each fork, which copies it.
    gc.freeze()
    if threading.active_count() > 1 or not _works_in_a_fork():
        raise NotWarm("what is loaded doesn't work in a fork of the process")
    listener = listen(path)
    if listener is None:
        return
    with listener:
        try:
            _attend(listener, loaded)
        finally:
            Path(path).unlink(missing_ok=True)


def _works_in_a_fork() -> bool:
    """False where a library does not bear it: better to learn that here than in an editor's check."""
    from verifier.warm.loading import check_once

    made = os.fork()
    if not made:
        status = 1
        try:
            signal.alarm(_SECONDS_TO_TRY)
            check_once()
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(made, 0)[1] == 0


def _attend(listener: socket.socket, loaded: tuple[State, State]) -> None:
    """Fork for each client. One that comes when there are too many does its work itself."""
    running = _Running()
    while True:
        ready, _, _ = select.select([listener.fileno(), _LIFE], [], [])
        if _LIFE in ready:
            return
        client, _ = listener.accept()
        with client:
            if (installed(), strangers()) != loaded:
                return
            if running.count < _MOST and _is_ours(client) and running.fork():
                listener.close()
                serve(client)


def _is_ours(client: socket.socket) -> bool:
    try:
        return wire.is_same_user(client)
    except OSError:
        return False  # it went away


def listen(path: str) -> socket.socket | None:
    """A socket that listens at `path`, also where a dead process left one; None where one is alive.

    Raises:
        OSError: there can be none.
    """
    folder = os.open(place.folder(), os.O_RDONLY)
    try:
        # Two that find the same dead socket would take each other's away.
        fcntl.flock(folder, fcntl.LOCK_EX)
        if _answers(path):
            return None
        Path(path).unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        Path(path).chmod(0o600)
        listener.listen(_BACKLOG)
        return listener
    finally:
        os.close(folder)


def _answers(path: str) -> bool:
    """True where a warm process is at `path`. One of an earlier program ends when it is asked."""
    with socket.socket(socket.AF_UNIX) as knocking:
        knocking.settimeout(PATIENCE)
        try:
            knocking.connect(path)
            return knocking.recv(1) == wire.READY
        except OSError:
            return False
