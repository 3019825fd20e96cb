"""How far a long run is: a bar at a terminal, else a line on stderr now and then."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from verifier.visible import one_line

if TYPE_CHECKING:
    from rich.progress import Progress

# Seconds between two lines where no terminal shows the bar.
_PAUSE = 30.0
_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86400.0


class Rate:
    """Counts articles up to `total` and tells how many come out a minute. Use as a context manager."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = self._new = 0
        self._start = self._told = time.monotonic()
        self._bar: Progress | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            columns = (BarColumn(), TextColumn("{task.description}", markup=False))
            console = Console(stderr=True)
            self._bar = Progress(*columns, console=console, transient=True, redirect_stdout=False)
            self._bar.add_task(self._line(), total=self._total)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, *, new: bool) -> None:
        """One more is done; one that was done before this run says nothing of its rate."""
        if new and not self._new:
            # What comes before the first one is loading, and going over what is done.
            self._start = time.monotonic()
        self._done += 1
        self._new += new
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], advance=1, description=self._line())
        elif time.monotonic() - self._told >= _PAUSE:
            self._told = time.monotonic()
            click.echo(f"verifier: {self._line()}", err=True)

    def say(self, text: str) -> None:
        """Shows `text` on a line of its own."""
        if self._bar is not None:
            self._bar.console.print(one_line(text), markup=False, highlight=False)
        else:
            click.echo(one_line(text), err=True)

    def _line(self) -> str:
        since_first = max(0, self._new - 1)
        return progress_line(self._done, self._total, new=since_first, seconds=time.monotonic() - self._start)


def progress_line(done: int, total: int, *, new: int, seconds: float) -> str:
    """How far a run is: "1,200 of 2,000 articles, 95 a minute, about 8 minutes left".

    Args:
        done: how many are done, `new` of them in the last `seconds`.
    """
    told = f"{done:,} of {total:,} articles"
    if not new or not seconds:
        return told
    rate = new / seconds
    each = f"{rate * _MINUTE:,.0f} a minute" if rate * _MINUTE >= 1 else f"{rate * _HOUR:,.0f} an hour"
    return f"{told}, {each}, about {_span((total - done) / rate)} left"


def _span(seconds: float) -> str:
    for unit, name in ((_DAY, "days"), (_HOUR, "hours"), (_MINUTE, "minutes")):
        if seconds >= 2 * unit:
            return f"{seconds / unit:.0f} {name}"
    return f"{seconds:.0f} seconds"
