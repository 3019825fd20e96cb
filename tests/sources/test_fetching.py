"""Many pages at once: which are fetched side by side, which never, and in what order they come back."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from http.server import BaseHTTPRequestHandler

import pytest

from claims.errors import FetchError
from sources import fetching
from sources.fetch import Fetcher
from sources.fetched import Fetched, Known
from sources.fetching import Wanted, fetch_all
from sources.netguard import Policy
from tests.sources.conftest import make_fetch
from tests.sources.site import Site

PATIENCE = 20


def local_fetcher(pause: float = 0.0) -> Fetcher:
    """One that finds every name on loopback."""
    policy = Policy(allow_loopback=True)
    return Fetcher(policy=policy, resolve=lambda host, port: ("127.0.0.1",), pause=pause)


def pages_of(site: Site, *hosts: str) -> list[Wanted]:
    """A page for each host named, by its number."""
    for number in range(len(hosts)):
        site.page(f"/{number}", str(number).encode(), Content_Type="text/plain")
    return [Wanted(f"http://{host}.example:{site.port}/{number}") for number, host in enumerate(hosts)]


def wrapped(site: Site, around: Callable[[BaseHTTPRequestHandler, Callable[[], None]], None]) -> None:
    """Have every page of `site` answered through `around`."""
    for path, answer in list(site.answers.items()):

        def through(handler: BaseHTTPRequestHandler, answer: Callable[..., None] = answer) -> None:
            around(handler, lambda: answer(handler))

        site.answers[path] = through


def test_pages_come_back_in_order_whatever_is_ready_first(site: Site) -> None:
    wanted = pages_of(site, "a", "b", "c", "d")
    last = threading.Event()

    def answer(handler: BaseHTTPRequestHandler, go_on: Callable[[], None]) -> None:
        if handler.path == "/0":
            assert last.wait(PATIENCE)
        go_on()
        if handler.path == "/3":
            last.set()

    wrapped(site, answer)
    found = list(fetch_all(local_fetcher(), wanted))
    assert [page.data for page in found if isinstance(page, Fetched)] == [b"0", b"1", b"2", b"3"]


def test_four_hosts_are_asked_at_once(site: Site) -> None:
    wanted = pages_of(site, "a", "b", "c", "d")
    together = threading.Barrier(4)

    def answer(handler: BaseHTTPRequestHandler, go_on: Callable[[], None]) -> None:
        together.wait(PATIENCE)  # breaks where the four don't stand here at the same time
        go_on()

    wrapped(site, answer)
    assert all(isinstance(page, Fetched) for page in fetch_all(local_fetcher(), wanted))


def test_a_host_is_asked_for_one_page_at_a_time(site: Site) -> None:
    wanted = pages_of(site, "a", "a", "b", "a", "b", "a", "b")
    # Over a redirect, too, a host is not asked while it answers somebody else.
    site.redirect("/7", f"http://a.example:{site.port}/0")
    wanted.append(Wanted(f"http://c.example:{site.port}/7"))
    now: Counter[str] = Counter()
    most: Counter[str] = Counter()
    lock = threading.Lock()
    rest = threading.Event()

    def answer(handler: BaseHTTPRequestHandler, go_on: Callable[[], None]) -> None:
        host = handler.headers["Host"]
        with lock:
            now[host] += 1
            most[host] = max(most[host], now[host])
        rest.wait(0.02)
        with lock:
            now[host] -= 1
        go_on()

    wrapped(site, answer)
    assert all(isinstance(page, Fetched) for page in fetch_all(local_fetcher(), wanted))
    assert {host[0]: count for host, count in most.items()} == {"a": 1, "b": 1, "c": 1}


def test_between_two_pages_of_a_host_is_a_pause_however_many_threads_ask(site: Site) -> None:
    slept: list[float] = []
    fetcher = Fetcher(
        policy=Policy(allow_loopback=True),
        resolve=lambda host, port: ("127.0.0.1",),
        pause=0.5,
        sleep=slept.append,
    )
    list(fetch_all(fetcher, pages_of(site, "a", "b", "a", "b", "a")))
    assert len(slept) == 3
    assert all(0 < seconds <= 0.5 for seconds in slept)


def test_a_failure_is_given_back_in_its_place(site: Site) -> None:
    wanted = pages_of(site, "a", "b", "c")
    wanted[1] = Wanted("http://10.0.0.1/")
    kinds = [type(page) for page in fetch_all(local_fetcher(), [*wanted, Wanted("http://[broken")])]
    assert kinds == [Fetched, FetchError, Fetched, FetchError]
    assert list(fetch_all(local_fetcher(), [])) == []


def test_a_fault_of_the_program_is_not_hidden() -> None:
    class Faulty:
        def fetch(self, url: str, known: Known | None = None) -> Fetched:
            raise KeyError("a fault")

    with pytest.raises(KeyError, match="a fault"):
        list(fetch_all(Faulty(), [Wanted("https://a.example/")]))


class Counted:
    """A web of pages of ten bytes, which counts those it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.one = threading.Event()

    def fetch(self, url: str, known: Known | None = None) -> Fetched:
        self.asked.append(url)
        self.one.set()
        data = b"0123456789"
        return Fetched(make_fetch(data, url), data, "text/plain", "plain")


def test_who_stops_asking_begins_no_further_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_WAITING", 1)
    web, before = Counted(), threading.active_count()
    wanted = [Wanted(f"https://{n}.example/") for n in range(50)]
    with closing(fetch_all(web, wanted, at_once=2)) as pages:
        next(pages)
        next(pages)
    for thread in threading.enumerate():
        if thread.daemon and thread is not threading.current_thread():
            thread.join(0.2)
    assert threading.active_count() <= before + 1
    assert len(web.asked) <= 6


def test_pages_that_wait_to_be_stored_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_WAITING", 30)
    web = Counted()
    wanted = [Wanted(f"https://{n}.example/") for n in range(20)]
    with closing(fetch_all(web, wanted, at_once=2)) as pages:
        next(pages)
        # Thirty bytes wait, and two more pages may have been under way.
        assert not threading.Event().wait(0.2)
        assert 2 <= len(web.asked) <= 1 + 3 + 2
        assert len(list(pages)) == 19
