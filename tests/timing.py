"""How long a piece of work takes, as tests compare it: as ratios within one run, never in seconds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object], *, of: int = 2) -> float:
    """CPU seconds of this process that `work` takes, the least of several: all else only makes it longer.

    Nothing is collected meanwhile: a collection walks all that other tests have loaded, models among it.
    """
    least = float("inf")
    for _ in range(of):
        gc.collect()
        gc.disable()
        try:
            start = time.process_time()
            work()
            least = min(least, time.process_time() - start)
        finally:
            gc.enable()
    return least
