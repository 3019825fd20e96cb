"""How often somebody may try a password: a few times at once, then ever more slowly."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from verifier.desk.accounts import key_of

#: Failures that cost nothing: of one name, and from one address, which a whole newsroom may share.
FREE_OF_NAME = 5
FREE_OF_ADDRESS = 20
_FIRST_WAIT = 2.0
LONGEST_WAIT = 900.0
_FORGOTTEN_AFTER = 3600.0
_SWEPT_EACH = 60.0
_MOST_KEPT = 10_000


@dataclass(slots=True)
class _Failures:
    count: int
    last: float
    free: int


class Limits:
    """The failures of the last hour, by name and by address.

    Args:
        clock: seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._failures: dict[tuple[str, str], _Failures] = {}
        self._lock = threading.Lock()
        self._swept = clock()

    def begin(self, name: str, address: str) -> float:
        """Begin a try for this name from this address: 0, or the seconds until one may be made.

        It counts as a failure until `succeeded` is told, so that many at once are no way around the limit.
        The wait doubles with each failure after those that cost nothing.
        """
        now = self._clock()
        with self._lock:
            self._sweep(now)
            keys = _keys(name, address)
            known = [self._failures[key] for key in keys if key in self._failures]
            wait = max((_left(each, now) for each in known), default=0.0)
            if wait > 0:
                return wait
            for key, free in zip(keys, (FREE_OF_NAME, FREE_OF_ADDRESS), strict=True):
                counted = self._failures.setdefault(key, _Failures(0, now, free))
                counted.count += 1
                counted.last = now
            return 0.0

    def succeeded(self, name: str, address: str) -> None:
        """A try was right: forget the failures of the name; those of the address may be about other names."""
        of_name, of_address = _keys(name, address)
        with self._lock:
            self._failures.pop(of_name, None)
            if of_address in self._failures:
                self._failures[of_address].count -= 1

    def _sweep(self, now: float) -> None:
        if now >= self._swept + _SWEPT_EACH:
            self._swept = now
            for key in [key for key, known in self._failures.items() if known.last + _FORGOTTEN_AFTER <= now]:
                del self._failures[key]
        while len(self._failures) >= _MOST_KEPT:
            del self._failures[next(iter(self._failures))]


def _keys(name: str, address: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("name", key_of(name)), ("address", address)


def _left(known: _Failures, now: float) -> float:
    over = known.count - known.free
    if over < 0:
        return 0.0
    wait = min(_FIRST_WAIT * 2.0 ** min(over, 30), LONGEST_WAIT)
    return max(0.0, known.last + wait - now)
