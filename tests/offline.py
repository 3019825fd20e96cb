"""A command without a network: python -m tests.offline COMMAND [ARGUMENT]...

The kernel takes it away, so it is gone for native code too, and for every process that the command starts.
Loopback is left: a desk, its clients and a database server of the same command still find each other.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import sys
from functools import cache
from pathlib import Path

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_SET_FLAGS, _UP = 0x8914, 1


def cut_off() -> None:
    """Leave this process and those that it starts loopback alone. Only Linux can (network_namespaces(7)).

    Raises:
        OSError: the system doesn't let it.
    """
    user, group = os.geteuid(), os.getegid()
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.unshare(_NEW_NETWORK | (_NEW_USER if user else 0)):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    if user:
        # Who isn't root may do this as the root of a world of their own; in it they stay who they are.
        for name, text in {
            "setgroups": "deny",
            "uid_map": f"{user} {user} 1",
            "gid_map": f"{group} {group} 1",
        }.items():
            Path(f"/proc/self/{name}").write_text(text, encoding="ascii")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh", b"lo", _UP))


@cache
def why_not() -> str:
    """Why a command can't be cut off here; empty where it can."""
    if sys.platform != "linux":
        return "only Linux takes the network from a process"
    tried = subprocess.run(
        [sys.executable, "-c", "from tests.offline import cut_off; cut_off()"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    told = tried.stderr.strip().rpartition("\n")[2]
    return f"no network namespace here ({told})" if tried.returncode else ""


if __name__ == "__main__":
    cut_off()
    os.execvp(sys.argv[1], sys.argv[1:])
