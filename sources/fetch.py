"""Fetching one page that an editor asked for: the only place that uses the network.

Every hop is validated by `sources.netguard` and connected to an address from that validation; certificates
are always checked; proxies and other settings of the environment are ignored. Wire bytes, inflated bytes,
their ratio and the whole time are limited: see `Limits`.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin, urlsplit

import httpx

from claims.errors import FetchError
from sources import netguard
from sources.inflate import Inflater, TooMuch
from sources.media import READABLE
from sources.wire import PinnedTransport

_REDIRECTS = (301, 302, 303, 307, 308)
_UNTOLD = ("", "application/octet-stream", "binary/octet-stream")
_OWN = "Download the page yourself and add the file."


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take: bytes on the wire, bytes inflated, their ratio, seconds, redirects."""

    wire: int = 20_000_000
    inflated: int = 40_000_000
    ratio: int = 100
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back.

    Attributes:
        url: as asked for.
        final_url: where it was found, after redirects.
        media_type: as the server says, without parameters; "application/octet-stream" where it says nothing.
        format: the reader that suits it, or None where the bytes must tell.
    """

    url: str
    final_url: str
    data: bytes
    media_type: str
    format: str | None


class PageFetcher(Protocol):
    """Anything that can fetch."""

    def fetch(self, url: str) -> Fetched:
        """The page at `url`; FetchError where it can't or mustn't be had."""


class Fetcher:
    """Fetches single pages, one at a time, and never the same host twice within a second.

    Args:
        version: of the program, for the User-Agent header.
        limits: how much one fetch may take.
        policy: what is allowed beside the public web.
        resolve: asks for the addresses of a name.
        trust: certificates to trust instead of the usual ones.
        pause: seconds between two requests to one host.
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
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._agent = f"attribution-verifier/{version}" if version else "attribution-verifier"
        self._limits = limits or Limits()
        self._policy = policy or netguard.Policy()
        self._resolve = resolve
        self._trust = trust
        self._pause = pause
        self._sleep = sleep
        self._clock = clock
        self._visited: dict[str, float] = {}

    def fetch(self, url: str) -> Fetched:
        """The page at `url`.

        Raises:
            FetchError: the address isn't safe, the page isn't there, isn't text, or is too much.
        """
        target = netguard.parse(url)
        self._wait(target.host)
        deadline = self._clock() + self._limits.seconds
        for _ in range(self._limits.redirects + 1):
            answer = self._hop(target, deadline)
            if isinstance(answer, _Page):
                return Fetched(url, target.url, answer.data, answer.media_type, answer.format)
            target = _follow(target, answer)
        raise FetchError(url, f"it redirects more than {self._limits.redirects} times", _OWN)

    def _wait(self, host: str) -> None:
        since = self._clock() - self._visited.get(host, float("-inf"))
        if since < self._pause:
            self._sleep(self._pause - since)
        self._visited[host] = self._clock()

    def _hop(self, target: netguard.Target, deadline: float) -> _Page | str:
        """The page at `target`, or the address that it redirects to."""
        addresses = netguard.validate(
            target, policy=self._policy, resolve=self._resolve, seconds=deadline - self._clock()
        )
        transport = PinnedTransport(
            target.host, addresses, deadline=deadline, clock=self._clock, trust=self._certificates(target)
        )
        headers = {"User-Agent": self._agent, "Accept-Encoding": "gzip", "Accept": _accepted()}
        try:
            with (
                httpx.Client(transport=transport, trust_env=False, follow_redirects=False) as client,
                client.stream("GET", target.url, headers=headers) as response,
            ):
                if response.status_code in _REDIRECTS and response.headers.get("location"):
                    return str(response.headers["location"])
                _check_status(target.url, response.status_code)
                media_type, format_ = _type(target.url, response)
                return _Page(self._body(target.url, response, deadline), media_type, format_)
        except httpx.TimeoutException as error:
            raise self._too_slow(target.url) from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
            raise FetchError(target.url, _plainly(error), "Check the address in a browser.") from error

    def _certificates(self, target: netguard.Target) -> ssl.SSLContext | None:
        # Loaded at the first secure page, and once, because that takes longer than many a fetch.
        if self._trust is None and target.scheme == "https":
            self._trust = httpx.create_ssl_context(trust_env=False)
        return self._trust

    def _body(self, url: str, response: httpx.Response, deadline: float) -> bytes:
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            raise FetchError(url, f'it comes in an encoding that was not asked for ("{encoding}")', _OWN)
        limits = self._limits
        inflater = Inflater(
            zipped="gzip" in encoding, wire=limits.wire, inflated=limits.inflated, ratio=limits.ratio
        )
        try:
            for chunk in self._timely(url, response.iter_raw(), deadline):
                inflater.feed(chunk)
            return inflater.finish()
        except TooMuch as error:
            raise FetchError(url, str(error), _OWN) from error

    def _timely(self, url: str, chunks: Iterator[bytes], deadline: float) -> Iterator[bytes]:
        for chunk in chunks:
            if self._clock() > deadline:
                raise self._too_slow(url)
            yield chunk

    def _too_slow(self, url: str) -> FetchError:
        return FetchError(url, f"it took longer than {self._limits.seconds:g} seconds", "Try again later.")


@dataclass(frozen=True, slots=True)
class _Page:
    data: bytes
    media_type: str
    format: str | None


def _accepted() -> str:
    return ", ".join(READABLE) + ", */*;q=0.1"


def _follow(target: netguard.Target, location: str) -> netguard.Target:
    try:
        onward = urljoin(target.url, location)
    except ValueError as error:
        raise FetchError(target.url, "it redirects to something that is no address", _OWN) from error
    if target.scheme == "https" and urlsplit(onward).scheme == "http":
        raise FetchError(target.url, "it redirects from a secure address to one that is not", _OWN)
    return netguard.parse(onward)


def _check_status(url: str, status: int) -> None:
    if status == 200:
        return
    reasons = {
        401: "the page asks for a password",
        402: "the page asks for payment",
        403: "the site doesn't give this page to programs",
        404: "the page is not there",
        410: "the page was taken down",
        429: "the site asks to come again later",
    }
    raise FetchError(url, f"{reasons.get(status, 'the site answers with an error')} (HTTP {status})", _OWN)


def _type(url: str, response: httpx.Response) -> tuple[str, str | None]:
    told = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if told in READABLE:
        return told, READABLE[told]
    if told in _UNTOLD:
        return "application/octet-stream", None
    raise FetchError(url, f'"{told}" can\'t be read as a source', "Add a text, web page, PDF or Word file.")


def _plainly(error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate can't be trusted ({cause.verify_message})"
        cause = cause.__cause__ or cause.__context__
    return f"the connection failed ({error or type(error).__name__})"
