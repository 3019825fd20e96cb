"""Time as benchmarks take it: of a process, of a call; several of them as one figure; and how it grows.

A process is charged with the memory of the one that starts it, so this module and those that use it load
nothing large.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

from benchmarks.record import PROGRAM, environment

_FEWEST_POINTS = 3
_DIGITS = 4


#: The folder, inside the one that is worked in, of what the program keeps from one check to the next.
CACHE = "cache"


@dataclass(frozen=True, slots=True)
class Used:
    """What a piece of work took: CPU seconds, user and system, over all threads; wall seconds; megabytes.

    `peak_mb` is the most memory that the process had by then.
    """

    cpu: float
    wall: float
    peak_mb: float


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of a user whose home, data, caches and running desks are in `folder` alone."""
    return {
        **environment(),
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / CACHE),
        "XDG_RUNTIME_DIR": str(folder / "run"),
    }


def run(*arguments: str | Path, folder: Path) -> Used:
    """Run the program with `arguments` in `folder`, as a new process with nothing of the user's.

    Raises:
        SystemExit: the program failed; what it wrote to stderr is in the message.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            [PROGRAM, *arguments],
            cwd=folder,
            env=surroundings(folder),
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            command = " ".join(map(str, arguments))
            raise SystemExit(f"verifier {command} failed ({process.returncode}):\n{errors.read()}")
    return Used(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def call(work: Callable[[], object]) -> Used:
    """Do `work` in this process."""
    start, cpu = time.perf_counter(), time.process_time()
    work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - start
    return Used(cpu, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def spread(values: Sequence[float]) -> dict[str, float]:
    """The median of some values, the least and the greatest of them."""
    told = {"median": statistics.median(values), "least": min(values), "most": max(values)}
    return {name: round(value, _DIGITS) for name, value in told.items()}


def spreads(runs: Sequence[Used]) -> dict[str, dict[str, float]]:
    """CPU seconds, wall seconds and memory of several runs, each with its spread."""
    return {
        "cpu_s": spread([each.cpu for each in runs]),
        "wall_s": spread([each.wall for each in runs]),
        "peak_mb": spread([each.peak_mb for each in runs]),
    }


def ratios(numerators: Sequence[float], denominators: Sequence[float]) -> dict[str, float]:
    """The spread of the ratios of what was measured in the same rounds."""
    return spread([above / below for above, below in zip(numerators, denominators, strict=True)])


def exponent(times: Mapping[int, float]) -> float:
    """The power of size that time grows with, by least squares over the logarithms of both.

    Args:
        times: time by size, all above 0.

    Raises:
        ValueError: there are fewer than three sizes: through two a line always goes, whatever they are.
    """
    if len(times) < _FEWEST_POINTS:
        raise ValueError(f"growth needs {_FEWEST_POINTS} sizes, not {len(times)}: measure at more of them")
    if min(*times, *times.values()) <= 0:
        raise ValueError("growth needs sizes and times above 0: measure longer pieces of work")
    fitted = statistics.linear_regression([log(n) for n in times], [log(t) for t in times.values()])
    return round(fitted.slope, 2)


def beside_logarithm(times: Mapping[int, float]) -> float:
    """How time grows from the least size to the greatest, over how the logarithm of size does.

    At most 1 where time grows no faster than the logarithm.

    Args:
        times: time by size; sizes above 1.

    Raises:
        ValueError: as `exponent`.
    """
    exponent(times)
    first, last = min(times), max(times)
    return round((times[last] / times[first]) / (log(last) / log(first)), 2)
