"""What Retry-After asks for, in each way that it may be written, and turns at a host."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sources.pace import Pace, RetryAfter, TooLong, http_date, retry_after

NOW = datetime(1994, 11, 6, 8, 49, 0, tzinfo=UTC)
THEN = datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"],
    ids=["IMF-fixdate", "RFC 850", "asctime"],
)
def test_the_three_dates_of_http(written: str) -> None:
    assert http_date(written) == THEN
    assert retry_after(written, now=NOW) == RetryAfter(37.0, "after 1994-11-06 08:49 UTC")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("0", 0), ("120", 120), (" 7 ", 7), ("9" * 5000, 10**9), ("Sun, 06 Nov 1994 08:00:00 GMT", 0)],
)
def test_seconds(value: str, seconds: float) -> None:
    found = retry_after(value, now=NOW)
    assert found
    assert found.seconds == seconds


@pytest.mark.parametrize("value", ["", "-1", "1.5", "١", "soon", "Sun, 99 Nov 1994 08:49:37 GMT", "0x10"])
def test_what_is_no_time(value: str) -> None:
    assert retry_after(value, now=NOW) is None


def test_a_host_is_left_alone_after_a_failure_too() -> None:
    slept: list[float] = []
    pace = Pace(pause=2.0, patience=30.0, sleep=slept.append, clock=lambda: 100.0)
    with pytest.raises(OSError, match="broken"), pace.turn("a.example"):
        raise OSError("broken")
    with pace.turn("b.example"):
        assert slept == []
    with pace.turn("a.example"):
        assert slept == [2.0]
    pace.put_off("a.example", RetryAfter(31.0, "in 31 seconds"))
    with pytest.raises(TooLong, match="in 31 seconds"), pace.turn("a.example"):
        raise AssertionError("no turn was to be given")


def test_a_host_left_alone_for_long_is_asked_as_if_for_the_first_time() -> None:
    """A desk has one fetcher for all its days: what a host once asked for may not count for ever."""
    time = [0.0]

    def sleep(seconds: float) -> None:
        time[0] += seconds

    pace = Pace(pause=1.0, patience=30.0, sleep=sleep, clock=lambda: time[0])
    for _ in range(3):
        with pace.turn("a.example"):
            pace.put_off("a.example", RetryAfter(20.0, "in 20 seconds"))
        with pace.turn("a.example"):
            pass
        time[0] += 1000.0
    with pace.turn("a.example"):
        pace.put_off("a.example", RetryAfter(2000.0, "in 2,000 seconds"))
    time[0] += 1000.0
    with pytest.raises(TooLong), pace.turn("a.example"):
        raise AssertionError("no turn was to be given")
