"""Fetching from real servers on loopback: what is followed, what is refused, and every limit."""

from __future__ import annotations

import gzip
import hashlib
import socket
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler

import httpcore
import pytest

from claims.errors import FetchError
from sources.fetch import Fetcher, Limits
from sources.fetched import Fetched, Hop, Known, Unchanged, kept
from sources.netguard import Policy
from tests.sources.site import PAGE, Site

LIMITS = Limits(wire=200_000, inflated=3_000_000, ratio=100, seconds=10.0)


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(version="1.0", limits=LIMITS, policy=Policy(allow_loopback=True), pause=0)


def test_a_page(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a")
    page = fetcher.fetch(url + "#part")
    assert (page.data, page.media_type, page.format) == (PAGE, "text/html", "html")
    assert (page.how.url, page.how.hops) == (url + "#part", (Hop(url, 200),))
    assert page.how.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert page.how.header("content-type") == "text/html; charset=utf-8"
    ((path, headers),) = site.asked
    assert path == "/a"
    assert headers["user-agent"] == "attribution-verifier/1.0"
    assert headers["accept-encoding"] == "gzip"
    assert headers["host"] == f"127.0.0.1:{site.port}"
    assert "cookie" not in headers
    assert "referer" not in headers


def test_loopback_is_refused_without_the_switch(site: Site) -> None:
    url = site.page("/a")
    with pytest.raises(FetchError, match="not on the public internet"):
        Fetcher().fetch(url)
    assert site.asked == []


def test_gzip(site: Site, fetcher: Fetcher) -> None:
    twice = gzip.compress(PAGE) + gzip.compress(PAGE)
    assert fetcher.fetch(site.page("/z", twice, Content_Encoding="gzip")).data == PAGE * 2


@pytest.mark.parametrize("body", [b"no gzip at all", gzip.compress(PAGE * 50)[:-12]], ids=["other", "cut"])
def test_damaged_gzip(site: Site, fetcher: Fetcher, body: bytes) -> None:
    with pytest.raises(FetchError, match=r"damaged|breaks off"):
        fetcher.fetch(site.page("/d", body, Content_Encoding="gzip"))


def test_redirects_are_followed_and_the_end_is_told(site: Site, fetcher: Fetcher) -> None:
    site.page("/end")
    site.redirect("/two", "end", 308)
    url = site.redirect("/one", "/two", 301)
    page = fetcher.fetch(url)
    assert isinstance(page, Fetched)
    assert page.data == PAGE
    assert page.how.url == url
    assert [(hop.url, hop.status) for hop in page.how.hops] == [
        (site.url + "/one", 301),
        (site.url + "/two", 308),
        (site.url + "/end", 200),
    ]


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "not there"), (403, "programs"), (500, "HTTP 500"), (204, "204")]
)
def test_other_answers_than_a_page(site: Site, fetcher: Fetcher, status: int, reason: str) -> None:
    with pytest.raises(FetchError, match=reason):
        fetcher.fetch(site.page("/s", b"", status=status))


def test_a_redirect_without_an_address(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="HTTP 302"):
        fetcher.fetch(site.page("/s", b"", status=302))


@pytest.mark.parametrize("media_type", ["image/png", "video/mp4", "application/zip", "text/css"])
def test_what_is_no_text_is_refused(site: Site, fetcher: Fetcher, media_type: str) -> None:
    with pytest.raises(FetchError, match="can't be read as a source"):
        fetcher.fetch(site.page("/m", Content_Type=media_type))


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("TEXT/Plain; charset=x", ("text/plain", "plain")),
        ("application/pdf", ("application/pdf", "pdf")),
        ("application/octet-stream", ("application/octet-stream", None)),
        ("", ("application/octet-stream", None)),
    ],
)
def test_media_types(site: Site, fetcher: Fetcher, media_type: str, expected: tuple[str, str | None]) -> None:
    page = fetcher.fetch(site.page("/m", Content_Type=media_type))
    assert (page.media_type, page.format) == expected


def test_a_second_address_is_tried_when_the_first_is_dead(site: Site) -> None:
    site.page("/a")
    fetcher = Fetcher(policy=Policy(allow_loopback=True), resolve=lambda host, port: ("::1", "127.0.0.1"))
    assert fetcher.fetch(f"http://paper.example:{site.port}/a").data == PAGE


def test_nobody_listens(fetcher: Fetcher) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(FetchError, match="connection failed"):
        fetcher.fetch(f"http://127.0.0.1:{port}/")


def known_of(url: str, etag: str = '"v1"', modified: str = "") -> Known:
    return Known(url, etag, modified, "0" * 64, "text/html")


def conditional(site: Site, path: str) -> str:
    """A page that the site sends only to those who don't hold it yet."""
    page = site.page(path, ETag='"v1"')
    whole = site.answers[path]

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if '"v1"' in (handler.headers["If-None-Match"] or "") or handler.headers["If-Modified-Since"]:
            handler.send_response(304)
            handler.end_headers()
        else:
            whole(handler)

    site.answers[path] = answer
    return page


@pytest.mark.parametrize(
    ("etag", "modified", "sent"),
    [
        ('"v1"', "", {"if-none-match": '"v1"'}),
        ("", "Mon, 04 May 2026 09:30:00 GMT", {"if-modified-since": "Mon, 04 May 2026 09:30:00 GMT"}),
    ],
)
def test_a_page_that_is_still_what_is_held(
    site: Site, fetcher: Fetcher, etag: str, modified: str, sent: dict[str, str]
) -> None:
    end = conditional(site, "/end")
    url = site.redirect("/a", "/end")
    known = known_of(end, etag, modified)
    found = fetcher.fetch(url, known)
    assert isinstance(found, Unchanged)
    assert found.known is known
    assert found.how.hops == (Hop(url, 302), Hop(end, 304))
    first, second = ({k: v for k, v in h.items() if k.startswith("if-")} for _, h in site.asked)
    assert (first, second) == ({}, sent)
    assert isinstance(fetcher.fetch(url, known_of(end, '"v0"')), Fetched)


def test_an_answer_that_was_not_asked_for(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="HTTP 304"):
        fetcher.fetch(site.page("/a", b"", status=304))


def test_cookies_and_floods_are_not_kept(site: Site, fetcher: Fetcher) -> None:
    many = {f"X_Many_{n}": "y" * 2000 for n in range(30)}
    page = fetcher.fetch(site.page("/a", Set_Cookie="visit=1", **many))
    assert page.how.header("set-cookie") == ""
    assert page.how.header("x-many-0") == "y" * 1000
    assert len(kept([("x", "y")] * 100)) == 64


def test_a_connection_that_fails_is_tried_once_more(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    connect = httpcore.SyncBackend.connect_tcp

    def refused_at_first(self: object, host: str, port: int, **options: object) -> httpcore.NetworkStream:
        tried.append(port)
        if len(tried) == 1:
            raise httpcore.ConnectError("refused")
        return connect(self, host, port, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", refused_at_first)
    fetcher = Fetcher(policy=Policy(allow_loopback=True), pause=0)
    assert fetcher.fetch(site.page("/a")).how.final_url == site.url + "/a"
    assert len(tried) == 2


def busy_at_first(site: Site, path: str, *answers: tuple[int, str]) -> str:
    """A page that is had only after these answers: status and Retry-After."""
    url = site.page(path)
    page, left = site.answers[path], list(answers)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if not left:
            return page(handler)
        status, after = left.pop(0)
        handler.send_response(status)
        if after:
            handler.send_header("Retry-After", after)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return None

    site.answers[path] = answer
    return url


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.time += seconds

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def patient(clock: Clock) -> Fetcher:
    return Fetcher(policy=Policy(allow_loopback=True), sleep=clock.sleep, clock=clock)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_site_is_asked_again_when_it_says(
    site: Site, patient: Fetcher, clock: Clock, status: int
) -> None:
    url = busy_at_first(site, "/a", (status, "12"))
    assert isinstance(patient.fetch(url), Fetched)
    assert clock.slept == [12.0]
    assert len(site.asked) == 2


def test_patience_with_a_site_is_thirty_seconds_in_all(site: Site, patient: Fetcher, clock: Clock) -> None:
    assert isinstance(patient.fetch(busy_at_first(site, "/a", (503, "20"))), Fetched)
    with pytest.raises(FetchError, match="come again later, in 11 seconds"):
        patient.fetch(busy_at_first(site, "/b", (503, "11")))
    asked = len(site.asked)
    with pytest.raises(FetchError, match="come again later, in 11 seconds"):
        patient.fetch(site.page("/c"))
    assert len(site.asked) == asked, "a site that asked to be left alone is"
    clock.time += 11
    assert isinstance(patient.fetch(site.url + "/c"), Fetched)


def test_a_site_that_asks_for_an_hour_or_a_day_is_left_alone(
    site: Site, patient: Fetcher, clock: Clock
) -> None:
    day = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    with pytest.raises(FetchError, match=r"come again later, after \d{4}-\d\d-\d\d \d\d:\d\d UTC"):
        patient.fetch(busy_at_first(site, "/a", (429, day)))
    assert clock.slept == []


@pytest.mark.parametrize("after", ["", "soon", "-1"])
def test_a_busy_site_that_does_not_say_when(site: Site, patient: Fetcher, after: str) -> None:
    with pytest.raises(FetchError, match="HTTP 503"):
        patient.fetch(busy_at_first(site, "/a", (503, after)))
    assert len(site.asked) == 1


def test_a_site_that_is_always_busy_is_asked_three_times(site: Site, patient: Fetcher) -> None:
    with pytest.raises(FetchError, match="HTTP 429"):
        patient.fetch(busy_at_first(site, "/a", *[(429, "0")] * 9))
    assert len(site.asked) == 3


def test_waiting_for_a_turn_takes_nothing_from_the_time_for_a_page(site: Site, clock: Clock) -> None:
    fetcher = Fetcher(
        limits=Limits(seconds=5.0), policy=Policy(allow_loopback=True), sleep=clock.sleep, clock=clock
    )
    assert isinstance(fetcher.fetch(busy_at_first(site, "/a", (503, "25"))), Fetched)


def test_one_host_is_not_asked_twice_within_a_second(site: Site) -> None:
    slept: list[float] = []
    fetcher = Fetcher(policy=Policy(allow_loopback=True), sleep=slept.append)
    fetcher.fetch(site.page("/a"))
    assert slept == []
    fetcher.fetch(site.page("/b"))
    assert len(slept) == 1
    assert 0 < slept[0] <= 1
