"""One half of the run: a desk with its store on one database, users at work, disturbance, and the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import postgres
from benchmarks.ports import free_port
from benchmarks.soak.browser import Browser
from benchmarks.soak.closing import read_back, sound
from benchmarks.soak.desk import Desk, small_disk
from benchmarks.soak.disturbing import DATABASE, Disturber
from benchmarks.soak.editor import Editor
from benchmarks.soak.judging import MEASURES, grown, latencies, tenths_of, unexplained
from benchmarks.soak.schedule import planned
from benchmarks.soak.types import Broken, Kind, Life, Log
from benchmarks.soak.watching import Watcher

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
_ON: dict[str, tuple[Kind, ...]] = {
    SQLITE: (Kind.KILL, Kind.FULL, Kind.DESK_LOCKED, Kind.STORE_LOCKED),
    POSTGRESQL: (Kind.KILL, Kind.FULL, Kind.DESK_LOCKED, Kind.DROPPED, Kind.RESTARTED),
}
_PASSWORD = "the harbour opens at seven"
_TELL_EACH_S = 10.0

Figures = dict[str, Any]


def run(
    on: str,
    folder: Path,
    *,
    seconds: float,
    users: int,
    think: float,
    seed: int,
    kinds: tuple[Kind, ...] | None,
    tell: Callable[[str], None],
) -> Figures:
    """Work for so long on a desk whose store is on SQLITE or POSTGRESQL, and judge.

    Args:
        on: which of the two.
        folder: to work in.
        seconds: how long users work; closing and reading back come after that.
        users: how many.
        think: seconds that a user thinks between two steps, on average.
        seed: what is drawn from.
        kinds: what may happen; None for all that can.
        tell: takes a line of progress.
    """
    log, lives, over = Log(), list[Life](), threading.Event()
    with ExitStack() as kept:
        skipped = kept.enter_context(small_disk(folder / "desk"))
        allowed = [kind for kind in kinds or _ON[on] if not (kind is Kind.FULL and skipped)]
        server = kept.enter_context(_server()) if on == POSTGRESQL else None
        file = folder / "desk" / "sources.db" if server is None else None
        store = str(file) if server is None else f"{server.url}/{DATABASE}"
        desk = Desk(folder / "desk", store=store, port=free_port())
        names = [f"user{number:02}" for number in range(1, users + 1)]
        _add_users(desk.file, names)
        desk.start()
        kept.callback(desk.kill)
        begun = time.monotonic()

        def clock() -> float:
            return time.monotonic() - begun

        lives.append(Life(clock()))
        plan = planned(seconds, allowed, seed=seed)
        browsers = [Browser(desk.address, name, _PASSWORD, log=log, clock=clock) for name in names]
        editors = [
            Editor(number, browser, log=log, clock=clock, over=over, think=think, seed=seed)
            for number, browser in enumerate(browsers, 1)
        ]
        disturber = Disturber(
            plan, desk, store=file, server=server, lives=lives, log=log, clock=clock, over=over
        )
        threads = [*editors, disturber, Watcher(desk, lives, clock=clock, over=over)]
        for thread in threads:
            kept.enter_context(_joined(thread, over))
        _wait(on, seconds, threads, log, clock, tell)
        over.set()
        for thread in threads:
            thread.join()
        for worker in (*editors, disturber):
            if worker.failed is not None:
                raise worker.failed
        ended = clock()
        worked = list(log.asked)
        tell(f"{on}: killed once more, and all is read back")
        disturber.happen(Kind.KILL)
        log.broken += read_back(browsers[0], desk, log)
        if not desk.close():
            log.broken.append(Broken("the desk closes when it is told to", clock(), "it was killed"))
        for browser in browsers:
            browser.close()
        log.broken += sound(desk, file)
        log.broken += unexplained(log.asked, disturber.done)
        log.broken += grown(lives, log.checks)
        return {
            "store": on,
            "seconds": round(ended),
            "skipped": skipped,
            "disturbed": [asdict(each) for each in disturber.done],
            "requests": len(worked),
            "failed": sum(each.status is None or each.status >= 500 for each in worked),
            "checks": len(log.checks),
            "decisions": sum(each.answered for each in log.decided),
            "sources": len(log.stored),
            "latencies": latencies(worked, disturber.done),
            "lives": [
                {name: tenths_of(life, value, log.checks) for name, value in MEASURES.items()}
                for life in lives
                if tenths_of(life, lambda sample: sample.at, log.checks)
            ],
            "broken": [asdict(each) for each in log.broken],
        }


def _wait(
    on: str,
    seconds: float,
    threads: list[threading.Thread],
    log: Log,
    clock: Callable[[], float],
    tell: Callable[[str], None],
) -> None:
    """Until the time is over or a user's thread has failed, telling how far it is."""
    told = 0.0
    while (left := seconds - clock()) > 0:
        if any(isinstance(each, Editor) and not each.is_alive() for each in threads):
            return
        if clock() >= told:
            told = clock() + _TELL_EACH_S
            work = f"{len(log.asked)} requests, {len(log.checks)} checks, {len(log.decided)} decisions"
            tell(f"{on}: {left // 60:.0f}:{left % 60:02.0f} left; {work}")
        time.sleep(min(left, 0.5))


@contextmanager
def _joined(thread: threading.Thread, over: threading.Event) -> Iterator[None]:
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def _server() -> Iterator[postgres.Server]:
    with postgres.running() as server:
        server.run(f"CREATE DATABASE {DATABASE}")
        yield server


def _add_users(file: Path, names: list[str]) -> None:
    from verifier.desk.accounts import Role
    from verifier.web.server import accounts_in

    with accounts_in(file) as accounts:
        for name in names:
            accounts.add(name, Role.EDITOR, _PASSWORD, now=datetime.now(UTC))
