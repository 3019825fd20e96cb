"""What a program asks of the network: refused inside this process, or watched in others.

Others are watched twice. The interpreter tells what Python code does (PEP 578), in every process that starts
with `PYTHONPATH`. The kernel tells what any code does, also that of native libraries, where there is strace.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

# Writes what Python code does with sockets as `Watch.touched` gives it, one a line.
_HOOK = """
import os, socket, sys

def _told(event, given):
    if event == "socket.__new__" and given[1] >= 0:
        return "family " + socket.AddressFamily(given[1]).name
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        to = given[1]
        return "address " + os.fsdecode(to[0] if isinstance(to, tuple) else to) if to else None
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        return "name " + str(given[0])
    return None

def _watch(event, given):
    if event.startswith("socket.") and (told := _told(event, given)):
        os.write(_told_to, told.encode() + b"\\n")

_told_to = os.open(os.environ["SOCKETS_TOLD_TO"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
sys.addaudithook(_watch)
"""
_FAMILY = re.compile(r"\bsocket\((AF_\w+)")
_ADDRESS = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"|sun_path=@?"([^"]*)"')
_INSIDE = re.compile(r"family AF_UNIX|address (/(?!.*(nscd|resolve)).*)?")


@dataclass(frozen=True, slots=True)
class Watch:
    """A command that is watched, with all processes that it starts.

    Attributes:
        folder: where what is seen is written.
        prefix: what stands before the command.
    """

    folder: Path
    prefix: tuple[str, ...]

    def touched(self) -> set[str]:
        """What it has done so far: "family AF_INET", "address 127.0.0.1", "name a.example".

        Sockets between processes of this machine, whose addresses are files, are left out, but for those of
        services that look names up for others.
        """
        told = self.folder / "python"
        seen = set(told.read_text(encoding="utf-8").splitlines()) if told.exists() else set()
        for trace in self.folder.glob("kernel*"):
            text = trace.read_text(encoding="utf-8", errors="replace")
            seen |= {f"family {name}" for name in _FAMILY.findall(text)}
            seen |= {f"address {''.join(found)}" for found in _ADDRESS.findall(text)}
        return {each for each in seen if not _INSIDE.fullmatch(each)}


def watching(folder: Path) -> Watch:
    """A watch that keeps what it sees in `folder`, an empty one."""
    site = folder / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(_HOOK, encoding="utf-8")
    path = os.pathsep.join([str(site), str(Path(__file__).parents[2])])
    environment = ("env", f"SOCKETS_TOLD_TO={folder / 'python'}", f"PYTHONPATH={path}")
    strace = (
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-e",
        "trace=%network",
        "-e",
        "signal=none",
        "-s",
        "200",
    )
    kernel = (*strace, "-o", str(folder / "kernel")) if sees_native_code() else ()
    return Watch(folder, (*environment, *kernel))


@cache
def sees_native_code() -> bool:
    """True where strace is installed and may watch."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-f", "--seccomp-bpf", "true"], capture_output=True, check=False)
    return tried.returncode == 0


@contextmanager
def no_sockets() -> Iterator[list[str]]:
    """Inside, a socket can't be made and a name can't be asked for; gives a list of what was tried.

    The list is kept because a program may catch the error.
    """
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
