"""Ports of loopback for servers that keep their number while they stop and start again."""

from __future__ import annotations

import random
import socket

OWN = range(20_000, 32_000)
"""Below what Linux hands out to those who ask for any port, so that no passing connection takes ours."""


def free_port() -> int:
    """A port of `OWN` on which nothing of 127.0.0.1 listens now.

    Raises:
        OSError: none of them is free.
    """
    for port in random.SystemRandom().sample(OWN, len(OWN)):
        with socket.socket() as asked:
            asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                asked.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"no port of 127.0.0.1 from {OWN.start} to {OWN.stop - 1} is free")
