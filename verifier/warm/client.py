"""The side of `verifier check` that hands its work over. Imports next to nothing, to start at once."""

from __future__ import annotations

import os
import signal
import socket
import sys

from claims.errors import VerifierError
from verifier.warm import wire

#: Seconds within which the warm process has to say that it is there; else the work is done here.
PATIENCE = 1.0


def handed_over(arguments: list[str], path: str) -> int | None:
    """The exit status of the work that the warm process at `path` did; None where it has to be done here.

    Raises:
        VerifierError: the work was begun and broke off.
    """
    with socket.socket(socket.AF_UNIX) as peer:
        # Ctrl-C in between is heeded afterwards, by whoever does the work.
        held = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            if not _is_begun(peer, path, arguments):
                return None
            if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
                signal.signal(signal.SIGINT, lambda *_: _interrupt(peer))
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)
        return _status(peer)


def _is_begun(peer: socket.socket, path: str, arguments: list[str]) -> bool:
    try:
        if not _all_open():
            return False
        peer.settimeout(PATIENCE)
        peer.connect(path)
        if not wire.is_same_user(peer) or peer.recv(1) != wire.READY:
            return False
        peer.settimeout(None)
        wire.send_request(peer, arguments)
    except OSError:
        return False
    return True


def _all_open() -> bool:
    """False where a standard stream is closed. Raises OSError where one was since the start."""
    for descriptor in range(3):
        os.fstat(descriptor)
    return None not in (sys.stdin, sys.stdout, sys.stderr)


def _status(peer: socket.socket) -> int:
    try:
        status = peer.recv(1)
    except OSError:
        status = b""
    if not status:
        raise VerifierError(
            "verifier check",
            "the process of the desk that did the work ended in the middle of it",
            "Check again with --cold, which does without the desk.",
        )
    return status[0]


def _interrupt(peer: socket.socket) -> None:
    try:
        peer.send(wire.INTERRUPT)
    except OSError:
        return  # the work is over
