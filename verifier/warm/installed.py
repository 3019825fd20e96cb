"""Whether the program that is loaded still is the one that is installed."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from contextlib import suppress

import claims
import sources
import verifier

_PACKAGES = (claims, sources, verifier)

State = dict[str, tuple[int, int] | None]
"""Files with their size and time of change, None for one that is gone; names of what else is installed."""


def installed() -> State:
    """The files of the program as they are now, and which packages in which versions lie beside it."""
    found: State = {}
    for package in _PACKAGES:
        for folder, _, names in os.walk(package.__path__[0]):
            if not folder.endswith("__pycache__"):
                found.update(_seen(f"{folder}/{name}" for name in names))
    for place in sys.path:
        with suppress(OSError):  # a zip file, or a folder that isn't there
            found.update((each.name, None) for each in os.scandir(place) if each.name.endswith("-info"))
    return found


def strangers() -> State:
    """The files of modules that lie elsewhere than installers put them, as of a plugin in the making."""
    usual = tuple(sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib", "purelib", "platlib"))
    files = (getattr(module, "__dict__", {}).get("__file__") for module in tuple(sys.modules.values()))
    return _seen(file for file in files if isinstance(file, str) and not file.startswith(usual))


def _seen(files: Iterable[str]) -> State:
    return {file: _stamp(file) for file in files}


def _stamp(file: str) -> tuple[int, int] | None:
    try:
        seen = os.lstat(file)
    except OSError:
        return None
    return seen.st_size, seen.st_mtime_ns
