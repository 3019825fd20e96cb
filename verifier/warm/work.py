"""A check that a client handed over, in a fork of the warm process."""

from __future__ import annotations

import ast
import io
import os
import signal
import socket
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from typing import IO, NoReturn

from verifier.cli import run
from verifier.warm import wire

#: The interpreter's own exit status where standard output can't be written at its end.
_UNWRITTEN = 120
_NAMES = ("<stdin>", "<stdout>", "<stderr>")


@dataclass(frozen=True, slots=True)
class Request:
    """What the client was called with, and its surroundings.

    Attributes:
        arguments: of the command line.
        environment: its variables.
        path: where its interpreter looks for modules. All but the first entry are those of this process.
        mask: of the modes of new files.
        streams: of its standard input, output and errors the coding, what is done where that fails, and True
            where they are unbuffered.
    """

    arguments: list[str]
    environment: dict[str, str]
    path: list[str]
    mask: int
    streams: list[tuple[str, str, bool]]


def serve(client: socket.socket) -> NoReturn:
    """Do what `client` asks for, tell it the exit status, and end this process."""
    try:
        client.sendall(wire.READY)
        asked = wire.received(client)
        if asked is not None:
            request = Request(**ast.literal_eval(asked[0].decode("ascii")))
            _stand_in(request, asked[1])
            threading.Thread(target=_heed, args=(client, threading.get_ident()), daemon=True).start()
            client.sendall(bytes([_done(request)]))
    except OSError:
        pass  # the client went away
    except Exception:
        traceback.print_exc()
    finally:
        # Without the interpreter's tidying up, which would go through all that is loaded.
        os._exit(0)


def _stand_in(request: Request, descriptors: list[int]) -> None:
    """Make this process what the client's is: its folder, streams, environment, signals."""
    folder, *streams = descriptors
    os.fchdir(folder)
    for number, descriptor in enumerate(streams):
        os.dup2(descriptor, number)
    for descriptor in descriptors:
        os.close(descriptor)
    os.umask(request.mask)
    os.environ.clear()
    os.environ.update(request.environment)
    time.tzset()
    sys.path[:] = request.path
    sys.argv[1:] = request.arguments
    sys.stdin, sys.stdout, sys.stderr = (
        _stream(number, *stream) for number, stream in enumerate(request.streams)
    )
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)


def _stream(number: int, coding: str, errors: str, unbuffered: bool) -> io.TextIOWrapper:
    """A standard stream as the interpreter makes it when it starts."""
    mode = "w" if number else "r"
    raw = io.FileIO(number, mode, closefd=False)
    raw.name = _NAMES[number]
    stream = io.TextIOWrapper(
        _binary(raw, unbuffered=unbuffered),
        coding,
        errors,
        newline="\n" if number else None,
        line_buffering=not unbuffered and (number == 2 or raw.isatty()),
        write_through=unbuffered,
    )
    stream.mode = mode  # type: ignore[misc]  # as the interpreter does
    return stream


def _binary(raw: io.FileIO, *, unbuffered: bool) -> IO[bytes]:
    if raw.readable():
        return io.BufferedReader(raw)
    return raw if unbuffered else io.BufferedWriter(raw)


def _heed(client: socket.socket, worker: int) -> None:
    """Pass on to the thread `worker` what the client says, and end this process where the client dies."""
    try:
        while client.recv(1) == wire.INTERRUPT:
            signal.pthread_kill(worker, signal.SIGINT)
    except ConnectionError:
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _done(request: Request) -> int:
    status = run(request.arguments)
    # It is too late now.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        sys.stdout.flush()
    except OSError as error:
        # Word for word what the interpreter says.
        sys.stderr.write(f"Exception ignored in: {sys.stdout!r}\n{type(error).__name__}: {error}\n")
        return _UNWRITTEN
    return int(status)
