"""Fetching many pages: several hosts at once, one page at a time from each, given back in order."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from threading import Condition, Thread

from claims.errors import FetchError
from sources.fetched import Fetched, Known, PageFetcher, Unchanged
from sources.location import host_of

#: Hosts that are asked at the same time.
AT_ONCE = 4
# Bytes of pages that may wait for their turn: a store takes longer over a page than the web.
_WAITING = 100_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to fetch, and what is known of it."""

    url: str
    known: Known | None = None


Page = Fetched | Unchanged | FetchError


def fetch_all(
    fetcher: PageFetcher, wanted: Sequence[Wanted], *, at_once: int = AT_ONCE
) -> Generator[Page, None, None]:
    """For each page wanted, in that order, what came of it; fetching goes on ahead of what was taken.

    Close the iterator to stop: no further page is begun, and those under way are left to their threads.

    Args:
        fetcher: fetches them, from several threads.
        wanted: the pages.
        at_once: hosts that are asked at the same time.
    """
    work = _Work(fetcher, wanted)
    for _ in range(min(at_once, len(wanted))):
        # Daemons, so that a program that is told to end doesn't wait for a slow server.
        Thread(target=work.run, daemon=True).start()
    try:
        for index in range(len(wanted)):
            yield work.take(index)
    finally:
        work.stop()


class _Work:
    def __init__(self, fetcher: PageFetcher, wanted: Sequence[Wanted]) -> None:
        self._fetcher = fetcher
        self._wanted = wanted
        self._changed = Condition()
        self._open = list(range(len(wanted)))
        self._busy: set[str] = set()
        self._done: dict[int, Page | Exception] = {}
        self._bytes = 0
        self._next = 0

    def take(self, index: int) -> Page:
        """The page with this index, once it is there."""
        with self._changed:
            self._next = index
            self._changed.notify_all()
            self._changed.wait_for(lambda: index in self._done)
            page = self._done.pop(index)
            self._bytes -= _size(page)
            self._changed.notify_all()
        if isinstance(page, Exception) and not isinstance(page, FetchError):
            raise page
        return page

    def stop(self) -> None:
        """Have no further page begun."""
        with self._changed:
            self._open.clear()
            self._changed.notify_all()

    def run(self) -> None:
        """Fetch pages until none is left."""
        while (index := self._begin()) is not None:
            wanted = self._wanted[index]
            page: Page | Exception
            try:
                page = self._fetcher.fetch(wanted.url, wanted.known)
            except Exception as error:
                page = error
            with self._changed:
                self._busy.discard(_host(wanted.url))
                self._done[index] = page
                self._bytes += _size(page)
                self._changed.notify_all()

    def _begin(self) -> int | None:
        with self._changed:
            while self._open:
                for index in self._open:
                    room = self._bytes < _WAITING or index == self._next
                    if room and _host(self._wanted[index].url) not in self._busy:
                        self._open.remove(index)
                        self._busy.add(_host(self._wanted[index].url))
                        return index
                self._changed.wait()
        return None


def _size(page: Page | Exception) -> int:
    return len(page.data) if isinstance(page, Fetched) else 0


def _host(url: str) -> str:
    return host_of(url) or url
