"""A machine without a network, as seen from inside this process."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from unittest.mock import patch


@contextmanager
def no_sockets() -> Iterator[list[str]]:
    """Inside, a socket can't be made and a name can't be asked for; gives a list of what was tried.

    The list is kept because a program may catch the error.
    """
    # When it is first loaded, this library binds a socket of its own to see whether there is IPv6. Nothing
    # is sent, and it would count as an attempt of the first program that loads it.
    import_module("urllib3")
    tried: list[str] = []

    class Refused(socket.socket):
        def __init__(self, *_: object, **__: object) -> None:
            tried.append("socket")
            raise OSError("there is no network here")

    def refuse(host: object, *_: object, **__: object) -> None:
        tried.append(str(host))
        raise OSError("there is no network here")

    names = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "create_connection")
    with patch.object(socket, "socket", Refused), patch.multiple(socket, **dict.fromkeys(names, refuse)):
        yield tried
