"""Runs a reader in a process of its own, so that a hostile file exhausts its limits and no more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

MEMORY = 1_500_000_000
CPU_SECONDS = 60


class NoAnswer(Exception):
    """The process was killed at its limit of memory or of processor time."""


class TooSlow(Exception):
    """The process took longer than it may."""


def ask(module: str, data: bytes, *arguments: str, seconds: float) -> dict[str, Any]:
    """What `module` answers in JSON on standard output when it is given `data` on standard input.

    Raises:
        NoAnswer: it died first.
        TooSlow: it took more than `seconds`.
    """
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(p for p in (root, os.environ.get("PYTHONPATH", "")) if p)
    try:
        done = subprocess.run(  # noqa: S603 - our own module, without a shell
            [sys.executable, "-m", module, *arguments],
            input=data,
            capture_output=True,
            timeout=seconds,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise TooSlow from error
    except ValueError as error:
        raise NoAnswer from error
    return answer


def limit_process() -> None:
    """Keep this process, and those it starts, to a limit of memory and of processor time."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's time limit holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
