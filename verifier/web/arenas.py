"""The C library's memory, for a process that runs for days with many threads."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h
_ARENAS = 2


def share_arenas() -> bool:
    """Have all threads that begin after this take their memory from the same few arenas of glibc.

    It makes up to eight for each processor else, and each keeps what its busiest moment took: what the pages
    of the desk need for a moment would be kept many times over (mallopt(3)). False where there is another C
    library, with which nothing is done.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            return bool(ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS))
    return False
