"""What a fetch brings back, and how it was had: plain values, apart from the network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

_MOST_HEADERS = 64
_LONGEST_HEADER = 1000
# Whoever reads a store needs no key to a visit, and it says nothing of the page.
_LEFT_OUT = ("set-cookie", "set-cookie2")

Headers = tuple[tuple[str, str], ...]


#: The statuses that lead on to another address.
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer on the way: the address asked, without fragment, and the HTTP status."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """How bytes were had from the web.

    Attributes:
        url: as asked for.
        hops: each answer in order, redirects first; the last is the one that held the bytes.
        headers: of the last answer, as `kept` keeps them.
        time: when, with a time zone.
        sha256: of the bytes, without compression.
        archived: True where a web archive says so, which may have been made by anybody.
    """

    url: str
    hops: tuple[Hop, ...]
    headers: Headers
    time: datetime
    sha256: str
    archived: bool = False

    @property
    def final_url(self) -> str:
        """Where the bytes were, after redirects."""
        return self.hops[-1].url

    def header(self, name: str) -> str:
        """The value of the first header of this name, in any case; empty where there is none."""
        return first_of(self.headers, name)


@dataclass(frozen=True, slots=True)
class Known:
    """What is held of a page: where its bytes were, by what the server knows them, and the bytes' hash.

    Sent to the server, so that it need not send the same bytes again (RFC 9110, 13.1).
    """

    final_url: str
    etag: str
    modified: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page that was had.

    Attributes:
        media_type: as the server says, without parameters; "application/octet-stream" where it says nothing.
        format: the reader that suits it, or None where the bytes must tell.
    """

    how: Fetch
    data: bytes
    media_type: str
    format: str | None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server's word (HTTP 304) that a page is still what is held of it."""

    how: Fetch
    known: Known


class PageFetcher(Protocol):
    """Anything that can fetch."""

    def fetch(self, url: str, known: Known | None = None) -> Fetched | Unchanged:
        """The page at `url`, or that it is still `known`; FetchError where it can't or mustn't be had."""


def kept(headers: Iterable[tuple[str, str]]) -> Headers:
    """What is kept of an answer's headers: the first 64, long ones cut, cookies left out."""
    wanted = [(name, value[:_LONGEST_HEADER]) for name, value in headers if name.lower() not in _LEFT_OUT]
    return tuple(wanted[:_MOST_HEADERS])


def first_of(headers: Iterable[tuple[str, str]], name: str) -> str:
    """The value of the first header called `name`, in any case; empty where there is none."""
    return next((value for key, value in headers if key.lower() == name.lower()), "")
