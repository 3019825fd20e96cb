"""Signs of life on stderr, for a person who waits at a terminal; nothing where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click

Item = TypeVar("Item")


@contextmanager
def busy(message: str) -> Iterator[None]:
    """A spinner with `message` while the body runs."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    from verifier.visible import one_line

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        progress.add_task(one_line(message), total=None)
        yield


def steps(items: Iterable[Item], *, total: int, message: str) -> Iterator[Item]:
    """Gives out `items` and shows a bar of how many of `total` are done."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(message, total=total)
        for item in items:
            yield item
            progress.advance(task)


def tell_left(left: Sequence[str], *, total: int) -> None:
    """Say on stderr what an interrupted command has not come to, so that it can be run again for that."""
    from verifier.visible import one_line

    click.echo(f"verifier: {total - len(left)} of {total} are done; left to do:", err=True)
    for each in left:
        click.echo(f"  {one_line(each)}", err=True)
