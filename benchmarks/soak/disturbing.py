"""What happens to the desk while users work: as planned, one after the other."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path

from benchmarks.postgres import Server
from benchmarks.soak.desk import Desk, filled
from benchmarks.soak.types import Broken, Disturbed, Kind, Life, Log, Planned

DATABASE = "desk"


class Disturber(threading.Thread):
    """Does what is planned.

    Args:
        plan: what, and when.
        desk: whom it happens to; it is open.
        store: the file of its store, where that is one.
        server: of its store, where that is one.
        lives: gets one more for each start of the desk.
        log: what takes note of promises that are broken on the way.
        clock: seconds since the run began.
        over: set when the run is over.
    """

    def __init__(
        self,
        plan: Sequence[Planned],
        desk: Desk,
        *,
        store: Path | None,
        server: Server | None,
        lives: list[Life],
        log: Log,
        clock: Callable[[], float],
        over: threading.Event,
    ) -> None:
        super().__init__(name="disturber", daemon=True)
        self._plan = plan
        self._desk = desk
        self._store = store
        self._server = server
        self._lives = lives
        self._log = log
        self._clock = clock
        self._over = over
        self.done: list[Disturbed] = []
        self.failed: BaseException | None = None

    def run(self) -> None:
        """Do all of it, or what there is time for."""
        try:
            for planned in self._plan:
                if self._over.wait(max(0.0, planned.at - self._clock())):
                    return
                self.happen(planned.kind, planned.lasts)
        except BaseException as error:
            self.failed = error

    def happen(self, kind: Kind, lasts: float = 0.0) -> None:
        """Let one happen, and note it."""
        start = self._clock()
        with self._state_of(kind):
            self._over.wait(lasts if kind in _LASTING else 0.0)
        self.done.append(Disturbed(kind, start, self._clock()))

    @contextmanager
    def _state_of(self, kind: Kind) -> Iterator[None]:
        if kind is Kind.KILL:
            if not self._desk.kill():
                told = "the process kept for `verifier check` outlived its desk"
                self._log.broken.append(Broken("nothing is left running", self._clock(), told))
            self._desk.start()
            self._lives.append(Life(self._clock()))
        elif kind is Kind.DROPPED and self._server is not None:
            self._server.drop_connections(DATABASE)
        elif kind is Kind.RESTARTED and self._server is not None:
            self._server.restart()
        with self._held(kind):
            yield

    def _held(self, kind: Kind) -> AbstractContextManager[None]:
        if kind is Kind.FULL:
            return filled(self._desk.folder)
        if kind is Kind.DESK_LOCKED:
            return locked(self._desk.file)
        if kind is Kind.STORE_LOCKED and self._store is not None:
            return locked(self._store)
        return nullcontext()


_LASTING = (Kind.FULL, Kind.DESK_LOCKED, Kind.STORE_LOCKED)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Inside, another process than the desk, which is this one, writes to an SQLite file."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=60)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")
