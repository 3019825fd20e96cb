"""A process that works on a store and kills itself at the n-th point where something becomes lasting.

Points are: a file or folder synced to the disk, a file renamed, a file removed, a transaction committed.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Engine

from claims.document import Span
from claims.reading import read_text
from sources import intake, sql
from sources.adding import Addition
from sources.cited import add_cited
from sources.details import Received
from sources.fetch import Fetcher
from sources.intake import Result
from sources.netguard import Policy
from sources.passages import Cut
from sources.recorded import Details
from sources.source import Locator
from sources.store import Store

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
_VECTOR = b"\0\0\x80?" * 4
TITLES = ("Nets", "Tides", "Cranes")
FETCHED = TITLES[:2]


def addition(title: str) -> Addition:
    """A source of two passages that name it, made without a reader or an encoder: they are slow to load."""
    words = (f"{title} were counted.", f"All {title} were paid for.")
    starts = (0, len(words[0]) + 2)
    return Addition(
        data="\n\n".join(words).encode(),
        media_type="text/plain",
        location=f"https://{title.lower()}.example/",
        taken=NOW,
        details=Details(title),
        passages=tuple(
            Cut(Locator(number, Span(start, start + len(text))), text, "")
            for number, (start, text) in enumerate(zip(starts, words, strict=True), start=1)
        ),
        statements=(),
        vectors=(_VECTOR, _VECTOR),
        encoder="stub",
    )


def add(store: Store) -> None:
    """Add the three sources."""
    for title in TITLES:
        store.add(addition(title), actor="lena")


def remove(store: Store) -> None:
    """Remove every source."""
    for source in store.sources():
        store.remove(source.id, now=NOW, actor="lena")


def add_many(count: int) -> Callable[[Store], None]:
    """Add so many small sources."""

    def run(store: Store) -> None:
        for number in range(count):
            store.add(addition(f"Report{number}"))

    return run


def fetch_from(site: str) -> Callable[[Store], None]:
    """Fetch the page of each of `FETCHED` from the site at this address, each under a host of its own."""

    def run(store: Store) -> None:
        intake.prepare = _read_quickly
        port = site.rpartition(":")[2]
        draft = " ".join(f"http://{title.lower()}.example:{port}/{title}" for title in FETCHED)
        fetcher = Fetcher(
            policy=Policy(allow_loopback=True), resolve=lambda host, port: ("127.0.0.1",), pause=0
        )
        encoder: Any = None
        options = {"fetcher": fetcher, "now": lambda: NOW, "encoder": encoder, "actor": "lena"}
        for outcome in add_cited(store, read_text(draft), **options):
            assert outcome.added or outcome.result is Result.HELD, outcome.reason

    return run


def _read_quickly(received: Received, *_: object, **__: object) -> Addition:
    made = addition(received.data.split()[0].decode())
    assert received.data == made.data
    return replace(made, location=received.location, fetch=received.fetch)


def look(store: Store) -> None:
    """Open the store, and no more."""


TASKS: dict[str, Callable[[Store], None]] = {
    "add": add,
    "remove": remove,
    "open": look,
    "sixty": add_many(60),
    "thousand": add_many(1000),
}


class _Points:
    def __init__(self, last: int) -> None:
        self.left = last

    def before(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return act(*arguments, **options)

        return counted


def work(
    url: str, snapshots: Path, task: str, last: int, together: Barrier | None = None, site: str = ""
) -> None:
    """Open the store, wait for the others at `together`, and do a task of `TASKS`, or fetch from `site`.

    Dies before point `last`, counted from 1; never where it is 0.
    """
    points = _Points(last)
    made = sql.create_engine

    def create_engine(*arguments: Any, **options: Any) -> Engine:
        engine = made(*arguments, **options)
        engine.dialect.do_commit = points.before(engine.dialect.do_commit)  # type: ignore[method-assign]
        return engine

    sql.create_engine = create_engine
    os.fsync = points.before(os.fsync)
    os.replace = points.before(os.replace)
    Path.unlink = points.before(Path.unlink)  # type: ignore[method-assign]
    with Store.open(url, snapshots=snapshots) as store:
        if together is not None:
            together.wait(60)
        (fetch_from(site) if site else TASKS[task])(store)
