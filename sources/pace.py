"""Asking politely: one request at a time to a host, a pause between two, and waiting where it asks to.

Retry-After is read as RFC 9110 (10.2.3) has it, in seconds or as a date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock

_LONGEST = 10**9
# Seconds after which a host that was not asked is asked as if for the first time.
_FORGOTTEN = 600.0


class TooLong(Exception):
    """The host asks for more patience than there is; the message says until when, in words."""


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """How long a host asks to be left alone: in seconds, and in words for the editor."""

    seconds: float
    words: str


@dataclass
class _Host:
    free_at: float
    turn: Lock = field(default_factory=Lock)
    asked: str = ""
    waited: float = 0.0


class Pace:
    """Gives turns at hosts, to any number of threads.

    Args:
        pause: seconds between the end of one request to a host and the next.
        patience: seconds that one host may have us wait on its own request, in all; anew once it was left
            alone for ten minutes.
        sleep, clock: for tests.
    """

    def __init__(
        self, *, pause: float, patience: float, sleep: Callable[[float], None], clock: Callable[[], float]
    ) -> None:
        self._pause = pause
        self._patience = patience
        self._sleep = sleep
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Alone with `host`, once it may be asked. TooLong where that is too far off."""
        state = self._state(host)
        with state.turn:
            wait = state.free_at - self._clock()
            if state.asked:
                if wait > self._patience - state.waited:
                    raise TooLong(state.asked)
                state.waited += max(wait, 0.0)
                state.asked = ""
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                state.free_at = max(state.free_at, self._clock() + self._pause)

    def put_off(self, host: str, asked: RetryAfter) -> None:
        """Leave `host` alone for as long as it asks; every next turn at it waits, or is refused."""
        state = self._state(host)
        state.free_at = self._clock() + asked.seconds
        state.asked = asked.words

    def _state(self, host: str) -> _Host:
        now = self._clock()
        with self._lock:
            for name, known in list(self._hosts.items()):
                if known.free_at + _FORGOTTEN < now and not known.turn.locked():
                    del self._hosts[name]
            return self._hosts.setdefault(host, _Host(now))


def retry_after(value: str, *, now: datetime) -> RetryAfter | None:
    """What a Retry-After header asks for; None where it can't be read.

    Args:
        value: of the header.
        now: the time by the server's own clock where it tells it, else by ours; with a time zone.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        seconds = int(value[:20])
        return RetryAfter(float(min(seconds, _LONGEST)), f"in {seconds:,} seconds")
    moment = http_date(value)
    if moment is None:
        return None
    return RetryAfter(max((moment - now).total_seconds(), 0.0), f"after {moment:%Y-%m-%d %H:%M} UTC")


def http_date(value: str) -> datetime | None:
    """A date as HTTP writes it (RFC 9110, 5.6.7), in UTC; None where it is none."""
    try:
        moment = parsedate_to_datetime(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
