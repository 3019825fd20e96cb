"""Fetching one page that an editor asked for: the only place that uses the network.

Every hop is validated by `sources.netguard` and connected to an address from that validation; certificates
are always checked; proxies and other settings of the environment are ignored. Wire bytes, inflated bytes,
their ratio and the whole time are limited: see `Limits`. A host is asked at the pace of `sources.pace`.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from claims.errors import FetchError
from sources import netguard
from sources.answers import (
    ACCEPTED,
    CHECK,
    DOWNLOAD,
    Answer,
    Page,
    check_status,
    onward,
    type_of,
    why_failed,
)
from sources.fetched import Fetch, Fetched, Hop, Known, Unchanged, first_of, kept
from sources.inflate import Inflater, TooMuch
from sources.pace import Pace, RetryAfter, TooLong, http_date, retry_after
from sources.snapshot import sha256_of
from sources.wire import PinnedTransport

_BUSY = (429, 503)
# How often more an address is asked: where the site asks for that, and where it can't be reached.
_ASKED_AGAIN = 2
_UNREACHED_AGAIN = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take.

    Attributes:
        wire: bytes on the wire.
        inflated: bytes after unpacking.
        ratio: bytes that may come of one.
        seconds: in all, redirects included; waiting for a turn at a host is not counted.
        redirects: that are followed.
        patience: seconds that a host may have us wait with Retry-After, over all of its pages.
    """

    wire: int = 20_000_000
    inflated: int = 40_000_000
    ratio: int = 100
    seconds: float = 30.0
    redirects: int = 5
    patience: float = 30.0


class Fetcher:
    """Fetches single pages. Several threads may share one: a host is asked by one of them at a time.

    Args:
        version: of the program, for the User-Agent header.
        limits: how much one fetch may take.
        policy: what is allowed beside the public web.
        resolve: asks for the addresses of a name.
        trust: certificates to trust instead of the usual ones.
        pause: seconds between two requests to one host.
        now: the time to record, with a time zone.
        sleep, clock: for tests.
    """

    def __init__(
        self,
        *,
        version: str = "",
        limits: Limits | None = None,
        policy: netguard.Policy | None = None,
        resolve: netguard.Resolver = netguard.system_resolver,
        trust: ssl.SSLContext | None = None,
        pause: float = 1.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._agent = f"attribution-verifier/{version}" if version else "attribution-verifier"
        self._limits = limits or Limits()
        self._policy = policy or netguard.Policy()
        self._resolve = resolve
        self._trust = trust
        self._now = now
        self._clock = clock
        self._pace = Pace(pause=pause, patience=self._limits.patience, sleep=sleep, clock=clock)

    def fetch(self, url: str, known: Known | None = None) -> Fetched | Unchanged:
        """The page at `url`, or the server's word that it is still what is known of it.

        Args:
            url: its address.
            known: what is held of it. Told to the server only at the address where it was had before.

        Raises:
            FetchError: the address isn't safe, the page isn't there, isn't text, or is too much.
        """
        target = netguard.parse(url)
        allowance = _Allowance(self._limits.seconds, self._clock)
        hops: list[Hop] = []
        while len(hops) <= self._limits.redirects:
            conditions = _conditions(target.url, known)
            answer = self._politely(target, allowance, conditions)
            hops.append(Hop(target.url, answer.status))
            had = (url, tuple(hops), kept(answer.headers), self._now())
            if answer.status == 304 and known:
                return Unchanged(Fetch(*had, known.sha256), known)
            if answer.page is not None:
                return Fetched(Fetch(*had, sha256_of(answer.page.data)), *answer.page)
            target = onward(target, answer.location)
            if any(target.url == hop.url for hop in hops):
                raise FetchError(url, "it redirects in a circle", DOWNLOAD)
        raise FetchError(url, f"it redirects more than {self._limits.redirects} times", DOWNLOAD)

    def _politely(self, target: netguard.Target, allowance: _Allowance, conditions: dict[str, str]) -> Answer:
        """The answer of `target`, asked in its host's turn, and again where the site asks for that."""
        with allowance.running() as deadline:
            addresses = netguard.validate(
                target, policy=self._policy, resolve=self._resolve, seconds=deadline - self._clock()
            )
        asked = unreached = 0
        while True:
            try:
                with self._pace.turn(target.host):
                    with allowance.running() as deadline:
                        answer = self._ask(target, addresses, deadline, conditions)
                    asked += 1
                    again = self._asked_again(answer) if asked <= _ASKED_AGAIN else None
                    if again is not None:
                        # Before the turn ends, so that nobody else asks in between.
                        self._pace.put_off(target.host, again)
            except TooLong as error:
                reason = f"the site asks to come again later, {error}"
                raise FetchError(target.url, reason, "Try again then, or download the page.") from error
            except httpx.ConnectError as error:
                # Nothing was sent yet, and no certificate was seen.
                unreached += 1
                if unreached > _UNREACHED_AGAIN:
                    raise FetchError(target.url, why_failed(error), CHECK) from error
                continue
            if again is None:
                check_status(target.url, answer, conditional=bool(conditions))
                return answer

    def _asked_again(self, answer: Answer) -> RetryAfter | None:
        if answer.status not in _BUSY:
            return None
        by_server = http_date(answer.header("date"))
        return retry_after(answer.header("retry-after"), now=by_server or self._now())

    def _ask(
        self,
        target: netguard.Target,
        addresses: tuple[str, ...],
        deadline: float,
        conditions: dict[str, str],
    ) -> Answer:
        transport = PinnedTransport(
            target.host, addresses, deadline=deadline, clock=self._clock, trust=self._certificates(target)
        )
        headers = {"User-Agent": self._agent, "Accept-Encoding": "gzip", "Accept": ACCEPTED}
        try:
            with (
                httpx.Client(transport=transport, trust_env=False, follow_redirects=False) as client,
                client.stream("GET", target.url, headers=headers | conditions) as response,
            ):
                names = (name.decode("latin-1") for name, _ in response.headers.raw)
                told = tuple(zip(names, (value for _, value in response.headers.multi_items()), strict=True))
                if response.status_code != 200:
                    return Answer(response.status_code, told, None)
                media_type, format_ = type_of(target.url, first_of(told, "content-type"))
                return Answer(
                    200, told, Page(self._body(target.url, response, deadline), media_type, format_)
                )
        except httpx.TimeoutException as error:
            raise self._too_slow(target.url) from error
        except httpx.ConnectError:
            raise
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
            raise FetchError(target.url, why_failed(error), CHECK) from error

    def _certificates(self, target: netguard.Target) -> ssl.SSLContext | None:
        # Loaded at the first secure page, and once, because that takes longer than many a fetch.
        if self._trust is None and target.scheme == "https":
            self._trust = httpx.create_ssl_context(trust_env=False)
        return self._trust

    def _body(self, url: str, response: httpx.Response, deadline: float) -> bytes:
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            raise FetchError(url, f'it comes in an encoding that was not asked for ("{encoding}")', DOWNLOAD)
        limits = self._limits
        inflater = Inflater(
            zipped="gzip" in encoding, wire=limits.wire, inflated=limits.inflated, ratio=limits.ratio
        )
        try:
            for chunk in self._timely(url, response.iter_raw(), deadline):
                inflater.feed(chunk)
            return inflater.finish()
        except TooMuch as error:
            raise FetchError(url, str(error), DOWNLOAD) from error

    def _timely(self, url: str, chunks: Iterator[bytes], deadline: float) -> Iterator[bytes]:
        for chunk in chunks:
            if self._clock() > deadline:
                raise self._too_slow(url)
            yield chunk

    def _too_slow(self, url: str) -> FetchError:
        return FetchError(url, f"it took longer than {self._limits.seconds:g} seconds", "Try again later.")


class _Allowance:
    """The seconds that a fetch may still work; they pass only while it runs, not while it waits its turn."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._left, self._clock = seconds, clock

    @contextmanager
    def running(self) -> Iterator[float]:
        """Gives the deadline on the clock."""
        started = self._clock()
        try:
            yield started + self._left
        finally:
            self._left -= self._clock() - started


def _conditions(url: str, known: Known | None) -> dict[str, str]:
    """The headers that ask for a page only if it is no longer `known`, where it was had from."""
    if known is None or known.final_url != url:
        return {}
    told = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in told.items() if value}
