"""Where the warm process and its clients meet: a socket in a folder that is the user's alone.

Every `verifier check` loads this module before it knows whether a desk is open. So it imports next to
nothing: `platformdirs` alone would take as long as all the rest of the client.
"""

from __future__ import annotations

import os
import stat
import sys

#: Peers can be told apart and processes forked on these systems.
SYSTEMS = ("linux", "darwin")


def folder() -> str:
    """The folder of the sockets: in the session's, else among the temporary files. It need not exist."""
    base = os.environ.get("XDG_RUNTIME_DIR") or os.environ.get("TMPDIR") or "/tmp"  # noqa: S108 - see is_private
    return f"{base}/verifier-{os.geteuid()}"


def is_private(path: str) -> bool:
    """True for a folder that is the user's own and that nobody else can enter; a link is none."""
    seen = _seen(path)
    return seen is not None and stat.S_ISDIR(seen.st_mode) and _is_own(seen) and not seen.st_mode & 0o077


def address() -> str:
    """The path of the socket of the warm process that would do exactly as this process does.

    Its name stands for the interpreter with its flags, the package, the places that modules come from, the
    coding of file names, and the file system that is seen.
    """
    from hashlib import sha256

    root = os.lstat("/")
    told = (
        *(sys.executable, sys.version, tuple(sys.flags), sys.warnoptions, sys.getfilesystemencoding()),
        # The first entry is the folder of the script, or the working folder: see `wire.Request`.
        *(__file__, sys.path[1:], root.st_dev, root.st_ino),
    )
    return f"{folder()}/{sha256(ascii(told).encode()).hexdigest()[:16]}"


def where_to_knock() -> str | None:
    """The socket of a warm process for this process, or None where there is none that can be trusted."""
    if sys.platform not in SYSTEMS or not is_private(folder()):
        return None
    path = address()
    seen = _seen(path)
    return path if seen is not None and stat.S_ISSOCK(seen.st_mode) and _is_own(seen) else None


def _seen(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except OSError:
        return None


def _is_own(seen: os.stat_result) -> bool:
    return seen.st_uid == os.geteuid()
