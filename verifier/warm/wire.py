"""What a client and the warm process say to each other.

The fork says READY. The client sends the length of its request (eight bytes, and with them the descriptors of
its working folder and of its standard streams), and the request. From then on the client says INTERRUPT at
each Ctrl-C, and closes where it dies; the fork says its exit status in one byte, and closes.

The request is a Python literal, because a client that needs no module for it starts sooner.
"""

from __future__ import annotations

import os
import socket
import sys

READY = b"r"
INTERRUPT = b"\x03"
_LENGTH = 8
_DESCRIPTORS = 4
# Six times what Linux lets arguments and environment have together: that is how far a byte can grow in ASCII.
_LARGEST = 40_000_000


def is_same_user(peer: socket.socket) -> bool:
    """True where the process at the other end is of the same user as this one.

    Raises:
        OSError: nobody is there any more.
    """
    if sys.platform == "linux":
        credentials = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    else:
        # SOL_LOCAL and LOCAL_PEERCRED of <sys/un.h>: a struct xucred.
        credentials = peer.getsockopt(0, 1, 76)
    # In both structs the second number is the user's.
    return int.from_bytes(credentials[4:8], sys.byteorder) == os.geteuid()


def send_request(peer: socket.socket, arguments: list[str]) -> None:
    """Send what this process was called with and all of its surroundings that a check can see.

    Raises:
        OSError: it did not arrive whole, so that nothing is done with it; or the working folder is gone.
    """
    mask = os.umask(0o077)
    os.umask(mask)
    told = {
        "arguments": arguments,
        "environment": dict(os.environ),
        "path": sys.path,
        "mask": mask,
        "streams": [
            (each.encoding, each.errors, getattr(each, "write_through", False))
            for each in (sys.stdin, sys.stdout, sys.stderr)
        ],
    }
    request = ascii(told).encode("ascii")
    folder = os.open(".", os.O_RDONLY)
    try:
        socket.send_fds(peer, [len(request).to_bytes(_LENGTH, "big")], [folder, 0, 1, 2])
    finally:
        os.close(folder)
    peer.sendall(request)


def received(peer: socket.socket) -> tuple[bytes, list[int]] | None:
    """A request and its descriptors; None where no client could mean it, or went away before it was whole."""
    length, descriptors, _, _ = socket.recv_fds(peer, _LENGTH, _DESCRIPTORS)
    size = int.from_bytes(length, "big")
    if len(length) == _LENGTH and len(descriptors) == _DESCRIPTORS and size <= _LARGEST:
        request = peer.recv(size, socket.MSG_WAITALL)
        if len(request) == size:
            return request, descriptors
    for descriptor in descriptors:
        os.close(descriptor)
    return None
