"""What comes from the network, or from another process: addresses, answers, archives, requests."""

from __future__ import annotations

import io
import os
import socket
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from unittest.mock import patch

import httpcore

from claims.errors import FetchError, UnreadableInput
from sources.answers import onward, type_of
from sources.fetch import Fetcher, Limits
from sources.fetched import Fetched, Known, Unchanged
from sources.location import address_of, key_of, place_of
from sources.netguard import Policy, is_public, parse, validate
from sources.pace import http_date, retry_after
from sources.warc import records
from verifier.render.page import web_address as shown_address
from verifier.warm import wire

from .target import Target, fields, refused, text_of

_NOW = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)
_PAGE = "http://paper.example/a"
_LIMITS = Limits(wire=100_000, inflated=200_000, ratio=50, redirects=3, patience=5)


def address(data: bytes) -> None:
    """An address of a draft: refused, or told in one form that leads to no other place."""
    url = text_of(data)
    key = key_of(url)
    assert key_of(url) == key
    if key.startswith("web:"):
        place_of(url)
        address_of(key)
    shown_address(url)
    with refused(FetchError, about=""):
        target = parse(url)
        assert target.host.isascii()
        assert target.host == target.host.lower()
        assert target.scheme in ("http", "https")
        assert not {"@", "\\", " "} & set(target.url.split("/")[2])
        assert parse(target.url) == target, "its normal form is another address"
        for found in validate(target, policy=Policy(), resolve=_nobody, seconds=1):
            assert is_public(ip_address(found))


def _nobody(host: str, port: int) -> tuple[str, ...]:
    raise OSError(f"nobody is asked for {host}:{port}")


def headers(data: bytes) -> None:
    """Headers of an answer, one a field."""
    location, kind, wait, day = (field.decode("latin-1") for field in fields(data, 4))
    with refused(FetchError, about=""):
        onward(parse("https://paper.example/b/c?d"), location)
    with refused(FetchError, about=_PAGE):
        type_of(_PAGE, kind)
    asked = retry_after(wait, now=http_date(day) or _NOW)
    assert asked is None or (asked.seconds >= 0 and asked.words)


def answer(data: bytes) -> None:
    """All that a server says, one connection a field, to somebody who has the page already."""
    said = fields(data, 4)
    known = Known(_PAGE, '"v1"', "Tue, 04 Mar 2031 09:30:00 GMT", "0" * 64, "text/html")

    def connect(self: object, host: str, port: int, **options: object) -> httpcore.NetworkStream:
        return httpcore.MockStream([said.pop(0) if said else b""])

    fetcher = Fetcher(
        resolve=lambda host, port: ("8.8.8.8",),
        limits=_LIMITS,
        pause=0,
        now=lambda: _NOW,
        sleep=lambda _: None,
    )
    with patch.object(httpcore.SyncBackend, "connect_tcp", connect), refused(FetchError, about=""):
        found = fetcher.fetch(_PAGE, known)
        assert isinstance(found, Fetched | Unchanged)
        assert not isinstance(found, Fetched) or len(found.data) <= _LIMITS.inflated
        assert found.how.time == _NOW
        for name, value in found.how.headers:
            assert name.lower() != "set-cookie"
            value.encode()


def archive(data: bytes) -> None:
    """A web archive."""
    with refused(UnreadableInput, about="a.warc"):
        for record in records(io.BytesIO(data), name="a.warc", limit=100_000, total=200_000):
            assert record.data is None or len(record.data) <= 100_000
            assert not record.reason or record.remedy.endswith(".")
            assert record.taken is None or record.taken.tzinfo is not None
            record.url.encode("utf-8", "surrogatepass")


def request(data: bytes) -> None:
    """What a client says to the warm process: a request that is whole, or none."""
    ours, theirs = socket.socketpair()
    with ours, theirs, Path(os.devnull).open("rb") as null:
        handed = min(data[0], 8) if data else 0
        ours.settimeout(5)
        theirs.settimeout(5)
        if len(data) > 1:
            socket.send_fds(ours, [data[1:9]], [null.fileno()] * handed)
            ours.sendall(data[9:])
        ours.shutdown(socket.SHUT_WR)
        before = _open()
        found = wire.received(theirs)
        if found is not None:
            content, descriptors = found
            assert len(content) == int.from_bytes(data[1:9], "big")
            assert len(descriptors) == 4
            for descriptor in descriptors:
                os.close(descriptor)
        assert _open() <= before, "descriptors are left open"


def _open() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


TARGETS = (
    Target("address", address, longest=400),
    Target("headers", headers, longest=400),
    Target("answer", answer),
    Target("archive", archive),
    Target("request", request, longest=200),
)
